package dev.loopwarden.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.loopwarden.job.RetryPolicy;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Little room: a disk that is full, and a machine on which nothing can be written but the data folder. Both need a right to mount, which
/// root has; without it they are left out, and say so.
final class FullDiskTest {

  @TempDir private Path folder;

  @Test
  void aFullDiskRefusesLosesNothingAndIsGotOver() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    mount("-t", "tmpfs", "-o", "size=12m", "none", disk.toString());
    var clock = new JumpingClock();
    var quick = new RetryPolicy(100, Duration.ofMillis(50), Duration.ofMillis(500), Duration.ofHours(24));
    try (var scene = new Scene(clock)) {
      String database = "jdbc:sqlite:" + disk.resolve("test.db");
      try (Service service = Service.start(OperatorSettings.read(scene.settings(database, Map.of())), new Service.Times(clock, clock::jumpTo, quick))) {
        String name = scene.host(1);
        assertThat(scene.deliver(service.port(), scene.opened(name, 1, scene.example.first())).status()).isEqualTo(202);
        Scene.await("a first review", Duration.ofSeconds(60), () -> scene.isReviewed(name, scene.example.first()));
        Path filler = disk.resolve("filler");
        fill(filler);
        int refused = 0;
        for (int number = 2; number <= 60; number++) {
          Scene.Answer answer = scene.deliver(service.port(), scene.opened(name, number, scene.example.second()));
          assertThat(answer.status()).isIn(202, 503);
          if (answer.status() == 503) {
            refused++;
            assertThat(answer.comeAgain()).isTrue();
          }
          assertThat(scene.probe(service.managementPort(), "/livez")).isEqualTo(200);
        }
        assertThat(refused).as("refused while the disk was full").isPositive();
        Files.delete(filler);
        String again = scene.opened(name, 99, scene.example.second());
        Scene.await("a 202 when there is room again", Duration.ofSeconds(60), () -> scene.deliver(service.port(), again).status() == 202);
        Scene.await("its review", Duration.ofSeconds(90), () -> scene.isReviewed(name, scene.example.second()));
        System.out.println("full disk: " + refused + " of 59 refused");
        scene.everyAcceptedDeliveryIsThereAndDone(database, Duration.ofMinutes(2));
        scene.nothingIsThereTwice(name, 99, scene.example.second());
      }
    } finally {
      unmount(disk);
    }
  }

  /// All is read-only but the data folder and 16 MB for what is temporary.
  @Test
  void itRunsWhereNothingElseCanBeWritten() throws Exception {
    assumeTrue(run("unshare", "-m", "true") == 0, "not run: no right to a mount namespace");
    Path data = Files.createTempDirectory(Path.of("target"), "data").toAbsolutePath();
    Path small = Files.createTempDirectory(Path.of("target"), "small").toAbsolutePath();
    List<String> readOnly = List.of("unshare", "-m", "sh", "-c", """
        mount --make-rprivate / && mount --bind "$1" "$1" && mount -t tmpfs -o size=16m none "$2" && mount -o remount,bind,ro / \
        && if touch "$3" 2>/dev/null; then exit 9; fi && shift 3 && exec "$@\"""", "sh", data.toString(), small.toString(), folder.resolve("probe").toString());
    try (var scene = new Scene(Clock.systemUTC())) {
      Map<String, String> settings = scene.settings("jdbc:sqlite:" + data.resolve("test.db"), Map.of());
      settings.put("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + small + " -XX:-UsePerfData");
      try (ServeProcess process = ServeProcess.start(readOnly, settings, folder.resolve("serve.log"))) {
        String name = scene.host(1);
        assertThat(scene.deliver(process.port(), scene.opened(name, 1, scene.example.first())).status()).isEqualTo(202);
        Scene.await("a review", Duration.ofSeconds(60), () -> scene.isReviewed(name, scene.example.first()));
        assertThat(scene.sandbox.comments(name, 1)).hasSize(scene.comments + 1);
      }
    } finally {
      for (Path folder : List.of(data, small)) {
        try (var files = Files.list(folder)) {
          for (Path each : files.toList()) {
            Files.delete(each);
          }
        }
        Files.delete(folder);
      }
    }
  }

  private static void fill(Path file) throws IOException {
    byte[] block = new byte[4096];
    try (OutputStream out = Files.newOutputStream(file)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("No space left");
    }
  }

  private static void mount(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("mount"));
    command.addAll(List.of(arguments));
    assumeTrue(run(command.toArray(String[]::new)) == 0, "not run: no right to mount");
  }

  private static void unmount(Path disk) throws IOException, InterruptedException {
    assertThat(run("umount", "-l", disk.toString())).isZero();
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
  }
}
