package dev.loopwarden.python;

import java.util.List;

/// What became of a file: a tree, or the problem that stands in its way.
public sealed interface ParseResult {

  /// Of which kind a problem is.
  enum Kind {
    /// CPython refuses it as well; its own limits of nesting and of digits are among these.
    SYNTAX,
    /// Python or not, it is over a limit of ours, which the problem names.
    LIMIT
  }

  /// The file was understood, or enough of it.
  ///
  /// @param comments in source order
  /// @param unread what could not be understood, in source order; each stands in the tree as a `pass` over its lines
  record Parsed(Module module, List<Comment> comments, List<Unread> unread) implements ParseResult {
    public Parsed {
      comments = List.copyOf(comments);
      unread = List.copyOf(unread);
    }

    /// Whether all of the file was understood: CPython would take it.
    public boolean isWhole() {
      return unread.isEmpty();
    }
  }

  /// Nothing of the file could be understood.
  ///
  /// @param line counted from 1
  /// @param column counted from 0, in code points
  record Unreadable(int line, int column, String problem, Kind kind) implements ParseResult {}

  /// Lines that could not be understood: a statement, with its block where it has one.
  ///
  /// @param firstLine counted from 1
  /// @param lastLine counted from 1
  /// @param line where the problem is: in these lines, or behind them where something is missing
  /// @param column counted from 0, in code points
  record Unread(int firstLine, int lastLine, int line, int column, String problem, Kind kind) {
    public boolean touches(int from, int to) {
      return firstLine <= to && from <= lastLine;
    }
  }
}
