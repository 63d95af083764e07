package dev.loopwarden.python;

/// A place in a text that moves forward only. The text is closed by a NUL, which stands nowhere else in it, so that looking
/// one character ahead needs no check.
final class Cursor {

  static final char END = '\0';

  final char[] text;
  final int length;
  int at = 0;
  int line = 1;
  int lineStart = 0;

  /// Where all characters are of the basic plane, columns are differences.
  private final boolean plain;
  private int countedTo = 0;
  private int pairs = 0;

  Cursor(String source) {
    this.length = source.length();
    this.text = new char[length + 4];
    source.getChars(0, length, text, 0);
    boolean basic = true;
    for (int i = 0; i < length && basic; i++) {
      basic = !Character.isSurrogate(text[i]);
    }
    this.plain = basic;
  }

  char current() {
    return text[at];
  }

  boolean atEnd() {
    return at >= length;
  }

  /// The column of `at` in code points.
  int column() {
    if (plain) {
      return at - lineStart;
    }
    if (countedTo < lineStart || countedTo > at) {
      countedTo = lineStart;
      pairs = 0;
    }
    while (countedTo < at) {
      if (Character.isLowSurrogate(text[countedTo]) && countedTo > lineStart && Character.isHighSurrogate(text[countedTo - 1])) {
        pairs++;
      }
      countedTo++;
    }
    return at - lineStart - pairs;
  }

  /// Over the line end that `at` is at.
  void newLine() {
    at++;
    line++;
    lineStart = at;
  }

  /// To the end of the line that `at` is in.
  void skipLine() {
    int end = at;
    while (text[end] != '\n' && text[end] != END) {
      end++;
    }
    at = end;
  }

  boolean startsWith(char wanted, int times) {
    for (int i = 0; i < times; i++) {
      if (at + i >= length || text[at + i] != wanted) {
        return false;
      }
    }
    return true;
  }

  int codePoint() {
    return Character.codePointAt(text, at, length);
  }

  String slice(int from, int to) {
    return new String(text, from, to - from);
  }

  SyntaxProblem problem(String what) {
    return new SyntaxProblem(line, column(), what);
  }

  /// Whether it parts tokens and is no line end.
  static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\f';
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
