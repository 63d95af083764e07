package dev.loopwarden.job;

import java.time.Instant;

/// How one attempt at a job ended.
public sealed interface Outcome {

  /// All of it is done.
  ///
  /// @param note for people
  record Done(String note) implements Outcome {}

  /// Not needed any more: a newer head is there, or the pull request is closed.
  record Superseded(String why) implements Outcome {}

  /// It failed in a way that another attempt will not mend.
  record Hopeless(String reason) implements Outcome {}

  /// It failed in a way that may pass.
  ///
  /// @param notBefore what GitHub said of the next attempt; a moment in the past does not shorten the wait
  record Failed(Instant notBefore, String reason) implements Outcome {}
}
