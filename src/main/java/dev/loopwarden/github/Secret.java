package dev.loopwarden.github;

/// A text that is never printed.
public final class Secret {

  private final String value;

  public Secret(String value) {
    this.value = value;
  }

  /// The text itself, for whoever must have it.
  public String reveal() {
    return value;
  }

  @Override
  public String toString() {
    return "***";
  }
}
