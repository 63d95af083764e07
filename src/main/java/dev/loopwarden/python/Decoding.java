package dev.loopwarden.python;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Bytes to text as PEP 263 says: a byte order mark, a coding cookie in the first two lines, else UTF-8. Line ends become `\n`.
final class Decoding {

  private static final Pattern COOKIE = Pattern.compile("^[ \\t\\f]*#.*?coding[:=][ \\t]*([-\\w.]+)");
  private static final Pattern BLANK = Pattern.compile("^[ \\t\\f]*(?:#.*)?$");

  private Decoding() {}

  static String text(byte[] content) {
    boolean marked = content.length >= 3 && content[0] == (byte) 0xEF && content[1] == (byte) 0xBB && content[2] == (byte) 0xBF;
    int from = marked ? 3 : 0;
    Charset charset = cookie(content, from);
    try {
      String text =
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(content, from, content.length - from))
              .toString();
      if (text.indexOf('\0') >= 0) {
        throw new SyntaxProblem(1, 0, "source code cannot contain null bytes");
      }
      return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
    } catch (CharacterCodingException notText) {
      throw new SyntaxProblem(1, 0, "the bytes are not " + charset.name());
    }
  }

  private static Charset cookie(byte[] content, int from) {
    int end = Math.min(content.length, from + 400);
    String[] lines = new String(content, from, end - from, StandardCharsets.ISO_8859_1).split("\r\n|\r|\n", 3);
    for (int i = 0; i < Math.min(2, lines.length); i++) {
      Matcher cookie = COOKIE.matcher(lines[i]);
      if (cookie.find()) {
        try {
          return Charset.forName(cookie.group(1).replace("utf8", "utf-8").replaceAll("(?i)^latin-1$", "iso-8859-1"));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
          throw new SyntaxProblem(i + 1, 0, "unknown encoding: " + cookie.group(1));
        }
      }
      if (!BLANK.matcher(lines[i]).matches()) {
        break;
      }
    }
    return StandardCharsets.UTF_8;
  }
}
