package dev.loopwarden.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The people of the stand-in: who sits before the browser, what each can read, and the App's user-to-server login. Not thread-safe.
final class People {

  static final String CLIENT_ID = "Iv1.sandbox";
  static final String CLIENT_SECRET = "client-secret-of-the-sandbox";

  private static final Duration CODE_LIFE = Duration.ofMinutes(10);

  private final Clock clock;
  private final Map<String, Person> people = new HashMap<>();
  private final Map<String, Granted> codes = new HashMap<>();
  private final Map<String, Issued> access = new HashMap<>();
  private final Map<String, String> refresh = new HashMap<>();
  private Duration tokenLife = Duration.ofHours(8);
  private @Nullable String sitting;
  private int count;

  People(Clock clock) {
    this.clock = clock;
  }

  /// A person.
  ///
  /// @param repositories full names of those that they can read
  record Person(long id, String login, Set<String> repositories) {}

  private record Granted(String login, String challenge, String redirect, Instant until) {}

  private record Issued(String login, Instant until) {}

  /// Lets a person sit before the browser.
  void sit(String login, Set<String> repositories) {
    people.merge(login, new Person(100 + people.size(), login, repositories), (known, _) -> new Person(known.id(), login, repositories));
    sitting = login;
  }

  /// Takes back what a person allowed the App: none of their tokens is good any more.
  void revoke(String login) {
    access.values().removeIf(each -> each.login().equals(login));
    refresh.values().removeIf(login::equals);
  }

  void setTokenLife(Duration life) {
    tokenLife = life;
  }

  /// Where the browser is sent after the person said yes; empty where the request is not what GitHub takes.
  Optional<String> authorize(Map<String, String> asked) {
    String redirect = asked.getOrDefault("redirect_uri", "");
    boolean good = CLIENT_ID.equals(asked.get("client_id")) && "S256".equals(asked.get("code_challenge_method"))
        && !asked.getOrDefault("code_challenge", "").isEmpty() && !asked.getOrDefault("state", "").isEmpty() && !redirect.isEmpty();
    if (!good || sitting == null) {
      return Optional.empty();
    }
    String code = "code" + ++count;
    codes.put(code, new Granted(sitting, asked.getOrDefault("code_challenge", ""), redirect, clock.instant().plus(CODE_LIFE)));
    return Optional.of(redirect + "?code=" + code + "&state=" + asked.get("state"));
  }

  /// Tokens for a code, or for a refresh token; what GitHub does not take is an `error` with status 200.
  ObjectNode tokens(JsonNode body) {
    ObjectNode answer = Hosted.JSON.createObjectNode();
    if (!CLIENT_ID.equals(body.path("client_id").asText()) || !CLIENT_SECRET.equals(body.path("client_secret").asText())) {
      return answer.put("error", "incorrect_client_credentials");
    }
    String login;
    if (body.path("grant_type").asText().equals("refresh_token")) {
      login = refresh.remove(body.path("refresh_token").asText());
    } else {
      Granted granted = codes.remove(body.path("code").asText());
      boolean good = granted != null && granted.until().isAfter(clock.instant()) && granted.redirect().equals(body.path("redirect_uri").asText())
          && granted.challenge().equals(challenge(body.path("code_verifier").asText()));
      login = good && granted != null ? granted.login() : null;
    }
    if (login == null) {
      return answer.put("error", "bad_verification_code");
    }
    String token = "ghu_sandbox" + ++count;
    String next = "ghr_sandbox" + ++count;
    access.put(token, new Issued(login, clock.instant().plus(tokenLife)));
    refresh.put(next, login);
    return answer.put("access_token", token).put("token_type", "bearer").put("scope", "").put("expires_in", tokenLife.toSeconds())
        .put("refresh_token", next).put("refresh_token_expires_in", Duration.ofDays(183).toSeconds());
  }

  /// Whose token a request brings.
  Optional<Person> person(@Nullable String authorization) {
    String token = authorization == null ? "" : authorization.replaceFirst("(?i)^(bearer|token) ", "");
    return Optional.ofNullable(access.get(token)).filter(each -> each.until().isAfter(clock.instant()))
        .map(each -> people.get(each.login()));
  }

  private static String challenge(String verifier) {
    try {
      return Base64.getUrlEncoder().withoutPadding()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }
}
