package dev.loopwarden.program;

/// Where code runs.
public enum Where {
  LOOP("on the event loop"),
  THREAD("in a thread"),
  PROCESS("in another process"),
  IMPORT("when its module is imported"),
  BEFORE_LOOP("before a loop runs"),
  TEST("in a test"),
  UNKNOWN("not known");

  private final String words;

  Where(String words) {
    this.words = words;
  }

  /// "on the event loop".
  public String words() {
    return words;
  }
}
