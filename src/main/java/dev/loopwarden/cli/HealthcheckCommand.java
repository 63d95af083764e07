package dev.loopwarden.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `loopwarden healthcheck`: asks the service beside it whether it is ready; for Compose, whose image has no other program to ask with.
@Command(
    name = "healthcheck",
    description = "Asks the service on this machine whether it is ready: 0 if it is, 1 if not.",
    mixinStandardHelpOptions = true)
final class HealthcheckCommand implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  @Option(names = "--port", paramLabel = "PORT", description = "The management port (default: $${LOOPWARDEN_MANAGEMENT_PORT}, else 8081).",
      defaultValue = "${env:LOOPWARDEN_MANAGEMENT_PORT:-8081}")
  private int port;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills the field
  HealthcheckCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    URI address = URI.create("http://127.0.0.1:" + port + "/readyz");
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      HttpResponse<String> answer =
          client.send(HttpRequest.newBuilder(address).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
      spec.commandLine().getOut().println(answer.statusCode() + " " + answer.body().strip());
      return answer.statusCode() == 200 ? ExitCode.CLEAN : ExitCode.FINDINGS;
    } catch (IOException away) {
      spec.commandLine().getErr().println("no answer from " + address + ": " + away);
      return ExitCode.FINDINGS;
    }
  }
}
