package dev.loopwarden.python;

import static dev.loopwarden.python.grammar.PythonGrammar.DEDENT;
import static dev.loopwarden.python.grammar.PythonGrammar.INDENT;

import java.util.Arrays;

/// The blocks of a text: INDENT and DEDENT tokens. As CPython, blanks are counted twice, with tabs of eight and tabs of one;
/// where the two disagree about what is deeper, the text is ambiguous and refused.
final class Indentation {

  /// As CPython.
  static final int LEVELS_MAX = 100;

  private static final int TAB = 8;

  private final Cursor cursor;
  private final Lexed lexed;
  private int[] columns = new int[16];
  private int[] narrow = new int[16];
  private int level = 0;
  private int column;
  private int narrowColumn;

  Indentation(Cursor cursor, Lexed lexed) {
    this.cursor = cursor;
    this.lexed = lexed;
  }

  /// Moves over the blanks at the start of a line. A backslash there fixes the column; what follows on the next line does not count.
  void measure() {
    column = 0;
    narrowColumn = 0;
    int fixed = 0;
    int fixedNarrow = 0;
    while (true) {
      switch (cursor.current()) {
        case ' ' -> {
          column++;
          narrowColumn++;
        }
        case '\t' -> {
          column = (column / TAB + 1) * TAB;
          narrowColumn++;
        }
        case '\f' -> {
          column = 0;
          narrowColumn = 0;
        }
        case '\\' -> {
          if (cursor.text[cursor.at + 1] != '\n' || cursor.at + 2 >= cursor.length) {
            fix(fixed, fixedNarrow);
            return;
          }
          fixed = fixed == 0 ? column : fixed;
          fixedNarrow = fixedNarrow == 0 ? narrowColumn : fixedNarrow;
          cursor.at++;
          cursor.newLine();
          continue;
        }
        default -> {
          fix(fixed, fixedNarrow);
          return;
        }
      }
      cursor.at++;
    }
  }

  private void fix(int fixed, int fixedNarrow) {
    column = fixed == 0 ? column : fixed;
    narrowColumn = fixedNarrow == 0 ? narrowColumn : fixedNarrow;
  }

  /// Opens and closes blocks for the line whose column was measured.
  void settle() {
    if (column == columns[level]) {
      check(narrowColumn == narrow[level]);
    } else if (column > columns[level]) {
      if (level + 1 >= LEVELS_MAX) {
        lexed.tell(cursor.problem("too many levels of indentation: at most " + (LEVELS_MAX - 1)));
        return;
      }
      check(narrowColumn > narrow[level]);
      open();
    } else {
      while (level > 0 && column < columns[level]) {
        level--;
        lexed.mark(DEDENT, "");
      }
      if (column != columns[level]) {
        lexed.tell(cursor.problem("unindent does not match any outer indentation level"));
      } else {
        check(narrowColumn == narrow[level]);
      }
    }
  }

  private void open() {
    level++;
    if (level == columns.length) {
      columns = Arrays.copyOf(columns, level * 2);
      narrow = Arrays.copyOf(narrow, level * 2);
    }
    columns[level] = column;
    narrow[level] = narrowColumn;
    lexed.mark(INDENT, "");
  }

  private void check(boolean consistent) {
    if (!consistent) {
      lexed.tell(cursor.problem("inconsistent use of tabs and spaces in indentation"));
    }
  }

  /// Closes all blocks, at the end of the text.
  void close() {
    for (; level > 0; level--) {
      lexed.mark(DEDENT, "");
    }
  }
}
