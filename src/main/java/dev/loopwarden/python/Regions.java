package dev.loopwarden.python;

import static dev.loopwarden.python.grammar.PythonGrammar.*;

/// Where an unreadable statement begins and ends among the tokens: whole logical lines, with the block below where there is
/// one, the other clauses of its statement, and the decorators above it.
final class Regions {

  /// Tokens from `from` to before `to`.
  record Region(int from, int to) {}

  private Regions() {}

  /// The region around the token at `place` that could not be read; never before `start`.
  static Region around(Token[] tokens, int start, int place) {
    if (tokens[place].getType() == INDENT) {
      return new Region(place, afterBlock(tokens, place));
    }
    int from = lineStart(tokens, start, place);
    if (isClause(tokens[from])) {
      from = owner(tokens, start, from);
    } else if (tokens[from].getType() == CASE) {
      from = choice(tokens, start, from);
    }
    return whole(tokens, start, from);
  }

  /// The region of a statement that is not complete where the token at `place` begins another one: a header without its block,
  /// a `try` without its `except`.
  ///
  /// @param first a token of the incomplete part, on the line that begins it
  static Region above(Token[] tokens, int start, int place, org.antlr.v4.runtime.Token first) {
    int from = place;
    while (from > start && !tokens[from].equals(first)) {
      from--;
    }
    from = lineStart(tokens, start, from);
    if (isClause(tokens[from])) {
      from = owner(tokens, start, from);
    }
    return first.getType() == MATCH || from == place
        ? whole(tokens, start, from)
        : new Region(withDecorators(tokens, start, from), place);
  }

  private static Region whole(Token[] tokens, int start, int from) {
    return new Region(withDecorators(tokens, start, from), Math.max(end(tokens, from), from + 1));
  }

  /// Behind the statement that begins at `from`: its line, its block, its other clauses; with decorators, what they decorate.
  static int end(Token[] tokens, int from) {
    int at = from;
    boolean decorator;
    do {
      decorator = tokens[at].getType() == AT;
      at = lineEnd(tokens, at);
      if (tokens[at].getType() == INDENT) {
        at = afterBlock(tokens, at);
      }
    } while (!isLast(tokens, at) && tokens[at].getType() != DEDENT && (decorator || isClause(tokens[at])));
    return at;
  }

  /// The index of the token that a problem of the tree builder points at.
  static int at(Token[] tokens, int from, int to, SyntaxProblem problem) {
    for (int i = from; i < to; i++) {
      Token token = tokens[i];
      boolean behind = token.endLine < problem.line || (token.endLine == problem.line && token.endColumn <= problem.column);
      if (!behind && token.getType() != NEWLINE && token.getType() != INDENT && token.getType() != DEDENT) {
        return i;
      }
    }
    return from;
  }

  static int lineStart(Token[] tokens, int start, int place) {
    int from = place;
    while (from > start && !isLayout(tokens[from - 1])) {
      from--;
    }
    return from;
  }

  private static int lineEnd(Token[] tokens, int from) {
    int at = from;
    while (!isLast(tokens, at) && tokens[at].getType() != NEWLINE) {
      at++;
    }
    return Math.min(at + 1, tokens.length - 1);
  }

  /// Behind the DEDENT that closes the block whose INDENT is at `indent`.
  private static int afterBlock(Token[] tokens, int indent) {
    int depth = 0;
    int at = indent;
    do {
      depth += tokens[at].getType() == INDENT ? 1 : tokens[at].getType() == DEDENT ? -1 : 0;
      at++;
    } while (depth > 0 && !isLast(tokens, at));
    return at;
  }

  /// The statement whose clause begins at `clause`; the clause itself where there is none.
  private static int owner(Token[] tokens, int start, int clause) {
    int at = clause;
    while (at > start && isClause(tokens[at]) && tokens[at - 1].getType() != INDENT) {
      at = lineAbove(tokens, start, at);
    }
    return at;
  }

  /// The `match` whose `case` begins at `place`: a `pass` cannot stand in for a case.
  private static int choice(Token[] tokens, int start, int place) {
    int at = place;
    while (at > start && tokens[at - 1].getType() != INDENT) {
      at = lineAbove(tokens, start, at);
    }
    return lineStart(tokens, start, Math.max(start, at - 2));
  }

  /// The start of the line of the same block above `place`, which is the start of a line.
  private static int lineAbove(Token[] tokens, int start, int place) {
    int at = place - 1;
    if (at > start && tokens[at].getType() == DEDENT) {
      int depth = 0;
      do {
        depth += tokens[at].getType() == DEDENT ? 1 : tokens[at].getType() == INDENT ? -1 : 0;
        at--;
      } while (depth > 0 && at > start);
    }
    return lineStart(tokens, start, Math.max(start, at));
  }

  private static int withDecorators(Token[] tokens, int start, int from) {
    int at = from;
    while (at > start && tokens[at - 1].getType() == NEWLINE) {
      int above = lineStart(tokens, start, at - 1);
      if (tokens[above].getType() != AT) {
        return at;
      }
      at = above;
    }
    return at;
  }

  static boolean isClause(Token token) {
    return switch (token.getType()) {
      case ELIF, ELSE, EXCEPT, FINALLY -> true;
      default -> false;
    };
  }

  private static boolean isLayout(Token token) {
    return switch (token.getType()) {
      case NEWLINE, INDENT, DEDENT -> true;
      default -> false;
    };
  }

  private static boolean isLast(Token[] tokens, int at) {
    return at >= tokens.length - 1;
  }
}
