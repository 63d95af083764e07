package dev.loopwarden.python;

import static dev.loopwarden.python.grammar.PythonGrammar.*;

import java.util.ArrayDeque;

/// Settles `match`, `case`, `type` and `lazy` by logical line: `match` begins a line that ends in `:`, `case` begins a line of a
/// match block, `type` stands before a name and then `=` or `[`, `lazy` before `import` or `from`.
final class SoftKeywords {

  private SoftKeywords() {}

  static void settle(Token[] tokens) {
    var caseLevels = new ArrayDeque<Integer>();
    int level = 0;
    int at = 0;
    boolean afterMatch = false;
    while (at < tokens.length) {
      Token first = tokens[at];
      if (first.getType() == INDENT) {
        level++;
        if (afterMatch) {
          caseLevels.push(level);
        }
        afterMatch = false;
        at++;
        continue;
      }
      if (first.getType() == DEDENT) {
        if (!caseLevels.isEmpty() && caseLevels.peek() == level) {
          caseLevels.pop();
        }
        level--;
        at++;
        continue;
      }
      int end = at;
      while (end < tokens.length && tokens[end].getType() != NEWLINE) {
        end++;
      }
      afterMatch = line(tokens, at, end, !caseLevels.isEmpty() && caseLevels.peek() == level);
      at = end + 1;
    }
  }

  /// Whether the line opens a match block.
  private static boolean line(Token[] tokens, int first, int end, boolean inMatch) {
    Token word = tokens[first];
    if (word.getType() == NAME) {
      boolean colonLast = tokens[Math.max(first, end - 1)].getType() == COLON;
      if (inMatch && word.getText().equals("case")) {
        word.setType(CASE);
      } else if (word.getText().equals("match") && colonLast && end - first > 2) {
        word.setType(MATCH);
        return true;
      }
    }
    for (int i = first; i + 2 < end; i++) {
      if (tokens[i].getType() == NAME && startsStatement(tokens, i, first)) {
        settle(tokens[i], tokens[i + 1].getType(), tokens[i + 2].getType());
      }
    }
    return false;
  }

  private static boolean startsStatement(Token[] tokens, int at, int first) {
    return at == first || tokens[at - 1].getType() == SEMI || tokens[at - 1].getType() == COLON;
  }

  private static void settle(Token word, int next, int third) {
    if (next == NAME && (third == ASSIGN || third == LSQB) && word.getText().equals("type")) {
      word.setType(TYPE);
    } else if ((next == IMPORT || next == FROM) && word.getText().equals("lazy")) {
      word.setType(LAZY);
    }
  }
}
