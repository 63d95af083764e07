package dev.loopwarden.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopwarden.job.Job;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What happens to a pull request and its repository beside pushes.
final class PullRequestLifeTest {

  private static Rig rig;
  private static Rig.Replica process;

  @BeforeAll
  static void start() {
    rig = new Rig("sqlite");
    process = rig.process();
  }

  @AfterAll
  static void stop() {
    process.close();
    rig.close();
  }

  @Test
  void aClosedPullRequestIsNotReviewed() {
    rig.fresh();
    Job job = process.deliver("pull_request", rig.push("opened", rig.example.first()));
    rig.sandbox.closePullRequest(rig.name, 1);
    assertThat(process.toItsEnd(job).reason()).isEqualTo("the pull request is closed");
    assertThat(rig.sandbox.comments(rig.name, 1)).isEmpty();
  }

  @Test
  void aRenamedRepositoryIsFoundUnderItsNewName() {
    rig.fresh();
    String body = rig.push("opened", rig.example.first());
    Job job = process.deliver("pull_request", body);
    rig.sandbox.rename(rig.name, "renamed" + rig.name.substring(8));
    rig.name = "example/renamed" + rig.name.substring(8);
    assertThat(process.toItsEnd(job).state()).isEqualTo(Job.State.DONE);
    rig.allOfItIsSaid(rig.example.first(), 6);
  }

  @Test
  void aSuspendedInstallationsReviewWaitsUntilItIsNotSuspendedAnyMore() {
    rig.fresh();
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
    rig.allOfItIsSaid(rig.example.first(), 6);
  }

  private static String installation(String action) {
    return "{\"action\": \"" + action + "\", \"installation\": {\"id\": " + rig.sandbox.installation() + "}, \"repositories\": []}";
  }

  @Test
  void aForksHeadIsReadThroughTheBaseRepositoryAlone() {
    rig.fresh();
    rig.push("opened", rig.example.first());
    rig.sandbox.kind(rig.name, 1, false, true);
    int from = rig.sandbox.requests().size();
    Job job = process.toItsEnd(process.deliver("pull_request", rig.sandbox.delivery(rig.name, 1, "opened")));
    assertThat(job.state()).isEqualTo(Job.State.DONE);
    assertThat(rig.sandbox.requests().subList(from, rig.sandbox.requests().size())).noneMatch(each -> each.contains("a-stranger"));
    rig.nothingIsThereTwice();
    rig.allOfItIsSaid(rig.example.first(), 6);
    // *Re-run* on a fork's check names no pull request.
    String rerun = rig.sandbox.checkDelivery(rig.name, 1, rig.example.first(), "").replaceAll("\"pull_requests\":\\[[^]]*]", "\"pull_requests\":[]");
    assertThat(process.toItsEnd(process.deliver("check_run", rerun)).state()).isEqualTo(Job.State.DONE);
    rig.nothingIsThereTwice();
    assertThat(rig.sandbox.checks(rig.name, rig.example.first())).hasSize(1);
  }

  @Test
  void aRerunOfAHeadThatTwoPullRequestsHaveIsAJobAndARunForEach() {
    rig.fresh();
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
}
