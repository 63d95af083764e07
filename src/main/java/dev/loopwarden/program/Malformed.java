package dev.loopwarden.program;

/// Stored bytes that are no serial form of ours: thrown inside this package, an empty answer outside of it.
final class Malformed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Malformed(String problem) {
    super(problem, null, false, false);
  }
}
