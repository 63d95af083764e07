package dev.loopwarden.metrics;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What GitHub said is left of its limits. Each token has its own: the least of them is what somebody has to know.
final class RateLeft {

  private static final String OTHER = "other";

  /// GitHub's names of what it counts by itself, as far as we ask for it.
  static final List<String> RESOURCES = List.of("core", "graphql", OTHER);

  private static final int TOKENS_MAX = 10_000;

  /// GitHub counts by the hour.
  private static final Duration KEPT = Duration.ofHours(1);

  private final Cache<Token, Told> told = Caffeine.newBuilder().maximumSize(TOKENS_MAX).expireAfterWrite(KEPT).build();
  private final Clock clock;

  RateLeft(Clock clock) {
    this.clock = clock;
  }

  private record Token(String resource, int hash) {}

  private record Told(long left, Instant reset) {}

  void tell(String resource, int token, long left, Instant reset) {
    told.put(new Token(RESOURCES.contains(resource) ? resource : OTHER, token), new Told(left, reset));
  }

  /// The least; NaN where nothing was told since the last reset.
  double least(String resource) {
    Instant now = clock.instant();
    return told.asMap().entrySet().stream()
        .filter(each -> each.getKey().resource().equals(resource) && each.getValue().reset().isAfter(now))
        .map(Map.Entry::getValue).mapToDouble(Told::left).min().orElse(Double.NaN);
  }
}
