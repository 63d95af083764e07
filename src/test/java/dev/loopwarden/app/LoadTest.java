package dev.loopwarden.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loopwarden.store.Databases;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// How long a delivery of 25 KB waits for its 202 while others come in at a steady pace, whether or not answers keep up. The usual run is
/// short and asks for what GitHub does, ten seconds; the promised figures are measured with `-Drate=200 -Dseconds=300 -Dmost=5`.
final class LoadTest {

  private static final int BYTES = 25_000;
  private static final int RATE = Integer.getInteger("rate", 25);
  private static final int SECONDS = Integer.getInteger("seconds", 4);

  /// On a machine that does nothing else.
  private static final boolean MEASURED = System.getProperty("rate") != null;

  @TempDir private Path folder;

  static Stream<String> kinds() {
    return Databases.kinds();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void everyDeliveryIsAnsweredInTimeAndStored(String kind) throws Exception {
    String database = kind.equals("sqlite") ? "jdbc:sqlite:" + folder.resolve("test.db") : Databases.fresh(kind);
    try (var scene = new Scene(Clock.systemUTC())) {
      List<String> names = new ArrayList<>();
      for (int i = 1; i <= 20; i++) {
        names.add(scene.host(i));
      }
      try (ServeProcess process = ServeProcess.start(List.of(), scene.settings(database, Map.of()), folder.resolve("serve.log"))) {
        warm(scene, process, names.getFirst());
        var answers = new ConcurrentLinkedQueue<Scene.Answer>();
        pace(RATE, SECONDS, number -> {
          String name = names.get(number % names.size());
          answers.add(scene.deliver(process.port(), padded(scene.opened(name, 100 + number / names.size(), scene.example.base()))));
        });
        assertThat(answers).hasSize(RATE * SECONDS).extracting(Scene.Answer::status).isSubsetOf(202, 503);
        assertThat(answers).filteredOn(each -> each.status() == 503).as("told to come again").hasSizeLessThanOrEqualTo(MEASURED ? 0 : RATE * SECONDS / 10);
        told(kind + ", " + RATE + " a second for " + SECONDS + " s", answers);
        assertThat(answers).allSatisfy(each -> assertThat(each.took()).isLessThan(Duration.ofSeconds(Integer.getInteger("most", 10))));
      }
      scene.everyAcceptedDeliveryIsThere(database);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void badSignaturesAreRefusedAndCostGoodDeliveriesNothing(String kind) throws Exception {
    try (var scene = new Scene(Clock.systemUTC())) {
      String name = scene.host(1);
      String body = padded(scene.opened(name, 1, scene.example.base()));
      String database = kind.equals("sqlite") ? "jdbc:sqlite:" + folder.resolve("test.db") : Databases.fresh(kind);
      try (ServeProcess process = ServeProcess.start(List.of(), scene.settings(database, Map.of()), folder.resolve("serve.log"))) {
        warm(scene, process, name);
        var bad = new ConcurrentLinkedQueue<Scene.Answer>();
        var good = new ConcurrentLinkedQueue<Scene.Answer>();
        pace(Integer.getInteger("bad", 200), SECONDS, number -> {
          bad.add(scene.deliver(process.port(), body, "bad-" + number, "sha256=" + "0".repeat(64)));
          if (number % 20 == 0) {
            good.add(scene.deliver(process.port(), padded(scene.opened(name, 2 + number, scene.example.base()))));
          }
        });
        assertThat(bad).extracting(Scene.Answer::status).containsOnly(401);
        assertThat(good).isNotEmpty().extracting(Scene.Answer::status).isSubsetOf(202, 503).contains(202);
        told(kind + ", bad signatures", bad);
        told(kind + ", good ones among them", good);
      }
      scene.everyAcceptedDeliveryIsThere(database);
    }
  }

  private static void warm(Scene scene, ServeProcess process, String name) {
    for (int i = 0; i < 50; i++) {
      scene.deliver(process.port(), scene.opened(name, 99, scene.example.base()));
    }
  }

  @FunctionalInterface
  private interface Sending {
    void send(int number);
  }

  /// Each at its moment, whether or not the ones before were answered.
  private static void pace(int rate, int seconds, Sending sending) {
    long begun = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < rate * seconds; i++) {
        int number = i;
        LockSupport.parkNanos(begun + number * 1_000_000_000L / rate - System.nanoTime());
        threads.execute(() -> sending.send(number));
      }
    }
  }

  private static void told(String what, Iterable<Scene.Answer> answers) {
    var took = new ArrayList<Long>();
    answers.forEach(each -> took.add(each.took().toMillis()));
    took.sort(null);
    System.out.println("load: " + what + ": " + took.size() + " answers, p50 " + took.get(took.size() / 2) + " ms, p99 "
        + took.get(took.size() * 99 / 100) + " ms, longest " + took.getLast() + " ms");
  }

  private static String padded(String body) {
    try {
      ObjectNode node = (ObjectNode) new ObjectMapper().readTree(body);
      return node.put("padding", "x".repeat(Math.max(0, BYTES - body.length()))).toString();
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException(broken);
    }
  }
}
