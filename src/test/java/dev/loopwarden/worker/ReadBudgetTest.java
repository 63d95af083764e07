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
