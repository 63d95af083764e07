package dev.loopwarden.python;

import static dev.loopwarden.python.grammar.PythonGrammar.*;

/// Cuts words: names, keywords, and the letters before a string. `is not` and `not in` become one token.
final class Words {

  /// Of ASCII, what a word is made of.
  private static final boolean[] PART = new boolean[128];

  static {
    for (char c = 0; c < 128; c++) {
      PART[c] = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || Cursor.isDigit(c) || c == '_';
    }
  }

  private final Cursor cursor;
  private final Lexed lexed;
  private final Lexer lexer;
  private final Vocabulary vocabulary = new Vocabulary();
  private boolean softSeen = false;

  Words(Cursor cursor, Lexed lexed, Lexer lexer) {
    this.cursor = cursor;
    this.lexed = lexed;
    this.lexer = lexer;
  }

  /// Whether a word of ASCII begins with the character.
  static boolean begin(char c) {
    return c < 128 && PART[c] && !Cursor.isDigit(c);
  }

  /// Whether a word was met that is a keyword in some places only.
  boolean softSeen() {
    return softSeen;
  }

  /// The word that the cursor is at, or the string that it is the prefix of.
  void read() {
    int start = cursor.at;
    int column = cursor.column();
    char[] text = cursor.text;
    int at = start;
    int hash = 0;
    while (true) {
      char c = text[at];
      if (c < 128) {
        if (!PART[c]) {
          break;
        }
        hash = Vocabulary.step(hash, c);
        at++;
      } else {
        cursor.at = at;
        int point = cursor.codePoint();
        if (!(at == start ? isStart(point) : isPart(point))) {
          SyntaxProblem problem = cursor.problem(Sign.unknown(point));
          cursor.at += Character.charCount(point);
          lexer.refuse(problem);
          return;
        }
        for (int i = Character.charCount(point); i > 0; i--) {
          hash = Vocabulary.step(hash, text[at++]);
        }
      }
    }
    cursor.at = at;
    char next = text[at];
    if ((next == '"' || next == '\'') && at - start <= 2 && isPrefix(start, at)) {
      return;
    }
    Vocabulary.Word word = vocabulary.word(text, start, at, hash);
    softSeen |= word.soft;
    if ((word.type == NOT || word.type == IN) && joins(word.type)) {
      return;
    }
    lexed.add(word.type, word.text, start, cursor.line, column);
  }

  private static boolean isStart(int point) {
    return Character.isUnicodeIdentifierStart(point);
  }

  private static boolean isPart(int point) {
    return Character.isUnicodeIdentifierPart(point) && !Character.isIdentifierIgnorable(point);
  }

  /// Reads the string whose prefix is between the two places; false where that is no prefix.
  private boolean isPrefix(int start, int to) {
    switch (cursor.slice(start, to).toLowerCase(java.util.Locale.ROOT)) {
      case "r", "u", "b", "br", "rb" -> lexer.quoted(start, false, false);
      case "f", "t" -> lexer.quoted(start, true, false);
      case "fr", "rf", "tr", "rt" -> lexer.quoted(start, true, true);
      default -> {
        return false;
      }
    }
    return true;
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

  /// Whether the physical line that the cursor is at begins with a keyword that stands in no expression.
  boolean beginStatement() {
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
    while (Cursor.isBlank(cursor.text[at])) {
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
    boolean whole = to > from && (text[to] >= 128 || !PART[text[to]]);
    return whole ? vocabulary.word(text, from, to, hash).type : NAME;
  }
}
