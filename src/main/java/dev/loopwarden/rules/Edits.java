package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.ParsedModule;
import dev.loopwarden.python.Alias;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.rule.Fix;
import dev.loopwarden.source.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Fixes made of changes to parts of lines.
final class Edits {

  private static final int LINES_MAX = 12;

  private Edits() {}

  /// A part of the source, and what takes its place.
  record Edit(Span span, String text) {

    /// Text in front of a node.
    static Edit before(Node node, String text) {
      Span at = node.span();
      return new Edit(new Span(at.line(), at.column(), at.line(), at.column()), text);
    }

    /// Text behind a node.
    static Edit after(Node node, String text) {
      Span at = node.span();
      return new Edit(new Span(at.endLine(), at.endColumn(), at.endLine(), at.endColumn()), text);
    }

    static Edit replace(Node node, String text) {
      return new Edit(node.span(), text);
    }
  }

  /// The lines that these changes touch, changed; empty where they are too many for a suggestion.
  static Optional<Fix> fix(CodeBlock block, String title, int python, Edit... edits) {
    List<Edit> ordered = new ArrayList<>(List.of(edits));
    ordered.sort(Comparator.comparing(Edit::span));
    int first = ordered.getFirst().span().line();
    int last = ordered.stream().mapToInt(each -> each.span().endLine()).max().orElseThrow();
    if (last - first >= LINES_MAX) {
      return Optional.empty();
    }
    var text = new StringBuilder();
    int line = first;
    int column = 0;
    for (Edit edit : ordered) {
      text.append(source(block.module(), line, column, edit.span().line(), edit.span().column())).append(edit.text());
      line = edit.span().endLine();
      column = edit.span().endColumn();
    }
    String rest = block.module().line(last);
    text.append(source(block.module(), line, column, last, rest.codePointCount(0, rest.length())));
    return Optional.of(new Fix(first, last, text.toString(), title, python));
  }

  /// A statement, with these lines after it at its own depth.
  static Optional<Fix> addAfter(CodeBlock block, Stmt statement, String title, int python, String... lines) {
    Span at = statement.span();
    if (at.endLine() - at.line() >= LINES_MAX || !standsAlone(block.module(), statement)) {
      return Optional.empty();
    }
    var text = new StringBuilder(whole(block.module(), at));
    for (String each : lines) {
      text.append('\n').append(indent(block.module(), at.line())).append(each);
    }
    return Optional.of(new Fix(at.line(), at.endLine(), text.toString(), title, python));
  }

  /// A statement replaced by these lines at its own depth; a comment behind it stays on the last line.
  static Optional<Fix> instead(CodeBlock block, Stmt statement, String title, int python, String... lines) {
    Span at = statement.span();
    if (!standsAlone(block.module(), statement)) {
      return Optional.empty();
    }
    String indent = indent(block.module(), at.line());
    String behind = behind(block.module(), at);
    return Optional.of(new Fix(at.line(), at.endLine(), indent + String.join("\n" + indent, lines) + behind, title, python));
  }

  /// The name by which the module knows another one that it imports at its top: `asyncio` for `import asyncio`.
  static Optional<String> imported(String module, CodeBlock block) {
    for (Stmt statement : block.module().tree().body()) {
      if (statement instanceof Stmt.Import imports) {
        for (Alias alias : imports.names()) {
          String name = alias.asname().orElse(alias.name());
          if (alias.name().equals(module) && !block.parameters().contains(name)) {
            return Optional.of(name);
          }
        }
      }
    }
    return Optional.empty();
  }

  /// A statement that has its lines for itself: nothing before it, at most a comment behind it.
  static boolean standsAlone(ParsedModule module, Stmt statement) {
    Span at = statement.span();
    String behind = behind(module, at).strip();
    return indent(module, at.line()).codePointCount(0, indent(module, at.line()).length()) == at.column() && (behind.isEmpty() || behind.startsWith("#"));
  }

  static String indent(ParsedModule module, int line) {
    String text = module.line(line);
    int end = 0;
    while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
      end++;
    }
    return text.substring(0, end);
  }

  /// The source of an expression as it stands, if it is on one line.
  static Optional<String> oneLine(Expr expr, CodeBlock block) {
    Span at = expr.span();
    return at.line() == at.endLine() ? Optional.of(source(block.module(), at.line(), at.column(), at.endLine(), at.endColumn())) : Optional.empty();
  }

  private static String behind(ParsedModule module, Span at) {
    String text = module.line(at.endLine());
    return source(module, at.endLine(), at.endColumn(), at.endLine(), text.codePointCount(0, text.length()));
  }

  private static String whole(ParsedModule module, Span at) {
    String last = module.line(at.endLine());
    return source(module, at.line(), 0, at.endLine(), last.codePointCount(0, last.length()));
  }

  private static String source(ParsedModule module, int line, int column, int endLine, int endColumn) {
    var text = new StringBuilder();
    for (int each = line; each <= endLine; each++) {
      String whole = module.line(each);
      int length = whole.codePointCount(0, whole.length());
      int from = each == line ? Math.min(column, length) : 0;
      int to = each == endLine ? Math.min(endColumn, length) : length;
      text.append(whole, whole.offsetByCodePoints(0, from), whole.offsetByCodePoints(0, Math.max(from, to)));
      if (each < endLine) {
        text.append('\n');
      }
    }
    return text.toString();
  }
}
