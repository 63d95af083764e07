package dev.loopwarden.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopwarden.sandbox.Faults.Fault;
import dev.loopwarden.store.Databases;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// Two processes on one PostgreSQL and the machine's own clock. The one that is at a review is killed: the other goes on within the lease of
/// 30 seconds and 5 more, on a machine that does nothing else. Run by `-Dtakeovers=10`, how often; `ReplicaTest` has a takeover always.
@EnabledIfSystemProperty(named = "takeovers", matches = "[1-9][0-9]*")
final class TakeoverTest {

  private static final Duration PROMISED = Duration.ofSeconds(35);

  @TempDir private Path folder;

  @Test
  void theOtherProcessGoesOnWithinTheLeaseAndFiveSeconds() throws Exception {
    String database = Databases.fresh("postgresql");
    try (var scene = new Scene(Clock.systemUTC());
        ServeProcess other = ServeProcess.start(List.of(), scene.settings(database, Map.of("LOOPWARDEN_WORKERS", "1")), folder.resolve("other.log"))) {
      // The other one's only worker is held at a review of its own, so that it takes no new job.
      for (int i = 1; i <= Integer.getInteger("takeovers"); i++) {
        String name = scene.host(i);
        String busy = scene.host(1_000 + i);
        scene.sandbox.faults().slowness(Duration.ofSeconds(8));
        scene.sandbox.faults().planMatching("GET", "/orders" + (1_000 + i) + "/compare/", Fault.STALLED, () -> {});
        assertThat(scene.deliver(other.port(), scene.opened(busy, 1, scene.example.base())).status()).isEqualTo(202);
        Scene.await("the other's own review", Duration.ofSeconds(30), () -> !scene.sandbox.checks(busy, scene.example.base()).isEmpty());
        var killed = new AtomicLong();
        try (ServeProcess first = ServeProcess.start(List.of(), scene.settings(database, Map.of()), folder.resolve("first.log"))) {
          scene.sandbox.faults().planMatching("GET", "/orders" + i + "/git/trees/", Fault.RESET_BEFORE, () -> {
            first.kill();
            killed.set(System.nanoTime());
          });
          assertThat(scene.deliver(first.port(), scene.opened(name, 1, scene.example.first())).status()).isEqualTo(202);
          Scene.await("the kill", Duration.ofSeconds(60), () -> killed.get() > 0);
        }
        int repository = i;
        int known = asked(scene, repository);
        Scene.await("the takeover", Duration.ofSeconds(90), () -> asked(scene, repository) > known);
        Duration took = Duration.ofNanos(System.nanoTime() - killed.get());
        System.out.println("takeover: " + took.toMillis() + " ms after the kill");
        assertThat(took).isLessThan(PROMISED);
        Scene.await("the review", Duration.ofMinutes(2), () -> scene.isReviewed(name, scene.example.first()));
        assertThat(scene.sandbox.comments(name, 1)).hasSize(scene.comments + 1);
        scene.nothingIsThereTwice(name, 1, scene.example.first());
      }
    }
  }

  /// Requests for a repository so far.
  private static int asked(Scene scene, int id) {
    return (int) scene.sandbox.requests().stream().filter(each -> each.contains("/example/orders" + id + "/")).count();
  }
}
