package dev.loopwarden.cli;

/// What a command's exit code says. Never 0 on an error.
final class ExitCode {

  static final int CLEAN = 0;
  static final int FINDINGS = 1;
  static final int USAGE = 2;
  static final int INTERNAL = 3;
  static final int PARTLY_UNCHECKED = 4;

  private ExitCode() {}
}
