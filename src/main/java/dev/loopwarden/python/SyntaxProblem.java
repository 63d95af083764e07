package dev.loopwarden.python;

/// Why a text is no Python: thrown inside this package, a value outside of it.
final class SyntaxProblem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  final int line;
  final int column;

  SyntaxProblem(int line, int column, String problem) {
    super(problem, null, false, false);
    this.line = line;
    this.column = column;
  }

  String problem() {
    return String.valueOf(getMessage());
  }
}
