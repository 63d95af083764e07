package dev.loopwarden.python;

import dev.loopwarden.source.SourceFile;

/// Text to tree. The way is bytes, text (`Decoding`), tokens (`Lexer`), statements of the grammar, nodes; `Reading` walks the
/// last two, statement by statement, and leaves out what cannot be understood.
public final class PythonParser {

  private PythonParser() {}

  public static ParseResult parse(SourceFile file) {
    return parse(file.content());
  }

  /// Parses a file's bytes.
  public static ParseResult parse(byte[] content) {
    try {
      return parse(Decoding.text(content));
    } catch (SyntaxProblem problem) {
      return new ParseResult.Unreadable(problem.line, problem.column, problem.problem(), ParseResult.Kind.SYNTAX);
    }
  }

  /// Parses text whose line ends are `\n` alone.
  public static ParseResult parse(String text) {
    int nul = text.indexOf(Cursor.END);
    if (nul >= 0) {
      int line = 1 + (int) text.substring(0, nul).chars().filter(c -> c == '\n').count();
      return new ParseResult.Unreadable(line, 0, "source code cannot contain null bytes", ParseResult.Kind.SYNTAX);
    }
    return new Reading(Lexer.of(text)).result();
  }
}
