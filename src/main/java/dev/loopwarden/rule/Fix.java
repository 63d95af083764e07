package dev.loopwarden.rule;

/// A replacement of whole lines that is complete and safe on those lines alone.
///
/// @param firstLine counted from 1
/// @param lastLine included
/// @param replacement the new lines, indented, joined by `\n`, without a last `\n`
/// @param title what it does: "await `asyncio.sleep` instead"
/// @param python minor version of Python 3 from which on it is right; 0 where that does not matter
public record Fix(int firstLine, int lastLine, String replacement, String title, int python) {

  public Fix {
    if (firstLine < 1 || lastLine < firstLine) {
      throw new IllegalArgumentException("no lines: " + firstLine + " to " + lastLine);
    }
  }

  /// A fix for every version of Python.
  public Fix(int firstLine, int lastLine, String replacement, String title) {
    this(firstLine, lastLine, replacement, title, 0);
  }

  public boolean overlaps(Fix other) {
    return firstLine <= other.lastLine && other.firstLine <= lastLine;
  }
}
