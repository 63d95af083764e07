package dev.loopwarden.python;

import static dev.loopwarden.python.grammar.PythonGrammar.*;

import java.util.Optional;

/// Tells Python 2 from broken Python 3: a file that cannot be read, shows syntax that only Python 2 had, and none that only
/// Python 3 has.
final class Python2 {

  /// Whether a token of a type, plus one, shows Python 3: the type of the end of a file is -1.
  static final boolean[] NEW = newTypes();

  private Python2() {}

  /// The first sign of Python 2 among the tokens from `start` on.
  static Optional<ParseResult.Unreadable> in(Token[] tokens, int start) {
    for (int i = start; i + 1 < tokens.length; i++) {
      String sign = sign(tokens, i);
      if (!sign.isEmpty()) {
        String problem = "this is Python 2 (" + sign + "); only Python 3 can be read";
        return Optional.of(new ParseResult.Unreadable(tokens[i].line, tokens[i].column, problem, ParseResult.Kind.SYNTAX));
      }
    }
    return Optional.empty();
  }

  private static boolean[] newTypes() {
    var types = new boolean[PROBLEM + 2];
    for (int type : new int[] {ASYNC, AWAIT, FSTART, ARROW, NONLOCAL, COLONEQ}) {
      types[type + 1] = true;
    }
    return types;
  }

  /// What of Python 2 begins at a token; an empty text for nothing.
  private static String sign(Token[] tokens, int at) {
    Token token = tokens[at];
    int next = tokens[at + 1].getType();
    boolean first = at == 0 || switch (tokens[at - 1].getType()) {
      case NEWLINE, INDENT, DEDENT, SEMI, COLON -> true;
      default -> false;
    };
    return switch (token.getType()) {
      case NAME -> first ? statement(token, tokens[at + 1]) : "";
      case RAISE -> next == NAME && tokens.length > at + 3 && tokens[at + 2].getType() == COMMA ? "'raise Error, value'" : "";
      case BINOP -> token.getText().equals("<") && tokens[at + 1].getText().equals(">") && tokens[at + 1].start == token.stop ? "'<>'" : "";
      case PROBLEM -> token.getText().contains("'`'") ? "backquotes" : "";
      default -> "";
    };
  }

  private static String statement(Token word, Token next) {
    boolean value = switch (next.getType()) {
      case STRING, NAME, NUMBER -> true;
      case BINOP -> next.getText().equals(">>");
      default -> false;
    };
    return switch (word.getText()) {
      case "print" -> value ? "the print statement" : "";
      case "exec" -> value && next.getType() != BINOP ? "the exec statement" : "";
      default -> "";
    };
  }
}
