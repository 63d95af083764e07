package dev.loopwarden.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopwarden.job.Job;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.sandbox.Faults.Fault;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Where a finding is told that has no line of its own in the diff. The stand-in refuses a whole review for one line outside of it, as
/// GitHub does.
final class CommentPlaceTest extends LifeTest {

  private static final String FAR = "\n\n\ndef a():\n    return 1\n".repeat(30);

  /// What a name stands for is changed at the top; it is called in a function that no hunk touches.
  @Test
  void aFindingFarFromTheDiffIsToldAtTheFileOrAtItsCause() {
    String text = "import time\n\n\nfrom asyncio import sleep as pause" + FAR + "\n\nasync def wait():\n    pause(3)\n";
    review(text, text.replace("from asyncio import sleep as pause", "from time import sleep as pause"));
    assertThat(rig.lineComments()).hasSize(1);
    JsonNode comment = rig.lineComments().getFirst();
    assertThat(comment.path("body").asText()).contains("LW100");
    assertThat(comment.path("subject_type").asText().equals("file") || comment.path("line").asInt() < 8).as(comment.toString()).isTrue();
    assertThat(rig.summaries()).hasSize(1);
  }

  /// A line that made it safe is taken away: what is left of its function has the nearest line of the diff.
  @Test
  void aFindingInAFunctionThatTheDiffTouchesElsewhereIsToldInThatFunction() {
    String body = "    value = 1\n".repeat(20);
    String text = "import time\n\n\nasync def wait():\n    pause = print\n" + body + "    pause(3)\n";
    review(text, text.replace("pause = print", "pause = time.sleep"));
    assertThat(rig.lineComments()).hasSizeLessThanOrEqualTo(1);
    rig.lineComments().forEach(each -> assertThat(each.path("line").asInt()).isBetween(4, 8));
  }

  @Test
  void whatGithubRefusesAsACommentIsToldInSummaryAndCheck() {
    rig.sandbox.faults().planMatching("POST", "/pulls/1/reviews$", Fault.UNPROCESSABLE, () -> {});
    CommitId head = review("import time\n", "import time\n\n\nasync def wait():\n    time.sleep(3)\n");
    assertThat(rig.sandbox.reviews(rig.name, 1)).isEmpty();
    assertThat(rig.summaries().getFirst().path("body").asText()).contains("LW100");
    assertThat(rig.sandbox.checks(rig.name, head).getFirst().at("/output/annotations")).hasSize(1);
    assertThat(rig.sandbox.checks(rig.name, head).getFirst().path("conclusion").asText()).isEqualTo("failure");
  }

  /// Nothing is said on a clean pull request but the check.
  @Test
  void aCleanPullRequestGetsItsCheckAndNothingElse() {
    CommitId head = review("import asyncio\n", "import asyncio\n\n\nasync def wait():\n    await asyncio.sleep(3)\n");
    assertThat(rig.sandbox.comments(rig.name, 1)).isEmpty();
    assertThat(rig.sandbox.reviews(rig.name, 1)).isEmpty();
    assertThat(rig.sandbox.checks(rig.name, head).getFirst().path("conclusion").asText()).isEqualTo("success");
  }

  private static CommitId review(String before, String after) {
    CommitId base = commit(Optional.empty(), before);
    CommitId head = commit(Optional.of(base), after);
    rig.sandbox.pullRequest(rig.name, 1, base, head, "A change");
    Job job = process.toItsEnd(process.deliver("pull_request", rig.sandbox.delivery(rig.name, 1, "opened")));
    assertThat(job.state()).as(job.reason()).isEqualTo(Job.State.DONE);
    return head;
  }

  private static CommitId commit(Optional<CommitId> parent, String text) {
    return rig.example.git().commit(parent, "change", Map.of("app/jobs.py", text.getBytes(StandardCharsets.UTF_8)));
  }
}
