package dev.loopwarden.app;

import dev.loopwarden.job.RetryPolicy;
import dev.loopwarden.worker.Pauses;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The service as a process of its own, which a test can kill. Its clock may be ahead of the machine's: what has to be waited for after a
/// kill is over then when the next one starts.
final class ServiceProcess implements AutoCloseable {

  private static final RetryPolicy QUICK = new RetryPolicy(8, Duration.ofMillis(50), Duration.ofMillis(500), Duration.ofHours(24));

  private final Process process;
  private final int port;

  private ServiceProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /// Starts one, and waits until it listens.
  ///
  /// @param log takes what it says
  static ServiceProcess start(Map<String, String> settings, Duration ahead, Path log) throws IOException {
    var builder = new ProcessBuilder(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp",
        System.getProperty("java.class.path"), ServiceProcess.class.getName(), ahead.toString()));
    builder.environment().keySet().removeIf(each -> each.startsWith("LOOPWARDEN_"));
    builder.environment().putAll(settings);
    builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    Process process = builder.start();
    var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    while (line != null && !line.startsWith("port ")) {
      line = out.readLine();
    }
    if (line == null) {
      throw new IOException("the service did not start; see " + log);
    }
    return new ServiceProcess(process, Integer.parseInt(line.substring(5)));
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  /// As `kill -9` does.
  void kill() {
    process.destroyForcibly();
  }

  boolean awaitEnd() throws InterruptedException {
    return process.waitFor(30, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /// The process itself. It ends with whoever started it.
  public static void main(String[] arguments) throws Exception {
    Clock clock = Clock.offset(Clock.systemUTC(), Duration.parse(arguments[0]));
    Pauses none = _ -> {};
    try (Service service = Service.start(OperatorSettings.read(System.getenv()), new Service.Times(clock, none, QUICK))) {
      System.out.write(("port " + service.port() + "\n").getBytes(StandardCharsets.UTF_8));
      System.out.flush();
      Thread.ofPlatform().daemon().start(ServiceProcess::endWithParent);
      new CountDownLatch(1).await();
    }
  }

  private static void endWithParent() {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException gone) {
      // the same
    }
    Runtime.getRuntime().halt(1);
  }
}
