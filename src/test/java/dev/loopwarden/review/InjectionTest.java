package dev.loopwarden.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopwarden.pull.CommitId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;

/// Names from a repository are read and do nothing: whatever a file, function or branch is called, no link, image, mention, HTML or
/// heading comes of it. The judge is a CommonMark library.
final class InjectionTest {

  static final Parser PARSER = Parser.builder().extensions(List.of(TablesExtension.create())).build();

  private static final List<String> ATTACKS = List.of(
      "[x](http://evil.example)", "![x](http://evil.example/p.png)", "<img src=x onerror=alert(1)>", "<script>alert(1)</script>", "@octocat",
      "@org/team", "#123", "GH-1", "owner/repo#1", "https://evil.example/", "http://evil.example", "www.evil.example", "<http://evil.example>",
      "# heading", "## h", "Setext\n===", "a\n---", "> quote", "- item", "1. item", "```\nfence", "~~~\nfence", "`code`", "``", "`", "*bold*",
      "__b__", "~~s~~", "|a|b|", "| --- |", "\\", "\\[x](y)", "[x][y]\n\n[y]: http://evil.example", "[^1]", "&lt;b&gt;", "&#64;octocat", "<!-- c -->",
      "<!-- loopwarden summary -->", "</details>", "<details open>", "$x$", ":smile:", "\u202Eevil", "\u200Bx", "\u0000", "\r\nInjected: yes",
      "deadbeef", "a".repeat(40), "1048576", "`x`1048576`y`", "x 1048576. y", "a@b.example", "mailto:a@b.example", "javascript:alert(1)", "x".repeat(5_000));

  /// Each attack by itself and in places of a name.
  static Stream<String> names() {
    List<UnaryOperator<String>> forms = List.of(each -> each, each -> "pkg/" + each + ".py", each -> each + "`" + each, each -> "` " + each + " `", each -> "  " + each);
    return ATTACKS.stream().flatMap(each -> forms.stream().map(form -> form.apply(each)));
  }

  private static List<String> rendered(String name) {
    return List.of(
        Markdown.prose(name), Markdown.prose("before " + name + " after"), Markdown.code(name), "| " + Markdown.codeCell(name) + " | x |",
        "| a | b |\n|---|---|\n| " + Markdown.cell(name) + " | " + Markdown.codeCell(name) + " |", Markdown.fence("python", name));
  }

  @Test
  void noNameBecomesAnythingButText() {
    List<String> names = names().toList();
    assertThat(names).hasSizeGreaterThanOrEqualTo(200);
    var wrong = new ArrayList<String>();
    for (String name : names) {
      for (String markdown : rendered(name)) {
        active(markdown).forEach(found -> wrong.add(found + " from " + markdown));
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void aLinkToAPlaceLeadsWhereWeSay() {
    var links = new Links(Optional.of("https://github.example/o/r"), new CommitId("a".repeat(40)));
    for (String name : names().toList()) {
      PARSER.parse(links.place(name, 3)).accept(new AbstractVisitor() {
        @Override
        public void visit(Link link) {
          assertThat(link.getDestination()).startsWith("https://github.example/o/r/blob/" + "a".repeat(40) + "/").endsWith("#L3");
        }
      });
    }
  }

  /// Numbers of seven digits and more look like names of commits.
  @Test
  void aLongNumberIsReadAsItIsWritten() {
    for (String each : List.of("over the limit of 1048576 bytes", "20000000", "from 1234567, then 7654321.", "0x1234567 and seg_1234567", "`x`1234567")) {
      for (String markdown : List.of(Markdown.prose(each), Markdown.cell(each))) {
        assertThat(read(markdown).replace("x\u200b1", "x1")).as(markdown).isEqualTo(each.replace("`", "")).doesNotContain("\u200b");
        assertThat(active(markdown)).isEmpty();
      }
    }
    assertThat(Markdown.prose("over the limit of 1048576 bytes")).isEqualTo("over the limit of `1048576` bytes");
    assertThat(Markdown.prose("123456 bytes, 12 files")).isEqualTo("123456 bytes, 12 files");
  }

  /// What a reader sees.
  private static String read(String markdown) {
    var seen = new StringBuilder();
    PARSER.parse(markdown).accept(new AbstractVisitor() {
      @Override
      public void visit(Text text) {
        seen.append(text.getLiteral());
      }

      @Override
      public void visit(Code code) {
        seen.append(code.getLiteral());
      }
    });
    return seen.toString();
  }

  private static List<String> active(String markdown) {
    var found = new ArrayList<String>();
    Node document = PARSER.parse(markdown);
    document.accept(new AbstractVisitor() {
      @Override
      public void visit(Link link) {
        found.add("a link");
      }

      @Override
      public void visit(Image image) {
        found.add("an image");
      }

      @Override
      public void visit(HtmlInline html) {
        found.add("HTML");
      }

      @Override
      public void visit(HtmlBlock html) {
        found.add("HTML");
      }

      @Override
      public void visit(Heading heading) {
        found.add("a heading");
      }

      @Override
      public void visit(Text text) {
        beyond(text).ifPresent(found::add);
      }
    });
    return found;
  }

  /// What GitHub makes of plain text beyond CommonMark: mentions, names of commits and bare addresses.
  static Optional<String> beyond(Text text) {
    if (text.getLiteral().matches("(?s).*(?<![A-Za-z0-9/])@[A-Za-z0-9].*")) {
      return Optional.of("a mention");
    }
    if (text.getLiteral().matches("(?s).*\\b[0-9a-f]{7,40}\\b.*")) {
      return Optional.of("a commit");
    }
    return text.getLiteral().matches("(?s).*(?i:https?://|www\\.)[A-Za-z0-9].*") ? Optional.of("an address") : Optional.empty();
  }
}
