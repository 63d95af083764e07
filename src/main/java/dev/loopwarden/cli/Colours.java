package dev.loopwarden.cli;

import dev.loopwarden.review.Terminal;
import java.io.Console;
import org.jspecify.annotations.Nullable;

/// Whether what a command prints is coloured: only on a terminal, and never where `NO_COLOR` is set (no-color.org).
final class Colours {

  private Colours() {}

  @SuppressWarnings("SystemConsoleNull") // Java 22 to 24 gave one always, Java 25 gives none where there is no terminal
  static Terminal ofStandardOutput() {
    @Nullable Console console = System.console();
    return new Terminal(console != null && console.isTerminal() && System.getenv().getOrDefault("NO_COLOR", "").isEmpty());
  }
}
