package dev.loopwarden.python;

import static dev.loopwarden.python.grammar.PythonGrammar.*;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// The brackets that are open where the cursor is, fields of f-strings among them.
final class Brackets {

  /// As CPython: deeper nesting of brackets is a syntax error.
  static final int DEPTH_MAX = 200;

  private final Cursor cursor;
  private final Lexed lexed;
  private final Lexer lexer;
  private final Deque<Token> open = new ArrayDeque<>();

  Brackets(Cursor cursor, Lexed lexed, Lexer lexer) {
    this.cursor = cursor;
    this.lexed = lexed;
    this.lexer = lexer;
  }

  boolean areOpen() {
    return !open.isEmpty();
  }

  int depth() {
    return open.size();
  }

  @Nullable Token innermost() {
    return open.peek();
  }

  /// Where they are nested too deeply, the rest of the line is not worth reading.
  void open(Token token) {
    open.push(token);
    if (open.size() > DEPTH_MAX) {
      lexer.refuse(new SyntaxProblem(token.line, token.column, "too many nested parentheses: at most " + DEPTH_MAX));
      open.clear();
      cursor.skipLine();
    }
  }

  /// The one that the cursor is behind.
  ///
  /// @param start where it begins
  void close(int type, String text, int start, int column) {
    Token opening = open.peek();
    if (opening == null || opening.getType() == FOPEN) {
      lexer.refuse(new SyntaxProblem(cursor.line, column, "unmatched '" + text + "'"));
      return;
    }
    open.pop();
    Token token = lexed.add(type, text, start, cursor.line, column);
    if (type != closing(opening.getType())) {
      lexer.refuse(
          new SyntaxProblem(
              token.line, token.column,
              "closing parenthesis '" + text + "' does not match opening parenthesis '" + opening.getText() + "'"));
    }
  }

  private static int closing(int open) {
    return switch (open) {
      case LPAR -> RPAR;
      case LSQB -> RSQB;
      default -> RBRACE;
    };
  }

  /// Forgets all but the outermost of that number.
  void backTo(int depth) {
    while (open.size() > depth) {
      open.pop();
    }
  }

  /// The statement that they are in is over, so that they are closed nowhere: ends its logical line.
  void neverClosed() {
    Token innermost = open.getFirst();
    open.clear();
    Token last = lexed.last();
    Token end = last == null ? innermost : last;
    String problem = "'" + innermost.getText() + "' was never closed";
    lexed.add(new Token(PROBLEM, problem, cursor, end.stop, innermost.line, innermost.column, end.stop, end.endLine, end.endColumn));
    lexed.mark(NEWLINE, "\n");
  }
}
