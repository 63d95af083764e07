package dev.loopwarden.python;

/// What backslashes stand for in a string.
final class Escapes {

  private final String body;
  private final boolean bytes;
  private final Token at;
  private final StringBuilder value;

  private Escapes(String body, boolean bytes, Token at) {
    this.body = body;
    this.bytes = bytes;
    this.at = at;
    this.value = new StringBuilder(body.length());
  }

  /// @param at the token whose place a problem has
  static String resolve(String body, boolean bytes, Token at) {
    if (body.indexOf('\\') < 0) {
      return body;
    }
    var escapes = new Escapes(body, bytes, at);
    int next = 0;
    while (next < body.length()) {
      int slash = body.indexOf('\\', next);
      if (slash < 0 || slash + 1 == body.length()) {
        escapes.value.append(body, next, body.length());
        break;
      }
      escapes.value.append(body, next, slash);
      next = escapes.escape(slash);
    }
    return escapes.value.toString();
  }

  /// Appends what the escape at `slash` stands for and answers the place behind it.
  private int escape(int slash) {
    char kind = body.charAt(slash + 1);
    switch (kind) {
      case '\n' -> {}
      case '\\', '\'', '"' -> value.append(kind);
      case 'a' -> value.append('\u0007');
      case 'b' -> value.append('\b');
      case 'f' -> value.append('\f');
      case 'n' -> value.append('\n');
      case 'r' -> value.append('\r');
      case 't' -> value.append('\t');
      case 'v' -> value.append('\u000b');
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        return octal(slash + 1);
      }
      case 'x' -> {
        return hexadecimal(slash, 2);
      }
      case 'u' -> {
        return bytes ? asWritten(kind, slash) : hexadecimal(slash, 4);
      }
      case 'U' -> {
        return bytes ? asWritten(kind, slash) : hexadecimal(slash, 8);
      }
      case 'N' -> {
        return bytes ? asWritten(kind, slash) : named(slash);
      }
      default -> {
        return asWritten(kind, slash);
      }
    }
    return slash + 2;
  }

  private int asWritten(char kind, int slash) {
    value.append('\\').append(kind);
    return slash + 2;
  }

  private int octal(int from) {
    int end = from;
    int code = 0;
    while (end < body.length() && end < from + 3 && body.charAt(end) >= '0' && body.charAt(end) <= '7') {
      code = code * 8 + body.charAt(end++) - '0';
    }
    value.append((char) (bytes ? code & 255 : code));
    return end;
  }

  private int hexadecimal(int slash, int digits) {
    int from = slash + 2;
    int code = 0;
    for (int i = from; i < from + digits; i++) {
      int digit = i < body.length() && body.charAt(i) < 128 ? Character.digit(body.charAt(i), 16) : -1;
      if (digit < 0) {
        throw problem("truncated \\" + body.charAt(slash + 1) + " escape in a string");
      }
      code = code << 4 | digit;
    }
    if (!Character.isValidCodePoint(code)) {
      throw problem("illegal Unicode character in a string");
    }
    value.appendCodePoint(code);
    return from + digits;
  }

  private int named(int slash) {
    int close = body.indexOf('}', slash);
    if (close < 0 || !body.startsWith("{", slash + 2) || close == slash + 3) {
      throw problem("malformed \\N character escape in a string");
    }
    value.append(UnicodeNames.of(body.substring(slash + 3, close)).orElseThrow(() -> problem("unknown Unicode character name in a string")));
    return close + 1;
  }

  private SyntaxProblem problem(String what) {
    return Spans.problem(at, what);
  }
}
