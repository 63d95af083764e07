package dev.loopwarden.review;

import java.util.Locale;

/// How the check ends.
public enum Conclusion {
  SUCCESS,
  FAILURE,
  NEUTRAL;

  /// GitHub's word.
  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }
}
