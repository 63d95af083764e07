package dev.loopwarden.python;

import static dev.loopwarden.python.Cursor.isDigit;

/// Moves a cursor over a number, with CPython's rules of what may stand in it and right behind it.
final class Numbers {

  /// CPython's own limit for the digits of a decimal integer.
  static final int DIGITS_MAX = 4_300;

  private final Cursor cursor;

  Numbers(Cursor cursor) {
    this.cursor = cursor;
  }

  /// Behind the number that the cursor is at. Throws `SyntaxProblem`.
  void read() {
    int start = cursor.at;
    char second = cursor.text[start + 1];
    if (cursor.current() == '0' && (second == 'x' || second == 'X')) {
      based(16, "hexadecimal");
    } else if (cursor.current() == '0' && (second == 'o' || second == 'O')) {
      based(8, "octal");
    } else if (cursor.current() == '0' && (second == 'b' || second == 'B')) {
      based(2, "binary");
    } else {
      decimal(start);
    }
  }

  private void based(int base, String kind) {
    cursor.at += 2;
    do {
      if (cursor.current() == '_') {
        cursor.at++;
      }
      if (Character.digit(cursor.current(), base) < 0 || cursor.current() >= 128) {
        throw cursor.problem(
            isDigit(cursor.current())
                ? "invalid digit '" + cursor.current() + "' in " + kind + " literal"
                : "invalid " + kind + " literal");
      }
      while (cursor.current() < 128 && Character.digit(cursor.current(), base) >= 0) {
        cursor.at++;
      }
    } while (cursor.current() == '_');
    if (isDigit(cursor.current())) {
      throw cursor.problem("invalid digit '" + cursor.current() + "' in " + kind + " literal");
    }
    end(kind);
  }

  private void decimal(int start) {
    if (cursor.current() != '.') {
      digits();
    }
    int whole = cursor.at - start;
    boolean integer = true;
    if (cursor.current() == '.') {
      integer = false;
      cursor.at++;
      if (isDigit(cursor.current())) {
        digits();
      }
    }
    char c = cursor.current();
    if (c == 'e' || c == 'E') {
      char sign = cursor.text[cursor.at + 1];
      boolean signed = sign == '+' || sign == '-';
      if (isDigit(signed ? cursor.text[cursor.at + 2] : sign)) {
        integer = false;
        cursor.at += signed ? 2 : 1;
        digits();
      } else if (signed) {
        throw cursor.problem("invalid decimal literal");
      }
    }
    if (cursor.current() == 'j' || cursor.current() == 'J') {
      cursor.at++;
      end("imaginary");
      return;
    }
    if (integer) {
      checkInteger(start, whole);
    }
    end("decimal");
  }

  private void checkInteger(int start, int digits) {
    if (digits > DIGITS_MAX) {
      throw cursor.problem("an integer of more than " + DIGITS_MAX + " digits: write it in hexadecimal");
    }
    if (cursor.text[start] != '0') {
      return;
    }
    for (int i = start; i < cursor.at; i++) {
      if (cursor.text[i] != '0' && cursor.text[i] != '_') {
        throw new SyntaxProblem(
            cursor.line, cursor.column() - (cursor.at - start),
            "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers");
      }
    }
  }

  private void digits() {
    while (true) {
      while (isDigit(cursor.current())) {
        cursor.at++;
      }
      if (cursor.current() != '_') {
        return;
      }
      cursor.at++;
      if (!isDigit(cursor.current())) {
        throw cursor.problem("invalid decimal literal");
      }
    }
  }

  /// A keyword may follow without a blank (`1if x else y`); a name may not.
  private void end(String kind) {
    char c = cursor.current();
    char next = cursor.text[Math.min(cursor.at + 1, cursor.text.length - 1)];
    boolean keyword =
        switch (c) {
          case 'a' -> next == 'n' && cursor.text[cursor.at + 2] == 'd';
          case 'e' -> next == 'l' && cursor.text[cursor.at + 2] == 's';
          case 'f' -> next == 'o' && cursor.text[cursor.at + 2] == 'r';
          case 'i' -> next == 'f' || next == 'n' || next == 's';
          case 'o' -> next == 'r';
          case 'n' -> next == 'o' && cursor.text[cursor.at + 2] == 't';
          default -> false;
        };
    if (!keyword && (c == '_' || c >= 128 || Character.isLetterOrDigit(c))) {
      throw cursor.problem("invalid " + kind + " literal");
    }
  }
}
