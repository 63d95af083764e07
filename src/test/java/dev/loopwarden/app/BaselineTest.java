package dev.loopwarden.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopwarden.github.Secret;
import dev.loopwarden.github.Signature;
import dev.loopwarden.history.BranchFinding;
import dev.loopwarden.job.Job;
import dev.loopwarden.job.RetryPolicy;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.sandbox.ExampleRepository;
import dev.loopwarden.sandbox.Sandbox;
import dev.loopwarden.store.BranchFindings;
import dev.loopwarden.store.BranchFindings.Filter;
import dev.loopwarden.store.BranchFindings.Standing;
import dev.loopwarden.store.Database;
import dev.loopwarden.worker.Pauses;
import dev.loopwarden.store.Jobs;
import dev.loopwarden.store.PullRequests;
import dev.loopwarden.store.Repositories;
import dev.loopwarden.store.Snapshots;
import dev.loopwarden.store.Visible;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The default branch, looked at by the whole service against the stand-in.
final class BaselineTest {

  private static final String NAME = "example/orders";
  private static final Secret SECRET = new Secret("a secret");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;

  private final ExampleRepository example = ExampleRepository.make();
  private final HttpClient client = HttpClient.newHttpClient();
  private Sandbox sandbox;
  private Service service;
  private Database database;

  @SuppressWarnings("NullAway.Init") // set before each test
  BaselineTest() {}

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(Clock.systemUTC());
    sandbox.host(example.git(), 1, "example", "orders");
    String address = "jdbc:sqlite:" + folder.resolve("test.db");
    service = Service.start(
        OperatorSettings.read(Map.of(
            "LOOPWARDEN_HOST", "127.0.0.1", "LOOPWARDEN_PORT", "0", "LOOPWARDEN_MANAGEMENT_PORT", "0", "LOOPWARDEN_DATABASE", address,
            "LOOPWARDEN_GITHUB_API", sandbox.address(), "LOOPWARDEN_APP_ID", sandbox.appId(),
            "LOOPWARDEN_PRIVATE_KEY", sandbox.privateKey(), "LOOPWARDEN_WEBHOOK_SECRETS", SECRET.reveal())),
        new Service.Times(
            Clock.systemUTC(), Pauses.sleeping(Clock.systemUTC()),
            new RetryPolicy(4, Duration.ofMillis(10), Duration.ofMillis(50), Duration.ofHours(24))));
    database = Database.open(address);
  }

  @AfterEach
  void stop() {
    database.close();
    service.close();
    sandbox.close();
    client.close();
  }

  @Test
  void aPushToTheDefaultBranchIsLookedAtWholeAndPushesInQuickSuccessionTogether() throws Exception {
    sandbox.tip(NAME, example.first());
    deliver("push", sandbox.pushDelivery(NAME));
    await(() -> new Snapshots(database).current(1).isPresent());

    var snapshots = new Snapshots(database);
    assertThat(snapshots.current(1).orElseThrow().head()).isEqualTo(example.first());
    assertThat(snapshots.current(1).orElseThrow().level().owed()).isPositive();
    var findings = new BranchFindings(database);
    assertThat(findings.of(1, Filter.of(Standing.OPEN), 0, 50)).extracting(BranchFinding::rule).contains("LW100", "LW112");
    assertThat(sandbox.requests()).filteredOn(each -> each.contains("/tarball/")).hasSize(1);

    sandbox.tip(NAME, example.second());
    for (int i = 0; i < 3; i++) {
      deliver("push", sandbox.pushDelivery(NAME));
    }
    await(() -> background().stream().filter(each -> each.state() == Job.State.SUPERSEDED).count() == 2
        && background().stream().anyMatch(each -> each.state() == Job.State.WAITING));
    assertThat(sandbox.requests()).filteredOn(each -> each.contains("/tarball/")).as("the rest waits a minute").hasSize(1);
  }

  @Test
  void aRepositoryWithoutPythonIsNotRead() throws Exception {
    CommitId docs = example.git().commit(Optional.empty(), "Docs", Map.of("README.md", "hello".getBytes(StandardCharsets.UTF_8)));
    sandbox.tip(NAME, docs);
    deliver("push", sandbox.pushDelivery(NAME));
    await(() -> background().stream().anyMatch(each -> each.state() == Job.State.DONE));

    assertThat(sandbox.requests()).noneMatch(each -> each.contains("/tarball/"));
    assertThat(new Repositories(database).lines(Visible.ALL, "", Repositories.Order.NAME, 0, 5).getFirst().python()).contains(false);
  }

  @Test
  void aFirstReviewAsksForALookAtTheWholeAndAClosedPullRequestIsKeptWithItsOutcome() throws Exception {
    sandbox.tip(NAME, example.base());
    sandbox.pullRequest(NAME, 1, example.base(), example.first(), "Price all orders at once");
    deliver("pull_request", sandbox.delivery(NAME, 1, "opened"));
    await(() -> !background().isEmpty());
    assertThat(background()).extracting(Job::state).containsExactly(Job.State.QUEUED);
    assertThat(new PullRequests(database).find(1, 1).orElseThrow().outcome()).isEqualTo("open");
    assertThat(new PullRequests(database).find(1, 1).orElseThrow().took()).isPresent();

    deliver("pull_request", sandbox.delivery(NAME, 1, "closed"));
    await(() -> new PullRequests(database).find(1, 1).orElseThrow().outcome().equals("closed"));
    List<JsonNode> comments = sandbox.comments(NAME, 1);
    assertThat(comments).as("there is no trend after one look").noneMatch(each -> each.path("body").asText().contains("on the default branch:"));
  }

  @Test
  void aNewInstallationIsLookedAtSlowly() throws Exception {
    var names = new StringBuilder();
    for (int i = 1; i <= 30; i++) {
      names.append(i == 1 ? "" : ",").append("{\"id\":").append(i).append(",\"full_name\":\"example/r").append(i).append("\"}");
    }
    deliver("installation", "{\"action\":\"created\",\"installation\":{\"id\":" + sandbox.installation() + "},\"repositories\":[" + names + "]}");
    await(() -> background().size() == 30);
    assertThat(background()).as("none of them at once").extracting(Job::state).containsOnly(Job.State.QUEUED);
    assertThat(sandbox.requests()).noneMatch(each -> each.contains("/repos/"));
  }

  private List<Job> background() {
    var found = new ArrayList<Job>();
    new Jobs(database).in(List.of(Job.State.values()), 0, 100).stream().map(Jobs.Line::job).filter(Job::isBackground).forEach(found::add);
    return found;
  }

  private interface Condition {
    boolean holds();
  }

  private static void await(Condition condition) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("patience").isLessThan(end);
      Thread.sleep(50);
    }
  }

  private void deliver(String event, String body) throws Exception {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + "/webhook"))
        .header("X-GitHub-Event", event).header("X-GitHub-Delivery", UUID.randomUUID().toString())
        .header("X-Hub-Signature-256", Signature.of(bytes, SECRET)).POST(HttpRequest.BodyPublishers.ofByteArray(bytes)).build();
    assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(202);
  }
}
