package dev.loopwarden.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// `serve` with 256 MB of heap under what nobody should send, all at once: the largest bodies with a wrong signature, bodies that never end,
/// depth bombs, connections that say nothing. Its resident memory stays under 512 MB and good deliveries are taken. Five seconds; longer
/// with `-Dseconds=60`.
@EnabledOnOs(OS.LINUX)
final class HostileTrafficTest {

  private static final int RESIDENT_MAX_KB = 512 << 10;

  @TempDir private Path folder;

  @Test
  void memoryStaysSmallAndGoodDeliveriesAreTaken() throws Exception {
    try (var scene = new Scene(Clock.systemUTC())) {
      String name = scene.host(1);
      String database = "jdbc:sqlite:" + folder.resolve("test.db");
      try (ServeProcess process = ServeProcess.start(List.of(), scene.settings(database, Map.of()), folder.resolve("serve.log"))) {
        List<Long> before = good(scene, process, name, 0, 40);
        var over = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
          String large = "x".repeat(25 << 20);
          String deep = "[".repeat(1_000_000);
          var hostile = new ArrayList<Future<Integer>>();
          for (int i = 0; i < 4; i++) {
            hostile.add(threads.submit(() -> sendAll(scene, process, large, over)));
            hostile.add(threads.submit(() -> sendAll(scene, process, deep, over)));
          }
          hostile.add(threads.submit(() -> slow(process, over)));
          long end = System.nanoTime() + Duration.ofSeconds(Integer.getInteger("seconds", 5)).toNanos();
          var during = new ArrayList<Long>();
          int number = 100;
          while (System.nanoTime() < end) {
            during.addAll(good(scene, process, name, number++, 1));
            Thread.sleep(50);
          }
          over.set(true);
          int sent = 0;
          for (Future<Integer> each : hostile) {
            sent += each.get();
          }
          long resident = peak(process.pid());
          System.out.println("hostile traffic: " + sent + " requests beside " + during.size() + " good ones; p99 " + p99(before) + " ms before, " + p99(during)
              + " ms during; resident at most " + (resident >> 10) + " MB");
          assertThat(sent).isGreaterThan(8);
          assertThat(resident).isLessThan(RESIDENT_MAX_KB);
        }
        assertThat(process.isAlive()).isTrue();
        assertThat(scene.probe(process.managementPort(), "/readyz")).isEqualTo(200);
      }
      scene.everyAcceptedDeliveryIsThere(database);
    }
  }

  /// How long each took, in milliseconds; one that was told to come again comes again.
  private static List<Long> good(Scene scene, ServeProcess process, String name, int from, int many) {
    var took = new ArrayList<Long>();
    for (int i = 0; i < many; i++) {
      Scene.Answer answer = scene.deliver(process.port(), scene.opened(name, 1 + from + i, scene.example.base()));
      assertThat(answer.status()).isIn(202, 503);
      assertThat(answer.status() == 202 || answer.comeAgain()).isTrue();
      took.add(answer.took().toMillis());
    }
    return took;
  }

  private static int sendAll(Scene scene, ServeProcess process, String body, AtomicBoolean over) {
    int sent = 0;
    while (!over.get()) {
      assertThat(scene.deliver(process.port(), body, "bad-" + sent++, "sha256=" + "0".repeat(64)).status()).isIn(401, 503, 0);
    }
    return sent;
  }

  /// Connections that promise 25 MB and send a byte, a few hundred of them.
  private static int slow(ServeProcess process, AtomicBoolean over) throws Exception {
    var sockets = new ArrayList<Socket>();
    try {
      while (!over.get() && sockets.size() < 300) {
        var socket = new Socket(InetAddress.getLoopbackAddress(), process.port());
        socket.getOutputStream().write("POST /webhook HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n{".getBytes(StandardCharsets.UTF_8));
        sockets.add(socket);
      }
      while (!over.get()) {
        Thread.sleep(50);
      }
    } finally {
      for (Socket each : sockets) {
        each.close();
      }
    }
    return sockets.size();
  }

  /// The most that ever stood in memory, in KB.
  private static long peak(long pid) throws Exception {
    return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream().filter(each -> each.startsWith("VmHWM:"))
        .map(each -> Long.parseLong(each.replaceAll("\\D", ""))).findFirst().orElseThrow();
  }

  private static long p99(List<Long> took) {
    return took.stream().sorted().skip((took.size() * 99L - 1) / 100).findFirst().orElse(0L);
  }
}
