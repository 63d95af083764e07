package dev.loopwarden.github;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// `X-Hub-Signature-256`: HMAC-SHA-256 of a delivery's raw bytes under the webhook's secret.
public final class Signature {

  private static final String PREFIX = "sha256=";

  private Signature() {}

  /// The header's value for a body.
  public static String of(byte[] body, Secret secret) {
    return PREFIX + HexFormat.of().formatHex(hmac(body, secret));
  }

  /// Whether one of the secrets made the header; compared in constant time. A SHA-1 header alone is not enough.
  public static boolean holds(@Nullable String header, byte[] body, List<Secret> secrets) {
    if (header == null) {
      return false;
    }
    byte[] given = header.getBytes(StandardCharsets.UTF_8);
    boolean holds = false;
    for (Secret secret : secrets) {
      holds |= MessageDigest.isEqual(given, of(body, secret).getBytes(StandardCharsets.UTF_8));
    }
    return holds;
  }

  private static byte[] hmac(byte[] body, Secret secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return mac.doFinal(body);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every Java platform has HmacSHA256", missing);
    }
  }
}
