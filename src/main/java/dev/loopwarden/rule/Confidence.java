package dev.loopwarden.rule;

import java.util.Locale;

/// How sure we are. Only `HIGH` becomes a line comment; `MEDIUM` is listed, folded; `LOW` only when asked for.
public enum Confidence {
  HIGH,
  MEDIUM,
  LOW;

  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }

  public boolean atLeast(Confidence other) {
    return compareTo(other) <= 0;
  }
}
