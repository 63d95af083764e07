package dev.loopwarden.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopwarden.job.Job;
import dev.loopwarden.pull.CommitId;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a large pull request may read of GitHub, counted at the stand-in: a process that has seen nothing yet, then the same after a push.
final class ReadBudgetTest {

  private Rig rig;
  private Rig.Replica process;

  @SuppressWarnings("NullAway.Init") // set before each test
  ReadBudgetTest() {}

  @BeforeEach
  void start() {
    rig = new Rig("sqlite");
    process = rig.process();
  }

  @AfterEach
  void stop() {
    process.close();
    rig.close();
  }

  @Test
  void aHundredFilesCostNoMoreReads() {
    rig.fresh();
    CommitId base = hundred(Optional.empty(), 0, "pass");
    CommitId first = hundred(Optional.of(base), 100, "await asyncio.sleep(1)");
    CommitId second = hundred(Optional.of(first), 3, "time.sleep(1)");
    int from = rig.sandbox.requests().size();
    rig.sandbox.pullRequest(rig.name, 1, base, first, "A hundred files");
    assertThat(process.toItsEnd(process.deliver("pull_request", rig.sandbox.delivery(rig.name, 1, "opened"))).state()).isEqualTo(Job.State.DONE);
    int between = rig.sandbox.requests().size();
    rig.sandbox.pullRequest(rig.name, 1, base, second, "A hundred files");
    assertThat(process.toItsEnd(process.deliver("pull_request", rig.sandbox.delivery(rig.name, 1, "synchronize"))).state()).isEqualTo(Job.State.DONE);
    List<String> all = rig.sandbox.requests();
    assertThat(reads(all.subList(from, between))).as(String.join("\n", all.subList(from, between))).isLessThanOrEqualTo(12);
    assertThat(reads(all.subList(between, all.size()))).as(String.join("\n", all.subList(between, all.size()))).isLessThanOrEqualTo(6);
    assertThat(rig.lineComments()).hasSize(3);
  }

  @Test
  void theExamplesFirstReviewCostsAtMostTwelveReadsAndOneAfterAPushSix() {
    rig.fresh();
    int from = rig.sandbox.requests().size();
    process.toItsEnd(process.deliver("pull_request", rig.push("opened", rig.example.first())));
    int between = rig.sandbox.requests().size();
    process.toItsEnd(process.deliver("pull_request", rig.push("synchronize", rig.example.second())));
    List<String> all = rig.sandbox.requests();
    assertThat(reads(all.subList(from, between))).isLessThanOrEqualTo(12);
    assertThat(reads(all.subList(between, all.size()))).isLessThanOrEqualTo(6);
  }

  @Test
  void manyLongFilesAreReadInSeveralQueriesAndVeryLongOnesByThemselvesOrNotAtAll() {
    rig.fresh();
    Map<String, byte[]> before = new HashMap<>();
    Map<String, byte[]> after = new HashMap<>();
    for (int i = 0; i < 40; i++) {
      before.put("m" + i + ".py", module(220_000, "pass"));
      after.put("m" + i + ".py", module(220_000, "time.sleep(" + (i + 1) + ")"));
    }
    before.put("long.py", module(700_000, "pass"));
    after.put("long.py", module(700_000, "time.sleep(99)"));
    after.put("longer.py", module(1_200_000, "time.sleep(99)"));
    after.put("longest.py", module(17_000_000, "time.sleep(99)"));
    CommitId base = rig.example.git().commit(Optional.empty(), "before", before);
    CommitId head = rig.example.git().commit(Optional.of(base), "after", after);
    int from = rig.sandbox.requests().size();
    rig.sandbox.pullRequest(rig.name, 1, base, head, "Long files");
    Job job = process.toItsEnd(process.deliver("pull_request", rig.sandbox.delivery(rig.name, 1, "opened")));
    assertThat(job.state()).as(job.reason()).isEqualTo(Job.State.DONE);
    assertThat(job.attempt()).as("no query was too long").isEqualTo(1);
    List<String> asked = rig.sandbox.requests().subList(from, rig.sandbox.requests().size());
    assertThat(asked.stream().filter(each -> each.endsWith("/graphql"))).hasSizeBetween(3, 4);
    assertThat(asked.stream().filter(each -> each.contains("/contents/"))).containsExactly("GET /repos/" + rig.name + "/contents/long.py");
    assertThat(rig.lineComments()).hasSize(15);
    assertThat(rig.sandbox.checks(rig.name, head).getFirst().at("/output/text").asText())
        .contains("`longer.py`: over the limit of `1048576` bytes", "`longest.py`: over the limit of `1048576` bytes");
  }

  /// GraphQL has the text of what is UTF-8 only.
  @Test
  void aFileInAnotherEncodingIsReadRaw() {
    rig.fresh();
    byte[] text = "# -*- coding: latin-1 -*-\nimport time\n\n\nasync def wait():\n    time.sleep(1)  # \u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
    CommitId base = rig.example.git().commit(Optional.empty(), "before", Map.of("a.py", module(300, "pass")));
    CommitId head = rig.example.git().commit(Optional.of(base), "after", Map.of("a.py", module(300, "pass"), "latin.py", text));
    int from = rig.sandbox.requests().size();
    rig.sandbox.pullRequest(rig.name, 1, base, head, "Another encoding");
    assertThat(process.toItsEnd(process.deliver("pull_request", rig.sandbox.delivery(rig.name, 1, "opened"))).state()).isEqualTo(Job.State.DONE);
    assertThat(rig.sandbox.requests().subList(from, rig.sandbox.requests().size())).contains("GET /repos/" + rig.name + "/contents/latin.py");
    assertThat(rig.lineComments()).hasSize(1);
  }

  @Test
  void veryManyFilesAreReadAsOneArchive() {
    rig.fresh();
    CommitId base = rig.example.git().commit(Optional.empty(), "before", Map.of("a.py", module(300, "pass")));
    Map<String, byte[]> files = new HashMap<>();
    for (int i = 0; i < 200; i++) {
      files.put("m" + i + ".py", module(300, "time.sleep(" + (i + 1) + ")"));
    }
    CommitId head = rig.example.git().commit(Optional.of(base), "after", files);
    int from = rig.sandbox.requests().size();
    rig.sandbox.pullRequest(rig.name, 1, base, head, "Many files");
    assertThat(process.toItsEnd(process.deliver("pull_request", rig.sandbox.delivery(rig.name, 1, "opened"))).state()).isEqualTo(Job.State.DONE);
    List<String> asked = rig.sandbox.requests().subList(from, rig.sandbox.requests().size());
    assertThat(asked).filteredOn(each -> each.contains("/tarball/")).hasSize(1);
    assertThat(reads(asked)).isLessThanOrEqualTo(12);
    // All that is found is told: fifteen in comments, the rest at the check, fifty in a request.
    assertThat(rig.lineComments()).hasSize(15);
    assertThat(rig.sandbox.checks(rig.name, head).getFirst().at("/output/annotations")).hasSize(185);
    assertThat(asked).filteredOn(each -> each.startsWith("PATCH ") && each.contains("/check-runs/")).hasSize(4);
  }

  @Test
  void whatIsTooLongForGithubIsCutAndSaysWhereTheRestIs() {
    rig.fresh();
    Map<String, byte[]> files = new HashMap<>();
    for (int i = 0; i < 60; i++) {
      var text = new StringBuilder("import asyncio\nimport time\n");
      for (int j = 0; j < 5; j++) {
        text.append("\n\nasync def ").append("wait_for_a_very_long_while_".repeat(4)).append(j).append("():\n    time.sleep(").append(j + 1).append(")\n");
      }
      files.put("a_folder_with_a_long_name/".repeat(4) + "m" + i + ".py", text.toString().getBytes(StandardCharsets.UTF_8));
    }
    CommitId base = rig.example.git().commit(Optional.empty(), "before", Map.of("a.py", module(300, "pass")));
    CommitId head = rig.example.git().commit(Optional.of(base), "after", files);
    rig.sandbox.pullRequest(rig.name, 1, base, head, "Long names");
    Job job = process.toItsEnd(process.deliver("pull_request", rig.sandbox.delivery(rig.name, 1, "opened")));
    assertThat(job.state()).as(job.reason()).isEqualTo(Job.State.DONE);
    String summary = rig.summaries().getFirst().path("body").asText();
    assertThat(summary.length()).isBetween(60_000, 65_536);
    assertThat(summary).contains("The rest did not fit: [the whole run](https://warden.example/runs/" + job.id() + ")");
    var output = rig.sandbox.checks(rig.name, head).getFirst().path("output");
    assertThat(output.path("text").asText()).contains("The rest did not fit: [the whole run](https://warden.example/runs/").hasSizeLessThanOrEqualTo(65_535);
    assertThat(output.path("annotations")).hasSize(300 - 15);
  }

  /// A module of so many bytes, with one line in its coroutine.
  private static byte[] module(int bytes, String line) {
    String text = "import asyncio\nimport time\n\n\nasync def wait():\n    " + line + "\n    return \"";
    return (text + "x".repeat(bytes - text.length() - 2) + "\"\n").getBytes(StandardCharsets.UTF_8);
  }

  /// A hundred modules in which the first ones have another line.
  private CommitId hundred(Optional<CommitId> parent, int changed, String line) {
    Map<String, byte[]> files = new HashMap<>();
    for (int i = 0; i < 100; i++) {
      String body = i < changed ? line : parent.isEmpty() ? "pass" : changed == 100 ? "pass" : "await asyncio.sleep(1)";
      files.put("m" + i + ".py", ("import asyncio\nimport time\n\n\nasync def wait" + i + "():\n    " + body + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return rig.example.git().commit(parent, "change", files);
  }

  private static long reads(List<String> requests) {
    return requests.stream().filter(each -> each.startsWith("GET ") || each.endsWith("/graphql")).count();
  }
}
