package dev.loopwarden.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopwarden.job.Job;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.sandbox.Faults.Fault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sequences that somebody thought up to break a promise: an answer that is lost and a push behind it, a write that GitHub carries out when
/// nobody waits for it any more, clocks that differ, rows that are gone.
final class AdversaryTest extends ProcessTest {

  AdversaryTest(String kind) {
    super(kind);
  }

  /// The write is on its way when its process stands still; another takes the job over while GitHub has not carried it out yet.
  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"POST /check-runs$", "POST /pulls/1/reviews$", "POST /issues/1/comments$"})
  void aWriteThatGithubCarriesOutLateIsNotMadeByAnotherMeanwhile(String call) {
    Instant[] sent = new Instant[1];
    try (Rig.Replica slow = rig.process()) {
      Job job = slow.deliver("pull_request", rig.push("opened", rig.example.first()));
      heldUp(call, () -> {
        sent[0] = rig.time.instant();
        rig.time.to(sent[0].plusSeconds(31));
        process.queue.takeOver(rig.time.instant());
        while (rig.time.instant().isBefore(sent[0].plusSeconds(60))) {
          process.queue.runDue(rig.time.instant());
          rig.time.to(rig.time.instant().plusSeconds(3));
        }
      });
      slow.queue.runDue(rig.time.instant());
      assertThat(rig.sandbox.faults().left()).isZero();
      assertThat(process.toItsEnd(job).state()).isEqualTo(Job.State.DONE);
    }
    rig.nothingIsThereTwice();
    rig.allOfItIsSaid(rig.example.first(), rig.comments);
  }

  /// The other process's clock is ten minutes ahead: it takes the job over at once, and all waits seem to be over.
  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"POST /check-runs$", "POST /pulls/1/reviews$", "POST /issues/1/comments$"})
  void aClockThatIsAheadDoublesNothing(String call) {
    Clock ahead = Clock.offset(rig.time, Duration.ofMinutes(10));
    try (Rig.Replica slow = rig.process(); Rig.Replica hasty = rig.new Replica(ahead)) {
      Job job = slow.deliver("pull_request", rig.push("opened", rig.example.first()));
      heldUp(call, () -> {
        for (int i = 0; i < 5; i++) {
          hasty.queue.takeOver(ahead.instant());
          hasty.queue.runDue(ahead.instant());
          rig.time.to(rig.time.instant().plusSeconds(2));
        }
      });
      slow.queue.runDue(rig.time.instant());
      assertThat(rig.sandbox.faults().left()).isZero();
      rig.time.to(rig.time.instant().plus(Duration.ofMinutes(12)));
      process.queue.takeOver(rig.time.instant());
      assertThat(process.toItsEnd(job).state()).isEqualTo(Job.State.DONE);
    }
    rig.nothingIsThereTwice();
    rig.allOfItIsSaid(rig.example.first(), rig.comments);
  }

  /// An edit of the old head's that is carried out late does not come over the new head's.
  @Test
  void anOlderHeadsSummaryThatIsCarriedOutLateDoesNotStandOverTheNewerOnes() {
    process.toItsEnd(process.deliver("pull_request", rig.push("opened", rig.example.first())));
    CommitId third = CheckLifeTest.with(rig, rig.example.second(), "NOTES.md", "three");
    var last = new ArrayList<Job>();
    try (Rig.Replica slow = rig.process()) {
      slow.deliver("pull_request", rig.push("synchronize", rig.example.second()));
      heldUp("PATCH /issues/comments/", () -> {
        last.add(process.deliver("pull_request", rig.push("synchronize", third)));
        Instant until = rig.time.instant().plusSeconds(60);
        rig.time.to(rig.time.instant().plusSeconds(31));
        while (rig.time.instant().isBefore(until)) {
          process.queue.takeOver(rig.time.instant());
          process.queue.runDue(rig.time.instant());
          rig.time.to(rig.time.instant().plusSeconds(3));
        }
      });
      slow.queue.runDue(rig.time.instant());
    }
    assertThat(process.toItsEnd(last.getFirst()).state()).isEqualTo(Job.State.DONE);
    settle();
    assertThat(rig.summaries()).hasSize(1);
    assertThat(rig.summaries().getFirst().path("body").asText()).contains(third.brief());
  }

  /// The first summary is made, its answer is lost and it is in no list yet; before anybody looks again, a push comes.
  @Test
  void aFirstSummaryWhoseAnswerIsLostTellsTheNextHead() {
    Job first = process.deliver("pull_request", rig.push("opened", rig.example.first()));
    rig.sandbox.faults().planMatching("POST", "/issues/1/comments$", Fault.UNSEEN, () -> {});
    process.queue.runDue(rig.time.instant());
    Job second = process.deliver("pull_request", rig.push("synchronize", rig.example.second()));
    assertThat(process.toItsEnd(second).state()).isEqualTo(Job.State.DONE);
    assertThat(process.toItsEnd(first).state()).isEqualTo(Job.State.SUPERSEDED);
    rig.nothingIsThereTwice();
    rig.allOfItIsSaid(rig.example.second(), rig.comments);
  }

  /// A comment was edited to say that its finding is gone, the answer was lost, and the next push brings the finding back.
  @Test
  void aCommentWhoseEditWasLostDoesNotSayFixedOfAFindingThatIsBack() {
    process.toItsEnd(process.deliver("pull_request", rig.push("opened", rig.example.first())));
    Job second = process.deliver("pull_request", rig.push("synchronize", rig.example.second()));
    rig.sandbox.faults().planMatching("PATCH", "/pulls/comments/", Fault.RESET_AFTER, () -> {});
    process.queue.runDue(rig.time.instant());
    assertThat(rig.sandbox.faults().left()).isZero();
    CommitId back = CheckLifeTest.with(rig, rig.example.first(), "NOTES.md", "back");
    Job third = process.deliver("pull_request", rig.push("synchronize", back));
    assertThat(process.toItsEnd(third).state()).isEqualTo(Job.State.DONE);
    process.toItsEnd(second);
    assertThat(rig.lineComments()).hasSize(rig.comments).noneMatch(each -> each.path("body").asText().contains("Fixed in"));
    rig.nothingIsThereTwice();
    // And what was resolved that way costs no look any more.
    int from = rig.sandbox.requests().size();
    CommitId again = CheckLifeTest.with(rig, back, "NOTES.md", "again");
    process.toItsEnd(process.deliver("pull_request", rig.push("synchronize", again)));
    assertThat(rig.sandbox.requests().subList(from, rig.sandbox.requests().size())).noneMatch(each -> each.equals("GET /repos/" + rig.name + "/pulls/1/comments"));
  }

  /// *Re-run* sets a finished check in progress, then GitHub answers nothing for as long as the job lives, its end included.
  @Test
  void aRerunThatDiesDoesNotLeaveItsCheckInProgress() {
    process.toItsEnd(process.deliver("pull_request", rig.push("opened", rig.example.first())));
    for (int i = 0; i < 8; i++) {
      rig.sandbox.faults().planMatching("GET", "/compare/", Fault.SERVER_ERROR, () -> {});
    }
    // The first one sets it in progress, the last one would end it.
    rig.sandbox.faults().planMatching("PATCH", "/check-runs/", Fault.HELD_UP, () ->
        rig.sandbox.faults().planMatching("PATCH", "/check-runs/", Fault.HELD_UP, () -> {}));
    String rerun = rig.sandbox.checkDelivery(rig.name, 1, rig.example.first(), "");
    Job job = process.deliver("check_run", rerun);
    process.queue.runDue(rig.time.instant());
    assertThat(check(rig.example.first()).path("status").asText()).isEqualTo("in_progress");
    rig.sandbox.faults().clear();
    for (int i = 0; i < 7; i++) {
      rig.sandbox.faults().planMatching("GET", "/pulls/1$", Fault.SERVER_ERROR, () -> {});
    }
    rig.sandbox.faults().planMatching("PATCH", "/check-runs/", Fault.SERVER_ERROR, () -> {});
    assertThat(process.toItsEnd(job).state()).isEqualTo(Job.State.DEAD);
    assertThat(check(rig.example.first()).path("status").asText()).isEqualTo("in_progress");
    process.reconciler().run();
    settle();
    assertThat(check(rig.example.first()).path("conclusion").asText()).isEqualTo("neutral");
  }

  /// A review began its check and waits for its next attempt when the pull request is closed.
  @ParameterizedTest
  @ValueSource(strings = {"Review", "Rerun"})
  void aPullRequestThatIsClosedInTheMiddleLeavesNoCheckInProgress(String kind) {
    Job job;
    if (kind.equals("Rerun")) {
      process.toItsEnd(process.deliver("pull_request", rig.push("opened", rig.example.first())));
      rig.sandbox.faults().planMatching("GET", "/compare/", Fault.SERVER_ERROR, () -> {});
      job = process.deliver("check_run", rig.sandbox.checkDelivery(rig.name, 1, rig.example.first(), ""));
    } else {
      rig.sandbox.faults().planMatching("GET", "/compare/", Fault.SERVER_ERROR, () -> {});
      job = process.deliver("pull_request", rig.push("opened", rig.example.first()));
    }
    process.queue.runDue(rig.time.instant());
    assertThat(check(rig.example.first()).path("status").asText()).isEqualTo("in_progress");
    rig.sandbox.closePullRequest(rig.name, 1);
    process.deliver("pull_request", rig.sandbox.delivery(rig.name, 1, "closed"));
    process.queue.runDue(rig.time.instant());
    assertThat(process.toItsEnd(job).state()).isEqualTo(Job.State.SUPERSEDED);
    process.reconciler().run();
    settle();
    assertThat(check(rig.example.first()).path("status").asText()).isEqualTo("completed");
    assertThat(process.reconciler().run()).isEqualTo(new Reconciler.Round(0, 0));
    assertThat(process.stores.headJobs().withOpenCheck(Instant.EPOCH, rig.time.instant())).isEmpty();
  }

  /// The pull request was opened again and reviewed before the job ran that would have ended its check.
  @Test
  void aCheckThatWasFinishedMeanwhileKeepsItsResult() {
    Job job = process.toItsEnd(process.deliver("pull_request", rig.push("opened", rig.example.first())));
    process.stores.headJobs().closeCheck(job, "late " + rig.name + kind, rig.time.instant());
    settle();
    assertThat(process.stores.jobs().find("late " + rig.name + kind).orElseThrow().state()).isEqualTo(Job.State.DONE);
    assertThat(check(rig.example.first()).path("conclusion").asText()).isEqualTo("failure");
  }

  /// The App was uninstalled and installed again, or the database is a new one: what stands in the pull request is found.
  @Test
  void whereAllRowsAreGoneNothingIsSaidTwice() {
    process.toItsEnd(process.deliver("pull_request", rig.push("opened", rig.example.first())));
    process.toItsEnd(process.deliver("pull_request", rig.push("synchronize", rig.example.second())));
    long summary = rig.summaries().getFirst().path("id").asLong();
    process.stores.repositories().forget(rig.repository().id(), rig.installation);
    CommitId third = CheckLifeTest.with(rig, rig.example.second(), "NOTES.md", "three");
    assertThat(process.toItsEnd(process.deliver("pull_request", rig.push("synchronize", third))).state()).isEqualTo(Job.State.DONE);
    rig.nothingIsThereTwice();
    rig.allOfItIsSaid(third, rig.comments);
    assertThat(rig.summaries().getFirst().path("id").asLong()).isEqualTo(summary);
    assertThat(rig.lineComments()).filteredOn(each -> each.path("body").asText().contains("Fixed in"))
        .allMatch(each -> each.path("body").asText().contains("Fixed in `" + rig.example.second().brief())).isNotEmpty();
    // The same head once more: its review is known to stand.
    process.stores.repositories().forget(rig.repository().id(), rig.installation);
    process.toItsEnd(process.deliver("pull_request", rig.sandbox.delivery(rig.name, 1, "reopened")));
    assertThat(rig.sandbox.reviews(rig.name, 1)).hasSize(1);
    assertThat(rig.summaries()).hasSize(1);
  }

  @Test
  void aSummaryThatAPersonDeletedIsNotMadeAgain() {
    process.toItsEnd(process.deliver("pull_request", rig.push("opened", rig.example.first())));
    rig.sandbox.delete(rig.name, 1, rig.summaries().getFirst().path("id").asLong());
    for (CommitId head : List.of(rig.example.second(), CheckLifeTest.with(rig, rig.example.second(), "NOTES.md", "three"))) {
      assertThat(process.toItsEnd(process.deliver("pull_request", rig.push("synchronize", head))).state()).isEqualTo(Job.State.DONE);
      assertThat(check(head).path("conclusion").asText()).isEqualTo("failure");
      assertThat(rig.summaries()).isEmpty();
    }
  }

  /// Its operator gives the App another name on GitHub: what it said stands under that one now.
  @Test
  void anAppThatIsRenamedKnowsWhatItSaid() {
    process.toItsEnd(process.deliver("pull_request", rig.push("opened", rig.example.first())));
    rig.sandbox.faults().planMatching("PATCH", "/issues/comments/", Fault.NOT_FOUND, () -> rig.sandbox.renameApp("another-name"));
    process.toItsEnd(process.deliver("pull_request", rig.push("synchronize", rig.example.second())));
    assertThat(rig.summaries()).hasSize(1);
    assertThat(rig.summaries().getFirst().path("body").asText()).as("it was found, and not taken for deleted").contains(rig.example.second().brief());
    rig.sandbox.renameApp("loopwarden-sandbox");
  }

  /// A push comes while the review waits for its turn to write.
  @Test
  void aPushWhileAReviewWaitsForItsTurnStopsIt() {
    Job first = process.deliver("pull_request", rig.push("opened", rig.example.first()));
    var second = new ArrayList<Job>();
    rig.whenSomebodyWaits(() -> second.add(process.deliver("pull_request", rig.push("synchronize", rig.example.second()))));
    assertThat(process.toItsEnd(first).state()).isEqualTo(Job.State.SUPERSEDED);
    assertThat(process.toItsEnd(second.getFirst()).state()).isEqualTo(Job.State.DONE);
    assertThat(rig.sandbox.reviews(rig.name, 1)).extracting(each -> each.path("commit_id").asText()).containsExactly(rig.example.second().sha());
    rig.nothingIsThereTwice();
  }

  private static void heldUp(String call, Runnable meanwhile) {
    int space = call.indexOf(' ');
    rig.sandbox.faults().planMatching(call.substring(0, space), call.substring(space + 1), Fault.HELD_UP, meanwhile);
  }

  private static JsonNode check(CommitId head) {
    return rig.sandbox.checks(rig.name, head).getFirst();
  }
}
