package dev.loopwarden.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;

/// The App's private key: signs the JWT that stands for the App itself.
public final class AppKey {

  /// The clock of either side may be a minute off.
  private static final long BACK_SECONDS = 60;

  private static final long LIFE_SECONDS = 9 * 60;
  private static final byte[] RSA_HEADER = {
    0x02, 0x01, 0x00, 0x30, 0x0d, 0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00
  };

  private final String appId;
  private final PrivateKey key;

  private AppKey(String appId, PrivateKey key) {
    this.appId = appId;
    this.key = key;
  }

  /// Reads a key in PEM: `RSA PRIVATE KEY` as GitHub gives it, or `PRIVATE KEY`.
  public static AppKey of(String appId, Secret pem) {
    String text = pem.reveal().replace("\\n", "\n");
    boolean pkcs1 = text.contains("BEGIN RSA PRIVATE KEY");
    if (!pkcs1 && !text.contains("BEGIN PRIVATE KEY")) {
      throw new IllegalArgumentException("private-key: this is no private key in PEM: it must begin with -----BEGIN RSA PRIVATE KEY-----");
    }
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", ""));
      byte[] pkcs8 = pkcs1 ? tagged(0x30, joined(RSA_HEADER, tagged(0x04, bytes))) : bytes;
      return new AppKey(appId, KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
    } catch (GeneralSecurityException | IllegalArgumentException broken) {
      throw new IllegalArgumentException("private-key: the key cannot be read: is the file whole?", broken);
    }
  }

  /// A token that is good for some minutes.
  Secret jwt(Instant now) {
    try {
      ObjectMapper json = Api.JSON;
      String header = base64(json.writeValueAsBytes(json.createObjectNode().put("alg", "RS256").put("typ", "JWT")));
      String claims = base64(json.writeValueAsBytes(json.createObjectNode()
          .put("iat", now.getEpochSecond() - BACK_SECONDS)
          .put("exp", now.getEpochSecond() + LIFE_SECONDS)
          .put("iss", appId)));
      var signature = java.security.Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update((header + "." + claims).getBytes(StandardCharsets.US_ASCII));
      return new Secret(header + "." + claims + "." + base64(signature.sign()));
    } catch (GeneralSecurityException | JsonProcessingException impossible) {
      throw new IllegalStateException("the App's key cannot sign", impossible);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// DER: tag, length, content.
  private static byte[] tagged(int tag, byte[] content) {
    var out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.length < 0x80) {
      out.write(content.length);
    } else if (content.length < 0x100) {
      out.write(0x81);
      out.write(content.length);
    } else {
      out.write(0x82);
      out.write(content.length >> 8);
      out.write(content.length);
    }
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static byte[] joined(byte[] first, byte[] second) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(first);
    out.writeBytes(second);
    return out.toByteArray();
  }
}
