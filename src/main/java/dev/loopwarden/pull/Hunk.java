package dev.loopwarden.pull;

import java.util.List;

/// One block of a unified diff. Line numbers count from 1; a start of 0 stands for an empty side.
///
/// @param heading what stands behind the second `@@`
public record Hunk(int oldStart, int oldCount, int newStart, int newCount, String heading, List<Line> lines) {

  public Hunk {
    lines = List.copyOf(lines);
  }

  /// A line of a hunk.
  ///
  /// @param text without its first character and without `\n`; a `\r` before the `\n` is kept
  /// @param endsWithNewline false where "\ No newline at end of file" follows
  public record Line(Kind kind, String text, boolean endsWithNewline) {}

  public enum Kind {
    CONTEXT,
    ADDED,
    REMOVED
  }
}
