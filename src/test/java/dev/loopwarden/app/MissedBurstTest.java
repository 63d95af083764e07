package dev.loopwarden.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopwarden.pull.CommitId;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The service was away while GitHub delivered, to ten installations. On the machine's clock, from its start to the last finished check. A
/// few deliveries; the promise is `-Dmissed=500` within five minutes.
final class MissedBurstTest {

  private static final int INSTALLATIONS = 10;
  private static final Duration PROMISED = Duration.ofMinutes(5);

  @TempDir private Path folder;

  @Test
  void allThatWasMissedIsReviewedWithinFiveMinutesOfTheStart() throws Exception {
    int missed = Integer.getInteger("missed", 20);
    try (var scene = new Scene(Clock.systemUTC())) {
      CommitId head = scene.example.base();
      Map<Long, String> bodies = new HashMap<>();
      List<String> names = new ArrayList<>();
      for (int i = 0; i < INSTALLATIONS; i++) {
        names.add(scene.host(i + 1));
      }
      for (int i = 0; i < missed; i++) {
        String body = scene.opened(names.get(i % INSTALLATIONS), 1 + i / INSTALLATIONS, head);
        bodies.put(scene.sandbox.failedDelivery("aaaaaaaa-0000-0000-0000-" + i), body);
      }
      long begun = System.nanoTime();
      String database = "jdbc:sqlite:" + folder.resolve("test.db");
      try (Service service = Service.start(OperatorSettings.read(scene.settings(database, Map.of())), Service.Times.real())) {
        Set<Long> delivered = new HashSet<>();
        Scene.await("the last review", PROMISED, () -> {
          // What it asks for is delivered, as GitHub does.
          List.copyOf(scene.sandbox.redelivered()).stream().filter(delivered::add)
              .forEach(each -> assertThat(scene.deliver(service.port(), bodies.getOrDefault(each, "")).status()).isEqualTo(202));
          return delivered.size() == missed && names.stream().mapToInt(each -> scene.finished(each, head)).sum() == missed;
        });
        System.out.println("missed: " + missed + " deliveries reviewed " + Duration.ofNanos(System.nanoTime() - begun).toSeconds() + " s after the start");
        assertThat(delivered).isEqualTo(bodies.keySet());
      }
      scene.everyAcceptedDeliveryIsThereAndDone(database, Duration.ofSeconds(30));
    }
  }
}
