package dev.loopwarden.app;

import dev.loopwarden.job.Job;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// Goes like the machine's clock, and jumps where somebody would wait.
public final class JumpingClock extends Clock {

  private Duration ahead = Duration.ZERO;

  public synchronized void jumpTo(Instant moment) {
    Duration missing = Duration.between(Instant.now().plus(ahead), moment);
    ahead = missing.isNegative() ? ahead : ahead.plus(missing);
  }

  /// A little further where a job waits for its time.
  void jumpOverWaitOf(Job job) {
    if (job.state() == Job.State.WAITING) {
      jumpTo(instant().plusSeconds(2));
    }
  }

  @Override
  public synchronized Instant instant() {
    return Instant.now().plus(ahead);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
