package dev.loopwarden.github;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/// How far GitHub's clock is from ours, by the `Date` of its answers: what we sign and when a token ends is in GitHub's time.
final class Drift {

  /// `Date` has whole seconds, and the answer was on its way.
  private static final Duration NOISE = Duration.ofSeconds(5);

  private final Clock clock;
  private volatile Duration drift = Duration.ZERO;

  Drift(Clock clock) {
    this.clock = clock;
  }

  /// Learns from an answer's `Date`.
  void learn(@Nullable String date) {
    if (date != null) {
      try {
        Duration seen = Duration.between(clock.instant(), Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
        drift = seen.abs().compareTo(NOISE) > 0 ? seen : Duration.ZERO;
      } catch (DateTimeParseException none) {
        // An answer without a good date teaches nothing.
      }
    }
  }

  Duration now() {
    return drift;
  }

  /// Our time.
  Instant ours() {
    return clock.instant();
  }

  /// GitHub's time.
  Instant githubs() {
    return clock.instant().plus(drift);
  }
}
