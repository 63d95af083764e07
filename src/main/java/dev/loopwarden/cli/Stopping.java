package dev.loopwarden.cli;

/// What is done when the process is asked to end.
final class Stopping {

  private Stopping() {}

  static void onSignal(Runnable stop) {
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(stop));
  }
}
