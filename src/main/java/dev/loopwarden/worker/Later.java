package dev.loopwarden.worker;

import java.io.IOException;
import java.time.Instant;

/// The job cannot go on now and goes back to the queue: nothing failed.
final class Later extends IOException {

  private static final long serialVersionUID = 1L;

  private final Instant at;

  Later(String why, Instant at) {
    super(why);
    this.at = at;
  }

  Instant at() {
    return at;
  }
}
