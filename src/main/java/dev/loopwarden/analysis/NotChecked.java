package dev.loopwarden.analysis;

/// A file, or a part of one, that was not looked at.
///
/// @param line where the problem is, counted from 1; 0 where the whole file is meant
/// @param reason for people: "invalid syntax: '(' was never closed", "over the limit of 1 MiB"
/// @param cause of which kind the reason is
public record NotChecked(String path, int line, String reason, Cause cause) {

  /// Why something was left out, for counting.
  public enum Cause {
    /// It cannot be understood.
    SYNTAX,
    /// A limit of size, number or depth.
    LIMIT,
    /// Its text or diff could not be had.
    UNREAD,
    /// Unchanged code that may matter and was not followed.
    NOT_FOLLOWED,
    /// It was told earlier, or elsewhere.
    OTHER
  }

  public NotChecked(String path, int line, String reason) {
    this(path, line, reason, Cause.OTHER);
  }
}
