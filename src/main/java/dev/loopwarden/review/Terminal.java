package dev.loopwarden.review;

import java.util.regex.Pattern;

/// The one escaper before a terminal, and its colours. Escape sequences, controls and characters that turn or hide
/// text are shown by their number, so that a file name cannot move the cursor or colour a line.
public record Terminal(boolean colours) {

  public static final Terminal PLAIN = new Terminal(false);

  private static final Pattern COLOUR = Pattern.compile("\u001b\\[\\d+m");

  static final String BOLD = "1";
  static final String DIM = "2";
  static final String RED = "31";
  static final String GREEN = "32";
  static final String YELLOW = "33";
  static final String CYAN = "36";

  /// One line of text that does nothing but stand there.
  public static String escape(String text) {
    var out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> {
      switch (Character.getType(c)) {
        case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
            Character.SURROGATE, Character.PRIVATE_USE -> out.append(c < 0x100 ? "\\x%02x".formatted(c) : "\\u%04x".formatted(c));
        default -> out.appendCodePoint(c);
      }
    });
    return out.toString();
  }

  /// The text in one of the colours above where colours are wanted. The text is escaped already.
  String paint(String colour, String text) {
    return colours ? "\u001b[" + colour + "m" + text + "\u001b[0m" : text;
  }

  public String bold(String text) {
    return paint(BOLD, text);
  }

  public String dim(String text) {
    return paint(DIM, text);
  }

  /// A name or a line of code.
  public String code(String text) {
    return paint(CYAN, text);
  }

  /// How many columns a text takes: colours none, pictures two.
  public static int width(String text) {
    return COLOUR.matcher(text).replaceAll("").codePoints().map(Terminal::columns).sum();
  }

  private static int columns(int c) {
    return c >= 0x1f300 || (c >= 0x2600 && c <= 0x27bf) ? 2 : 1;
  }
}
