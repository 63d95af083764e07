package dev.loopwarden.review;

/// The one escaper before Markdown. Whatever stands in a repository (names, paths, code, reasons) passes through here,
/// so that it can be read and can do nothing: no link, image, mention, reference, heading, HTML, emoji or formula.
public final class Markdown {

  /// Longest code span in running text, in characters; the rest is cut with an ellipsis.
  static final int CODE_MAX = 120;

  /// How long a word is that GitHub takes for a commit's name.
  private static final int COMMIT_MIN = 7;

  private static final int COMMIT_MAX = 40;

  private static final char ZERO_WIDTH = '\u200b';
  private static final String SPECIAL = "\\`*_[]<>&|~$^{}()";

  private Markdown() {}

  /// Our own sentences with `code` in backticks, as `rule.Message` has them: code stays code, all else is escaped.
  public static String prose(String text) {
    return prose(text, false);
  }

  /// The same inside a table cell.
  public static String cell(String text) {
    return prose(text, true);
  }

  /// A code span that holds the text whatever is in it.
  public static String code(String text) {
    return code(text, false);
  }

  static String codeCell(String text) {
    return code(text, true);
  }

  /// A fenced block, its fence longer than any run of backticks inside.
  public static String fence(String info, String body) {
    String fence = "`".repeat(Math.max(3, longestRun(body) + 1));
    return fence + info + "\n" + body + (body.endsWith("\n") ? "" : "\n") + fence;
  }

  private static String prose(String text, boolean inTable) {
    String line = oneLine(text);
    var out = new StringBuilder();
    int at = 0;
    while (at < line.length()) {
      int open = line.indexOf('`', at);
      int close = open < 0 ? -1 : line.indexOf('`', open + 1);
      if (close < 0) {
        plain(line, at, line.length(), out);
        break;
      }
      plain(line, at, open, out);
      if (close > open + 1) {
        appendCode(code(line.substring(open + 1, close), inTable), out);
      }
      at = close + 1;
    }
    return out.toString();
  }

  private static String code(String text, boolean inTable) {
    String line = shorten(oneLine(text).strip(), CODE_MAX);
    if (line.isEmpty()) {
      return "` `";
    }
    String fence = "`".repeat(longestRun(line) + 1);
    boolean pad = line.startsWith("`") || line.endsWith("`");
    String body = inTable ? line.replace("|", "\\|") : line;
    return fence + (pad ? " " + body + " " : body) + fence;
  }

  private static void plain(String text, int from, int to, StringBuilder out) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      boolean startsLine = out.isEmpty();
      if (startsLine && Character.isWhitespace(c)) {
        continue; // blanks before the first word would let it begin a heading or a list
      }
      if (SPECIAL.indexOf(c) >= 0 || (startsLine && "#-+=".indexOf(c) >= 0) || (c == '!' && next(text, i, to) == '[')) {
        out.append('\\').append(c);
      } else if ((c == '.' || c == ')') && onlyDigits(out)) {
        out.append('\\').append(c);
      } else if (c == '@' || (c == '#' && Character.isLetterOrDigit(next(text, i, to)))) {
        out.append(c).append(ZERO_WIDTH);
      } else if (c == ':' && !Character.isWhitespace(next(text, i, to)) && i + 1 < to) {
        out.append(c).append(ZERO_WIDTH);
      } else if (c == '.' && endsWithWww(out)) {
        out.append(ZERO_WIDTH).append(c);
      } else if (c == '-' && endsWithGh(out)) {
        out.append(ZERO_WIDTH).append(c);
      } else if (commitLike(text, i, to) > 0) {
        int end = i + commitLike(text, i, to);
        appendCode("`" + text.substring(i, end) + "`", out);
        i = end - 1;
      } else {
        out.append(c);
      }
    }
  }

  /// A code span beside another needs something between them, or the two fences would be one.
  private static void appendCode(String span, StringBuilder out) {
    boolean beside = !out.isEmpty() && out.charAt(out.length() - 1) == '`';
    out.append(beside ? String.valueOf(ZERO_WIDTH) : "").append(span);
  }

  /// The length of the word that begins here where GitHub would look for a commit of that name, else 0. Such words, most of them plain
  /// numbers of seven digits and more, are written as code: they can be read and copied as they are, and are no link.
  private static int commitLike(String text, int at, int to) {
    if (!isHex(text.charAt(at)) || (at > 0 && isWord(text.charAt(at - 1)))) {
      return 0;
    }
    int end = at;
    while (end < to && isHex(text.charAt(end))) {
      end++;
    }
    boolean whole = end == text.length() || !isWord(text.charAt(end));
    return whole && end - at >= COMMIT_MIN && end - at <= COMMIT_MAX ? end - at : 0;
  }

  private static boolean isWord(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  /// Whether a text has characters that turn or hide what stands around them.
  static boolean hides(String text) {
    return text.codePoints().anyMatch(c -> switch (Character.getType(c)) {
      case Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      case Character.CONTROL -> c != '\n' && c != '\r' && c != '\t' && c != '\f';
      default -> false;
    });
  }

  /// Line breaks and controls become blanks; characters that turn or hide text are dropped.
  static String oneLine(String text) {
    var out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> {
      switch (Character.getType(c)) {
        case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> out.append(' ');
        case Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE -> out.append('\ufffd');
        default -> out.appendCodePoint(c);
      }
    });
    return out.toString();
  }

  /// The text, or its beginning and an ellipsis: at most `max` characters, no pair of surrogates cut in two.
  static String shorten(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(max - 2)) ? max - 2 : max - 1;
    return text.substring(0, end) + "…";
  }

  private static int longestRun(String text) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  private static char next(String text, int i, int to) {
    return i + 1 < to ? text.charAt(i + 1) : ' ';
  }

  private static boolean onlyDigits(StringBuilder out) {
    return !out.isEmpty() && out.length() < 10 && out.chars().allMatch(Character::isDigit);
  }

  private static boolean endsWithWww(StringBuilder out) {
    int n = out.length();
    return n >= 3 && out.substring(n - 3).equalsIgnoreCase("www");
  }

  private static boolean endsWithGh(StringBuilder out) {
    int n = out.length();
    return n >= 2 && out.substring(n - 2).equalsIgnoreCase("gh");
  }

  private static boolean isHex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }
}
