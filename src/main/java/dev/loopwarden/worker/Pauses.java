package dev.loopwarden.worker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;

/// Waits for a moment. The service sleeps; a test moves its clock.
@FunctionalInterface
public interface Pauses {

  void until(Instant moment);

  /// Sleeps.
  static Pauses sleeping(Clock clock) {
    return moment -> {
      try {
        Thread.sleep(Math.max(0, Duration.between(clock.instant(), moment).toMillis()));
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new CancellationException("stopped while waiting");
      }
    };
  }
}
