package dev.loopwarden.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// When a job that failed is tried again, and when it is given up: after so many attempts, or when it is so old.
///
/// @param attempts at most
/// @param first wait, doubled each time
/// @param longest no wait is longer, unless GitHub named one
/// @param life no attempt begins later than this after the job was made
public record RetryPolicy(int attempts, Duration first, Duration longest, Duration life) {

  public static final RetryPolicy DEFAULT = new RetryPolicy(8, Duration.ofSeconds(5), Duration.ofMinutes(15), Duration.ofHours(24));

  /// The next time; empty where it was tried often enough.
  ///
  /// @param attempt how often it was begun
  /// @param notBefore what GitHub said; a moment in the past does not shorten the wait
  public Optional<Instant> next(Instant created, int attempt, Instant now, Instant notBefore) {
    if (attempt >= attempts) {
      return Optional.empty();
    }
    Duration wait = first.multipliedBy(1L << Math.min(attempt - 1, 20));
    Instant own = now.plus(wait.compareTo(longest) > 0 ? longest : wait);
    return Optional.of(notBefore.isAfter(own) ? notBefore : own).filter(at -> !isTooOld(created, at));
  }

  boolean isTooOld(Instant created, Instant now) {
    return Duration.between(created, now).compareTo(life) > 0;
  }
}
