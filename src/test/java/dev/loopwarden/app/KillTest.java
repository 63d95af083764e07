package dev.loopwarden.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopwarden.github.Secret;
import dev.loopwarden.github.Signature;
import dev.loopwarden.job.Job;
import dev.loopwarden.review.Marker;
import dev.loopwarden.sandbox.ExampleComments;
import dev.loopwarden.sandbox.ExampleRepository;
import dev.loopwarden.sandbox.Faults.Fault;
import dev.loopwarden.sandbox.Sandbox;
import dev.loopwarden.store.Database;
import dev.loopwarden.store.Databases;
import dev.loopwarden.store.Jobs;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The service as a process that is really killed, again and again, each time in the middle of a review; the next process goes on. More
/// kills than the usual few: `-Dkills=100`, with another `-Dseed=N` at other moments.
final class KillTest {

  private static final Secret SECRET = new Secret("a secret");

  /// Longer than a lease is kept, and than a write can be on its way.
  private static final Duration LATER = Duration.ofSeconds(90);

  /// Where a process is killed.
  private record Moment(String method, String path, Fault fault) {}

  private static final List<Moment> MOMENTS = List.of(
      new Moment("POST", "/pulls/1/reviews$", Fault.RESET_AFTER), new Moment("POST", "/check-runs$", Fault.RESET_AFTER),
      new Moment("POST", "/issues/1/comments$", Fault.RESET_AFTER), new Moment("PATCH", "/check-runs/", Fault.RESET_AFTER),
      new Moment("POST", "/pulls/1/reviews$", Fault.RESET_BEFORE), new Moment("GET", "/pulls/1/comments$", Fault.RESET_BEFORE),
      new Moment("GET", "/compare/", Fault.RESET_BEFORE), new Moment("POST", "/graphql$", Fault.RESET_BEFORE),
      new Moment("POST", "/issues/1/comments$", Fault.RESET_BEFORE), new Moment("GET", "/git/trees/", Fault.RESET_BEFORE));

  @TempDir private Path folder;

  private final ExampleRepository example = ExampleRepository.make();
  private final JumpingClock clock = new JumpingClock();
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> accepted = new ArrayList<>();
  private Sandbox sandbox;
  private Duration ahead = Duration.ZERO;

  @SuppressWarnings("NullAway.Init") // set before each test
  KillTest() {}

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(clock);
  }

  @AfterEach
  void stop() {
    sandbox.close();
    example.git().close();
    client.close();
  }

  static List<String> kinds() {
    return Databases.kinds().toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void aProcessThatIsKilledInTheMiddleOfAReviewLosesAndDoublesNothing(String kind) throws Exception {
    int kills = Integer.getInteger("kills", kind.equals("sqlite") ? 4 : 2);
    var random = new Random(Long.getLong("seed", 1L));
    String database = kind.equals("sqlite") ? "jdbc:sqlite:" + folder.resolve("test.db") : Databases.fresh(kind);
    for (int i = 1; i <= kills; i++) {
      sandbox.host(example.git(), i, "example", "orders" + i);
      Moment moment = MOMENTS.get(i <= MOMENTS.size() ? i - 1 : random.nextInt(MOMENTS.size()));
      try (ServiceProcess process = next(database)) {
        if (i > 1) {
          awaitReview("example/orders" + (i - 1));
        }
        String path = moment.path().startsWith("/graphql") ? moment.path() : "/orders" + i + "/.*" + moment.path().substring(1);
        sandbox.faults().planMatching(moment.method(), path, moment.fault(), process::kill);
        deliver(process, "example/orders" + i);
        assertThat(process.awaitEnd()).as(i + ": killed at " + moment).isTrue();
      }
      later();
    }
    try (ServiceProcess last = next(database)) {
      assertThat(last.port()).isPositive();
      for (int i = 1; i <= kills; i++) {
        awaitReview("example/orders" + i);
      }
      awaitJobs(database, kills);
    }
    for (int i = 1; i <= kills; i++) {
      nothingIsLostOrDoubled("example/orders" + i);
    }
  }

  private ServiceProcess next(String database) throws Exception {
    return ServiceProcess.start(Map.of(
        "LOOPWARDEN_HOST", "127.0.0.1", "LOOPWARDEN_PORT", "0", "LOOPWARDEN_MANAGEMENT_PORT", "0", "LOOPWARDEN_DATABASE", database,
        "LOOPWARDEN_GITHUB_API", sandbox.address(), "LOOPWARDEN_APP_ID", sandbox.appId(), "LOOPWARDEN_PRIVATE_KEY", sandbox.privateKey(),
        "LOOPWARDEN_WEBHOOK_SECRETS", SECRET.reveal()), ahead, folder.resolve("service.log"));
  }

  private void later() {
    ahead = ahead.plus(LATER);
    clock.jumpTo(Instant.now().plus(ahead));
  }

  private void deliver(ServiceProcess process, String name) throws Exception {
    sandbox.pullRequest(name, 1, example.base(), example.first(), "Price all orders at once");
    byte[] body = sandbox.delivery(name, 1, "opened").getBytes(StandardCharsets.UTF_8);
    String id = UUID.randomUUID().toString();
    HttpResponse<Void> answer = client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + process.port() + "/webhook"))
        .header("X-GitHub-Event", "pull_request").header("X-GitHub-Delivery", id).header("X-Hub-Signature-256", Signature.of(body, SECRET))
        .POST(HttpRequest.BodyPublishers.ofByteArray(body)).build(), HttpResponse.BodyHandlers.discarding());
    assertThat(answer.statusCode()).isEqualTo(202);
    accepted.add(id);
  }

  private void awaitReview(String name) throws Exception {
    long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (System.nanoTime() < end) {
      List<JsonNode> checks = sandbox.checks(name, example.first());
      if (!checks.isEmpty() && checks.getFirst().path("status").asText().equals("completed")) {
        return;
      }
      Thread.sleep(100);
    }
    throw new AssertionError(name + " is not reviewed; the service said:\n" + Files.readString(folder.resolve("service.log")));
  }

  /// I1 and I4: what was answered 202 is there, and its job came to its end.
  private void awaitJobs(String address, int kills) throws Exception {
    try (Database database = Database.open(address)) {
      long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
      List<Jobs.Line> done = List.of();
      while (done.size() < kills && System.nanoTime() < end) {
        Thread.sleep(100);
        done = new Jobs(database).in(List.of(Job.State.DONE), 0, 500).stream().filter(each -> !each.job().isBackground()).toList();
      }
      assertThat(done).extracting(each -> each.job().delivery()).containsExactlyInAnyOrderElementsOf(accepted);
    }
  }

  /// I2 and I3, read from the stand-in.
  private void nothingIsLostOrDoubled(String name) {
    assertThat(sandbox.reviews(name, 1)).hasSize(1);
    assertThat(sandbox.checks(name, example.first())).hasSize(1);
    assertThat(sandbox.checks(name, example.first()).getFirst().path("conclusion").asText()).isEqualTo("failure");
    Set<String> findings = new HashSet<>();
    int summaries = 0;
    for (JsonNode each : sandbox.comments(name, 1)) {
      Marker marker = Marker.in(each.path("body").asText()).orElseThrow();
      if (marker.kind() == Marker.Kind.SUMMARY) {
        summaries++;
        assertThat(each.path("body").asText()).contains(example.first().brief());
      } else {
        assertThat(findings.add(marker.id())).as("told once").isTrue();
      }
    }
    assertThat(summaries).isEqualTo(1);
    assertThat(findings).hasSize(ExampleComments.of(example));
  }
}
