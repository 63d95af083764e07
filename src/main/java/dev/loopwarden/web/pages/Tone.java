package dev.loopwarden.web.pages;

import java.util.Locale;

/// How a figure or a word is coloured; what it says does not depend on it.
public enum Tone {
  PLAIN,
  GOOD,
  BAD,
  WARN,
  QUIET;

  public String css() {
    return "t-" + name().toLowerCase(Locale.ROOT);
  }
}
