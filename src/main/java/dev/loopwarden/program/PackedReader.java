package dev.loopwarden.program;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Reads what `PackedWriter` wrote, and trusts none of it: what does not fit is `Malformed`, and nothing larger than the bytes
/// themselves is ever set aside.
final class PackedReader {

  private final byte[] bytes;
  private final List<String> texts = new ArrayList<>();
  private int at;

  PackedReader(byte[] bytes) {
    this.bytes = bytes;
  }

  int number() {
    int value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      int group = octet();
      value |= (group & 0x7F) << shift;
      if ((group & 0x80) == 0) {
        if (value < 0) {
          throw new Malformed("a number is too large");
        }
        return value;
      }
    }
    throw new Malformed("a number has no end");
  }

  /// How many things follow, each of at least one byte.
  int count() {
    int count = number();
    if (count > left()) {
      throw new Malformed("more things than bytes");
    }
    return count;
  }

  int signed() {
    int value = number();
    return (value >>> 1) ^ -(value & 1);
  }

  boolean flag() {
    return switch (octet()) {
      case 0 -> false;
      case 1 -> true;
      default -> throw new Malformed("a flag is neither set nor clear");
    };
  }

  long fixed() {
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value = (value << 8) | octet();
    }
    return value;
  }

  String text() {
    int index = number();
    if (index == 0) {
      String value = whole();
      texts.add(value);
      return value;
    }
    if (index > texts.size()) {
      throw new Malformed("a text that was not told before");
    }
    return texts.get(index - 1);
  }

  String whole() {
    int head = number();
    int length = head >>> 1;
    if (length > left()) {
      throw new Malformed("a text is longer than what is left");
    }
    at += length;
    if ((head & 1) == 0) {
      return new String(bytes, at - length, length, StandardCharsets.UTF_8);
    }
    var units = new StringBuilder(length / 2);
    for (int i = at - length; i + 1 < at; i += 2) {
      units.append((char) (((bytes[i] & 0xFF) << 8) | (bytes[i + 1] & 0xFF)));
    }
    return units.toString();
  }

  Optional<String> maybe() {
    return flag() ? Optional.of(text()) : Optional.empty();
  }

  byte[] block() {
    int length = count();
    at += length;
    return Arrays.copyOfRange(bytes, at - length, at);
  }

  int left() {
    return bytes.length - at;
  }

  void end() {
    if (left() > 0) {
      throw new Malformed("something follows the end");
    }
  }

  private int octet() {
    if (at >= bytes.length) {
      throw new Malformed("it ends too early");
    }
    return bytes[at++] & 0xFF;
  }
}
