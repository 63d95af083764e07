package dev.loopwarden.python;

import static dev.loopwarden.python.grammar.PythonGrammar.*;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Cuts a text into the tokens of the grammar: logical lines and brackets here, indentation in `Indentation`, strings in
/// `Quoted`, numbers in `Numbers`. `is not` and `not in` become one token.
///
/// What cannot be read becomes a PROBLEM token whose text says why, and reading goes on behind it, so that one bad line does
/// not hide the lines below it. A bracket that is still open where a line begins with a keyword of statements was never closed.
final class Lexer {

  /// As CPython: deeper nesting of brackets is a syntax error.
  static final int DEPTH_MAX = 200;


  private static final boolean[] WORD = new boolean[128];

  static {
    for (char c = 0; c < 128; c++) {
      WORD[c] = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }
  }

  private final Cursor cursor;
  private final Lexed lexed;
  private final Vocabulary vocabulary = new Vocabulary();
  private final Numbers numbers;
  private final Quoted quoted;
  private final Indentation indentation;
  private final Deque<Token> brackets = new ArrayDeque<>();
  private final List<Comment> comments = new ArrayList<>();
  private boolean softSeen = false;

  private Lexer(String source) {
    this.cursor = new Cursor(source);
    this.lexed = new Lexed(source.length());
    this.numbers = new Numbers(cursor);
    this.quoted = new Quoted(cursor, this);
    this.indentation = new Indentation(cursor, this);
  }

  /// Line ends must be `\n` alone.
  static Lexed of(String source) {
    var lexer = new Lexer(source);
    while (!lexer.cursor.atEnd()) {
      lexer.logicalLine();
    }
    lexer.indentation.close();
    lexer.mark(org.antlr.v4.runtime.Token.EOF, "");
    lexer.lexed.setComments(lexer.comments);
    if (lexer.softSeen) {
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
      } else if (brackets.isEmpty()) {
        mark(NEWLINE, "\n");
        cursor.newLine();
        return;
      } else {
        cursor.newLine();
        if (beginsStatement()) {
          neverClosed();
          return;
        }
      }
    }
    if (brackets.isEmpty()) {
      mark(NEWLINE, "\n");
    } else {
      neverClosed();
    }
  }

  /// Whether the physical line that the cursor is at begins with a keyword that stands in no expression.
  private boolean beginsStatement() {
    int from = behindBlanks(cursor.at);
    int first = keyword(from);
    return switch (first == ASYNC ? keyword(behindBlanks(from + "async".length())) : first) {
      case ASSERT, BREAK, CLASS, CONTINUE, DEF, DEL, ELIF, EXCEPT, FINALLY, GLOBAL, IMPORT, NONLOCAL, PASS, RAISE, RETURN, TRY, WHILE,
          WITH -> true;
      default -> false;
    };
  }

  private int behindBlanks(int from) {
    int at = from;
    while (isBlank(cursor.text[at])) {
      at++;
    }
    return at;
  }

  /// The type of the word of small letters that begins there; NAME for what is no keyword.
  private int keyword(int from) {
    char[] text = cursor.text;
    int to = from;
    int hash = 0;
    while (text[to] >= 'a' && text[to] <= 'z') {
      hash = Vocabulary.step(hash, text[to++]);
    }
    boolean whole = to > from && (text[to] >= 128 || !WORD[text[to]]);
    return whole ? vocabulary.word(text, from, to, hash).type : NAME;
  }

  private void neverClosed() {
    Token open = brackets.getFirst();
    brackets.clear();
    Token last = lexed.last();
    Token end = last == null ? open : last;
    String problem = "'" + open.getText() + "' was never closed";
    lexed.add(new Token(PROBLEM, problem, cursor, end.stop, open.line, open.column, end.stop, end.endLine, end.endColumn));
    mark(NEWLINE, "\n");
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\f';
  }

  /// One token, or blanks, a comment, a joined line; never the end of a logical line.
  void token() {
    char c = cursor.current();
    if (isBlank(c)) {
      cursor.at++;
    } else if (c < 128 && WORD[c] && !Cursor.isDigit(c)) {
      name();
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
      name();
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
      add(NUMBER, null, start, cursor.line, column);
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
      SyntaxProblem problem = cursor.problem(unknown(cursor.current()));
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
      case LPAR, LSQB, LBRACE -> open(add(type, sign.text(), start, cursor.line, column));
      case RPAR, RSQB, RBRACE -> close(type, sign.text(), start, column);
      default -> add(type, sign.text(), start, cursor.line, column);
    }
  }

  private static String unknown(int c) {
    if (c == '$' || c == '?' || c == '!' || c == '`') {
      return "invalid syntax at '" + (char) c + "'";
    }
    String code = "(U+%04X)".formatted(c);
    boolean shown = !Character.isISOControl(c) && !Character.isSpaceChar(c) && Character.getType(c) != Character.FORMAT;
    return shown ? "invalid character '" + Character.toString(c) + "' " + code : "invalid non-printable character " + code;
  }

  /// Where brackets are nested too deeply, the rest of the line is not worth reading.
  void open(Token token) {
    brackets.push(token);
    if (brackets.size() > DEPTH_MAX) {
      refuse(new SyntaxProblem(token.line, token.column, "too many nested parentheses"));
      brackets.clear();
      skipLine();
    }
  }

  private void close(int type, String text, int start, int column) {
    Token open = brackets.peek();
    if (open == null || open.getType() == FOPEN) {
      refuse(new SyntaxProblem(cursor.line, column, "unmatched '" + text + "'"));
      return;
    }
    brackets.pop();
    Token token = add(type, text, start, cursor.line, column);
    if (type != closing(open.getType())) {
      refuse(
          new SyntaxProblem(
              token.line, token.column,
              "closing parenthesis '" + text + "' does not match opening parenthesis '" + open.getText() + "'"));
    }
  }

  private static int closing(int open) {
    return switch (open) {
      case LPAR -> RPAR;
      case LSQB -> RSQB;
      default -> RBRACE;
    };
  }

  private void skipLine() {
    char[] text = cursor.text;
    int at = cursor.at;
    while (text[at] != '\n' && text[at] != Cursor.END) {
      at++;
    }
    cursor.at = at;
  }

  private void name() {
    int start = cursor.at;
    int column = cursor.column();
    char[] text = cursor.text;
    int at = start;
    int hash = 0;
    while (true) {
      char c = text[at];
      if (c < 128) {
        if (!WORD[c]) {
          break;
        }
        hash = Vocabulary.step(hash, c);
        at++;
      } else {
        cursor.at = at;
        int point = cursor.codePoint();
        if (!(at == start ? isStart(point) : isPart(point))) {
          SyntaxProblem problem = cursor.problem(unknown(point));
          cursor.at += Character.charCount(point);
          refuse(problem);
          return;
        }
        for (int i = Character.charCount(point); i > 0; i--) {
          hash = Vocabulary.step(hash, text[at++]);
        }
      }
    }
    cursor.at = at;
    char next = text[at];
    if ((next == '"' || next == '\'') && at - start <= 2 && quotedAfter(start, at)) {
      return;
    }
    Vocabulary.Word word = vocabulary.word(text, start, at, hash);
    softSeen |= word.soft;
    if ((word.type == NOT || word.type == IN) && joins(word.type)) {
      return;
    }
    add(word.type, word.text, start, cursor.line, column);
  }

  private static boolean isStart(int point) {
    return Character.isUnicodeIdentifierStart(point);
  }

  private static boolean isPart(int point) {
    return Character.isUnicodeIdentifierPart(point) && !Character.isIdentifierIgnorable(point);
  }

  /// `is not` and `not in`: the second word lengthens the token before it.
  private boolean joins(int type) {
    Token last = lexed.last();
    if (last == null) {
      return false;
    }
    boolean isNot = type == NOT && last.getType() == BINOP && last.getText().equals("is");
    boolean notIn = type == IN && last.getType() == NOT;
    if (isNot || notIn) {
      lexed.replaceLast(
          new Token(BINOP, isNot ? "is not" : "not in", cursor, last.start, last.line, last.column, cursor.at, cursor.line, cursor.column()));
    }
    return isNot || notIn;
  }

  /// A string whose prefix is between the two places; false where that is no prefix.
  private boolean quotedAfter(int start, int to) {
    return switch (cursor.slice(start, to).toLowerCase(java.util.Locale.ROOT)) {
      case "r", "u", "b", "br", "rb" -> quoted(start, false, false);
      case "f", "t" -> quoted(start, true, false);
      case "fr", "rf", "tr", "rt" -> quoted(start, true, true);
      default -> false;
    };
  }

  private boolean quoted(int start, boolean fields, boolean raw) {
    if (quoted.nested()) {
      quoted.read(start, fields, raw);
      return true;
    }
    int depth = brackets.size();
    try {
      quoted.read(start, fields, raw);
    } catch (SyntaxProblem problem) {
      quoted.leave();
      while (brackets.size() > depth) {
        brackets.pop();
      }
      skipLine();
      tell(problem);
    }
    return true;
  }

  Deque<Token> brackets() {
    return brackets;
  }

  private void comment() {
    int start = cursor.at;
    int column = cursor.column();
    skipLine();
    comments.add(new Comment(cursor.line, column, cursor.slice(start, cursor.at)));
  }

  /// A token from `start` to the cursor. Without a text, the characters are its text.
  Token add(int type, @org.jspecify.annotations.Nullable String text, int start, int line, int column) {
    var token = new Token(type, text, cursor, start, line, column, cursor.at, cursor.line, cursor.column());
    lexed.add(token);
    return token;
  }

  /// A token without characters. It ends where the last one with characters ends, because nodes end there.
  void mark(int type, String text) {
    Token last = lexed.last();
    int endLine = last == null ? cursor.line : last.endLine;
    int endColumn = last == null ? 0 : last.endColumn;
    lexed.add(new Token(type, text, cursor, cursor.at, cursor.line, cursor.column(), cursor.at, endLine, endColumn));
  }

  /// Inside a string the problem is the string's; elsewhere it becomes a token.
  private void refuse(SyntaxProblem problem) {
    if (quoted.nested()) {
      throw problem;
    }
    tell(problem);
  }

  /// Of problems beside each other the first is enough.
  void tell(SyntaxProblem problem) {
    Token last = lexed.last();
    if (last != null && last.getType() == PROBLEM && last.endLine == cursor.line) {
      return;
    }
    lexed.add(
        new Token(
            PROBLEM, problem.problem(), cursor, cursor.at, problem.line, problem.column, cursor.at,
            Math.max(cursor.line, problem.line), cursor.line > problem.line ? cursor.column() : Math.max(problem.column, cursor.column())));
  }
}
