package dev.loopwarden.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loopwarden.github.Secret;
import dev.loopwarden.github.Signature;
import dev.loopwarden.job.Job;
import dev.loopwarden.job.RetryPolicy;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.review.Checklist;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.sandbox.ExampleRepository;
import dev.loopwarden.sandbox.Faults;
import dev.loopwarden.sandbox.Sandbox;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The whole service against the stand-in, over HTTP on both sides.
final class ServiceTest {

  private static final String NAME = "example/orders";
  private static final Secret SECRET = new Secret("a secret");
  private static final RetryPolicy QUICK = new RetryPolicy(4, Duration.ofMillis(10), Duration.ofMillis(50), Duration.ofHours(24));

  @TempDir private Path folder;

  private final ExampleRepository example = ExampleRepository.make();
  private final HttpClient client = HttpClient.newHttpClient();
  private final JumpingClock clock = new JumpingClock();
  private Sandbox sandbox;
  private Service service;

  @SuppressWarnings("NullAway.Init") // set before each test
  ServiceTest() {}

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(clock);
    sandbox.host(example.git(), 1, "example", "orders");
    service = Service.start(
        OperatorSettings.read(Map.of(
            "LOOPWARDEN_HOST", "127.0.0.1", "LOOPWARDEN_PORT", "0", "LOOPWARDEN_MANAGEMENT_PORT", "0", "LOOPWARDEN_DATABASE",
            "jdbc:sqlite:" + folder.resolve("test.db"), "LOOPWARDEN_GITHUB_API", sandbox.address(), "LOOPWARDEN_APP_ID", sandbox.appId(),
            "LOOPWARDEN_PRIVATE_KEY", sandbox.privateKey(), "LOOPWARDEN_WEBHOOK_SECRETS", SECRET.reveal(), "LOOPWARDEN_OPEN_PAGES", "true")),
        new Service.Times(clock, clock::jumpTo, QUICK));
  }

  @AfterEach
  void stop() {
    service.close();
    sandbox.close();
    client.close();
  }

  @Test
  void aFirstPushGetsOneReviewOneSummaryAndOneFinishedCheck() throws Exception {
    push("opened", example.first());

    assertThat(sandbox.reviews(NAME, 1)).hasSize(1);
    assertThat(summaries()).hasSize(1);
    assertThat(lineComments()).isNotEmpty().allSatisfy(each -> assertThat(each.path("body").asText()).startsWith("<!-- loopwarden finding"));
    List<JsonNode> checks = sandbox.checks(NAME, example.first());
    assertThat(checks).hasSize(1);
    assertThat(checks.getFirst().path("conclusion").asText()).isEqualTo("failure");
  }

  @Test
  void aSecondPushEditsTheSummaryRepeatsNothingAndMarksWhatIsFixed() throws Exception {
    push("opened", example.first());
    int before = lineComments().size();
    push("synchronize", example.second());

    assertThat(summaries()).hasSize(1);
    assertThat(summaries().getFirst().path("body").asText()).contains(example.second().brief());
    assertThat(lineComments()).hasSize(before);
    assertThat(lineComments()).anyMatch(each -> each.path("body").asText().contains("Fixed in `" + example.second().brief()));
    assertThat(new HashSet<>(lineComments().stream().map(each -> each.path("body").asText().lines().findFirst().orElseThrow()).toList()))
        .hasSize(before);
  }

  @Test
  void theSameHeadDeliveredTwiceIsSaidOnce() throws Exception {
    push("opened", example.first());
    int comments = lineComments().size();
    push("reopened", example.first());

    assertThat(sandbox.reviews(NAME, 1)).hasSize(1);
    assertThat(lineComments()).hasSize(comments);
    assertThat(sandbox.checks(NAME, example.first())).hasSize(1);
  }

  @Test
  void aCommentThatAPersonDeletedIsNotSaidAgain() throws Exception {
    push("opened", example.first());
    JsonNode sleep = lineComments().stream().filter(each -> each.path("body").asText().contains("LW100")).findFirst().orElseThrow();
    sandbox.delete(NAME, 1, sleep.path("id").asLong());
    push("synchronize", example.second());
    push("synchronize", example.first());

    assertThat(lineComments()).noneMatch(each -> each.path("body").asText().contains("LW100"));
  }

  @ParameterizedTest(name = "{0} {1}, reset after it was done, counts one")
  @CsvSource({"POST, /check-runs", "POST, /reviews", "POST, /issues/1/comments"})
  void anAnswerThatIsLostDoublesNothing(String method, String pathEnd) throws Exception {
    sandbox.faults().plan(method, pathEnd, Faults.Fault.RESET_AFTER);
    push("opened", example.first());

    assertThat(sandbox.reviews(NAME, 1)).hasSize(1);
    assertThat(summaries()).hasSize(1);
    assertThat(sandbox.checks(NAME, example.first())).hasSize(1);
    assertThat(sandbox.checks(NAME, example.first()).getFirst().path("status").asText()).isEqualTo("completed");
    push("synchronize", example.second());
    assertThat(sandbox.reviews(NAME, 1)).hasSize(1);
  }

  @ParameterizedTest(name = "{0} on {1} {2} is got over")
  @CsvSource({
    "RESET_BEFORE, POST, /reviews", "SERVER_ERROR, POST, /reviews", "SECONDARY_LIMIT, POST, /reviews",
    "SERVER_ERROR, GET, /git/trees/HEAD", "SERVER_ERROR, POST, /graphql", "RESET_BEFORE, POST, /access_tokens"
  })
  void aFaultOfGithubDelaysAReviewAndLosesNothing(Faults.Fault fault, String method, String pathEnd) throws Exception {
    sandbox.faults().plan(method, pathEnd.replace("HEAD", example.first().sha()), fault);
    push("opened", example.first());

    assertThat(sandbox.reviews(NAME, 1)).hasSize(1);
    assertThat(summaries()).hasSize(1);
    assertThat(sandbox.checks(NAME, example.first())).hasSize(1);
  }

  @Test
  void anOlderHeadIsNotSpokenOverANewerOne() throws Exception {
    sandbox.pullRequest(NAME, 1, example.base(), example.first(), "Price all orders at once");
    String body = sandbox.delivery(NAME, 1, "opened");
    sandbox.pullRequest(NAME, 1, example.base(), example.second(), "Price all orders at once");
    assertThat(post(body, "pull_request", Signature.of(bytes(body), SECRET))).isEqualTo(202);

    assertThat(ended(service.jobs().latest(1).getFirst()).state()).isEqualTo(Job.State.SUPERSEDED);
    assertThat(sandbox.comments(NAME, 1)).isEmpty();
    assertThat(sandbox.checks(NAME, example.first())).isEmpty();
  }

  @Test
  void aRepositorysSettingsOnTheHeadDoNotSwitchItsReviewOff() throws Exception {
    CommitId silenced = variant(
        Optional.of(example.base()), example.first(), "[tool.loopwarden]\nrules = { LW100 = false, LW112 = false, LW501 = false }\n");
    push("opened", silenced);

    assertThat(lineComments()).anyMatch(each -> each.path("body").asText().contains("LW100"));
  }

  @Test
  void anEditOfTheSummaryThatWasLostIsMadeAgain() throws Exception {
    push("opened", example.first());
    sandbox.faults().plan("PATCH", "/issues/comments/" + summaries().getFirst().path("id").asLong(), Faults.Fault.RESET_BEFORE);
    push("synchronize", example.second());

    assertThat(summaries()).hasSize(1);
    assertThat(summaries().getFirst().path("body").asText()).contains(example.second().brief());
  }

  @Test
  void aRerunUpdatesTheSameCheckAndRepeatsNoComment() throws Exception {
    push("opened", example.first());
    int comments = lineComments().size();
    deliver("check_run", sandbox.checkDelivery(NAME, 1, example.first(), ""));

    assertThat(sandbox.checks(NAME, example.first())).hasSize(1);
    JsonNode after = sandbox.checks(NAME, example.first()).getFirst();
    assertThat(after.path("conclusion").asText()).isEqualTo("failure");
    assertThat(lineComments()).hasSize(comments);
    assertThat(summaries()).hasSize(1);
  }

  @Test
  void annotationsAreNotAppendedOnceMoreByARerun() throws Exception {
    String quiet = "[tool.loopwarden]\ncomments-max = 0\n";
    CommitId base = variant(Optional.empty(), example.base(), quiet);
    CommitId head = variant(Optional.of(base), example.first(), quiet);
    sandbox.pullRequest(NAME, 1, base, head, "Price all orders at once");
    deliver("pull_request", sandbox.delivery(NAME, 1, "opened"));
    int annotations = sandbox.checks(NAME, head).getFirst().at("/output/annotations").size();
    assertThat(annotations).isPositive();
    deliver("check_run", sandbox.checkDelivery(NAME, 1, head, ""));

    assertThat(sandbox.checks(NAME, head).getFirst().at("/output/annotations")).hasSize(annotations);
  }

  @Test
  void acceptAsIsLetsTheCheckPassAndNamesThePerson() throws Exception {
    push("opened", example.first());
    deliver("check_run", sandbox.checkDelivery(NAME, 1, example.first(), "accept"));

    JsonNode check = sandbox.checks(NAME, example.first()).getFirst();
    assertThat(check.path("conclusion").asText()).isEqualTo("success");
    assertThat(check.at("/output/summary").asText()).contains("`a-developer` accepted 4 findings as they are");
    assertThat(summaries().getFirst().path("body").asText()).contains("`a-developer` accepted");
  }

  @Test
  void aFirstReviewStaysInsideItsBudgetOfReads() throws Exception {
    push("opened", example.first());
    // The App and its installation are asked for once by a process, on the way to its first token; tokens are not counted.
    long reads = sandbox.requests().stream().filter(each -> each.startsWith("GET") || each.endsWith("/graphql"))
        .filter(each -> !each.startsWith("GET /app")).count();
    assertThat(reads).isLessThanOrEqualTo(12);
  }

  @Test
  void badRequestsAreToldApart() throws Exception {
    String body = "{\"zen\": \"Design for failure.\"}";
    assertThat(post(body, "ping", Signature.of(bytes(body), SECRET))).isEqualTo(202);
    assertThat(post(body, "ping", Signature.of(bytes(body), new Secret("another")))).isEqualTo(401);
    assertThat(post("{", "pull_request", Signature.of(bytes("{"), SECRET))).isEqualTo(400);
    assertThat(post("{}", "push", Signature.of(bytes("{}"), SECRET))).isEqualTo(400);
    assertThat(post(body, "unheard_of", Signature.of(bytes(body), SECRET))).isEqualTo(202);
    String large = "x".repeat((25 << 20) + 1);
    assertThat(post(large, "push", Signature.of(bytes(large), SECRET))).isEqualTo(413);
  }

  @Test
  void thePageOfAPullRequestHasTheChecklistOfTheCommentRowByRow() throws Exception {
    push("opened", example.first());
    push("synchronize", example.second());
    JsonNode rows = new ObjectMapper().readTree(get(service.port(), "/repositories/1/pulls/1?table=checklist&format=json"));
    assertThat(rows).hasSize(Aspect.values().length);
    List<String> shown = new ArrayList<>();
    for (JsonNode row : rows) {
      String where = row.path("where").asText("").replaceFirst(".*/", "");
      shown.add("| " + Checklist.Mark.valueOf(row.path("state").asText().toUpperCase(Locale.ROOT)).emoji() + " | "
          + Aspect.of(row.path("aspect").asText()).title().replace("&", "&amp;") + " | " + row.path("text").asText() + " | "
          + (where.isEmpty() ? "" : "`" + where + "`") + (row.path("places").asInt() > 1 ? " +" + (row.path("places").asInt() - 1) : "") + " |");
    }
    assertThat(summaries().getFirst().path("body").asText().lines().filter(each -> each.matches("\\| (?!\\| aspect)\\S+ \\| .*"))).containsExactlyElementsOf(shown);
  }

  @Test
  void theStoredRunIsShownAndProbesAnswer() throws Exception {
    push("opened", example.first());
    assertThat(get(service.port(), "/repositories/1")).contains("example/orders", "failure", example.first().brief());
    String run = service.jobs().latest(1).getFirst().id();
    assertThat(get(service.port(), "/runs/" + run)).contains("LW100", "shop/pricing.py");
    assertThat(get(service.managementPort(), "/livez")).isEqualTo("ok\n");
    assertThat(get(service.managementPort(), "/readyz")).isEqualTo("ok\n");
    assertThat(get(service.managementPort(), "/metrics")).contains("loopwarden_jobs", "loopwarden_webhook_requests_total");
  }

  @Test
  void whoIsStoppedSaysSoAndAnswersWhatIsInFlight() throws Exception {
    String body = "{\"zen\": \"Design for failure.\"}";
    int management = service.managementPort();
    try (var slow = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
      String head = "POST /webhook HTTP/1.1\r\nHost: localhost\r\nX-GitHub-Event: ping\r\nX-GitHub-Delivery: slow\r\nX-Hub-Signature-256: "
          + Signature.of(bytes(body), SECRET) + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body.substring(0, 5);
      slow.getOutputStream().write(bytes(head));
      slow.getOutputStream().flush();
      Thread.sleep(500);
      Thread stopping = Thread.ofPlatform().start(service::close);
      Thread.ofVirtual().start(() -> dribble(slow, body.substring(5)));
      Thread.sleep(500);
      assertThat(get(management, "/readyz")).isEqualTo("it is being stopped\n");
      assertThat(get(management, "/livez")).isEqualTo("ok\n");
      assertThat(get(management, "/metrics")).contains("loopwarden_jobs");
      assertThat(new BufferedReader(new InputStreamReader(slow.getInputStream(), StandardCharsets.UTF_8)).readLine()).contains("202");
      stopping.join(Duration.ofSeconds(30));
      assertThat(stopping.isAlive()).isFalse();
    }
  }

  /// A slow client: who says nothing for a second while the service stops is left.
  private static void dribble(Socket socket, String text) {
    try {
      for (byte each : bytes(text)) {
        socket.getOutputStream().write(each);
        socket.getOutputStream().flush();
        Thread.sleep(100);
      }
    } catch (IOException | InterruptedException gone) {
      throw new IllegalStateException(gone);
    }
  }

  /// A commit with the files of another, and other settings.
  private CommitId variant(Optional<CommitId> parent, CommitId like, String settings) {
    Map<String, byte[]> files = new HashMap<>();
    example.git().listing(like).files().forEach((path, blob) -> files.put(path, example.git().read(blob).orElseThrow()));
    files.put("pyproject.toml", bytes(settings));
    return example.git().commit(parent, "Settings", files);
  }

  private void push(String action, CommitId head) throws Exception {
    sandbox.pullRequest(NAME, 1, example.base(), head, "Price all orders at once");
    deliver("pull_request", sandbox.delivery(NAME, 1, action));
  }

  private void deliver(String event, String body) throws Exception {
    int known = service.jobs().latest(100).size();
    assertThat(post(body, event, Signature.of(bytes(body), SECRET))).isEqualTo(202);
    Job job = ended(service.jobs().latest(100).getFirst());
    assertThat(service.jobs().latest(100)).hasSize(known + 1);
    assertThat(job.state()).as(job.reason()).isIn(Job.State.DONE, Job.State.SUPERSEDED);
  }

  private Job ended(Job begun) throws InterruptedException {
    Job job = begun;
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!job.state().isOver() && System.nanoTime() < end) {
      Thread.sleep(50);
      clock.jumpOverWaitOf(job);
      job = service.jobs().find(job.id()).orElseThrow();
    }
    return job;
  }

  private List<JsonNode> lineComments() {
    return sandbox.comments(NAME, 1).stream().filter(each -> each.has("path")).toList();
  }

  private List<JsonNode> summaries() {
    return sandbox.comments(NAME, 1).stream().filter(each -> !each.has("path")).toList();
  }

  private int post(String body, String event, String signature) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + "/webhook"))
        .header("X-GitHub-Event", event).header("X-GitHub-Delivery", UUID.randomUUID().toString())
        .header("X-Hub-Signature-256", signature).POST(HttpRequest.BodyPublishers.ofByteArray(bytes(body))).build();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private String get(int port, String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(), HttpResponse.BodyHandlers.ofString()).body();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
