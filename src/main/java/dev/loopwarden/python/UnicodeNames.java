package dev.loopwarden.python;

import java.util.Locale;
import java.util.Optional;

/// Characters by their Unicode names.
final class UnicodeNames {

  private UnicodeNames() {}

  /// Java knows the names of its Unicode version, but neither aliases nor named sequences; those that it lacks stand as U+FFFD,
  /// because Python's table is the newer one more often than a name is wrong. What can be no name is refused.
  static Optional<String> of(String name) {
    try {
      return Optional.of(Character.toString(Character.codePointOf(name)));
    } catch (IllegalArgumentException unknown) {
      boolean likely = name.toUpperCase(Locale.ROOT).matches("[A-Z0-9][A-Z0-9 ()-]*");
      return likely ? Optional.of("\uFFFD") : Optional.empty();
    }
  }
}
