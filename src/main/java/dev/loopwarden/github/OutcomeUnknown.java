package dev.loopwarden.github;

import java.io.IOException;

/// A write got no answer that says whether it was done: it must be looked up before it is tried again.
public final class OutcomeUnknown extends IOException {

  private static final long serialVersionUID = 1L;

  OutcomeUnknown(String message, Throwable cause) {
    super(message, cause);
  }

  OutcomeUnknown(String message) {
    super(message);
  }
}
