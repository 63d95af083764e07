package dev.loopwarden.github;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// Tells a rate limit by what GitHub answers. Sources: GitHub's documentation on primary and secondary limits; secondary ones
/// come as 403, 429 or 422, sometimes with nothing but the body's text to tell them by.
final class RateLimit {

  private static final Duration UNNAMED_WAIT = Duration.ofSeconds(60);

  /// GitHub's resets are within the hour; whatever says more is wrong.
  private static final Duration WAIT_MAX = Duration.ofHours(2);

  private RateLimit() {}

  /// When to ask again, in our time; empty where the answer is no limit.
  static Optional<Instant> until(Response response, String body, Drift drift) {
    int status = response.code();
    String text = body.toLowerCase(Locale.ROOT);
    boolean named = text.contains("rate limit") || text.contains("abuse") || text.contains("submitted too quickly");
    boolean spent = "0".equals(response.header("x-ratelimit-remaining"));
    boolean limited = status == 429 || (status == 403 && (named || spent || response.header("retry-after") != null)) || (status == 422 && named);
    return limited ? Optional.of(wait(response, spent, drift)) : Optional.empty();
  }

  /// The same for a GraphQL answer that says in its body that it is limited.
  static Instant graphql(Response response, Drift drift) {
    return wait(response, true, drift);
  }

  private static Instant wait(Response response, boolean spent, Drift drift) {
    Instant now = drift.ours();
    Optional<Instant> after = number(response.header("retry-after")).map(now::plusSeconds);
    Optional<Instant> reset = spent
        ? number(response.header("x-ratelimit-reset")).map(Instant::ofEpochSecond).map(each -> each.minus(drift.now())) : Optional.empty();
    return after.or(() -> reset).filter(each -> each.isAfter(now)).map(each -> each.isAfter(now.plus(WAIT_MAX)) ? now.plus(WAIT_MAX) : each)
        .orElse(now.plus(UNNAMED_WAIT));
  }

  /// What is left until a reset, in GitHub's time.
  record Left(String resource, long requests, Instant reset) {}

  static Optional<Left> left(Response response) {
    return number(response.header("x-ratelimit-remaining")).flatMap(requests -> number(response.header("x-ratelimit-reset"))
        .map(reset -> new Left(String.valueOf(response.header("x-ratelimit-resource", "core")), requests, Instant.ofEpochSecond(reset))));
  }

  private static Optional<Long> number(@Nullable String header) {
    try {
      return header == null ? Optional.empty() : Optional.of(Long.parseLong(header.strip()));
    } catch (NumberFormatException date) {
      return Optional.empty();
    }
  }
}
