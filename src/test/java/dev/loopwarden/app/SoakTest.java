package dev.loopwarden.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The service at work, review after review: what it holds does not grow. Eight seconds; `-Dminutes=120` is the promise, `-Dpause=500`
/// milliseconds between two reviews leave the machine to others.
final class SoakTest {

  private static final long MEGABYTE = 1 << 20;

  @TempDir private Path folder;

  /// @param heap bytes that are in use after the collector ran
  private record Held(long heap, int threads, long files) {}

  @Test
  void whatItHoldsDoesNotGrow() throws Exception {
    var clock = new JumpingClock();
    Duration whole = Integer.getInteger("minutes") == null ? Duration.ofSeconds(8) : Duration.ofMinutes(Integer.getInteger("minutes"));
    try (var scene = new Scene(clock);
        Service service = Service.start(
            OperatorSettings.read(scene.settings("jdbc:sqlite:" + folder.resolve("test.db"), Map.of())),
            new Service.Times(clock, clock::jumpTo, Service.Times.real().retry()))) {
      long begun = System.nanoTime();
      int reviews = work(scene, service, 0, begun + whole.toNanos() * 4 / 10);
      Held early = held();
      reviews = work(scene, service, reviews, begun + whole.toNanos());
      Held late = held();
      System.out.println("soak: " + reviews + " reviews in " + whole.toSeconds() + " s; " + early + " then " + late);
      // The stand-in keeps all that was ever written: it lives in this process too.
      assertThat(late.heap() - early.heap()).as("bytes of heap more").isLessThan(24 * MEGABYTE + reviews * 100_000L);
      assertThat(late.threads() - early.threads()).as("threads more").isLessThan(20);
      assertThat(late.files() - early.files()).as("open files more").isLessThan(20);
    }
  }

  private static int work(Scene scene, Service service, int from, long until) throws InterruptedException {
    int number = from;
    while (System.nanoTime() < until) {
      number++;
      String name = scene.host(number);
      assertThat(scene.deliver(service.port(), scene.opened(name, 1, scene.example.first())).status()).isEqualTo(202);
      Scene.await("review " + number, Duration.ofSeconds(60), () -> scene.isReviewed(name, scene.example.first()));
      Thread.sleep(Integer.getInteger("pause", 0));
    }
    return number;
  }

  private static Held held() throws Exception {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      ManagementFactory.getMemoryMXBean().gc();
      Thread.sleep(200);
      least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    try (var files = Files.list(Path.of("/proc/self/fd"))) {
      return new Held(least, ManagementFactory.getThreadMXBean().getThreadCount(), files.count());
    }
  }
}
