package dev.loopwarden.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.loopwarden.pull.RepositoryRef;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The App as GitHub knows it: who it is, and tokens for one repository each.
public final class GithubApp {

  private static final Duration SPARE = Duration.ofMinutes(5);
  private static final int TOKENS_MAX = 10_000;

  /// What a review needs, no more.
  private static final Map<String, String> PERMISSIONS =
      Map.of("metadata", "read", "contents", "read", "pull_requests", "write", "checks", "write");

  private final Api api;
  private final AppKey key;
  private final Cache<Long, Token> tokens = Caffeine.newBuilder().maximumSize(TOKENS_MAX).build();
  private @Nullable String login;

  /// The App behind an address.
  ///
  /// @param address of the API: `https://api.github.com`
  public GithubApp(String address, AppKey key, Clock clock) {
    this.api = new Api(address, clock);
    this.key = key;
  }

  private record Token(Secret secret, Instant expires) {}

  /// Reads from one repository.
  public RepositoryReader reader(RepositoryRef repository) {
    return new RepositoryReader(this, api, repository);
  }

  /// Reads one repository whole.
  public TreeReader tree(RepositoryRef repository) {
    return new TreeReader(this, api, repository);
  }

  /// Writes to one repository.
  public RepositoryWriter writer(RepositoryRef repository) {
    return new RepositoryWriter(this, api, repository);
  }

  /// The login that our comments stand under: `slug[bot]`.
  synchronized String login() throws IOException {
    if (login == null) {
      login = api.get("/app", key.jwt(api.now())).path("slug").asText() + "[bot]";
    }
    return login;
  }

  /// A token for this repository alone, from the cache while it is good.
  Secret token(RepositoryRef repository) throws IOException {
    Token cached = tokens.getIfPresent(repository.id());
    if (cached != null && cached.expires().minus(SPARE).isAfter(api.now())) {
      return cached.secret();
    }
    ObjectNode body = Api.JSON.createObjectNode();
    body.putArray("repository_ids").add(repository.id());
    ObjectNode permissions = body.putObject("permissions");
    PERMISSIONS.forEach(permissions::put);
    JsonNode answer;
    try {
      answer = api.write("POST", "/app/installations/" + repository.installation() + "/access_tokens", body, key.jwt(api.now()));
    } catch (OutcomeUnknown lost) {
      // A token that nobody got does no harm: this write may be tried again with the job.
      throw new IOException(lost.getMessage(), lost);
    }
    var token = new Token(new Secret(answer.path("token").asText()), Instant.parse(answer.path("expires_at").asText()));
    tokens.put(repository.id(), token);
    return token.secret();
  }

  /// Forgets a repository's token: after a failure the next attempt asks for a new one.
  public void forgetToken(long repository) {
    tokens.invalidate(repository);
  }
}
