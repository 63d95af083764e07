package dev.loopwarden.analysis;

import dev.loopwarden.python.ParseResult;

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

  /// What the parser could not make sense of, or would not.
  static NotChecked of(String path, ParseResult.Unreadable refused) {
    return new NotChecked(path, refused.line(), refused.problem(), cause(refused.kind()));
  }

  /// Lines of a file, and what is left out with them.
  static NotChecked of(String path, ParseResult.Unread lines, String left) {
    return new NotChecked(path, lines.line(), lines.problem() + "; " + left, cause(lines.kind()));
  }

  private static Cause cause(ParseResult.Kind kind) {
    return switch (kind) {
      case SYNTAX -> Cause.SYNTAX;
      case LIMIT -> Cause.LIMIT;
    };
  }

  public NotChecked(String path, int line, String reason) {
    this(path, line, reason, Cause.OTHER);
  }
}
