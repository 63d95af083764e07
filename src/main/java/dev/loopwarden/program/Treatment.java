package dev.loopwarden.program;

import java.util.Optional;

/// What a function does with something that it is given: a callable, an awaitable, or a resource.
public enum Treatment {
  RUNS("calls it", Optional.empty()),
  OFFLOADS_THREAD("runs it in a thread", Optional.of(Where.THREAD)),
  OFFLOADS_PROCESS("runs it in another process", Optional.of(Where.PROCESS)),
  CALLS_ON_LOOP("has the event loop call it", Optional.of(Where.LOOP)),
  AWAITS("awaits it", Optional.empty()),
  LIMITS_TIME("limits how long it may take", Optional.empty()),
  BOUNDS("limits how many run at once", Optional.empty()),
  SPAWNS("makes a task of it", Optional.empty()),
  SPAWNS_OWNED("makes a task of it that a group owns", Optional.empty()),
  CLOSES("closes it", Optional.empty()),
  KEEPS("keeps it", Optional.empty()),
  RETURNS("gives it back", Optional.empty());

  private final String words;
  private final Optional<Where> where;

  Treatment(String words, Optional<Where> where) {
    this.words = words;
    this.where = where;
  }

  /// "runs it in a thread".
  public String words() {
    return words;
  }

  /// Where it runs from then on; empty where that does not change.
  public Optional<Where> where() {
    return where;
  }
}
