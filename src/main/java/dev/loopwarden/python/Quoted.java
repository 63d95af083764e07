package dev.loopwarden.python;

import static dev.loopwarden.python.grammar.PythonGrammar.*;

/// Cuts strings, and f-strings and t-strings (PEP 701, PEP 750) into their texts and fields. An f-string is
/// FSTART (FMIDDLE | FOPEN expression = FCONVERSION NAME FSPEC ... FCLOSE)* FEND; the expression in a field is cut by `Lexer`.
final class Quoted {

  /// As CPython.
  static final int STRINGS_MAX = 150;
  /// As CPython: fields in the format of a field in the format of a field.
  static final int SPECS_MAX = 3;

  private static final String UNTERMINATED = "unterminated ";

  private final Cursor cursor;
  private final Lexed lexed;
  private final Brackets brackets;
  private final Lexer lexer;
  private int strings = 0;

  Quoted(Cursor cursor, Lexed lexed, Brackets brackets, Lexer lexer) {
    this.cursor = cursor;
    this.lexed = lexed;
    this.brackets = brackets;
    this.lexer = lexer;
  }

  /// Whether the cursor is in a field.
  boolean nested() {
    return strings > 0;
  }

  /// After a problem.
  void leave() {
    strings = 0;
  }

  /// Reads the string whose prefix begins at `start` and whose quote the cursor is at. Throws `SyntaxProblem`.
  void read(int start, boolean fields, boolean raw) {
    int line = cursor.line;
    int prefix = cursor.at - start;
    int column = cursor.column() - prefix;
    char quote = cursor.current();
    int size = cursor.startsWith(quote, 3) ? 3 : 1;
    cursor.at += size;
    var string = new Open(quote, size, raw, line, column);
    if (fields) {
      formatted(string, start);
      return;
    }
    while (true) {
      plainCharacters(quote);
      if (ends(string)) {
        break;
      }
      character(string);
    }
    cursor.at += size;
    lexed.add(STRING, null, start, line, column);
  }

  /// Over characters that need no thought.
  private void plainCharacters(char quote) {
    char[] text = cursor.text;
    int at = cursor.at;
    char c = text[at];
    while (c != quote && c != '\\' && c != '\n' && c != Cursor.END) {
      c = text[++at];
    }
    cursor.at = at;
  }

  /// A string that was begun.
  ///
  /// @param size of the quote: 1 or 3
  private record Open(char quote, int size, boolean raw, int line, int column) {}

  private boolean ends(Open string) {
    return cursor.current() == string.quote() && (string.size() == 1 || cursor.startsWith(string.quote(), 3));
  }

  /// Over one character, or a backslash and what it escapes.
  private void character(Open string) {
    if (cursor.current() == '\\' && cursor.at + 1 < cursor.length) {
      cursor.at++;
    } else if (cursor.atEnd() || (cursor.current() == '\n' && string.size() == 1)) {
      throw new SyntaxProblem(
          string.line(), string.column(), UNTERMINATED + (string.size() == 3 ? "triple-quoted " : "") + "string literal");
    }
    if (cursor.current() == '\n') {
      cursor.newLine();
    } else {
      cursor.at++;
    }
  }

  private void formatted(Open string, int start) {
    lexed.add(FSTART, null, start, string.line(), string.column());
    if (++strings >= STRINGS_MAX) {
      throw cursor.problem("too many nested f-strings: at most " + (STRINGS_MAX - 1));
    }
    pieces(string, 0);
    strings--;
    int end = cursor.at;
    int column = cursor.column();
    cursor.at += string.size();
    lexed.add(FEND, null, end, cursor.line, column);
  }

  /// Texts and fields up to the closing quote or, in a format spec, up to the brace that closes the field.
  ///
  /// @param specs how many format specs this is in
  private void pieces(Open string, int specs) {
    int from = cursor.at;
    int line = cursor.line;
    int column = cursor.column();
    while (true) {
      char c = cursor.current();
      if (ends(string) || (specs > 0 && c == '}')) {
        piece(from, line, column);
        return;
      }
      if (c == '{' && (specs > 0 || cursor.text[cursor.at + 1] != '{')) {
        piece(from, line, column);
        field(string, specs);
        from = cursor.at;
        line = cursor.line;
        column = cursor.column();
      } else if (c == '{') {
        cursor.at += 2;
      } else if (c == '}') {
        if (cursor.text[cursor.at + 1] != '}') {
          throw cursor.problem("f-string: single '}' is not allowed");
        }
        cursor.at += 2;
      } else if (c == '\\') {
        escape(string);
      } else if (c == '\n' && string.size() == 1 && specs > 0) {
        throw cursor.problem("f-string: newlines are not allowed in format specifiers for single quoted f-strings");
      } else {
        character(string);
      }
    }
  }

  /// A backslash does not escape a brace; `\N{...}` is no field.
  private void escape(Open string) {
    char next = cursor.text[cursor.at + 1];
    if (next == '{' || next == '}') {
      cursor.at++;
    } else if (next == 'N' && !string.raw() && cursor.text[cursor.at + 2] == '{') {
      cursor.at += 3;
      while (!cursor.atEnd() && cursor.current() != '}' && cursor.current() != '\n' && cursor.current() != string.quote()) {
        cursor.at++;
      }
      if (cursor.current() == '}') {
        cursor.at++;
      }
    } else {
      character(string);
    }
  }

  private void piece(int from, int line, int column) {
    if (cursor.at > from) {
      lexed.add(FMIDDLE, null, from, line, column);
    }
  }

  private void field(Open string, int specs) {
    if (specs >= SPECS_MAX) {
      throw cursor.problem("f-string: expressions nested too deeply: at most " + SPECS_MAX);
    }
    Token open = one(FOPEN);
    brackets.open(open);
    while (true) {
      if (cursor.atEnd()) {
        throw new SyntaxProblem(open.line, open.column, "f-string: expecting '}'");
      }
      boolean outside = brackets.innermost() == open;
      char c = cursor.current();
      if (outside && c == '}') {
        break;
      }
      if (outside && c == '!' && cursor.text[cursor.at + 1] != '=') {
        one(FCONVERSION);
      } else if (outside && c == ':') {
        one(FSPEC);
        pieces(string, specs + 1);
        if (cursor.current() != '}') {
          throw cursor.problem("f-string: expecting '}'");
        }
        break;
      } else if (c == string.quote()) {
        inner();
      } else {
        lexer.token();
      }
    }
    brackets.backTo(brackets.depth() - 1);
    one(FCLOSE);
  }

  /// A string that begins with the quote of the one around it. Where it has no end, its quote was the other one's end, and what is missing is a brace.
  private void inner() {
    int line = cursor.line;
    int column = cursor.column();
    try {
      lexer.token();
    } catch (SyntaxProblem problem) {
      boolean itself = problem.line == line && problem.column == column && problem.problem().startsWith(UNTERMINATED);
      throw itself ? new SyntaxProblem(line, column, "f-string: expecting '}'") : problem;
    }
  }

  private Token one(int type) {
    int column = cursor.column();
    cursor.at++;
    return lexed.add(type, null, cursor.at - 1, cursor.line, column);
  }
}
