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
    assertThat(rig.sandbox.checks(rig.name, head).getFirst().at("/output/text").asText().replace("\u200b", ""))
        .contains("`longer.py`: over the limit of 1048576 bytes", "`longest.py`: over the limit of 1048576 bytes");
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
