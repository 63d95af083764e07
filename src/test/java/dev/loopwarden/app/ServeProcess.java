package dev.loopwarden.app;

import dev.loopwarden.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `loopwarden serve` as a process of its own, on the machine's clock: what an operator starts and stops.
final class ServeProcess implements AutoCloseable {

  private static final Pattern LISTENS = Pattern.compile("listens on port (\\d+) for webhooks .*, on port (\\d+) for");

  private final Process process;
  private final int port;
  private final int managementPort;

  private ServeProcess(Process process, int port, int managementPort) {
    this.process = process;
    this.port = port;
    this.managementPort = managementPort;
  }

  /// Starts one, and waits until it listens.
  ///
  /// @param before words that stand before `java`: a command that starts it in surroundings of its own
  /// @param log takes what it says; it is emptied first
  static ServeProcess start(List<String> before, Map<String, String> settings, Path log) throws IOException, InterruptedException {
    var command = new ArrayList<>(before);
    command.addAll(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
        "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"), Main.class.getName(), "serve"));
    var builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(each -> each.startsWith("LOOPWARDEN_"));
    builder.environment().putAll(settings);
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    Process process = builder.start();
    long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (System.nanoTime() < end && process.isAlive()) {
      Matcher listens = LISTENS.matcher(Files.readString(log));
      if (listens.find()) {
        return new ServeProcess(process, Integer.parseInt(listens.group(1)), Integer.parseInt(listens.group(2)));
      }
      Thread.sleep(100);
    }
    process.destroyForcibly();
    throw new IOException("the service did not start:\n" + Files.readString(log));
  }

  int port() {
    return port;
  }

  int managementPort() {
    return managementPort;
  }

  long pid() {
    return process.pid();
  }

  /// As `kill -9` does.
  void kill() {
    process.destroyForcibly();
  }

  /// As `kill` does.
  void terminate() {
    process.destroy();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// Whether it ended within that time.
  boolean endsWithin(Duration time) throws InterruptedException {
    return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
