package dev.loopwarden.source;

/// A stretch of source text: from its first character to just behind its last.
///
/// @param line first line, counted from 1
/// @param column first column, counted from 0, in Unicode code points (as Python's `ast` after decoding)
/// @param endLine last line, counted from 1
/// @param endColumn column just behind the last character, counted from 0, in code points
public record Span(int line, int column, int endLine, int endColumn) implements Comparable<Span> {

  public Span {
    if (line < 1 || column < 0 || endLine < line || (endLine == line && endColumn < column)) {
      throw new IllegalArgumentException(
          "no span: " + line + ":" + column + " to " + endLine + ":" + endColumn);
    }
  }

  public boolean covers(int someLine) {
    return line <= someLine && someLine <= endLine;
  }

  public boolean contains(Span other) {
    return startsAtOrBefore(other) && endsAtOrAfter(other);
  }

  /// From this span's start to the other's end.
  public Span to(Span last) {
    return new Span(line, column, last.endLine, last.endColumn);
  }

  private boolean startsAtOrBefore(Span other) {
    return line < other.line || (line == other.line && column <= other.column);
  }

  private boolean endsAtOrAfter(Span other) {
    return endLine > other.endLine || (endLine == other.endLine && endColumn >= other.endColumn);
  }

  /// Source order: by start; of two with one start, the longer first, so that a parent stands before its children.
  @Override
  public int compareTo(Span other) {
    if (line != other.line) {
      return Integer.compare(line, other.line);
    }
    if (column != other.column) {
      return Integer.compare(column, other.column);
    }
    if (endLine != other.endLine) {
      return Integer.compare(other.endLine, endLine);
    }
    return Integer.compare(other.endColumn, endColumn);
  }
}
