package dev.loopwarden.python;

import static dev.loopwarden.python.grammar.PythonGrammar.*;

import java.util.ArrayDeque;
import java.util.List;

/// Settles `match`, `case` and `type` by logical line: `match` begins a line that ends in `:`, `case` begins a line of a match
/// block, `type` stands before a name and then `=` or `[`.
final class SoftKeywords {

  private SoftKeywords() {}

  static void settle(List<Token> tokens) {
    var caseLevels = new ArrayDeque<Integer>();
    int level = 0;
    int at = 0;
    boolean afterMatch = false;
    while (at < tokens.size()) {
      Token first = tokens.get(at);
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
      while (end < tokens.size() && tokens.get(end).getType() != NEWLINE) {
        end++;
      }
      afterMatch = line(tokens, at, end, !caseLevels.isEmpty() && caseLevels.peek() == level);
      at = end + 1;
    }
  }

  /// Whether the line opens a match block.
  private static boolean line(List<Token> tokens, int first, int end, boolean inMatch) {
    Token word = tokens.get(first);
    if (word.getType() == NAME) {
      boolean colonLast = tokens.get(Math.max(first, end - 1)).getType() == COLON;
      if (inMatch && word.getText().equals("case")) {
        word.setType(CASE);
      } else if (word.getText().equals("match") && colonLast && end - first > 2) {
        word.setType(MATCH);
        return true;
      }
    }
    for (int i = first; i + 2 < end; i++) {
      boolean starts = i == first || tokens.get(i - 1).getType() == SEMI || tokens.get(i - 1).getType() == COLON;
      Token token = tokens.get(i);
      int third = tokens.get(i + 2).getType();
      if (starts && token.getType() == NAME && token.getText().equals("type") && tokens.get(i + 1).getType() == NAME
          && (third == ASSIGN || third == LSQB)) {
        token.setType(TYPE);
      }
    }
    return false;
  }
}
