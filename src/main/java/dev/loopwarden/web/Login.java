package dev.loopwarden.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.loopwarden.github.Rejected;
import dev.loopwarden.github.Secret;
import dev.loopwarden.github.SecretKey;
import dev.loopwarden.github.UserLogin;
import dev.loopwarden.store.Sessions;
import dev.loopwarden.store.Visible;
import dev.loopwarden.web.pages.Pages;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Login by GitHub: user-to-server OAuth of the App with state and PKCE, sessions in the database, tokens sealed.
final class Login implements Access {

  private static final Duration SESSION = Duration.ofDays(7);
  private static final Duration ATTEMPT = Duration.ofMinutes(10);

  /// How long it is remembered which repositories a person can read.
  private static final Duration VISIBLE = Duration.ofMinutes(3);

  /// A token that expires within this is renewed now.
  private static final Duration SPARE = Duration.ofMinutes(1);

  private static final int PEOPLE_MAX = 10_000;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final UserLogin github;
  private final Sessions sessions;
  private final SecretKey key;
  private final String publicUrl;
  private final Set<String> admins;
  private final Clock clock;
  private final String version;
  private final Cache<String, Set<Long>> visible;

  /// @param publicUrl of these pages, without a slash at its end; with `https` the cookies are for it alone
  /// @param admins logins
  Login(UserLogin github, Sessions sessions, SecretKey key, String publicUrl, List<String> admins, Clock clock, String version) {
    this.github = github;
    this.sessions = sessions;
    this.key = key;
    this.publicUrl = publicUrl;
    this.admins = Set.copyOf(admins.stream().map(each -> each.toLowerCase(Locale.ROOT)).toList());
    this.clock = clock;
    this.version = version;
    this.visible = Caffeine.newBuilder().expireAfterWrite(VISIBLE).maximumSize(PEOPLE_MAX)
        .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis())).build();
  }

  void serve(JavalinConfig config) {
    config.routes.get("/login", ctx -> Answers.html(ctx, Pages.plain(
        "Log in", "These pages show you the repositories that you can read on GitHub.", "/login/github?to=" + Answers.encoded(local(ctx.queryParam("to"))),
        "Log in with GitHub", version)));
    config.routes.get("/login/github", this::begin);
    config.routes.get("/login/callback", this::end);
    config.routes.post("/logout", this::logout);
  }

  @Override
  public Optional<Reader> reader(Context ctx) throws IOException {
    Optional<Sessions.Session> session = session(ctx);
    if (session.isEmpty()) {
      return Optional.empty();
    }
    Optional<Set<Long>> repositories = visible(session.get());
    if (repositories.isEmpty()) {
      sessions.end(session.get().hash());
      return Optional.empty();
    }
    boolean admin = admins.contains(session.get().login().toLowerCase(Locale.ROOT));
    return Optional.of(new Reader(session.get().login(), Visible.of(repositories.get()), admin, admin, session.get().formToken()));
  }

  private Optional<Sessions.Session> session(Context ctx) {
    String value = ctx.cookie(cookieName());
    return value == null || value.length() > 100 ? Optional.empty() : sessions.find(hash(value), clock.instant());
  }

  /// What a person can read, asked of GitHub every few minutes; empty where their token is not good any more.
  private Optional<Set<Long>> visible(Sessions.Session session) throws IOException {
    Set<Long> known = visible.getIfPresent(session.hash());
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Secret> token = token(session);
    if (token.isEmpty()) {
      return Optional.empty();
    }
    try {
      Set<Long> read = github.repositories(token.get());
      visible.put(session.hash(), read);
      return Optional.of(read);
    } catch (Rejected revoked) {
      if (revoked.status() == 401) {
        return Optional.empty();
      }
      throw revoked;
    }
  }

  private Optional<Secret> token(Sessions.Session session) throws IOException {
    Sessions.Tokens tokens = session.tokens();
    if (tokens.accessExpiresAt().isAfter(clock.instant().plus(SPARE))) {
      return key.open(tokens.access(), purpose(session.hash()));
    }
    Optional<Secret> refresh = tokens.refresh().isEmpty() || tokens.refreshExpiresAt().isBefore(clock.instant())
        ? Optional.empty() : key.open(tokens.refresh(), purpose(session.hash()));
    Optional<UserLogin.Tokens> next = refresh.isPresent() ? github.refresh(refresh.get()) : Optional.empty();
    if (next.isPresent()) {
      sessions.renew(session.hash(), tokens.access(), sealed(next.get(), session.hash()));
      return Optional.of(next.get().access());
    }
    // Another request may have used the refresh token up and stored its successor.
    return sessions.find(session.hash(), clock.instant()).filter(each -> !each.tokens().access().equals(tokens.access()))
        .flatMap(each -> key.open(each.tokens().access(), purpose(each.hash())));
  }

  private void begin(Context ctx) {
    String state = random();
    String verifier = random();
    String attempt = String.join("\n", state, verifier, String.valueOf(clock.instant().plus(ATTEMPT).toEpochMilli()), local(ctx.queryParam("to")));
    ctx.cookie(cookie(attemptCookie(), key.seal(new Secret(attempt), "login attempt"), "/", (int) ATTEMPT.toSeconds()));
    ctx.header("Cache-Control", "no-store").redirect(github.authorizeAddress(publicUrl + "/login/callback", state, challenge(verifier)));
  }

  private void end(Context ctx) throws IOException {
    String[] attempt = Optional.ofNullable(ctx.cookie(attemptCookie())).flatMap(sealed -> key.open(sealed, "login attempt"))
        .map(each -> each.reveal().split("\n", -1)).orElse(new String[0]);
    String state = ctx.queryParam("state");
    String code = ctx.queryParam("code");
    boolean mine = attempt.length == 4 && state != null && same(state, attempt[0]) && Instant.ofEpochMilli(Long.parseLong(attempt[2])).isAfter(clock.instant());
    if (!mine || code == null) {
      Answers.html(ctx.status(400), Pages.plain(
          "Not logged in", "This login was not begun here, took too long, or was refused on GitHub.", "/login", "Try again", version));
      return;
    }
    Optional<UserLogin.Tokens> tokens = github.exchange(code, attempt[1], publicUrl + "/login/callback");
    if (tokens.isEmpty()) {
      Answers.html(ctx.status(400), Pages.plain("Not logged in", "GitHub did not take the code.", "/login", "Try again", version));
      return;
    }
    UserLogin.User user = github.user(tokens.get().access());
    String value = random();
    String hash = hash(value);
    sessions.begin(new Sessions.Session(
        hash, user.id(), user.login(), random(), clock.instant().plus(SESSION), sealed(tokens.get(), hash)), clock.instant());
    ctx.cookie(cookie(attemptCookie(), "", "/", 0));
    ctx.cookie(cookie(cookieName(), value, "/", (int) SESSION.toSeconds()));
    ctx.header("Cache-Control", "no-store").redirect(attempt[3]);
  }

  private void logout(Context ctx) {
    session(ctx).filter(each -> same(String.valueOf(ctx.formParam("form_token")), each.formToken())).ifPresent(each -> {
      sessions.end(each.hash());
      visible.invalidate(each.hash());
      ctx.cookie(cookie(cookieName(), "", "/", 0));
    });
    ctx.redirect("/login", HttpStatus.SEE_OTHER);
  }

  private Sessions.Tokens sealed(UserLogin.Tokens tokens, String hash) {
    return new Sessions.Tokens(
        key.seal(tokens.access(), purpose(hash)), tokens.accessExpires(), tokens.refresh().map(each -> key.seal(each, purpose(hash))).orElse(""),
        tokens.refreshExpires());
  }

  private static String purpose(String hash) {
    return "user token of session " + hash;
  }

  /// A path of ours to come back to; never another host.
  static String local(@Nullable String to) {
    return to != null && to.matches("/(?![/\\\\])[\\x21-\\x7e]{0,500}") && !to.startsWith("/login") ? to : "/";
  }

  private boolean isSecure() {
    return publicUrl.startsWith("https:");
  }

  private String cookieName() {
    return isSecure() ? "__Host-loopwarden" : "loopwarden";
  }

  private String attemptCookie() {
    return isSecure() ? "__Host-loopwarden-login" : "loopwarden-login";
  }

  private Cookie cookie(String name, String value, String path, int seconds) {
    return new Cookie(name, value, path, seconds, isSecure(), true, null, SameSite.LAX);
  }

  private static String random() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String challenge(String verifier) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(verifier));
  }

  private static String hash(String value) {
    return HexFormat.of().formatHex(sha256(value));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }

  static boolean same(String one, String other) {
    return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
