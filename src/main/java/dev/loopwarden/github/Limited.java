package dev.loopwarden.github;

import java.io.IOException;
import java.time.Instant;

/// GitHub asks to wait: a primary or a secondary rate limit. Nothing was done.
public final class Limited extends IOException {

  private static final long serialVersionUID = 1L;

  private final Instant until;

  Limited(String message, Instant until) {
    super(message);
    this.until = until;
  }

  public Instant until() {
    return until;
  }
}
