package dev.loopwarden.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopwarden.github.Secret;
import dev.loopwarden.github.Signature;
import dev.loopwarden.job.Job;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.review.Marker;
import dev.loopwarden.sandbox.ExampleComments;
import dev.loopwarden.sandbox.ExampleRepository;
import dev.loopwarden.sandbox.Sandbox;
import dev.loopwarden.store.Database;
import dev.loopwarden.store.Deliveries;
import dev.loopwarden.store.Jobs;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// The stand-in with small repositories, each under an installation of its own, and GitHub's deliveries for them: what is sent, what was
/// answered, and what must be true in the end.
final class Scene implements AutoCloseable {

  private static final Secret SECRET = new Secret("a secret");

  /// What GitHub waits for an answer.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  final ExampleRepository example = ExampleRepository.make();

  /// Line comments that its first push gets; a summary comes to them.
  final int comments = ExampleComments.of(example);

  final Sandbox sandbox;
  private final HttpClient client = HttpClient.newHttpClient();

  /// Ids of the deliveries that were answered 202.
  final ConcurrentLinkedQueue<String> accepted = new ConcurrentLinkedQueue<>();

  Scene(Clock clock) {
    sandbox = Sandbox.start(clock);
  }

  /// An answer; status 0 where there was none.
  record Answer(int status, String body, boolean comeAgain, Duration took) {}

  Map<String, String> settings(String database, Map<String, String> more) {
    var settings = new HashMap<>(Map.of(
        "LOOPWARDEN_HOST", "127.0.0.1", "LOOPWARDEN_PORT", "0", "LOOPWARDEN_MANAGEMENT_PORT", "0", "LOOPWARDEN_DATABASE", database,
        "LOOPWARDEN_GITHUB_API", sandbox.address(), "LOOPWARDEN_APP_ID", sandbox.appId(), "LOOPWARDEN_PRIVATE_KEY", sandbox.privateKey(),
        "LOOPWARDEN_WEBHOOK_SECRETS", SECRET.reveal()));
    settings.putAll(more);
    return settings;
  }

  /// A repository under an installation of its own.
  String host(int id) {
    return host(id, 2_000 + id);
  }

  String host(int id, long installation) {
    sandbox.host(example.git(), id, installation, "example", "orders" + id);
    return "example/orders" + id;
  }

  /// A pull request is opened with this head; what GitHub would deliver.
  String opened(String name, int number, CommitId head) {
    sandbox.pullRequest(name, number, example.base(), head, "Price all orders at once");
    return sandbox.delivery(name, number, "opened");
  }

  /// Delivers it.
  Answer deliver(int port, String body) {
    String id = UUID.randomUUID().toString();
    Answer answer = deliver(port, body, id, Signature.of(bytes(body), SECRET));
    if (answer.status() == 202) {
      accepted.add(id);
    }
    return answer;
  }

  Answer deliver(int port, String body, String id, String signature) {
    long begun = System.nanoTime();
    try {
      HttpResponse<String> answer = client.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/webhook")).timeout(PATIENCE)
              .header("X-GitHub-Event", "pull_request").header("X-GitHub-Delivery", id).header("X-Hub-Signature-256", signature)
              .POST(HttpRequest.BodyPublishers.ofByteArray(bytes(body))).build(),
          HttpResponse.BodyHandlers.ofString());
      return new Answer(answer.statusCode(), answer.body(), answer.headers().firstValue("Retry-After").isPresent(), since(begun));
    } catch (IOException none) {
      return new Answer(0, none.toString(), false, since(begun));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  /// A page of the management port; 0 where nobody answers.
  int probe(int port, String path) {
    try {
      return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException none) {
      return 0;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  boolean isReviewed(String name, CommitId head) {
    List<JsonNode> checks = sandbox.checks(name, head);
    return !checks.isEmpty() && checks.stream().allMatch(each -> each.path("status").asText().equals("completed"));
  }

  /// How many finished checks a head has.
  int finished(String name, CommitId head) {
    return (int) sandbox.checks(name, head).stream().filter(each -> each.path("status").asText().equals("completed")).count();
  }

  /// Waits for something, and says what did not come.
  static void await(String what, Duration atMost, BooleanSupplier there) throws InterruptedException {
    await(what, atMost, there, () -> "");
  }

  /// The same, with what else may be said of it.
  static void await(String what, Duration atMost, BooleanSupplier there, Supplier<String> more) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (!there.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(what + " did not come within " + atMost.toSeconds() + " s " + more.get());
      }
      Thread.sleep(50);
    }
  }

  /// I1: what was answered 202 is stored.
  void everyAcceptedDeliveryIsThere(String address) {
    try (Database database = Database.open(address)) {
      var deliveries = new Deliveries(database);
      assertThat(accepted).allSatisfy(each -> assertThat(deliveries.find(each)).as("accepted and lost: " + each).isPresent());
    }
  }

  /// I1 and I4: what was answered 202 is stored, and its job comes to its end.
  void everyAcceptedDeliveryIsThereAndDone(String address, Duration atMost) throws InterruptedException {
    everyAcceptedDeliveryIsThere(address);
    try (Database database = Database.open(address)) {
      var jobs = new Jobs(database);
      await("the end of all jobs", atMost, () ->
          jobs.in(List.of(Job.State.QUEUED, Job.State.RUNNING, Job.State.WAITING), 0, 500).stream().allMatch(each -> each.job().isBackground()));
      assertThat(jobs.in(List.of(Job.State.DEAD), 0, 50)).extracting(each -> each.job().reason()).isEmpty();
    }
  }

  /// I2: one review and one finished check of a head, each finding once, one summary.
  void nothingIsThereTwice(String name, int number, CommitId head) {
    assertThat(sandbox.reviews(name, number)).as(name).hasSizeLessThanOrEqualTo(1);
    assertThat(sandbox.checks(name, head)).as(name).hasSizeLessThanOrEqualTo(1)
        .allSatisfy(each -> assertThat(each.path("status").asText()).isEqualTo("completed"));
    Set<String> findings = new HashSet<>();
    int summaries = 0;
    for (JsonNode each : sandbox.comments(name, number)) {
      Marker marker = Marker.in(each.path("body").asText()).orElseThrow();
      if (marker.kind() == Marker.Kind.SUMMARY) {
        summaries++;
      } else {
        assertThat(findings.add(marker.id())).as("told once").isTrue();
      }
    }
    assertThat(summaries).isLessThanOrEqualTo(1);
  }

  private static Duration since(long begun) {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    sandbox.close();
    example.git().close();
    client.close();
  }
}
