package dev.loopwarden.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopwarden.sandbox.Faults.Fault;
import dev.loopwarden.store.Databases;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two processes on one PostgreSQL. One is stopped (SIGSTOP) in the middle of a review for longer than its lease, the other does the review,
/// and the first one wakes: it has no effect any more. More stops than the usual few: `-Dpauses=20`, elsewhere with `-Dseed=N`.
final class ReplicaTest {

  /// Longer than a lease is kept, and than a write can be on its way.
  private static final Duration LATER = Duration.ofSeconds(90);

  private record Moment(String method, String path) {}

  private static final List<Moment> MOMENTS = List.of(
      new Moment("GET", "/git/trees/"), new Moment("POST", "/pulls/1/reviews$"), new Moment("POST", "/check-runs$"), new Moment("GET", "/compare/"),
      new Moment("POST", "/issues/1/comments$"), new Moment("PATCH", "/check-runs/"), new Moment("POST", "/graphql$"));

  @TempDir private Path folder;

  @Test
  void aProcessThatWakesAfterItsLeaseHasNoEffect() throws Exception {
    String database = Databases.fresh("postgresql");
    var clock = new JumpingClock();
    var random = new Random(Long.getLong("seed", 1L));
    Duration ahead = Duration.ZERO;
    try (var scene = new Scene(clock)) {
      for (int i = 1; i <= Integer.getInteger("pauses", 2); i++) {
        Moment moment = MOMENTS.get(i <= MOMENTS.size() ? i - 1 : random.nextInt(MOMENTS.size()));
        String name = scene.host(i);
        Path log = folder.resolve("service.log");
        scene.sandbox.faults().slowness(Duration.ofMillis(50));
        try (ServiceProcess stopped = ServiceProcess.start(scene.settings(database, Map.of()), ahead, log)) {
          String path = moment.path().startsWith("/graphql") ? moment.path() : "/orders" + i + "/.*" + moment.path().substring(1);
          scene.sandbox.faults().planMatching(moment.method(), path, Fault.DRIPPING, () -> signal("-STOP", stopped.pid()));
          assertThat(scene.deliver(stopped.port(), scene.opened(name, 1, scene.example.first())).status()).isEqualTo(202);
          Scene.await("its stop at " + moment, Duration.ofSeconds(60), () -> scene.sandbox.faults().left() == 0);
          ahead = ahead.plus(LATER);
          clock.jumpTo(Instant.now().plus(ahead));
          try (ServiceProcess other = ServiceProcess.start(scene.settings(database, Map.of()), ahead, log)) {
            assertThat(other.port()).isPositive();
            Scene.await("the review by the other, after " + moment, Duration.ofSeconds(90), () -> scene.isReviewed(name, scene.example.first()));
            signal("-CONT", stopped.pid());
            Thread.sleep(2_000);
          }
        }
        assertThat(scene.sandbox.comments(name, 1)).as("stopped at " + moment).hasSize(scene.comments + 1);
        scene.nothingIsThereTwice(name, 1, scene.example.first());
      }
      scene.everyAcceptedDeliveryIsThereAndDone(database, Duration.ofSeconds(30));
    }
  }

  private static void signal(String signal, long pid) {
    try {
      assertThat(new ProcessBuilder("kill", signal, String.valueOf(pid)).start().waitFor(10, TimeUnit.SECONDS)).isTrue();
    } catch (Exception unsent) {
      throw new IllegalStateException(unsent);
    }
  }
}
