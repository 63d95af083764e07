package dev.loopwarden.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopwarden.job.Job;
import dev.loopwarden.metrics.Meters;
import dev.loopwarden.sandbox.Faults.Fault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What did not arrive, or did not come to its end, is found and made good.
final class MissedWorkTest extends ProcessTest {

  MissedWorkTest(String kind) {
    super(kind);
  }

  @Test
  void whatGithubCouldNotDeliverIsAskedForOnceAndAnOpenPullRequestIsFound() {
    process.toItsEnd(process.deliver("pull_request", rig.push("opened", rig.example.first())));
    rig.sandbox.failedDelivery("11111111-0000-0000-0000-000000000000");
    rig.time.to(rig.time.instant().plusSeconds(600));
    rig.push("synchronize", rig.example.second());
    rig.time.to(rig.time.instant().plusSeconds(600));
    Reconciler.Round round = process.reconciler().run();
    assertThat(round.redelivered()).isEqualTo(1);
    assertThat(round.queued()).isEqualTo(1);
    assertThat(process.meters.scrape(Meters.Standing.UNKNOWN)).contains("\nloopwarden_redeliveries_total 1.0\n", "\nloopwarden_missed_reviews_total 1.0\n");
    settle();
    rig.allOfItIsSaid(rig.example.second(), rig.comments);
    assertThat(process.reconciler().run()).isEqualTo(new Reconciler.Round(0, 0));
    assertThat(rig.sandbox.redelivered()).hasSize(1);
  }

  @Test
  void aJobThatDiesEndsItsCheckLater() {
    for (int i = 0; i < 8; i++) {
      rig.sandbox.faults().planMatching("GET", "/compare/", Fault.SERVER_ERROR, () -> {});
    }
    rig.sandbox.faults().planMatching("PATCH", "/check-runs/", Fault.SERVER_ERROR, () -> {});
    Job job = process.toItsEnd(process.deliver("pull_request", rig.push("opened", rig.example.first())));
    assertThat(job.state()).isEqualTo(Job.State.DEAD);
    assertThat(job.reason()).startsWith("given up after 8 attempts: GET ");
    assertThat(rig.sandbox.checks(rig.name, rig.example.first()).getFirst().path("status").asText()).isEqualTo("in_progress");

    process.reconciler().run();
    settle();
    assertThat(rig.sandbox.checks(rig.name, rig.example.first()).getFirst().path("conclusion").asText()).isEqualTo("neutral");
  }

  /// GitHub is asked again where it did not take the wish, and where what it delivered failed once more; a delivery that it has no more
  /// keeps no other from being asked for; none is asked for for ever.
  @Test
  void aDeliveryIsAskedForUntilGithubTakesTheWishAndNotForEver() {
    String id = "22222222-0000-0000-0000-" + kind;
    int before = rig.sandbox.redelivered().size();
    rig.sandbox.failedDelivery(id);
    rig.sandbox.failedDelivery("33333333-0000-0000-0000-" + kind);
    rig.sandbox.faults().planMatching("POST", "/attempts$", Fault.NOT_FOUND, () -> {});
    rig.sandbox.faults().planMatching("POST", "/attempts$", Fault.SERVER_ERROR, () -> {});
    assertThat(process.reconciler().run().redelivered()).as("one is gone, one was not taken").isZero();
    assertThat(process.reconciler().run().redelivered()).isEqualTo(1);
    assertThat(process.reconciler().run().redelivered()).as("asked for").isZero();
    for (int i = 0; i < 10; i++) {
      rig.sandbox.failedDelivery(id);
      process.reconciler().run();
    }
    assertThat(rig.sandbox.redelivered()).hasSize(before + 5);
  }

  /// The service was away for ten minutes. GitHub's list of what failed has several pages.
  @Test
  void allThatFailedWhileTheServiceWasAwayIsAskedForAndReviewedOnce() {
    Map<Long, String> missed = new HashMap<>();
    for (int i = 1; i <= 130; i++) {
      rig.sandbox.pullRequest(rig.name, i, rig.example.base(), rig.example.base(), "Change " + i);
      missed.put(rig.sandbox.failedDelivery("aaaaaaaa-0000-0000-" + kind + "-" + i), rig.sandbox.delivery(rig.name, i, "opened"));
      rig.time.to(rig.time.instant().plusSeconds(4));
    }
    int before = rig.sandbox.redelivered().size();
    assertThat(process.reconciler().run().redelivered()).isEqualTo(130);
    List<Long> asked = rig.sandbox.redelivered().subList(before, before + 130);
    assertThat(asked).containsExactlyInAnyOrderElementsOf(missed.keySet());
    var jobs = asked.stream().map(each -> process.deliver("pull_request", missed.getOrDefault(each, ""))).toList();
    assertThat(jobs.stream().map(each -> process.toItsEnd(each).state())).containsOnly(Job.State.DONE);
    assertThat(process.reconciler().run()).isEqualTo(new Reconciler.Round(0, 0));
    assertThat(rig.sandbox.checks(rig.name, rig.example.base())).hasSize(130)
        .allSatisfy(each -> assertThat(each.path("status").asText()).isEqualTo("completed"));
  }
}
