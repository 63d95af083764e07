package dev.loopwarden.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Damaged copies of sources. The same sources, seed and number give the same copy.
public final class Mutations {

  private static final String[] PIECES = {
    "(", ")", "[", "]", "{", "}", ":", ",", ";", "=", ":=", "->", "*", "**", "@", ".", "...", "\\", "\\\n", "#", "\n", "\r", "\r\n", "\f", "\t",
    "    ", "\n\n", "'", "\"", "'''", "\"\"\"", "f'", "f\"\"\"{", "rf'{x!r:", "t'{", "b'", "{{", "}}", "!r", "!", "\\N{", "\\x", "\\u12", "0x", "1_",
    "1e", "0777", "1.", "def f(", "async ", "await ", "lambda ", "class A:", "if ", "else:", "elif x:", "try:", "except* ", "finally:", "with (",
    "match x:\n", "case _:\n", "type X[T] = ", "lazy import a\n", "yield from ", "not ", "is not ", " in ", "for x in ", "return", "import ",
    "from . import ", "global ", "print 'x'", "\u00e9", "\ufb01", "\uD83D\uDE00", "\u00a0", "\u200b", "$", "?", "`"
  };
  /// What is nested, to see where depth ends.
  private static final String[] NESTED = {
    "(", "[", "{", "f(", "a[", "{1:", "lambda: ", "not ", "-", "~", "await ", "x if y else ", "x ** ", "x + ", "x < ", "x and ", "*", "f'{", "f\"{x:{",
    "[x for x in ", "a.b(", "x = ", "@", "yield ", "if x:\n", "else:\n", "elif x: y\n", "\"\" ", "(yield "
  };
  private static final int DEPTH_MAX = 3_000;
  private static final int CHANGES_MAX = 6;
  private static final int LENGTH_MAX = 60_000;

  private final List<byte[]> sources;
  private final long seed;

  /// @param sources at least one
  public Mutations(List<byte[]> sources, long seed) {
    if (sources.isEmpty()) {
      throw new IllegalArgumentException("there is nothing to damage");
    }
    this.sources = List.copyOf(sources);
    this.seed = seed;
  }

  public byte[] input(long number) {
    var random = new SplittableRandom(seed * 1_000_003 + number);
    byte[] text = excerpt(sources.get(random.nextInt(sources.size())), random);
    for (int changes = random.nextInt(CHANGES_MAX + 1); changes > 0; changes--) {
      text = change(text, random);
    }
    return text;
  }

  private static byte[] excerpt(byte[] source, SplittableRandom random) {
    if (source.length <= LENGTH_MAX && random.nextInt(3) > 0) {
      return source;
    }
    int from = source.length == 0 ? 0 : random.nextInt(source.length);
    return Arrays.copyOfRange(source, from, Math.min(source.length, from + random.nextInt(LENGTH_MAX) + 1));
  }

  private byte[] change(byte[] text, SplittableRandom random) {
    int at = random.nextInt(text.length + 1);
    int to = Math.min(text.length, at + random.nextInt(1, 40));
    return switch (random.nextInt(9)) {
      case 0 -> joined(text, at, new byte[0], to);
      case 1 -> joined(text, at, Arrays.copyOfRange(text, at, to), at);
      case 2, 3 -> joined(text, at, piece(random), at);
      case 4 -> joined(text, at, piece(random), to);
      case 5 -> Arrays.copyOf(text, at);
      case 6 -> joined(text, at, new byte[] {(byte) random.nextInt(256)}, Math.min(text.length, at + 1));
      case 7 -> {
        byte[] other = sources.get(random.nextInt(sources.size()));
        int from = random.nextInt(other.length + 1);
        yield joined(text, at, Arrays.copyOfRange(other, from, Math.min(other.length, from + random.nextInt(1, 400))), at);
      }
      default -> joined(text, at, NESTED[random.nextInt(NESTED.length)].repeat(random.nextInt(1, DEPTH_MAX)).getBytes(StandardCharsets.UTF_8), at);
    };
  }

  private static byte[] piece(SplittableRandom random) {
    return PIECES[random.nextInt(PIECES.length)].getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] joined(byte[] text, int upTo, byte[] between, int from) {
    var out = new ByteArrayOutputStream(text.length + between.length);
    out.write(text, 0, upTo);
    out.writeBytes(between);
    out.write(text, from, text.length - from);
    return out.toByteArray();
  }
}
