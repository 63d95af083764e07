package dev.loopwarden.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopwarden.github.GithubAddress;
import dev.loopwarden.job.Job;
import dev.loopwarden.sandbox.Faults.Fault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What GitHub and the network can do in the middle of a review: nothing is said twice, nothing is lost, and every job comes to an end.
/// Waits cost no time: the clock is moved.
final class FaultTest extends ProcessTest {

  /// What a slow answer takes, and what it is waited for: long for a machine, short for a test.
  private static final Duration SLOW = Duration.ofMillis(900);

  private static final GithubAddress.Patience IMPATIENT =
      new GithubAddress.Patience(Duration.ofSeconds(5), Duration.ofMillis(300), Duration.ofMillis(600), Duration.ofSeconds(5));

  FaultTest(String kind) {
    super(kind);
  }

  /// All faults over SQLite; over PostgreSQL those that leave it open what was done, since what follows then is the database's affair. All
  /// there too: `-Dfaults=all`.
  private static boolean isTried(Fault fault, String kind) {
    return kind.equals("sqlite") || System.getProperty("faults", "").equals("all") || fault == Fault.UNSEEN || fault == Fault.RESET_AFTER || fault == Fault.ERROR_AFTER || fault == Fault.TRUNCATED || fault == Fault.SECONDARY_LIMIT;
  }

  @ParameterizedTest(name = "{0} at each call")
  @EnumSource
  void aFaultAtAnyCallLosesNothingAndDoublesNothing(Fault fault) {
    boolean slow = fault == Fault.STALLED || fault == Fault.DRIPPING;
    if (slow) {
      process.close();
      rig.sandbox.faults().slowness(SLOW);
      rig.patience = IMPATIENT;
      process = rig.process();
    }
    try {
      for (Call call : isTried(fault, kind) ? Call.all() : Call.all().subList(6, 7)) {
        strike(fault, call);
      }
    } finally {
      if (slow) {
        process.close();
        rig.patience = GithubAddress.Patience.USUAL;
        process = rig.process();
      }
    }
  }

  private static void strike(Fault fault, Call call) {
    rig.fresh();
    rig.sandbox.faults().clear();
    if (!call.before().isEmpty()) {
      rig.sandbox.faults().planMatching("POST", call.before(), Fault.RESET_AFTER, () -> {});
    }
    rig.sandbox.faults().planMatching(call.method(), call.path(), fault, () -> {});
    Job first = process.toItsEnd(process.deliver("pull_request", rig.push("opened", rig.example.first())));
    Job second = process.toItsEnd(process.deliver("pull_request", rig.push("synchronize", rig.example.second())));

    assertThat(rig.sandbox.faults().left()).as(fault + " at " + call + " struck").isZero();
    // A call that GitHub refuses for good ends its job with a reason; the other review is whole.
    for (Job job : List.of(first, second)) {
      assertThat(job.state()).as(fault + " at " + call + ": " + job.reason()).isIn(Job.State.DONE, Job.State.DEAD);
      assertThat(job.reason()).isNotBlank();
      assertThat(job.state() == Job.State.DONE || isRefusal(fault)).as(fault + " at " + call + ": " + job.reason()).isTrue();
    }
    process.reconciler().run();
    settle();
    rig.nothingIsThereTwice();
    if (!isRefusal(fault)) {
      rig.allOfItIsSaid(rig.example.second(), rig.comments);
    }
  }

  private static boolean isRefusal(Fault fault) {
    return fault == Fault.UNPROCESSABLE;
  }

  @Test
  void anAttemptThatTakesTooLongIsEndedAndMadeAgain() {
    rig.sandbox.faults().slowness(Duration.ofSeconds(6));
    rig.attemptMax = Duration.ofSeconds(1);
    try (Rig.Replica hasty = rig.process()) {
      Job job = hasty.deliver("pull_request", rig.push("opened", rig.example.first()));
      rig.sandbox.faults().planMatching("POST", "/pulls/1/reviews$", Fault.DRIPPING, () -> {});
      long begin = System.nanoTime();
      hasty.queue.runDue(rig.time.instant());
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
      assertThat(hasty.stores.jobs().find(job.id()).orElseThrow().reason()).isEqualTo("the attempt took longer than 1 s");
      rig.attemptMax = Duration.ofMinutes(2);
      assertThat(process.toItsEnd(job).state()).isEqualTo(Job.State.DONE);
    } finally {
      rig.attemptMax = Duration.ofMinutes(2);
    }
    rig.nothingIsThereTwice();
    rig.allOfItIsSaid(rig.example.first(), rig.comments);
  }
}
