package dev.loopwarden.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopwarden.store.Databases;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The service is asked to stop (SIGTERM) while deliveries come in and reviews run.
final class StopTest {

  private static final int REPOSITORIES = 6;

  @TempDir private Path folder;

  static List<String> kinds() {
    return Databases.kinds().toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void aStopUnderLoadLosesNothingAndEndsInTime(String kind) throws Exception {
    String database = kind.equals("sqlite") ? "jdbc:sqlite:" + folder.resolve("test.db") : Databases.fresh(kind);
    try (var scene = new Scene(Clock.systemUTC())) {
      Map<String, String> settings = scene.settings(database, Map.of());
      var refused = new ArrayList<Scene.Answer>();
      try (ServeProcess first = ServeProcess.start(List.of(), settings, folder.resolve("first.log"))) {
        for (int i = 1; i <= REPOSITORIES; i++) {
          String body = scene.opened(scene.host(i), 1, scene.example.first());
          assertThat(scene.deliver(first.port(), body).status()).isEqualTo(202);
        }
        Scene.await("the first review's beginning", Duration.ofSeconds(60), () -> !scene.sandbox.checks("example/orders1", scene.example.first()).isEmpty());
        first.terminate();
        for (int i = REPOSITORIES + 1; first.isAlive() && i < 1_000; i++) {
          String body = scene.opened(scene.host(i), 1, scene.example.base());
          Scene.Answer answer = scene.deliver(first.port(), body);
          if (answer.status() != 202) {
            refused.add(answer);
          }
          Thread.sleep(20);
        }
        assertThat(first.endsWithin(Duration.ofSeconds(30))).isTrue();
      }
      assertThat(refused).as("who comes too late gets no connection, and no error").extracting(Scene.Answer::status).containsOnly(0);
      try (ServeProcess second = ServeProcess.start(List.of(), settings, folder.resolve("second.log"))) {
        assertThat(second.port()).isPositive();
        scene.everyAcceptedDeliveryIsThereAndDone(database, Duration.ofMinutes(4));
      }
      for (int i = 1; i <= REPOSITORIES; i++) {
        assertThat(scene.isReviewed("example/orders" + i, scene.example.first())).isTrue();
        assertThat(scene.sandbox.comments("example/orders" + i, 1)).hasSize(scene.comments + 1);
        scene.nothingIsThereTwice("example/orders" + i, 1, scene.example.first());
      }
    }
  }

  @Test
  void whatFailedWhileItWasAwayForAMomentIsAskedForAtTheStart() throws Exception {
    var clock = new JumpingClock();
    var times = new Service.Times(clock, clock::jumpTo, Service.Times.real().retry());
    try (var scene = new Scene(clock)) {
      OperatorSettings settings = OperatorSettings.read(scene.settings("jdbc:sqlite:" + folder.resolve("test.db"), Map.of()));
      try (Service first = Service.start(settings, times)) {
        assertThat(first.port()).isPositive();
        Scene.await("its look at what failed", Duration.ofSeconds(30), () -> scene.sandbox.requests().contains("GET /app/hook/deliveries"));
      }
      long failed = scene.sandbox.failedDelivery("22222222-0000-0000-0000-000000000000");
      try (Service second = Service.start(settings, times)) {
        assertThat(second.port()).isPositive();
        Scene.await("the second delivery", Duration.ofSeconds(60), () -> scene.sandbox.redelivered().equals(List.of(failed)));
      }
    }
  }

  /// Two processes on one database are replaced one after the other. Whoever delivers takes one that is ready, as a load balancer does.
  @Test
  void aRollingRestartTakesEveryDelivery() throws Exception {
    String database = Databases.fresh("postgresql");
    try (var scene = new Scene(Clock.systemUTC())) {
      Map<String, String> settings = scene.settings(database, Map.of());
      String name = scene.host(1);
      var processes = new ArrayList<>(List.of(
          ServeProcess.start(List.of(), settings, folder.resolve("0.log")), ServeProcess.start(List.of(), settings, folder.resolve("1.log"))));
      try {
        var answers = new ArrayList<Integer>();
        int number = 0;
        for (int i = 0; i < 2; i++) {
          ServeProcess old = processes.get(i);
          ServeProcess other = processes.get(1 - i);
          old.terminate();
          while (old.isAlive()) {
            ServeProcess ready = scene.probe(old.managementPort(), "/readyz") == 200 ? old : other;
            Scene.Answer answer = scene.deliver(ready.port(), scene.opened(name, ++number, scene.example.base()));
            // It stopped between the probe and the delivery: the balancer tries the next.
            answers.add(answer.status() == 0 ? scene.deliver(other.port(), scene.opened(name, number, scene.example.base())).status() : answer.status());
            Thread.sleep(20);
          }
          processes.set(i, ServeProcess.start(List.of(), settings, folder.resolve("new" + i + ".log")));
        }
        assertThat(answers).isNotEmpty().containsOnly(202);
        assertThat(scene.accepted).hasSize(answers.size());
      } finally {
        processes.forEach(ServeProcess::close);
      }
    }
  }
}
