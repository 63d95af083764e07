package dev.loopwarden.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopwarden.github.Secret;
import dev.loopwarden.github.Signature;
import dev.loopwarden.job.Job;
import dev.loopwarden.job.RetryPolicy;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.sandbox.ExampleRepository;
import dev.loopwarden.sandbox.Sandbox;
import dev.loopwarden.store.Databases;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// The whole service against the stand-in, with `example/orders` in it and a clock that jumps over waits.
final class RunningService implements AutoCloseable {

  static final Secret SECRET = new Secret("a secret");
  private static final String NAME = "example/orders";
  private static final RetryPolicy QUICK = new RetryPolicy(4, Duration.ofMillis(10), Duration.ofMillis(50), Duration.ofHours(24));

  final ExampleRepository example = ExampleRepository.make();
  final Sandbox sandbox;
  final Service service;
  final JumpingClock clock = new JumpingClock();
  private final HttpClient client = HttpClient.newHttpClient();

  /// @param more settings, by their variables
  RunningService(Map<String, String> more) {
    sandbox = Sandbox.start(clock);
    sandbox.host(example.git(), 1, "example", "orders");
    var settings = new HashMap<>(Map.of(
        "LOOPWARDEN_HOST", "127.0.0.1", "LOOPWARDEN_PORT", "0", "LOOPWARDEN_MANAGEMENT_PORT", "0", "LOOPWARDEN_DATABASE", Databases.fresh("sqlite"),
        "LOOPWARDEN_GITHUB_API", sandbox.address(), "LOOPWARDEN_APP_ID", sandbox.appId(), "LOOPWARDEN_PRIVATE_KEY", sandbox.privateKey(),
        "LOOPWARDEN_WEBHOOK_SECRETS", SECRET.reveal()));
    settings.putAll(more);
    service = Service.start(OperatorSettings.read(settings), new Service.Times(clock, clock::jumpTo, QUICK));
  }

  /// The body of a delivery: the pull request was opened with this head.
  String opened(CommitId head) {
    sandbox.pullRequest(NAME, 1, example.base(), head, "Price all orders at once");
    return sandbox.delivery(NAME, 1, "opened");
  }

  /// Delivers it and waits until its job is done.
  void reviewed(CommitId head) throws Exception {
    String body = opened(head);
    assertThat(post(body, UUID.randomUUID().toString(), signature(body))).isEqualTo(202);
    untilDone();
  }

  static String signature(String body) {
    return Signature.of(bytes(body), SECRET);
  }

  /// The answer's status.
  int post(String body, String delivery, String signature) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + "/webhook"))
        .header("X-GitHub-Event", "pull_request").header("X-GitHub-Delivery", delivery)
        .header("X-Hub-Signature-256", signature).POST(HttpRequest.BodyPublishers.ofByteArray(bytes(body))).build();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  void untilDone() throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!service.jobs().latest(1).stream().allMatch(each -> each.state() == Job.State.DONE) && System.nanoTime() < end) {
      Thread.sleep(50);
      service.jobs().latest(1).forEach(clock::jumpOverWaitOf);
    }
    assertThat(service.jobs().latest(1)).hasSize(1).allSatisfy(each -> assertThat(each.state()).as(each.reason()).isEqualTo(Job.State.DONE));
  }

  String metrics() throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.managementPort() + "/metrics")).build(),
        HttpResponse.BodyHandlers.ofString()).body();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    service.close();
    sandbox.close();
    client.close();
  }
}
