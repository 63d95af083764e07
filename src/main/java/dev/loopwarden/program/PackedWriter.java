package dev.loopwarden.program;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Writes numbers and text in few bytes: a number in groups of seven bits, a text in full once and by its number after that.
final class PackedWriter {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Map<String, Integer> texts = new HashMap<>();

  /// A number that is not negative.
  void number(int value) {
    int left = value;
    while ((left & ~0x7F) != 0) {
      out.write((left & 0x7F) | 0x80);
      left >>>= 7;
    }
    out.write(left);
  }

  /// A number of either sign.
  void signed(int value) {
    number((value << 1) ^ (value >> 31));
  }

  void flag(boolean value) {
    out.write(value ? 1 : 0);
  }

  void fixed(long value) {
    for (int shift = 56; shift >= 0; shift -= 8) {
      out.write((int) (value >>> shift));
    }
  }

  void text(String value) {
    Integer known = texts.putIfAbsent(value, texts.size());
    if (known != null) {
      number(known + 1);
      return;
    }
    number(0);
    whole(value);
  }

  /// A text that does not come again. Lone surrogates, which Python's strings may hold, are kept.
  void whole(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    boolean plain = new String(utf8, StandardCharsets.UTF_8).equals(value);
    if (plain) {
      number(utf8.length << 1);
      out.writeBytes(utf8);
      return;
    }
    number((value.length() << 2) | 1);
    for (int i = 0; i < value.length(); i++) {
      out.write(value.charAt(i) >> 8);
      out.write(value.charAt(i));
    }
  }

  void maybe(Optional<String> value) {
    flag(value.isPresent());
    value.ifPresent(this::text);
  }

  void block(byte[] bytes) {
    number(bytes.length);
    out.writeBytes(bytes);
  }

  byte[] bytes() {
    return out.toByteArray();
  }
}
