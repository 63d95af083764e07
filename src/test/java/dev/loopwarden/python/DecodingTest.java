package dev.loopwarden.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Bytes that are text in some encoding, or in none: each is read or told, never guessed.
class DecodingTest {

  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private static byte[] bytes(byte[] before, String text, Charset charset) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(before);
    out.writeBytes(text.getBytes(charset));
    return out.toByteArray();
  }

  private static String problem(byte[] content) {
    return switch (PythonParser.parse(content)) {
      case ParseResult.Unreadable refused -> refused.line() + ": " + refused.problem();
      case ParseResult.Parsed parsed -> parsed.isWhole() ? "read" : parsed.unread().getFirst().problem();
    };
  }

  private static List<String> strings(byte[] content) {
    return ((ParseResult.Parsed) PythonParser.parse(content)).module().findAll(Expr.Constant.class).stream().map(Expr.Constant::value).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE"})
  void utf16IsToldAsSuch(String name) {
    String text = name.equals("UTF-16") ? "x = 1\n" : "\uFEFFx = 1\n";
    assertThat(problem(bytes(new byte[0], text, Charset.forName(name)))).startsWith("1: the file is UTF-16");
  }

  @Test
  void utf16WithoutAMarkIsFullOfNulBytes() {
    assertThat(problem("x = 1\n".getBytes(StandardCharsets.UTF_16LE))).isEqualTo("1: source code cannot contain null bytes");
  }

  @Test
  void aMarkIsNoCharacterAndForbidsAnotherEncoding() {
    assertThat(strings(bytes(MARK, "x = 'é'\n", StandardCharsets.UTF_8))).containsExactly("é");
    assertThat(strings(bytes(MARK, "# coding: utf-8\nx = 'é'\n", StandardCharsets.UTF_8))).containsExactly("é");
    assertThat(problem(bytes(MARK, "# coding: latin-1\nx = 'a'\n", StandardCharsets.UTF_8))).isEqualTo("1: encoding problem: latin-1 with BOM");
  }

  @ParameterizedTest
  @CsvSource({"latin-1, ISO-8859-1", "iso-8859-15, ISO-8859-15", "cp1252, windows-1252", "koi8-r, KOI8-R", "euc-jp, EUC-JP", "utf_8, UTF-8"})
  void theCommentOfTheFirstTwoLinesNamesTheEncoding(String cookie, String charset) {
    String letter = charset.equals("KOI8-R") ? "ж" : charset.equals("EUC-JP") ? "語" : "é";
    byte[] first = bytes(new byte[0], "# -*- coding: " + cookie + " -*-\nx = '" + letter + "'\n", Charset.forName(charset));
    byte[] second = bytes(new byte[0], "#!/usr/bin/python\n# vim: set fileencoding=" + cookie + " :\nx = '" + letter + "'\n", Charset.forName(charset));
    assertThat(Stream.of(first, second).map(DecodingTest::strings)).containsOnly(List.of(letter));
  }

  @Test
  void aCommentFurtherDownOrBehindCodeNamesNothing() {
    assertThat(strings("\n\n# coding: latin-1\nx = 'é'\n".getBytes(StandardCharsets.UTF_8))).containsExactly("é");
    assertThat(strings("y = 'a'\n# coding: latin-1\nx = 'é'\n".getBytes(StandardCharsets.UTF_8))).containsExactly("a", "é");
  }

  @Test
  void whatIsNotInTheEncodingIsToldWithItsPlace() {
    assertThat(problem("# coding: no-such\nx = 1\n".getBytes(StandardCharsets.UTF_8))).isEqualTo("1: unknown encoding: no-such");
    assertThat(problem("# coding: utf-16\nx = 1\n".getBytes(StandardCharsets.UTF_8))).isEqualTo("1: encoding problem: utf-16");
    assertThat(problem("# coding: ascii\nx = 1\ny = 'é'\n".getBytes(StandardCharsets.UTF_8))).isEqualTo("3: the bytes are not US-ASCII: 0xc3 at byte 27");
    assertThat(problem("x = 1\ny = 'é'\n".getBytes(StandardCharsets.ISO_8859_1))).isEqualTo("2: the bytes are not UTF-8: 0xe9 at byte 11");
    assertThat(problem(new byte[] {'x', '=', '\'', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '\''})).startsWith("1: the bytes are not UTF-8: 0xed");
  }

  /// Places count lines as people see them.
  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r", "\r\n"})
  void allLineEndsAreOne(String end) {
    var parsed = (ParseResult.Parsed) PythonParser.parse(("x = '''a" + end + "b'''" + end + "if x:" + end + "\f    y = \\" + end + "  1").getBytes(StandardCharsets.UTF_8));
    assertThat(parsed.isWhole()).isTrue();
    assertThat(parsed.module().findAll(Expr.Constant.class)).extracting(Expr.Constant::value).startsWith("a\nb");
    assertThat(parsed.module().findAll(Stmt.If.class)).extracting(each -> each.span().toString()).containsExactly(
        new dev.loopwarden.source.Span(3, 0, 5, 3).toString());
  }

  @Test
  void aNulByteIsToldWhereverItStands() {
    assertThat(problem("x = 1\ny = '\0'\n".getBytes(StandardCharsets.UTF_8))).isEqualTo("2: source code cannot contain null bytes");
    assertThat(problem("x = 1 # \0".getBytes(StandardCharsets.UTF_8))).isEqualTo("1: source code cannot contain null bytes");
  }
}
