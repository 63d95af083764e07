package dev.loopwarden.python;

import static dev.loopwarden.python.grammar.PythonGrammar.PROBLEM;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The tokens of a text, in growing order, and its comments, each put down where the cursor is.
final class Lexed {

  /// Of the text, in characters.
  final int length;
  private final Cursor cursor;
  private Token[] tokens;
  private int size = 0;
  private final List<Comment> comments = new ArrayList<>();
  private boolean modern = false;

  Lexed(Cursor cursor) {
    this.cursor = cursor;
    this.length = cursor.length;
    this.tokens = new Token[Math.max(16, length / 6)];
  }

  void add(Token token) {
    if (size == tokens.length) {
      tokens = Arrays.copyOf(tokens, size * 2);
    }
    tokens[size++] = token;
    modern |= Python2.NEW[token.getType() + 1];
  }

  /// A token from `start` to the cursor. Without a text, the characters are its text.
  Token add(int type, @Nullable String text, int start, int line, int column) {
    var token = new Token(type, text, cursor, start, line, column, cursor.at, cursor.line, cursor.column());
    add(token);
    return token;
  }

  /// A token without characters. It ends where the last one with characters ends, because nodes end there.
  void mark(int type, String text) {
    Token last = last();
    int endLine = last == null ? cursor.line : last.endLine;
    int endColumn = last == null ? 0 : last.endColumn;
    add(new Token(type, text, cursor, cursor.at, cursor.line, cursor.column(), cursor.at, endLine, endColumn));
  }

  /// A token for what cannot be read. Of problems beside each other the first is enough.
  void tell(SyntaxProblem problem) {
    Token last = last();
    if (last != null && last.getType() == PROBLEM && last.endLine == cursor.line) {
      return;
    }
    add(
        new Token(
            PROBLEM, problem.problem(), cursor, cursor.at, problem.line, problem.column, cursor.at,
            Math.max(cursor.line, problem.line), cursor.line > problem.line ? cursor.column() : Math.max(problem.column, cursor.column())));
  }

  @Nullable Token last() {
    return size == 0 ? null : tokens[size - 1];
  }

  void replaceLast(Token token) {
    tokens[size - 1] = token;
  }

  void add(Comment comment) {
    comments.add(comment);
  }

  /// Whether something is in it that Python 2 did not have.
  boolean isModern() {
    return modern;
  }

  Token[] tokens() {
    return Arrays.copyOf(tokens, size);
  }

  List<Comment> comments() {
    return comments;
  }
}
