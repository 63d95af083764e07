package dev.loopwarden.github;

import java.io.IOException;

/// GitHub refused for good; nothing was done.
public final class Rejected extends IOException {

  private static final long serialVersionUID = 1L;

  private final int status;

  Rejected(int status, String message) {
    super(message);
    this.status = status;
  }

  /// The HTTP status.
  public int status() {
    return status;
  }
}
