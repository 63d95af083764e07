package dev.loopwarden.rule;

import java.util.Locale;

/// How bad it is if it happens, worst first.
public enum Severity {
  ERROR,
  WARNING,
  INFO,
  HINT;

  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }

  public boolean atLeast(Severity other) {
    return compareTo(other) <= 0;
  }
}
