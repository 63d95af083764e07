package dev.loopwarden.python;

import dev.loopwarden.source.Span;
import org.antlr.v4.runtime.CommonToken;

/// A token with its end, which may be lines below its start. Columns count code points.
final class Token extends CommonToken {

  private static final long serialVersionUID = 1L;

  private final int endLine;
  private final int endColumn;

  Token(int type, String text, int line, int column, int endLine, int endColumn) {
    super(type, text);
    setLine(line);
    setCharPositionInLine(column);
    this.endLine = endLine;
    this.endColumn = endColumn;
  }

  Span span() {
    return new Span(getLine(), getCharPositionInLine(), endLine, endColumn);
  }
}
