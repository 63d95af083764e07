package dev.loopwarden.source;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Git's name of a file's bytes: the SHA-1 of `blob <size>\0` and the bytes, as 40 hexadecimal digits.
public record BlobId(String hex) {

  public BlobId {
    if (hex.length() != 40) {
      throw new IllegalArgumentException("a blob id has 40 hexadecimal digits: " + hex);
    }
  }

  public static BlobId of(byte[] content) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      sha1.update(("blob " + content.length + "\0").getBytes(StandardCharsets.US_ASCII));
      return new BlobId(HexFormat.of().formatHex(sha1.digest(content)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-1", missing);
    }
  }

  @Override
  public String toString() {
    return hex;
  }
}
