package dev.loopwarden.metrics;

/// A part of a review.
public enum Phase {
  /// The check is set in progress, and what we said before is looked up.
  BEGIN,
  /// The change is read from GitHub, and what is not known yet is parsed.
  READ,
  /// Its report is made.
  ANALYSE,
  /// It is decided what is said.
  PLAN,
  /// It is said, one write after the other, at the pace that GitHub asks for.
  PUBLISH
}
