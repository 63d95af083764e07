package dev.loopwarden.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The App's account at the stand-in: its key pair, and the tokens that it was given. Not thread-safe.
final class Account {

  static final String APP_ID = "4711";
  static final String SLUG = "loopwarden-sandbox";
  static final long INSTALLATION = 1001;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TOKEN_LIFE = Duration.ofHours(1);
  private static final Duration JWT_LIFE_MAX = Duration.ofMinutes(11);

  private final KeyPair keys;
  private final Clock clock;
  private final Map<String, Token> tokens = new HashMap<>();

  Account(Clock clock) {
    this.clock = clock;
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      this.keys = generator.generateKeyPair();
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every Java platform has RSA", missing);
    }
  }

  /// An installation token.
  ///
  /// @param repositories by id; empty for all of the installation
  record Token(String text, long installation, Set<Long> repositories, Map<String, String> permissions, Instant expires) {

    boolean lets(Hosted hosted) {
      return hosted.installation() == installation && (repositories.isEmpty() || repositories.contains(hosted.id()));
    }
  }

  /// The App's private key in PEM.
  String pem() {
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(keys.getPrivate().getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }

  /// Whether a JWT is the App's, and good now.
  boolean isApp(@Nullable String authorization) {
    if (authorization == null || !authorization.startsWith("Bearer ")) {
      return false;
    }
    String[] parts = authorization.substring(7).split("\\.", -1);
    if (parts.length != 3) {
      return false;
    }
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(keys.getPublic());
      signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
      JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
      Instant issued = Instant.ofEpochSecond(claims.path("iat").asLong());
      Instant expires = Instant.ofEpochSecond(claims.path("exp").asLong());
      return signature.verify(Base64.getUrlDecoder().decode(parts[2]))
          && claims.path("iss").asText().equals(APP_ID)
          && !issued.isAfter(clock.instant()) && expires.isAfter(clock.instant())
          && Duration.between(issued, expires).compareTo(JWT_LIFE_MAX) <= 0;
    } catch (GeneralSecurityException | IOException | IllegalArgumentException none) {
      return false;
    }
  }

  /// A new token with the permissions that were asked for, for the repositories that were.
  Token issue(long installation, JsonNode asked) {
    Set<Long> repositories = new HashSet<>();
    asked.path("repository_ids").forEach(each -> repositories.add(each.asLong()));
    Map<String, String> permissions = new HashMap<>();
    asked.path("permissions").properties().forEach(each -> permissions.put(each.getKey(), each.getValue().asText()));
    var token = new Token("ghs_sandbox." + tokens.size() + "-" + Long.toHexString(clock.millis()), installation, repositories, permissions, clock.instant().plus(TOKEN_LIFE));
    tokens.put(token.text(), token);
    return token;
  }

  /// The token of a request, if it is good.
  Optional<Token> token(@Nullable String authorization) {
    if (authorization == null) {
      return Optional.empty();
    }
    String text = authorization.replaceFirst("(?i)^(bearer|token) ", "");
    return Optional.ofNullable(tokens.get(text)).filter(each -> each.expires().isAfter(clock.instant()));
  }
}
