package dev.loopwarden.job;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/// A piece of work that a delivery asked for.
///
/// @param id also the check run's `external_id`, and the scheduler's instance
/// @param delivery id of the delivery; its body says what is to be done
/// @param kind the trigger's name, for people: `Review`, `Rerun`, ...
/// @param pullRequest 0 where the trigger names none
/// @param head empty where the trigger names none
/// @param attempt how often it was begun
/// @param reason of the last failure, or of its end
public record Job(
    String id, String delivery, String kind, long repository, int pullRequest, String head, State state, int attempt, String reason,
    Instant createdAt) {

  /// Kind of the jobs that look at a whole default branch.
  public static final String BASELINE = "Baseline";

  /// A look at the default branch that nobody delivered: the worker asks GitHub for its tip.
  public static Job baseline(String id, long repository, Instant now) {
    return new Job(id, "", BASELINE, repository, 0, "", State.QUEUED, 0, "", now);
  }

  /// The part of a job for a head that is for one pull request: a head may be the head of several, and each has a job of its own, since
  /// jobs of one pull request take turns and a job has one run. The same for each time that the job is split.
  public Job part(int number) {
    String name = UUID.nameUUIDFromBytes((delivery + "\0" + number).getBytes(StandardCharsets.UTF_8)).toString();
    return new Job(name, delivery, kind, repository, number, head, State.QUEUED, 0, "", createdAt);
  }

  /// Whether it is a part itself: it is for its pull request and no other.
  public boolean isPart() {
    return pullRequest > 0 && id.equals(part(pullRequest).id());
  }

  /// Whether it lets all others go first.
  public boolean isBackground() {
    return kind.equals(BASELINE);
  }

  /// Kind of a job that ends the check of a dead one.
  public static final String CLOSE_CHECK = "CloseCheck";

  /// Where a job stands. From `DONE` and `SUPERSEDED` nothing leads on; a `DEAD` one can be queued again by a person.
  public enum State {
    QUEUED,
    RUNNING,
    WAITING,
    DONE,
    SUPERSEDED,
    DEAD,
    /// It was dead, and a person does not want it any more.
    DISCARDED;

    public boolean isOver() {
      return this == DONE || this == SUPERSEDED || this == DEAD || this == DISCARDED;
    }
  }
}
