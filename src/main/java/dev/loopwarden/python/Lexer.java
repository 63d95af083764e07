package dev.loopwarden.python;

import static dev.loopwarden.python.grammar.PythonGrammar.*;

/// Cuts a text into the tokens of the grammar: logical lines here, indentation in `Indentation`, brackets in `Brackets`, words
/// in `Words`, numbers in `Numbers`, strings in `Quoted`, operators in `Sign`.
///
/// What cannot be read becomes a PROBLEM token whose text says why, and reading goes on behind it, so that one bad line does
/// not hide the lines below it. A bracket that is still open where a line begins with a keyword of statements was never closed.
final class Lexer {

  private final Cursor cursor;
  private final Lexed lexed;
  private final Indentation indentation;
  private final Brackets brackets;
  private final Words words;
  private final Numbers numbers;
  private final Quoted quoted;

  private Lexer(String source) {
    this.cursor = new Cursor(source);
    this.lexed = new Lexed(cursor);
    this.indentation = new Indentation(cursor, lexed);
    this.brackets = new Brackets(cursor, lexed, this);
    this.words = new Words(cursor, lexed, this);
    this.numbers = new Numbers(cursor);
    this.quoted = new Quoted(cursor, lexed, brackets, this);
  }

  /// Line ends must be `\n` alone.
  static Lexed of(String source) {
    var lexer = new Lexer(source);
    while (!lexer.cursor.atEnd()) {
      lexer.logicalLine();
    }
    lexer.indentation.close();
    lexer.lexed.mark(org.antlr.v4.runtime.Token.EOF, "");
    if (lexer.words.softSeen()) {
      SoftKeywords.settle(lexer.lexed.tokens());
    }
    return lexer.lexed;
  }

  private void logicalLine() {
    indentation.measure();
    if (cursor.current() == '#') {
      comment();
    }
    if (cursor.atEnd()) {
      return;
    }
    if (cursor.current() == '\n') {
      cursor.newLine();
      return;
    }
    indentation.settle();
    while (!cursor.atEnd()) {
      if (cursor.current() != '\n') {
        token();
      } else if (!brackets.areOpen()) {
        lexed.mark(NEWLINE, "\n");
        cursor.newLine();
        return;
      } else {
        cursor.newLine();
        if (words.beginStatement()) {
          brackets.neverClosed();
          return;
        }
      }
    }
    if (brackets.areOpen()) {
      brackets.neverClosed();
    } else {
      lexed.mark(NEWLINE, "\n");
    }
  }

  /// One token, or blanks, a comment, a joined line; never the end of a logical line.
  void token() {
    char c = cursor.current();
    if (Cursor.isBlank(c)) {
      cursor.at++;
    } else if (Words.begin(c)) {
      words.read();
    } else if (c == '\n') {
      cursor.newLine();
    } else if (c == '#') {
      comment();
    } else if (c == '"' || c == '\'') {
      quoted(cursor.at, false, false);
    } else if (Cursor.isDigit(c) || (c == '.' && Cursor.isDigit(cursor.text[cursor.at + 1]))) {
      number();
    } else if (c == '\\') {
      joinedLine();
    } else if (c >= 128) {
      words.read();
    } else {
      sign();
    }
  }

  private void joinedLine() {
    if (cursor.text[cursor.at + 1] == '\n' && cursor.at + 2 < cursor.length) {
      cursor.at++;
      cursor.newLine();
      return;
    }
    boolean last = cursor.at + 2 >= cursor.length;
    cursor.at++;
    refuse(cursor.problem(last ? "unexpected end of the file after a line continuation" : "unexpected character after line continuation character"));
  }

  private void number() {
    int start = cursor.at;
    int column = cursor.column();
    try {
      numbers.read();
      lexed.add(NUMBER, null, start, cursor.line, column);
    } catch (SyntaxProblem problem) {
      cursor.at = Math.max(cursor.at, start + 1);
      refuse(problem);
    }
  }

  private void sign() {
    Sign sign = Sign.at(cursor.text, cursor.at);
    int start = cursor.at;
    int column = cursor.column();
    if (sign.type() == PROBLEM) {
      SyntaxProblem problem = cursor.problem(Sign.unknown(cursor.current()));
      cursor.at++;
      refuse(problem);
      return;
    }
    Token before = lexed.last();
    cursor.at += sign.text().length();
    int type = sign.type();
    if ((type == COMMA || type == SEMI) && before != null && before.getType() == type) {
      refuse(new SyntaxProblem(cursor.line, column, "invalid syntax at '" + sign.text() + "'"));
      return;
    }
    switch (type) {
      case LPAR, LSQB, LBRACE -> brackets.open(lexed.add(type, sign.text(), start, cursor.line, column));
      case RPAR, RSQB, RBRACE -> brackets.close(type, sign.text(), start, column);
      default -> lexed.add(type, sign.text(), start, cursor.line, column);
    }
  }

  /// The string whose prefix begins at `start` and whose quote the cursor is at. A problem of the outermost one costs the rest of the line.
  void quoted(int start, boolean fields, boolean raw) {
    if (quoted.nested()) {
      quoted.read(start, fields, raw);
      return;
    }
    int depth = brackets.depth();
    try {
      quoted.read(start, fields, raw);
    } catch (SyntaxProblem problem) {
      quoted.leave();
      brackets.backTo(depth);
      cursor.skipLine();
      lexed.tell(problem);
    }
  }

  private void comment() {
    int start = cursor.at;
    int column = cursor.column();
    cursor.skipLine();
    lexed.add(new Comment(cursor.line, column, cursor.slice(start, cursor.at)));
  }

  /// Inside a string the problem is the string's; elsewhere it becomes a token.
  void refuse(SyntaxProblem problem) {
    if (quoted.nested()) {
      throw problem;
    }
    lexed.tell(problem);
  }
}
