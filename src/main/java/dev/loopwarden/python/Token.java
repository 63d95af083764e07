package dev.loopwarden.python;

import dev.loopwarden.source.Span;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.TokenSource;
import org.jspecify.annotations.Nullable;

/// A token with its end, which may be lines below its start. Columns count code points; `start` and `stop` count characters
/// of the cursor's text. What has no text of its own is cut from there when asked for.
final class Token implements org.antlr.v4.runtime.Token {

  final int line;
  final int column;
  final int endLine;
  final int endColumn;
  final int start;
  final int stop;
  final Cursor source;
  private int type;
  private @Nullable String text;

  @SuppressWarnings("TooManyParameters") // one each of what a token is
  Token(int type, @Nullable String text, Cursor source, int start, int line, int column, int stop, int endLine, int endColumn) {
    this.type = type;
    this.text = text;
    this.source = source;
    this.start = start;
    this.line = line;
    this.column = column;
    this.stop = stop;
    this.endLine = endLine;
    this.endColumn = endColumn;
  }

  Span span() {
    return new Span(line, column, endLine, endColumn);
  }

  void setType(int type) {
    this.type = type;
  }

  @Override
  public int getType() {
    return type;
  }

  /// The characters, names in their normal form.
  @Override
  public String getText() {
    if (text == null) {
      text = source.slice(start, stop);
    }
    return text;
  }

  @Override
  public int getLine() {
    return line;
  }

  @Override
  public int getCharPositionInLine() {
    return column;
  }

  @Override
  public int getChannel() {
    return DEFAULT_CHANNEL;
  }

  /// The place in the text tells the order as well, and costs nothing.
  @Override
  public int getTokenIndex() {
    return -1;
  }

  @Override
  public int getStartIndex() {
    return start;
  }

  @Override
  public int getStopIndex() {
    return stop - 1;
  }

  @Override
  public @Nullable TokenSource getTokenSource() {
    return null;
  }

  @Override
  public @Nullable CharStream getInputStream() {
    return null;
  }

  @Override
  public String toString() {
    return line + ":" + column + " " + getText();
  }
}
