package dev.loopwarden.cli;

import dev.loopwarden.app.OperatorSettings;
import dev.loopwarden.app.SetUp;
import dev.loopwarden.github.Secret;
import dev.loopwarden.github.Signature;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `loopwarden ping`: asks a running service whether it is ready and takes a signed delivery.
@Command(
    name = "ping",
    description = "Asks a running service whether it is ready and takes a signed delivery.",
    mixinStandardHelpOptions = true)
final class PingCommand implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Parameters(index = "0", paramLabel = "URL", description = "Address of the webhook port.", defaultValue = "http://127.0.0.1:8080")
  private String address = "";

  @Parameters(index = "1", paramLabel = "MANAGEMENT", description = "Address of the management port.", defaultValue = "http://127.0.0.1:8081")
  private String management = "";

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills the field
  PingCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Secret secret;
    try {
      secret = SetUp.webhookSecret(System.getenv());
    } catch (OperatorSettings.Unusable unusable) {
      spec.commandLine().getErr().println(unusable.getMessage());
      return ExitCode.USAGE;
    }
    byte[] body = "{\"zen\": \"Keep it logically awesome.\", \"hook_id\": 1}".getBytes(StandardCharsets.UTF_8);
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      int ready = status(client, HttpRequest.newBuilder(URI.create(management + "/readyz")).timeout(PATIENCE).build());
      int taken = status(client, HttpRequest.newBuilder(URI.create(address + "/webhook")).timeout(PATIENCE)
          .header("X-GitHub-Event", "ping").header("X-GitHub-Delivery", UUID.randomUUID().toString())
          .header("X-Hub-Signature-256", Signature.of(body, secret))
          .POST(HttpRequest.BodyPublishers.ofByteArray(body)).build());
      spec.commandLine().getOut().println("/readyz: " + ready + ", /webhook: " + taken);
      return ready == 200 && taken == 202 ? ExitCode.CLEAN : ExitCode.FINDINGS;
    } catch (IOException away) {
      spec.commandLine().getErr().println("no answer from " + address + " or " + management + ": " + away);
      return ExitCode.FINDINGS;
    }
  }

  private static int status(HttpClient client, HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }
}
