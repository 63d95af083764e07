package dev.loopwarden.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopwarden.job.Job;
import dev.loopwarden.pull.CommitId;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What people and merge queues ask of the check: again, as it is, and for a commit that is no pull request's head.
final class CheckLifeTest extends LifeTest {

  @Test
  void aSuiteThatIsAskedForAgainIsReviewedAgainInTheSameCheck() {
    done(process.deliver("pull_request", rig.push("opened", rig.example.first())));
    for (int named : new int[] {1, 0}) {
      done(process.deliver("check_suite", rig.sandbox.suiteDelivery(rig.name, named, rig.example.first())));
      assertThat(rig.sandbox.checks(rig.name, rig.example.first())).hasSize(1);
      rig.allOfItIsSaid(rig.example.first(), rig.comments);
      assertThat(rig.sandbox.reviews(rig.name, 1)).hasSize(1);
    }
  }

  @Test
  void whatWasAcceptedHoldsUntilThereIsANewFinding() {
    done(process.deliver("pull_request", rig.push("opened", rig.example.first())));
    assertThat(check(rig.example.first()).path("actions").findValuesAsText("label")).containsExactly("Re-run", "Accept as is");
    done(process.deliver("check_run", rig.sandbox.checkDelivery(rig.name, 1, rig.example.first(), "accept")));
    assertThat(check(rig.example.first()).path("conclusion").asText()).isEqualTo("success");
    assertThat(check(rig.example.first()).at("/output/summary").asText()).contains("`a-developer` accepted");

    CommitId same = with(rig.example.first(), "NOTES.md", "nothing that matters\n");
    done(process.deliver("pull_request", rig.push("synchronize", same)));
    assertThat(check(same).path("conclusion").asText()).isEqualTo("success");
    assertThat(rig.summaries().getFirst().path("body").asText()).contains("`a-developer` accepted");

    CommitId worse = with(same, "shop/late.py", "import time\n\n\nasync def late():\n    time.sleep(5)\n");
    done(process.deliver("pull_request", rig.push("synchronize", worse)));
    assertThat(check(worse).path("conclusion").asText()).isEqualTo("failure");
    assertThat(check(worse).at("/output/summary").asText()).contains("`a-developer` accepted an earlier state; a new finding undid that");
  }

  @Test
  void aMergeQueueIsAnsweredAndAskedAgain() {
    CommitId head = rig.example.first();
    done(process.deliver("merge_group", rig.sandbox.mergeGroupDelivery(rig.name, 7, rig.example.base(), head)));
    assertThat(check(head).path("status").asText()).isEqualTo("completed");
    assertThat(check(head).path("conclusion").asText()).isEqualTo("failure");
    assertThat(rig.sandbox.comments(rig.name, 7)).isEmpty();
    long id = check(head).path("id").asLong();

    done(process.deliver("check_run", rig.sandbox.checkDelivery(rig.name, 0, head, "")));
    assertThat(rig.sandbox.checks(rig.name, head)).hasSize(1);
    assertThat(check(head).path("id").asLong()).isEqualTo(id);
    assertThat(check(head).path("status").asText()).isEqualTo("completed");
  }

  @Test
  void whatWasAcceptedInAPullRequestHoldsInItsMergeQueue() {
    done(process.deliver("pull_request", rig.push("opened", rig.example.first())));
    done(process.deliver("check_run", rig.sandbox.checkDelivery(rig.name, 1, rig.example.first(), "accept")));
    CommitId merged = with(rig.example.first(), "NOTES.md", "merged\n");
    done(process.deliver("merge_group", rig.sandbox.mergeGroupDelivery(rig.name, 1, rig.example.base(), merged)));
    assertThat(check(merged).path("conclusion").asText()).isEqualTo("success");
    CommitId other = with(rig.example.first(), "NOTES.md", "merged for another\n");
    done(process.deliver("merge_group", rig.sandbox.mergeGroupDelivery(rig.name, 2, rig.example.base(), other)));
    assertThat(check(other).path("conclusion").asText()).as("nobody accepted that one").isEqualTo("failure");
  }

  /// The button on the check of the queue's own commit.
  @Test
  void whatIsAcceptedInAMergeQueueHoldsThereAndForItsPullRequestAlone() {
    done(process.deliver("pull_request", rig.push("opened", rig.example.first())));
    CommitId merged = with(rig.example.first(), "NOTES.md", "merged\n");
    done(process.deliver("merge_group", rig.sandbox.mergeGroupDelivery(rig.name, 1, rig.example.base(), merged)));
    assertThat(check(merged).path("conclusion").asText()).isEqualTo("failure");
    done(process.deliver("check_run", rig.sandbox.checkDelivery(rig.name, 0, merged, "accept")));
    assertThat(rig.sandbox.checks(rig.name, merged)).hasSize(1);
    assertThat(check(merged).path("conclusion").asText()).isEqualTo("success");
    assertThat(check(merged).at("/output/summary").asText()).contains("`a-developer` accepted");
    // The queue makes another commit of it, and one for another pull request.
    CommitId next = with(rig.example.first(), "NOTES.md", "merged once more\n");
    done(process.deliver("merge_group", rig.sandbox.mergeGroupDelivery(rig.name, 1, rig.example.base(), next)));
    assertThat(check(next).path("conclusion").asText()).isEqualTo("success");
    CommitId other = with(rig.example.first(), "NOTES.md", "another\n");
    done(process.deliver("merge_group", rig.sandbox.mergeGroupDelivery(rig.name, 2, rig.example.base(), other)));
    assertThat(check(other).path("conclusion").asText()).isEqualTo("failure");
    // A finding that nobody accepted undoes it there too.
    CommitId worse = with(next, "shop/late.py", "import time\n\n\nasync def late():\n    time.sleep(5)\n");
    done(process.deliver("merge_group", rig.sandbox.mergeGroupDelivery(rig.name, 1, rig.example.base(), worse)));
    assertThat(check(worse).path("conclusion").asText()).isEqualTo("failure");
  }

  private static void done(Job job) {
    Job ended = process.toItsEnd(job);
    assertThat(ended.state()).as(ended.reason()).isEqualTo(Job.State.DONE);
  }

  private static JsonNode check(CommitId head) {
    return rig.sandbox.checks(rig.name, head).getFirst();
  }

  /// A commit with one more file.
  static CommitId with(Rig rig, CommitId parent, String path, String text) {
    Map<String, byte[]> files = new HashMap<>();
    rig.example.git().listing(parent).files().forEach((each, blob) -> files.put(each, rig.example.git().read(blob).orElseThrow()));
    files.put(path, text.getBytes(StandardCharsets.UTF_8));
    return rig.example.git().commit(Optional.of(parent), "change", files);
  }

  private static CommitId with(CommitId parent, String path, String text) {
    return with(rig, parent, path, text);
  }
}
