package dev.loopwarden.program;

import dev.loopwarden.python.Comment;
import dev.loopwarden.python.ConstantType;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.ParseResult;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.source.Span;
import java.util.Arrays;

/// A module's text without what is never shown: docstrings and lines of comment are empty, and every line keeps its number.
final class LeanText {

  private LeanText() {}

  static String of(String text, ParseResult.Parsed parsed) {
    String[] lines = (text.startsWith("\uFEFF") ? text.substring(1) : text).split("\r\n|\r|\n", -1);
    for (Comment comment : parsed.comments()) {
      if (comment.line() <= lines.length && lines[comment.line() - 1].stripLeading().startsWith("#")) {
        lines[comment.line() - 1] = "";
      }
    }
    for (Stmt.ExprStmt statement : parsed.module().findAll(Stmt.ExprStmt.class)) {
      if (statement.value() instanceof Expr.Constant constant && constant.type() == ConstantType.STR && isAlone(constant.span(), lines)) {
        Arrays.fill(lines, constant.span().line() - 1, constant.span().endLine(), "");
      }
    }
    return String.join("\n", lines);
  }

  /// Whether nothing else stands on its lines.
  private static boolean isAlone(Span span, String[] lines) {
    if (span.endLine() > lines.length) {
      return false;
    }
    String first = lines[span.line() - 1];
    String last = lines[span.endLine() - 1].stripTrailing();
    return first.length() - first.stripLeading().length() == span.column() && last.codePointCount(0, last.length()) == span.endColumn();
  }
}
