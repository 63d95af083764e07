package dev.loopwarden.program;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// Bytes for storing: compressed, with a check sum in front, so that a damaged entry is noticed before it is read.
final class Sealing {

  /// The largest content that is unpacked.
  static final int CONTENT_BYTES_MAX = 256 << 20;

  private static final int LEVEL = 5;

  /// Deflate packs at most so many bytes into one.
  private static final int RATIO_MAX = 1100;

  private Sealing() {}

  static byte[] seal(byte[] content) {
    Deflater deflater = new Deflater(LEVEL, true);
    try {
      deflater.setInput(content);
      deflater.finish();
      var packed = new ByteArrayOutputStream(content.length / 2 + Integer.BYTES);
      packed.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(content.length).array());
      byte[] buffer = new byte[8192];
      while (!deflater.finished()) {
        packed.write(buffer, 0, deflater.deflate(buffer));
      }
      byte[] body = packed.toByteArray();
      return ByteBuffer.allocate(Integer.BYTES + body.length).putInt(sum(body, 0)).put(body).array();
    } finally {
      deflater.end();
    }
  }

  /// The content; `Malformed` where the bytes are not what `seal` made.
  static byte[] open(byte[] sealed) {
    check(sealed);
    int size = ByteBuffer.wrap(sealed).getInt(Integer.BYTES);
    if (size < 0 || size > CONTENT_BYTES_MAX || size / RATIO_MAX > sealed.length) {
      throw new Malformed("no size");
    }
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(sealed, 2 * Integer.BYTES, sealed.length - 2 * Integer.BYTES);
      byte[] content = new byte[size];
      int filled = 0;
      while (filled < size) {
        int more = inflater.inflate(content, filled, size - filled);
        if (more == 0) {
          throw new Malformed("it ends too early");
        }
        filled += more;
      }
      return content;
    } catch (DataFormatException damaged) {
      throw new Malformed("not packed: " + damaged.getMessage());
    } finally {
      inflater.end();
    }
  }

  /// Refuses what is damaged, without unpacking it.
  static void check(byte[] sealed) {
    if (sealed.length < 2 * Integer.BYTES || ByteBuffer.wrap(sealed).getInt() != sum(sealed, Integer.BYTES)) {
      throw new Malformed("the check sum does not fit");
    }
  }

  /// A short name of a long text.
  static String name(String text) {
    return HexFormat.of().toHexDigits(sum(text.getBytes(StandardCharsets.UTF_8), 0));
  }

  private static int sum(byte[] bytes, int from) {
    var sum = new CRC32C();
    sum.update(bytes, from, bytes.length - from);
    return (int) sum.getValue();
  }
}
