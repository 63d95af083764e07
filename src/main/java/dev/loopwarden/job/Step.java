package dev.loopwarden.job;

import java.time.Instant;
import java.util.Optional;

/// Where a job goes from the end of an attempt: the whole of its states in one function.
///
/// @param next when the next attempt is due; empty where the job is over
public record Step(Job.State state, String reason, Optional<Instant> next) {

  private static final int REASON_MAX = 500;

  public Step {
    if (state.isOver() == next.isPresent()) {
      throw new IllegalArgumentException("a job that is over has no next attempt, another one has: " + state);
    }
    reason = reason.length() > REASON_MAX ? reason.substring(0, REASON_MAX) : reason;
  }

  /// From the end of an attempt.
  ///
  /// @param attempt how often the job was begun
  public static Step after(Outcome outcome, Job job, int attempt, RetryPolicy policy, Instant now) {
    return switch (outcome) {
      case Outcome.Done(String note) -> new Step(Job.State.DONE, note, Optional.empty());
      case Outcome.Superseded(String why) -> new Step(Job.State.SUPERSEDED, why, Optional.empty());
      case Outcome.Hopeless(String reason) -> new Step(Job.State.DEAD, reason, Optional.empty());
      case Outcome.Failed(Instant notBefore, String reason) -> policy.next(job.createdAt(), attempt, now, notBefore)
          .map(at -> new Step(Job.State.WAITING, reason, Optional.of(at)))
          .orElseGet(() -> new Step(Job.State.DEAD, "given up after " + attempt + (attempt == 1 ? " attempt: " : " attempts: ") + reason, Optional.empty()));
    };
  }

  /// A job that could not begin: its repository has its share of workers, another job of its pull request runs, its installation
  /// is suspended. This counts as no attempt, but not for ever.
  public static Step later(Job job, String why, Instant at, RetryPolicy policy, Instant now) {
    return policy.isTooOld(job.createdAt(), now)
        ? new Step(Job.State.DEAD, "never begun: " + why, Optional.empty())
        : new Step(Job.State.WAITING, why, Optional.of(at));
  }
}
