package dev.loopwarden.rule;

/// A replacement of whole lines that is complete and safe on those lines alone.
///
/// @param firstLine counted from 1
/// @param lastLine included
/// @param replacement the new lines, indented, joined by `\n`, without a last `\n`
/// @param title what it does: "await `asyncio.sleep` instead"
public record Fix(int firstLine, int lastLine, String replacement, String title) {

  public Fix {
    if (firstLine < 1 || lastLine < firstLine) {
      throw new IllegalArgumentException("no lines: " + firstLine + " to " + lastLine);
    }
  }
}
