package dev.loopwarden.git;

/// What a local Git repository cannot give; the message says what, where and how to mend.
public final class GitProblem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  GitProblem(String message) {
    super(message);
  }

  GitProblem(String message, Throwable cause) {
    super(message, cause);
  }
}
