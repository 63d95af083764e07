package dev.loopwarden.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopwarden.job.Job;
import dev.loopwarden.metrics.Meters;
import dev.loopwarden.sandbox.Faults.Fault;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// A process that is killed, or stopped for a while, in the middle of a review: another takes over, and nothing is said twice or lost.
final class CrashTest extends ProcessTest {

  CrashTest(String kind) {
    super(kind);
  }

  /// Where a process is killed: before or after GitHub did what was asked.
  static Stream<Call> crashes() {
    return Call.all().stream().filter(each -> each.before().isEmpty());
  }

  @ParameterizedTest(name = "killed at {0}")
  @MethodSource("crashes")
  void aProcessThatIsKilledIsTakenOverAndNothingIsLostOrDoubled(Call call) {
    for (Fault fault : List.of(Fault.RESET_BEFORE, Fault.RESET_AFTER)) {
      rig.fresh();
      rig.sandbox.faults().clear();
      boolean second = call.method().equals("PATCH") && !call.path().contains("check-runs");
      if (second) {
        process.toItsEnd(process.deliver("pull_request", rig.push("opened", rig.example.first())));
      }
      Rig.Replica killed = rig.process();
      Job job = killed.deliver("pull_request", rig.push("synchronize", second ? rig.example.second() : rig.example.first()));
      rig.sandbox.faults().planMatching(call.method(), call.path(), fault, killed::close);
      killed.queue.runDue(rig.time.instant());
      assertThat(rig.sandbox.faults().left()).as("killed at " + call).isZero();
      assertThat(process.stores.jobs().find(job.id()).orElseThrow().state()).as("nobody told its end").isEqualTo(Job.State.RUNNING);

      assertThat(process.toItsEnd(job).state()).isEqualTo(Job.State.DONE);
      rig.nothingIsThereTwice();
      rig.allOfItIsSaid(second ? rig.example.second() : rig.example.first(), rig.comments);
    }
  }

  @Test
  void aWorkerThatWasTakenForDeadHasNoEffectWhenItWakes() {
    try (Rig.Replica slow = rig.process()) {
      Job job = slow.deliver("pull_request", rig.push("opened", rig.example.first()));
      // It sleeps inside its read of the tree; meanwhile the other one takes the job over and does it.
      rig.sandbox.faults().planMatching("GET", "/git/trees/", Fault.SERVER_ERROR, () -> {
        rig.time.to(rig.time.instant().plusSeconds(31));
        process.queue.takeOver(rig.time.instant());
        assertThat(process.toItsEnd(job).state()).isEqualTo(Job.State.DONE);
      });
      slow.queue.runDue(rig.time.instant());
      assertThat(slow.stores.jobs().find(job.id()).orElseThrow().state()).isEqualTo(Job.State.DONE);
      assertThat(slow.meters.scrape(Meters.Standing.UNKNOWN)).contains("\nloopwarden_leases_lost_total 1.0\n", "\nloopwarden_queue_oldest_seconds NaN\n");
    }
    rig.nothingIsThereTwice();
    rig.allOfItIsSaid(rig.example.first(), rig.comments);
  }

  /// The intention is stored, and then the process stands still for so long that another takes it for dead and does its work. What was
  /// intended must not be sent when it wakes. It is stopped where it asks for a token, which it needs between the two.
  @ParameterizedTest(name = "stopped before its write number {0}")
  @CsvSource({"1, POST /check-runs", "2, POST /pulls/1/reviews"})
  void aProcessThatIsStoppedBetweenItsIntentionAndItsWriteDoesNotSendItLater(int write, String what) {
    try (Rig.Replica slow = rig.process()) {
      Job job = slow.deliver("pull_request", rig.push("opened", rig.example.first()));
      rig.sandbox.faults().slowness(Duration.ofMillis(20));
      // The tokens end: the first one at the look at the pull request before this write, so that the write asks for another.
      for (int i = 1; i <= write; i++) {
        boolean last = i == write;
        rig.sandbox.faults().planMatching("GET", "/pulls/1$", Fault.DRIPPING, () -> {
          if (last) {
            rig.time.to(rig.time.instant().plus(Duration.ofMinutes(58)));
            rig.sandbox.faults().planMatching("POST", "/access_tokens$", Fault.DRIPPING, () -> {
              assertThat(rig.sandbox.requests().getLast()).as(what).contains("/access_tokens");
              rig.time.to(rig.time.instant().plus(Duration.ofMinutes(3)));
              process.queue.takeOver(rig.time.instant());
              assertThat(process.toItsEnd(job).state()).isEqualTo(Job.State.DONE);
            });
          }
        });
      }
      slow.queue.runDue(rig.time.instant());
      assertThat(rig.sandbox.faults().left()).as("it was stopped").isZero();
      assertThat(process.stores.jobs().find(job.id()).orElseThrow().state()).isEqualTo(Job.State.DONE);
    }
    rig.nothingIsThereTwice();
    rig.allOfItIsSaid(rig.example.first(), rig.comments);
  }
}
