package dev.loopwarden.github;

import java.io.IOException;

/// A write was not sent: the moment by which it had to leave was over. Nothing of it is on its way.
public final class TooLate extends IOException {

  private static final long serialVersionUID = 1L;

  TooLate(String message) {
    super(message);
  }
}
