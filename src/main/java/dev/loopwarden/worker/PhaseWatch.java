package dev.loopwarden.worker;

import dev.loopwarden.metrics.Meters;
import dev.loopwarden.metrics.Phase;
import java.time.Duration;

/// Measures the parts of a review, one after the other. A part that fails is not measured.
final class PhaseWatch {

  private final Meters meters;
  private long begun = System.nanoTime();

  PhaseWatch(Meters meters) {
    this.meters = meters;
  }

  void over(Phase phase) {
    long now = System.nanoTime();
    meters.reviewed(phase, Duration.ofNanos(now - begun));
    begun = now;
  }
}
