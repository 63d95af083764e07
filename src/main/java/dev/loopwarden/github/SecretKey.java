package dev.loopwarden.github;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The operator's `secret-key`: seals what must be stored and may be read by nobody who only has the database (AES-256-GCM).
public final class SecretKey {

  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKeySpec key;

  private SecretKey(byte[] key) {
    this.key = new SecretKeySpec(key, "AES");
  }

  /// The key of a setting: 32 bytes in Base64, as `openssl rand -base64 32` makes them.
  ///
  /// @throws IllegalArgumentException that says how to make one
  public static SecretKey of(Secret text) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text.reveal().strip());
    } catch (IllegalArgumentException noBase64) {
      bytes = new byte[0];
    }
    if (bytes.length != KEY_BYTES) {
      throw new IllegalArgumentException("secret-key: this is not 32 bytes in Base64; `openssl rand -base64 32` makes one");
    }
    return new SecretKey(bytes);
  }

  /// A new one, for a service that keeps nothing over its end.
  public static SecretKey random() {
    byte[] bytes = new byte[KEY_BYTES];
    RANDOM.nextBytes(bytes);
    return new SecretKey(bytes);
  }

  /// The sealed text, in URL-safe Base64: nonce, cipher text, tag.
  ///
  /// @param purpose what it is and whose ("user-token 17"): it opens under the same purpose only, so that rows cannot be swapped
  public String seal(Secret secret, String purpose) {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, purpose).doFinal(secret.reveal().getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding()
          .encodeToString(ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array());
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every Java platform has AES-GCM", missing);
    }
  }

  /// What was sealed; empty where it was sealed by another key or for another purpose, or was changed.
  public Optional<Secret> open(String sealed, String purpose) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(sealed);
      if (bytes.length <= NONCE_BYTES) {
        return Optional.empty();
      }
      byte[] nonce = Arrays.copyOf(bytes, NONCE_BYTES);
      byte[] plain = cipher(Cipher.DECRYPT_MODE, nonce, purpose).doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
      return Optional.of(new Secret(new String(plain, StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException | IllegalArgumentException no) {
      return Optional.empty();
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String purpose) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  @Override
  public String toString() {
    return "***";
  }
}
