package dev.loopwarden.cli;

import dev.loopwarden.review.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/// A comment's Markdown as lines of a terminal: paragraphs wrapped, tables in columns, folded parts below their titles.
final class MarkdownOnTerminal extends AbstractVisitor {

  private static final int WIDTH = 108;
  private static final Parser PARSER = Parser.builder().extensions(List.of(TablesExtension.create())).build();
  private static final Pattern SUMMARY = Pattern.compile("<summary>(.*?)</summary>", Pattern.DOTALL);
  private static final Pattern TAG = Pattern.compile("<[^>]*>");

  private final Terminal terminal;
  private final List<String> lines = new ArrayList<>();
  private StringBuilder inline = new StringBuilder();
  private String indent = "";
  private String bullet = "";

  private MarkdownOnTerminal(Terminal terminal) {
    this.terminal = terminal;
  }

  static List<String> lines(String markdown, Terminal terminal) {
    var writer = new MarkdownOnTerminal(terminal);
    PARSER.parse(markdown).accept(writer);
    return writer.lines;
  }

  @Override
  public void visit(Heading heading) {
    gap();
    lines.add(indent + terminal.bold(text(heading)));
  }

  @Override
  public void visit(Paragraph paragraph) {
    if (bullet.isEmpty()) {
      gap();
    }
    block(text(paragraph));
  }

  @Override
  public void visit(BulletList list) {
    list(list, 0);
  }

  @Override
  public void visit(OrderedList list) {
    list(list, 1);
  }

  /// @param first number of the first item; 0 for bullets
  private void list(Node list, int first) {
    String before = indent;
    int number = first;
    for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
      String mark = first == 0 ? "- " : number++ + ". ";
      bullet = mark;
      indent = before + " ".repeat(mark.length());
      visitChildren((ListItem) item);
      indent = before;
    }
    bullet = "";
  }

  @Override
  public void visit(FencedCodeBlock code) {
    String label = code.getInfo() == null ? "" : code.getInfo();
    if (label.equals("suggestion")) {
      lines.add(indent + terminal.dim("suggestion:"));
    }
    code.getLiteral().lines().forEach(line -> lines.add(indent + "    " + terminal.code(Terminal.escape(line))));
  }

  /// Folded parts begin with their title; other HTML is ours and has no words.
  @Override
  public void visit(HtmlBlock html) {
    Matcher summary = SUMMARY.matcher(html.getLiteral());
    if (summary.find()) {
      gap();
      lines.add(indent + terminal.dim("▸ " + plain(summary.group(1))));
    } else {
      String words = plain(html.getLiteral().replaceAll("(?s)<!--.*?-->", ""));
      if (!words.isBlank()) {
        block(words);
      }
    }
  }

  private static String plain(String html) {
    return Terminal.escape(TAG.matcher(html).replaceAll("").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip());
  }

  @Override
  public void visit(CustomBlock block) {
    if (block instanceof TableBlock table) {
      gap();
      table(table);
    } else {
      visitChildren(block);
    }
  }

  private void table(TableBlock table) {
    var rows = new ArrayList<List<String>>();
    for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
      for (Node row = part.getFirstChild(); row instanceof TableRow; row = row.getNext()) {
        var cells = new ArrayList<String>();
        for (Node cell = row.getFirstChild(); cell instanceof TableCell; cell = cell.getNext()) {
          cells.add(text(cell));
        }
        rows.add(cells);
      }
    }
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], Terminal.width(row.get(i)));
      }
    }
    for (List<String> row : rows) {
      var line = new StringBuilder(indent);
      for (int i = 0; i < row.size(); i++) {
        line.append(row.get(i)).append(" ".repeat(widths[i] - Terminal.width(row.get(i)) + 2));
      }
      lines.add(line.toString().stripTrailing());
    }
  }

  // inline

  private String text(Node node) {
    StringBuilder before = inline;
    inline = new StringBuilder();
    visitChildren(node);
    String text = inline.toString();
    inline = before;
    return text;
  }

  @Override
  public void visit(Text text) {
    inline.append(Terminal.escape(text.getLiteral()));
  }

  @Override
  public void visit(Code code) {
    inline.append(terminal.code(Terminal.escape(code.getLiteral())));
  }

  @Override
  public void visit(StrongEmphasis strong) {
    inline.append(terminal.bold(text(strong)));
  }

  @Override
  public void visit(SoftLineBreak line) {
    inline.append(' ');
  }

  @Override
  public void visit(HardLineBreak line) {
    inline.append('\n');
  }

  // lines

  /// One empty line between blocks, none at the start.
  private void gap() {
    if (!lines.isEmpty() && !lines.getLast().isBlank()) {
      lines.add("");
    }
  }

  private void block(String text) {
    String first = bullet.isEmpty() ? indent : indent.substring(bullet.length()) + bullet;
    bullet = "";
    for (String paragraph : text.split("\n", -1)) {
      var line = new StringBuilder(first);
      int used = Terminal.width(first);
      boolean empty = true;
      for (String word : paragraph.strip().split(" ", -1)) {
        int width = Terminal.width(word);
        if (!empty && used + 1 + width > WIDTH) {
          lines.add(line.toString());
          line = new StringBuilder(indent);
          used = Terminal.width(indent);
          empty = true;
        }
        line.append(empty ? "" : " ").append(word);
        used += width + (empty ? 0 : 1);
        empty = false;
      }
      lines.add(line.toString());
      first = indent;
    }
  }
}
