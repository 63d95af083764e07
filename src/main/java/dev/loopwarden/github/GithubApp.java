package dev.loopwarden.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.loopwarden.metrics.Meters;
import dev.loopwarden.pull.RepositoryRef;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHApp;
import org.kohsuke.github.GHAppInstallation;
import org.kohsuke.github.GHAppInstallationToken;
import org.kohsuke.github.GHPermissionType;
import org.kohsuke.github.GHRepository;

/// The App as GitHub knows it: who it is, and tokens for one repository each.
public final class GithubApp {

  private static final Duration SPARE = Duration.ofMinutes(5);
  private static final int TOKENS_MAX = 10_000;
  private static final int PAGE = 100;

  /// In so many other installations a repository is looked for that was transferred.
  private static final int INSTALLATIONS_MAX = 100;

  /// What a review needs, no more.
  private static final Map<String, GHPermissionType> PERMISSIONS = Map.of(
      "metadata", GHPermissionType.READ, "contents", GHPermissionType.READ, "pull_requests", GHPermissionType.WRITE,
      "checks", GHPermissionType.WRITE);

  private final GithubAddress address;
  private final Api api;
  private final AppKey key;
  private final Clock clock;
  private final Blobs blobs = new Blobs();
  private final Cache<Long, Token> tokens = Caffeine.newBuilder().maximumSize(TOKENS_MAX).build();
  private final Cache<Long, GHAppInstallation> installations = Caffeine.newBuilder().maximumSize(TOKENS_MAX).build();
  private final ReentrantLock asking = new ReentrantLock();
  private @Nullable GHApp self;

  /// The App behind an address.
  public GithubApp(GithubAddress address, AppKey key, Clock clock, Meters meters) {
    this.address = address;
    this.api = new Api(address, clock, meters);
    this.key = key;
    this.clock = clock;
  }

  private record Token(Secret secret, Instant expires) {}

  /// Reads from one repository.
  public RepositoryReader reader(RepositoryRef repository) {
    return new RepositoryReader(this, api, repository, blobs);
  }

  /// Reads one repository whole.
  public TreeReader tree(RepositoryRef repository) {
    return new TreeReader(this, api, repository);
  }

  /// Writes to one repository.
  public RepositoryWriter writer(RepositoryRef repository) {
    return new RepositoryWriter(this, api, repository, Instant.MAX);
  }

  /// What was delivered and did not arrive, and what is open: to find what was missed.
  public MissedWork missed() {
    return new MissedWork(this, api);
  }

  /// People's login through the App.
  public UserLogin login(String clientId, Secret clientSecret) {
    return new UserLogin(api, address, clientId, clientSecret, clock);
  }

  /// A token that stands for the App itself, in GitHub's time.
  Secret jwt() {
    return key.jwt(api.drift().githubs());
  }

  /// The login that our comments stand under: `slug[bot]`. It is asked for each time: whoever gives the App another name while it runs gives
  /// one to all that it said, and what is not found to be ours would be said again.
  String login() throws IOException {
    String slug = api.get("/app", jwt()).path("slug").asText();
    if (slug.isEmpty()) {
      throw new IOException("GET /app names no slug");
    }
    return slug + "[bot]";
  }

  /// The App, which is read once.
  private GHApp self() throws IOException {
    asking.lock();
    try {
      if (self == null) {
        GHApp told = Hub.told(() -> Hub.open(api, this::jwt).getApp());
        if (told == null || told.getSlug() == null || told.getSlug().isEmpty()) {
          throw new IOException("GET /app names no slug");
        }
        self = told;
      }
      return self;
    } finally {
      asking.unlock();
    }
  }

  /// What GitHub lets the App do.
  ///
  /// @param permissions `read` or `write` for each that was granted
  /// @param events that it is told of
  public record Registration(String slug, Map<String, String> permissions, Set<String> events) {}

  /// Asks who the App is. A clock that is wrong is no hindrance: GitHub's refusal tells its time, and the second try is made in it.
  ///
  /// @throws Rejected where GitHub does not take the key
  public Registration registration() throws IOException {
    JsonNode app;
    try {
      app = api.get("/app", jwt());
    } catch (Rejected refused) {
      if (api.drift().now().isZero()) {
        throw refused;
      }
      app = api.get("/app", jwt());
    }
    Map<String, String> permissions = new TreeMap<>();
    app.path("permissions").properties().forEach(each -> permissions.put(each.getKey(), each.getValue().asText()));
    Set<String> events = new TreeSet<>();
    app.path("events").forEach(each -> events.add(each.asText()));
    return new Registration(app.path("slug").asText(), permissions, events);
  }

  /// How far GitHub's clock is before ours, by its last answer; nothing where it is a few seconds.
  public Duration drift() {
    return api.drift().now();
  }

  /// A token for this repository alone, from the cache while it is good.
  Secret token(RepositoryRef repository) throws IOException {
    Token cached = tokens.getIfPresent(repository.id());
    if (cached != null && cached.expires().minus(SPARE).isAfter(api.drift().githubs())) {
      return cached.secret();
    }
    Token token;
    try {
      GHAppInstallation installation = installation(repository.installation());
      token = Hub.told(() -> token(installation.createToken().permissions(PERMISSIONS).repositoryIds(List.of(repository.id())).create()));
    } catch (OutcomeUnknown lost) {
      // A token that nobody got does no harm: this write may be tried again with the job.
      throw new IOException(lost.getMessage(), lost);
    } catch (Rejected refused) {
      // No token for a repository that the installation has not: it is not found there.
      throw refused.status() == 422 ? new Rejected(404, String.valueOf(refused.getMessage())) : refused;
    }
    tokens.put(repository.id(), token);
    return token.secret();
  }

  /// An installation, which is read once: it is asked for nothing but tokens.
  private GHAppInstallation installation(long id) throws IOException {
    GHAppInstallation known = installations.getIfPresent(id);
    if (known == null) {
      GHApp self = self();
      known = Hub.told(() -> self.getInstallationById(id));
      if (known == null || known.getId() != id) {
        throw new IOException("GET /app/installations/" + id + " does not answer with that installation");
      }
      installations.put(id, known);
    }
    return known;
  }

  private static Token token(GHAppInstallationToken answer) throws IOException {
    try {
      String text = answer.getToken();
      Date expires = answer.getExpiresAt();
      if (text != null && !text.isEmpty() && expires != null) {
        return new Token(new Secret(text), expires.toInstant());
      }
    } catch (DateTimeException | IllegalStateException none) {
      // told below
    }
    throw new IOException("GitHub's answer has no token, or does not say until when it is good");
  }

  /// Forgets a repository's token: after a failure the next attempt asks for a new one.
  public void forgetToken(long repository) {
    tokens.invalidate(repository);
  }

  /// The name and the installation that a repository has now; empty where the App may not read it any more. It was renamed or transferred
  /// where GitHub answers 301 or 404 under the name that we know, or gives no token for it.
  public Optional<RepositoryRef> current(RepositoryRef repository) throws IOException {
    Optional<RepositoryRef> here = in(repository.installation(), repository.id());
    if (here.isPresent()) {
      return here;
    }
    GHApp self = self();
    int looked = 0;
    for (GHAppInstallation each : Hub.told(() -> self.listInstallations().withPageSize(PAGE).toList())) {
      if (each.getId() != repository.installation() && looked++ < INSTALLATIONS_MAX) {
        Optional<RepositoryRef> there = in(each.getId(), repository.id());
        if (there.isPresent()) {
          return there;
        }
      }
    }
    return Optional.empty();
  }

  /// A repository of an installation, by its id; an installation that gives no token has none.
  private Optional<RepositoryRef> in(long installation, long repository) throws IOException {
    Token token;
    try {
      GHAppInstallation asked = installation(installation);
      token = Hub.told(() -> token(asked.createToken().permissions(Map.of("metadata", GHPermissionType.READ)).create()));
    } catch (Rejected none) {
      return Optional.empty();
    } catch (OutcomeUnknown lost) {
      throw new IOException(lost.getMessage(), lost);
    }
    return Hub.told(() -> {
      for (GHRepository each : Hub.open(api, token::secret).getInstallation().listRepositories().withPageSize(PAGE)) {
        if (each.getId() == repository) {
          return Optional.of(new RepositoryRef(repository, installation, each.getOwnerName(), each.getName()));
        }
      }
      return Optional.empty();
    });
  }
}
