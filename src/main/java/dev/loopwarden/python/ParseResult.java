package dev.loopwarden.python;

import java.util.List;

/// What became of a file: a tree, or the problem that stands in its way.
public sealed interface ParseResult {

  /// The file was understood.
  ///
  /// @param comments in source order
  record Parsed(Module module, List<Comment> comments) implements ParseResult {
    public Parsed {
      comments = List.copyOf(comments);
    }
  }

  /// The file could not be understood.
  ///
  /// @param line counted from 1
  /// @param column counted from 0, in code points
  record Unreadable(int line, int column, String problem) implements ParseResult {}
}
