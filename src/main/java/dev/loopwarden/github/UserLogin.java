package dev.loopwarden.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// People's login through the App: the user-to-server flow with PKCE, and what a person may see.
public final class UserLogin {

  /// Where GitHub names no life, its token has none; it is asked for again after this.
  private static final Duration WITHOUT_EXPIRY = Duration.ofDays(3650);

  private static final int REPOSITORIES_MAX = 20_000;

  private final Api api;
  private final String web;
  private final String clientId;
  private final Secret clientSecret;
  private final Clock clock;

  /// The App's login at a GitHub.
  ///
  /// @param api the App's own: what people ask counts among its requests
  UserLogin(Api api, GithubAddress address, String clientId, Secret clientSecret, Clock clock) {
    this.api = api;
    this.web = address.pages().orElse(address.api());
    this.clientId = clientId;
    this.clientSecret = clientSecret;
    this.clock = clock;
  }

  /// A person's tokens.
  ///
  /// @param refresh for the next pair; empty where the access token does not expire
  public record Tokens(Secret access, Instant accessExpires, Optional<Secret> refresh, Instant refreshExpires) {}

  /// A person.
  public record User(long id, String login) {}

  /// Where the person is sent to say yes.
  ///
  /// @param challenge SHA-256 of the verifier, in URL-safe Base64
  public String authorizeAddress(String redirect, String state, String challenge) {
    return web + "/login/oauth/authorize?client_id=" + encode(clientId) + "&redirect_uri=" + encode(redirect) + "&state=" + encode(state)
        + "&code_challenge=" + encode(challenge) + "&code_challenge_method=S256";
  }

  /// The tokens for a code that GitHub sent the person back with; empty where GitHub does not take it.
  public Optional<Tokens> exchange(String code, String verifier, String redirect) throws IOException {
    return tokens(Api.JSON.createObjectNode().put("code", code).put("code_verifier", verifier).put("redirect_uri", redirect));
  }

  /// The next pair of tokens; empty where the refresh token is not good any more.
  public Optional<Tokens> refresh(Secret refresh) throws IOException {
    return tokens(Api.JSON.createObjectNode().put("grant_type", "refresh_token").put("refresh_token", refresh.reveal()));
  }

  private Optional<Tokens> tokens(ObjectNode asked) throws IOException {
    asked.put("client_id", clientId).put("client_secret", clientSecret.reveal());
    JsonNode answer = api.withoutToken(web + "/login/oauth/access_token", asked);
    if (!answer.path("access_token").isTextual()) {
      return Optional.empty();
    }
    return Optional.of(new Tokens(
        new Secret(answer.path("access_token").asText()), after(answer.path("expires_in")),
        answer.path("refresh_token").isTextual() ? Optional.of(new Secret(answer.path("refresh_token").asText())) : Optional.empty(),
        after(answer.path("refresh_token_expires_in"))));
  }

  private Instant after(JsonNode seconds) {
    return clock.instant().plus(seconds.isIntegralNumber() ? Duration.ofSeconds(seconds.asLong()) : WITHOUT_EXPIRY);
  }

  /// Whose token it is.
  public User user(Secret access) throws IOException {
    JsonNode user = api.get("/user", access);
    return new User(user.path("id").asLong(), user.path("login").asText());
  }

  /// Ids of the repositories that the person can read and that the App is installed on.
  public Set<Long> repositories(Secret access) throws IOException {
    Set<Long> visible = new HashSet<>();
    for (JsonNode installation : api.pages("/user/installations", "installations", access)) {
      String path = "/user/installations/" + installation.path("id").asLong() + "/repositories";
      for (JsonNode repository : api.pages(path, "repositories", access)) {
        if (visible.size() < REPOSITORIES_MAX) {
          visible.add(repository.path("id").asLong());
        }
      }
    }
    return visible;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
