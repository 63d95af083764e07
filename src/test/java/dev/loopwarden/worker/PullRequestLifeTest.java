package dev.loopwarden.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopwarden.job.Job;
import dev.loopwarden.pull.CommitId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What happens to a pull request and its repository beside pushes.
final class PullRequestLifeTest extends LifeTest {

  @Test
  void aClosedPullRequestIsNotReviewed() {
    Job job = process.deliver("pull_request", rig.push("opened", rig.example.first()));
    rig.sandbox.closePullRequest(rig.name, 1);
    assertThat(process.toItsEnd(job).reason()).isEqualTo("the pull request is closed");
    assertThat(rig.sandbox.comments(rig.name, 1)).isEmpty();
  }

  @Test
  void aRenamedRepositoryIsFoundUnderItsNewName() {
    String body = rig.push("opened", rig.example.first());
    Job job = process.deliver("pull_request", body);
    rig.sandbox.rename(rig.name, "renamed" + rig.name.substring(8));
    rig.name = "example/renamed" + rig.name.substring(8);
    assertThat(process.toItsEnd(job).state()).isEqualTo(Job.State.DONE);
    rig.allOfItIsSaid(rig.example.first(), rig.comments);
  }

  @Test
  void aSuspendedInstallationsReviewWaitsUntilItIsNotSuspendedAnyMore() {
    process.toItsEnd(process.deliver("installation", installation("suspend")));
    Job job = process.deliver("pull_request", rig.push("opened", rig.example.first()));
    for (int i = 0; i < 3; i++) {
      process.queue.runDue(rig.time.instant());
      rig.time.to(rig.time.instant().plus(Duration.ofHours(1)));
    }
    assertThat(process.stores.jobs().find(job.id()).orElseThrow().state()).isEqualTo(Job.State.WAITING);
    assertThat(rig.sandbox.checks(rig.name, rig.example.first())).as("nothing was said").isEmpty();
    process.toItsEnd(process.deliver("installation", installation("unsuspend")));
    assertThat(process.toItsEnd(job).state()).isEqualTo(Job.State.DONE);
    rig.allOfItIsSaid(rig.example.first(), rig.comments);
  }

  private static String installation(String action) {
    return "{\"action\": \"" + action + "\", \"installation\": {\"id\": " + rig.sandbox.installation() + "}, \"repositories\": []}";
  }

  @Test
  void aForksHeadIsReadThroughTheBaseRepositoryAlone() {
    rig.push("opened", rig.example.first());
    rig.sandbox.kind(rig.name, 1, false, true);
    int from = rig.sandbox.requests().size();
    Job job = process.toItsEnd(process.deliver("pull_request", rig.sandbox.delivery(rig.name, 1, "opened")));
    assertThat(job.state()).isEqualTo(Job.State.DONE);
    assertThat(rig.sandbox.requests().subList(from, rig.sandbox.requests().size())).noneMatch(each -> each.contains("a-stranger"));
    rig.nothingIsThereTwice();
    rig.allOfItIsSaid(rig.example.first(), rig.comments);
    // *Re-run* on a fork's check names no pull request.
    String rerun = rig.sandbox.checkDelivery(rig.name, 1, rig.example.first(), "").replaceAll("\"pull_requests\":\\[[^]]*]", "\"pull_requests\":[]");
    assertThat(process.toItsEnd(process.deliver("check_run", rerun)).state()).isEqualTo(Job.State.DONE);
    rig.nothingIsThereTwice();
    assertThat(rig.sandbox.checks(rig.name, rig.example.first())).hasSize(1);
  }

  @Test
  void aRerunOfAHeadThatTwoPullRequestsHaveIsAJobAndARunForEach() {
    process.toItsEnd(process.deliver("pull_request", rig.push("opened", rig.example.first())));
    rig.sandbox.pullRequest(rig.name, 2, rig.example.base(), rig.example.first(), "The same into another branch");
    process.toItsEnd(process.deliver("pull_request", rig.sandbox.delivery(rig.name, 2, "opened")));
    String rerun = rig.sandbox.checkDelivery(rig.name, 1, rig.example.first(), "")
        .replaceAll("\"pull_requests\":\\[[^]]*]", "\"pull_requests\":[{\"number\":1},{\"number\":2}]");
    assertThat(process.toItsEnd(process.deliver("check_run", rerun)).state()).isEqualTo(Job.State.DONE);
    for (int i = 0; i < 3; i++) {
      rig.time.to(rig.time.instant().plusSeconds(10));
      process.queue.runDue(rig.time.instant());
    }
    List<Job> reruns = new ArrayList<>(process.stores.jobs().latest(50));
    reruns.removeIf(each -> !each.kind().equals("Rerun") || each.repository() != rig.repository().id());
    assertThat(reruns).extracting(Job::pullRequest).containsExactlyInAnyOrder(1, 2);
    assertThat(reruns).extracting(Job::state).containsOnly(Job.State.DONE);
    for (int number : List.of(1, 2)) {
      assertThat(process.stores.runs().of(rig.repository().id(), number, 9)).hasSize(1);
      assertThat(rig.sandbox.reviews(rig.name, number)).hasSize(1);
    }
    assertThat(rig.sandbox.checks(rig.name, rig.example.first())).hasSize(2)
        .allSatisfy(each -> assertThat(each.path("status").asText()).isEqualTo("completed"));
  }

  @Test
  void aDraftGetsItsCommentsWhenItIsReady() {
    rig.push("opened", rig.example.first());
    rig.sandbox.kind(rig.name, 1, true, false);
    assertThat(process.toItsEnd(process.deliver("pull_request", rig.sandbox.delivery(rig.name, 1, "opened"))).state()).isEqualTo(Job.State.DONE);
    assertThat(rig.sandbox.comments(rig.name, 1)).isEmpty();
    assertThat(rig.sandbox.checks(rig.name, rig.example.first()).getFirst().at("/output/annotations")).isNotEmpty();
    rig.sandbox.kind(rig.name, 1, false, false);
    assertThat(process.toItsEnd(process.deliver("pull_request", rig.sandbox.delivery(rig.name, 1, "ready_for_review"))).state()).isEqualTo(Job.State.DONE);
    rig.nothingIsThereTwice();
    rig.allOfItIsSaid(rig.example.first(), rig.comments);
  }

  /// The same head against another base: what that has already is new no more.
  @Test
  void anotherBaseIsAnotherReviewOfTheSameHead() {
    process.toItsEnd(process.deliver("pull_request", rig.push("opened", rig.example.second())));
    assertThat(rig.sandbox.checks(rig.name, rig.example.second()).getFirst().path("conclusion").asText()).isEqualTo("failure");
    rig.sandbox.pullRequest(rig.name, 1, rig.example.first(), rig.example.second(), "Into another branch");
    String edited = "{\"changes\": {\"base\": {\"ref\": {\"from\": \"main\"}}}, " + rig.sandbox.delivery(rig.name, 1, "edited").substring(1);
    assertThat(process.toItsEnd(process.deliver("pull_request", edited)).state()).isEqualTo(Job.State.DONE);
    assertThat(rig.sandbox.checks(rig.name, rig.example.second())).hasSize(1);
    assertThat(rig.sandbox.checks(rig.name, rig.example.second()).getFirst().path("conclusion").asText()).isEqualTo("success");
    assertThat(rig.sandbox.reviews(rig.name, 1)).hasSize(1);
    rig.nothingIsThereTwice();
  }

  /// What people say is theirs, with our mark in it too.
  @Test
  void whatPeopleSayIsNeverTouched() {
    process.toItsEnd(process.deliver("pull_request", rig.push("opened", rig.example.first())));
    String mark = rig.summaries().getFirst().path("body").asText().lines().findFirst().orElseThrow();
    String finding = rig.lineComments().getFirst().path("body").asText().lines().findFirst().orElseThrow();
    long reply = rig.sandbox.say(rig.name, 1, "ann", finding + "\nWe know.", rig.lineComments().getFirst().path("id").asLong());
    long forged = rig.sandbox.say(rig.name, 1, "mallory", mark + "\nAll is well.", 0);
    process.toItsEnd(process.deliver("pull_request", rig.push("synchronize", rig.example.second())));
    CommitId again = CheckLifeTest.with(rig, rig.example.second(), "NOTES.md", "x");
    process.toItsEnd(process.deliver("pull_request", rig.push("synchronize", again)));
    assertThat(body(reply)).isEqualTo(finding + "\nWe know.");
    assertThat(body(forged)).isEqualTo(mark + "\nAll is well.");
    assertThat(rig.lineComments()).hasSize(rig.comments + 1);
    assertThat(rig.summaries()).hasSize(2).anyMatch(each -> each.path("body").asText().contains(again.brief()));
  }

  /// What is signed is in GitHub's time, which its first answer tells.
  @ParameterizedTest
  @ValueSource(longs = {-20, 20})
  void aClockThatIsWrongCostsAnAttemptAndNoMore(long minutes) {
    try (var alone = new Rig("sqlite"); Rig.Replica wrong = alone.new Replica(Clock.offset(alone.time, Duration.ofMinutes(minutes)))) {
      alone.fresh();
      Job job = wrong.toItsEnd(wrong.deliver("pull_request", alone.push("opened", alone.example.first())));
      assertThat(job.state()).as(job.reason()).isEqualTo(Job.State.DONE);
      assertThat(job.attempt()).isEqualTo(2);
      alone.nothingIsThereTwice();
      alone.allOfItIsSaid(alone.example.first(), alone.comments);
    }
  }

  private static String body(long comment) {
    return rig.sandbox.comments(rig.name, 1).stream().filter(each -> each.path("id").asLong() == comment).findFirst().orElseThrow().path("body").asText();
  }

  @Test
  void aTransferredRepositoryIsKnownByItsIdAndReviewedForItsNewOwner() {
    process.toItsEnd(process.deliver("pull_request", rig.push("opened", rig.example.first())));
    rig.sandbox.transfer(rig.name, "another", 3_003);
    rig.name = "another/" + rig.name.substring(8);
    rig.installation = 3_003;
    process.toItsEnd(process.deliver("repository", rig.sandbox.repositoryDelivery(rig.name, "transferred")));
    assertThat(process.stores.repositories().find(rig.repository().id()).orElseThrow().fullName()).isEqualTo(rig.name);
    assertThat(process.toItsEnd(process.deliver("pull_request", rig.push("synchronize", rig.example.second()))).state()).isEqualTo(Job.State.DONE);
    rig.nothingIsThereTwice();
    rig.allOfItIsSaid(rig.example.second(), rig.comments);
  }

  /// Nobody tells of the transfer but GitHub's answers: no token for it where it was, nothing under its old name.
  @Test
  void aTransferredRepositoryIsFoundWhereNothingTellsOfItButRefusals() {
    process.toItsEnd(process.deliver("pull_request", rig.push("opened", rig.example.first())));
    Job job = process.deliver("pull_request", rig.push("synchronize", rig.example.second()));
    rig.time.to(rig.time.instant().plus(Duration.ofHours(2)));
    rig.sandbox.transfer(rig.name, "another", 3_004);
    rig.name = "another/" + rig.name.substring(8);
    rig.installation = 3_004;
    assertThat(process.toItsEnd(job).state()).isEqualTo(Job.State.DONE);
    assertThat(process.stores.repositories().find(rig.repository().id())).contains(rig.repository());
    rig.nothingIsThereTwice();
    rig.allOfItIsSaid(rig.example.second(), rig.comments);
  }

  /// The installation that had it before says at last that it has it no more.
  @Test
  void whatIsToldOfATransferLateDoesNotForgetTheRepository() {
    process.toItsEnd(process.deliver("pull_request", rig.push("opened", rig.example.first())));
    String removed = "{\"action\": \"removed\", \"installation\": {\"id\": " + rig.installation + "}, \"repositories_removed\": [{\"id\": "
        + rig.repository().id() + ", \"full_name\": \"" + rig.name + "\"}]}";
    rig.sandbox.transfer(rig.name, "another", 3_005);
    rig.name = "another/" + rig.name.substring(8);
    rig.installation = 3_005;
    process.toItsEnd(process.deliver("repository", rig.sandbox.repositoryDelivery(rig.name, "transferred")));
    process.accept("installation_repositories", removed, "late removal", Optional.empty());
    process.queue.runDue(rig.time.instant());
    assertThat(process.stores.repositories().find(rig.repository().id())).contains(rig.repository());
    assertThat(process.stores.runs().of(rig.repository().id(), 1, 9)).hasSize(1);
  }

  @Test
  void aRepositoryThatIsTakenAwayLeavesNothingAndItsJobsEnd() {
    process.toItsEnd(process.deliver("pull_request", rig.push("opened", rig.example.first())));
    Job waiting = process.deliver("pull_request", rig.push("synchronize", rig.example.second()));
    String removed = "{\"action\": \"removed\", \"installation\": {\"id\": " + rig.sandbox.installation() + "}, \"repositories_removed\": [{\"id\": "
        + rig.repository().id() + ", \"full_name\": \"" + rig.name + "\"}]}";
    Job removal = process.accept("installation_repositories", removed, "removal", Optional.empty());
    process.queue.runDue(rig.time.instant());
    process.queue.runDue(rig.time.instant().plusSeconds(60));
    assertThat(process.stores.repositories().find(rig.repository().id())).isEmpty();
    assertThat(process.stores.runs().of(rig.repository().id(), 1, 9)).isEmpty();
    assertThat(process.stores.jobs().find(removal.id()).map(each -> each.state().isOver()).orElse(true)).isTrue();
    assertThat(process.stores.jobs().find(waiting.id()).map(each -> each.state().isOver()).orElse(true)).isTrue();
  }
}
