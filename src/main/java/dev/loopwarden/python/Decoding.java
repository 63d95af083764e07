package dev.loopwarden.python;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Bytes to text as PEP 263 says: a byte order mark, a coding cookie in the first two lines, else UTF-8. Line ends become `\n`.
final class Decoding {

  private static final Pattern COOKIE = Pattern.compile("^[ \\t\\f]*#.*?coding[:=][ \\t]*([-\\w.]+)");
  private static final Pattern BLANK = Pattern.compile("^[ \\t\\f]*(?:#.*)?$");
  /// Cookies stand in the first two lines; no editor writes them behind this many bytes.
  private static final int COOKIE_WITHIN = 1_000;

  private Decoding() {}

  static String text(byte[] content) {
    if (content.length >= 2 && (isMark(content, 0xFE, 0xFF) || isMark(content, 0xFF, 0xFE))) {
      throw new SyntaxProblem(1, 0, "the file is UTF-16: Python reads UTF-8, or what its coding comment names");
    }
    boolean marked = content.length >= 3 && isMark(content, 0xEF, 0xBB) && content[2] == (byte) 0xBF;
    int from = marked ? 3 : 0;
    Charset charset = charset(content, from, marked);
    String text = charset.equals(StandardCharsets.UTF_8) ? utf8(content, from) : decoded(content, from, charset);
    return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
  }

  private static boolean isMark(byte[] content, int first, int second) {
    return content[0] == (byte) first && content[1] == (byte) second;
  }

  /// The JDK's fast way puts U+FFFD where bytes are no UTF-8; only a text with one is read again, with care.
  private static String utf8(byte[] content, int from) {
    String text = new String(content, from, content.length - from, StandardCharsets.UTF_8);
    return text.indexOf('\uFFFD') < 0 ? text : decoded(content, from, StandardCharsets.UTF_8);
  }

  private static String decoded(byte[] content, int from, Charset charset) {
    CharsetDecoder decoder = charset.newDecoder();
    var in = ByteBuffer.wrap(content, from, content.length - from);
    var out = CharBuffer.allocate((int) Math.ceil((content.length - from) * (double) decoder.maxCharsPerByte()) + 2);
    CoderResult result = decoder.decode(in, out, true);
    if (!result.isError()) {
      result = decoder.flush(out);
    }
    if (result.isError()) {
      out.flip();
      int line = 1 + (int) out.chars().filter(c -> c == '\n').count();
      throw new SyntaxProblem(line, 0, "the bytes are not " + charset.name() + problemByte(in));
    }
    return out.flip().toString();
  }

  private static String problemByte(ByteBuffer in) {
    return in.hasRemaining() ? ": 0x%02x at byte %d".formatted(in.get(in.position()) & 0xFF, in.position()) : "";
  }

  private static Charset charset(byte[] content, int from, boolean marked) {
    int end = Math.min(content.length, from + COOKIE_WITHIN);
    if (!mayHaveCookie(content, from, end)) {
      return StandardCharsets.UTF_8;
    }
    String[] lines = new String(content, from, end - from, StandardCharsets.ISO_8859_1).split("\r\n|\r|\n", 3);
    for (int i = 0; i < Math.min(2, lines.length); i++) {
      Matcher cookie = COOKIE.matcher(lines[i]);
      if (cookie.find()) {
        return charset(cookie.group(1), i + 1, marked);
      }
      if (!BLANK.matcher(lines[i]).matches()) {
        break;
      }
    }
    return StandardCharsets.UTF_8;
  }

  /// A quick look: a cookie has `coding` in the first or second line.
  private static boolean mayHaveCookie(byte[] content, int from, int end) {
    int lines = 0;
    for (int i = from; i + 5 < end && lines < 2; i++) {
      if (content[i] == 'c' && content[i + 1] == 'o' && content[i + 2] == 'd' && content[i + 3] == 'i' && content[i + 4] == 'n'
          && content[i + 5] == 'g') {
        return true;
      }
      if (content[i] == '\n' || content[i] == '\r') {
        lines++;
      }
    }
    return false;
  }

  private static Charset charset(String cookie, int line, boolean marked) {
    String name = normal(cookie);
    if (marked && !name.equals("utf-8")) {
      throw new SyntaxProblem(line, 0, "encoding problem: " + cookie + " with BOM");
    }
    try {
      Charset charset = Charset.forName(name.equals("utf8") || name.equals("utf-8-sig") ? "utf-8" : name);
      if (!keepsAscii(charset)) {
        throw new SyntaxProblem(line, 0, "encoding problem: " + cookie);
      }
      return charset;
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      throw new SyntaxProblem(line, 0, "unknown encoding: " + cookie);
    }
  }

  /// As CPython's own table of the commonest names.
  private static String normal(String cookie) {
    String name = cookie.toLowerCase(Locale.ROOT).replace('_', '-');
    if (name.equals("utf-8") || name.startsWith("utf-8-")) {
      return "utf-8";
    }
    for (String latin : new String[] {"latin-1", "iso-8859-1", "iso-latin-1"}) {
      if (name.equals(latin) || name.startsWith(latin + "-")) {
        return "iso-8859-1";
      }
    }
    return name;
  }

  private static boolean keepsAscii(Charset charset) {
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(new byte[] {'#', 'a', '\n'})).toString().equals("#a\n");
    } catch (CharacterCodingException notAscii) {
      return false;
    }
  }
}
