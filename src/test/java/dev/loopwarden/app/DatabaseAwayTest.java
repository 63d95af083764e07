package dev.loopwarden.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopwarden.job.RetryPolicy;
import dev.loopwarden.pull.CommitId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// PostgreSQL goes away, at once and in the middle of work, and comes back: whoever delivers is told to come again, nothing that was
/// accepted is lost. More often than the usual few: `-Dstops=20`, longer: `-Daway=30` seconds.
final class DatabaseAwayTest {

  @TempDir private Path folder;

  @Test
  void whoDeliversWhileItIsAwayIsToldToComeAgainAndNothingIsLost() throws Exception {
    var clock = new JumpingClock();
    var quick = new RetryPolicy(30, Duration.ofMillis(50), Duration.ofMillis(500), Duration.ofHours(24));
    var heads = new ArrayList<String>();
    try (var postgres = new Postgres(folder); var scene = new Scene(clock)) {
      try (Service service = Service.start(
          OperatorSettings.read(scene.settings(postgres.address(), Map.of())), new Service.Times(clock, clock::jumpTo, quick))) {
        for (int i = 1; i <= Integer.getInteger("stops", 1); i++) {
          String name = scene.host(i);
          heads.add(name);
          CommitId head = scene.example.first();
          assertThat(scene.deliver(service.port(), scene.opened(name, 1, head)).status()).isEqualTo(202);
          Scene.await("the review's beginning", Duration.ofSeconds(60), () -> !scene.sandbox.checks(name, head).isEmpty());
          postgres.stopAtOnce();
          away(scene, service, name);
          long back = System.nanoTime();
          postgres.comeBack();
          String next = scene.opened(name, 2, scene.example.second());
          Scene.await("the first 202 after its return", Duration.ofSeconds(60), () -> scene.deliver(service.port(), next).status() == 202);
          System.out.println("database away: 202 again " + Duration.ofNanos(System.nanoTime() - back).toMillis() + " ms after its start was begun");
          Scene.await("the review of " + name, Duration.ofMinutes(4), () -> scene.isReviewed(name, head), () -> service.jobs().latest(20).toString());
          Scene.await("the next of " + name, Duration.ofMinutes(4), () -> scene.isReviewed(name, scene.example.second()));
        }
        scene.everyAcceptedDeliveryIsThereAndDone(postgres.address(), Duration.ofMinutes(2));
      }
      for (String name : heads) {
        assertThat(scene.sandbox.comments(name, 1)).hasSize(scene.comments + 1);
        scene.nothingIsThereTwice(name, 1, scene.example.first());
      }
    }
  }

  private static void away(Scene scene, Service service, String name) throws InterruptedException {
    var took = new ArrayList<Duration>();
    long end = System.nanoTime() + Duration.ofSeconds(Integer.getInteger("away", 6)).toNanos();
    do {
      Scene.Answer answer = scene.deliver(service.port(), scene.opened(name, 2, scene.example.second()));
      assertThat(answer.status()).as(answer.body()).isEqualTo(503);
      assertThat(answer.comeAgain()).isTrue();
      took.add(answer.took());
      assertThat(scene.probe(service.managementPort(), "/livez")).isEqualTo(200);
      assertThat(scene.probe(service.managementPort(), "/readyz")).isEqualTo(503);
      assertThat(scene.probe(service.managementPort(), "/metrics")).isEqualTo(200);
    } while (System.nanoTime() < end);
    assertThat(took).as("answers while it was away").allSatisfy(each -> assertThat(each).isLessThan(Duration.ofSeconds(5)));
    System.out.println("database away: 503 after " + List.copyOf(took).stream().map(Duration::toMillis).toList() + " ms");
  }
}
