package dev.loopwarden.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopwarden.pull.CommitId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How long a pull request waits for its check, in real time, with GitHub 50 ms away: a large one by itself, and a small one beside a
/// flood. The usual run is short; `-Dpulls=30` takes more of them.
final class FairnessTest {

  private static final Duration WAY = Duration.ofMillis(50);

  @TempDir private Path folder;

  private Scene scene;
  private Service service;

  @SuppressWarnings("NullAway.Init") // set before each test
  FairnessTest() {}

  @BeforeEach
  void start() {
    scene = new Scene(Clock.systemUTC());
    scene.sandbox.faults().distance(WAY);
    service = Service.start(
        OperatorSettings.read(scene.settings("jdbc:sqlite:" + folder.resolve("test.db"), Map.of())), Service.Times.real());
  }

  @AfterEach
  void stop() {
    service.close();
    scene.close();
  }

  @Test
  void aLargePullRequestHasItsCheckSoon() throws Exception {
    CommitId base = files("pass");
    CommitId head = scene.example.git().commit(Optional.of(base), "change", texts("await asyncio.sleep(1)"));
    var took = new ArrayList<Long>();
    for (int i = 1; i <= Integer.getInteger("pulls", 3); i++) {
      String name = scene.host(i);
      scene.sandbox.pullRequest(name, 1, base, head, "Two thousand lines");
      took.add(took(name, head, scene.sandbox.delivery(name, 1, "opened")).toMillis());
    }
    took.sort(null);
    System.out.println("speed: 20 files, 2,000 changed lines: from 202 to the finished check " + took + " ms");
    assertThat(took.getLast()).as("the longest, in ms").isLessThan(20_000);
    assertThat(scene.sandbox.reviews("example/orders1", 1)).as("it is clean").isEmpty();
  }

  @Test
  void aFloodInOneRepositoryHoldsUpNoOther() throws Exception {
    CommitId head = scene.example.first();
    Duration alone = took(scene.host(1), head, scene.opened("example/orders1", 1, head));
    String flooded = scene.host(2);
    for (int number = 1; number <= 40; number++) {
      assertThat(scene.deliver(service.port(), scene.opened(flooded, number, head)).status()).isEqualTo(202);
    }
    Scene.await("the flood's beginning", Duration.ofSeconds(30), () -> !scene.sandbox.checks(flooded, head).isEmpty());
    Duration beside = took(scene.host(3), head, scene.opened("example/orders3", 1, head));
    // The same installation: its writes are a second apart, whoever makes them.
    Duration sharing = took(scene.host(4, 2_002), head, scene.opened("example/orders4", 1, head));
    System.out.println("fairness: alone " + alone.toMillis() + " ms, beside a flood " + beside.toMillis() + " ms, in the flood's installation "
        + sharing.toMillis() + " ms");
    assertThat(scene.sandbox.checks(flooded, head)).as("the flood is not over").anyMatch(each -> !each.path("status").asText().equals("completed"));
    assertThat(beside.minus(alone)).isLessThan(Duration.ofSeconds(10));
    assertThat(sharing.minus(alone)).isLessThan(Duration.ofSeconds(20));
  }

  private Duration took(String name, CommitId head, String body) throws InterruptedException {
    assertThat(scene.deliver(service.port(), body).status()).isEqualTo(202);
    long begun = System.nanoTime();
    Scene.await("the check of " + name, Duration.ofSeconds(60), () -> scene.isReviewed(name, head));
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private CommitId files(String line) {
    return scene.example.git().commit(Optional.empty(), "before", texts(line));
  }

  /// Twenty modules of a hundred lines that are this one, each function with its own.
  private static Map<String, byte[]> texts(String line) {
    Map<String, byte[]> files = new HashMap<>();
    for (int i = 0; i < 20; i++) {
      var text = new StringBuilder("import asyncio\n");
      for (int j = 0; j < 100; j++) {
        text.append("\n\nasync def wait").append(j).append("():\n    ").append(line).append('\n');
      }
      files.put("m" + i + ".py", text.toString().getBytes(StandardCharsets.UTF_8));
    }
    return files;
  }
}
