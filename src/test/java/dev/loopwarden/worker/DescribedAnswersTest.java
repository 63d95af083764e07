package dev.loopwarden.worker;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.common.Gzip;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import dev.loopwarden.github.AppCreation;
import dev.loopwarden.github.AppManifest;
import dev.loopwarden.github.GithubAddress;
import dev.loopwarden.github.Secret;
import dev.loopwarden.github.TreeReader;
import dev.loopwarden.github.UserLogin;
import dev.loopwarden.job.Job;
import dev.loopwarden.pull.RepositoryRef;
import dev.loopwarden.review.Effect;
import dev.loopwarden.review.Marker;
import dev.loopwarden.sandbox.Faults.Fault;
import dev.loopwarden.sandbox.Sandbox;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is asked of the stand-in and what it answers is held against GitHub's own description, field by field: a recorder stands between it and all that asks
/// it. Every endpoint that it has is asked.
final class DescribedAnswersTest {

  /// What is no part of GitHub's REST interface, so that no description has it.
  private static final List<String> UNDESCRIBED = List.of(
      "POST /graphql", "GET /codeload/{owner}/{repo}/{ref}", "GET /login/oauth/authorize", "POST /login/oauth/access_token", "POST /settings/apps/new",
      "POST /organizations/{organization}/settings/apps/new");

  private final HttpClient browser = HttpClient.newHttpClient();
  private Rig rig;
  private WireMockServer recorder;
  private OpenApiInteractionValidator description;

  @SuppressWarnings("NullAway.Init") // set before each test
  DescribedAnswersTest() {}

  @BeforeEach
  void start() throws Exception {
    rig = new Rig("sqlite");
    recorder = new WireMockServer(WireMockConfiguration.options().dynamicPort());
    recorder.start();
    recorder.stubFor(any(anyUrl()).willReturn(aResponse().proxiedFrom(rig.sandbox.address())));
    rig.api = recorder.baseUrl();
    try (InputStream in = Objects.requireNonNull(Sandbox.class.getResourceAsStream("/dev/loopwarden/github/github-rest.openapi.json"))) {
      // A field that the description does not have is not held against an answer: what is put together of several schemas has many.
      description = OpenApiInteractionValidator.createForInlineApiSpecification(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .withLevelResolver(LevelResolver.create().withLevel("validation.schema.additionalProperties", ValidationReport.Level.IGNORE)
              .withLevel("validation.request.accept.notAllowed", ValidationReport.Level.IGNORE).build())
          .build();
    }
  }

  @AfterEach
  void stop() {
    recorder.stop();
    rig.close();
  }

  @Test
  void everyAnswerOfEveryEndpointIsWhatGithubDescribes() throws Exception {
    rig.fresh();
    try (Rig.Replica process = rig.process()) {
      review(process);
      readAndWrite(process);
      logIn(process);
    }
    makeAnApp();

    Set<String> unasked = new TreeSet<>(rig.sandbox.served());
    Set<String> wrong = new TreeSet<>();
    int judged = 0;
    for (ServeEvent event : recorder.getAllServeEvents()) {
      String path = URI.create(event.getRequest().getUrl()).getRawPath();
      String method = event.getRequest().getMethod().getName();
      Optional<String> endpoint = rig.sandbox.served().stream().filter(each -> pattern(each).matcher(method + " " + path).matches()).findFirst();
      assertThat(endpoint).as(method + " " + path + " is no endpoint of the stand-in").isPresent();
      unasked.remove(endpoint.get());
      String type = String.valueOf(event.getResponse().getHeaders().getHeader("Content-Type"));
      boolean described = !UNDESCRIBED.contains(endpoint.get()) && event.getResponse().getStatus() < 400 && !type.contains("raw");
      if (described) {
        judged++;
        // A path of several parts is one part in the description.
        String asDescribed = path.replaceFirst("/contents/.*", "/contents/file");
        description.validateRequest(asked(event, method, asDescribed)).getMessages().forEach(each -> wrong.add(endpoint.get() + " asked: " + told(each)));
        description.validateResponse(asDescribed, Request.Method.valueOf(method), answer(event)).getMessages()
            .forEach(each -> wrong.add(endpoint.get() + ": " + told(each)));
      }
    }
    assertThat(wrong).as(String.join("\n", wrong)).isEmpty();
    assertThat(unasked).as("not asked").isEmpty();
    assertThat(judged).isGreaterThan(40);
  }

  /// Two pushes. Answers that are lost make the process look for what it wrote.
  private void review(Rig.Replica process) {
    rig.sandbox.faults().planMatching("POST", "/pulls/1/reviews$", Fault.ERROR_AFTER, () -> {});
    rig.sandbox.faults().planMatching("POST", "/issues/1/comments$", Fault.ERROR_AFTER, () -> {});
    rig.sandbox.faults().planMatching("POST", "/check-runs$", Fault.ERROR_AFTER, () -> {});
    assertThat(process.toItsEnd(process.deliver("pull_request", rig.push("opened", rig.example.first()))).state()).isEqualTo(Job.State.DONE);
    rig.sandbox.faults().planMatching("PATCH", "/check-runs/[0-9]+$", Fault.ERROR_AFTER, () -> {});
    assertThat(process.toItsEnd(process.deliver("pull_request", rig.push("synchronize", rig.example.second()))).state()).isEqualTo(Job.State.DONE);
    rig.sandbox.failedDelivery("11111111-0000-0000-0000-000000000000");
    process.reconciler().run();
  }

  /// What a review of the example does not need.
  private void readAndWrite(Rig.Replica process) throws Exception {
    String token = recorder.getAllServeEvents().stream().filter(each -> each.getRequest().getUrl().contains("/pulls/1"))
        .map(each -> each.getRequest().getHeader("Authorization")).findFirst().orElseThrow();
    assertThat(process.app.reader(rig.repository()).pullRequestsOf(rig.example.second())).containsExactly(1);
    assertThat(process.app.current(rig.repository())).contains(rig.repository());
    rig.sandbox.tip(rig.name, rig.example.base());
    TreeReader tree = process.app.tree(rig.repository());
    var tip = tree.tip().orElseThrow();
    assertThat(tree.listing(tip).python()).isNotEmpty();
    process.app.writer(rig.repository()).apply(new Effect.PostFileComment(
        rig.example.second(), "f", "LW101", "shop/orders.py", Marker.file("f", "LW101") + " text"), 1, Optional.empty());
    long check = rig.sandbox.checks(rig.name, rig.example.second()).getFirst().path("id").asLong();
    process.app.writer(rig.repository()).annotations(check);
    assertThat(process.app.current(new RepositoryRef(987_654, rig.installation, "example", "unknown"))).isEmpty();
    for (String path : List.of("/pulls/1/files", "/pulls/1/comments", "/contents/shop/orders.py?ref=" + rig.example.second())) {
      assertThat(ask(HttpRequest.newBuilder(URI.create(rig.api + "/repos/" + rig.name + path)).header("Authorization", token)).statusCode()).isEqualTo(200);
    }
    // The link leads past the recorder: what stands behind it is asked for here.
    assertThat(ask(HttpRequest.newBuilder(URI.create(rig.api + "/repos/" + rig.name + "/tarball/" + tip)).header("Authorization", token)).statusCode()).isEqualTo(302);
    assertThat(ask(HttpRequest.newBuilder(URI.create(rig.api + "/codeload/" + rig.name + "/" + tip))).statusCode()).isEqualTo(200);
    ask(HttpRequest.newBuilder(URI.create(rig.api + "/repos/" + rig.name + "/contents/shop/orders.py?ref=" + rig.example.second()))
        .header("Authorization", token).header("Accept", "application/vnd.github.raw+json"));
  }

  private void logIn(Rig.Replica process) throws Exception {
    rig.sandbox.seat().sit("ada", Set.of(rig.name));
    UserLogin login = process.app.login(rig.sandbox.seat().clientId(), new Secret(rig.sandbox.seat().clientSecret()));
    String verifier = "a verifier that nobody guesses";
    String challenge = Base64.getUrlEncoder().withoutPadding()
        .encodeToString(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.UTF_8)));
    String code = code(ask(HttpRequest.newBuilder(URI.create(login.authorizeAddress("http://here/back", "state", challenge)))));
    UserLogin.Tokens tokens = login.exchange(code, verifier, "http://here/back").orElseThrow();
    assertThat(login.user(tokens.access()).login()).isEqualTo("ada");
    assertThat(login.repositories(tokens.access())).containsExactly(rig.repository().id());
  }

  private void makeAnApp() throws Exception {
    var creation = new AppCreation(GithubAddress.of(rig.api), rig.time);
    String form = "manifest=" + URLEncoder.encode(AppManifest.read().filled("https://warden.example", "https://warden.example/made"), StandardCharsets.UTF_8);
    for (String organization : List.of("", "example")) {
      String code = code(ask(HttpRequest.newBuilder(URI.create(creation.address(organization, "state")))
          .header("Content-Type", "application/x-www-form-urlencoded").POST(HttpRequest.BodyPublishers.ofString(form))));
      assertThat(creation.convert(code).appId()).isEqualTo(rig.sandbox.appId());
    }
  }

  private HttpResponse<String> ask(HttpRequest.Builder request) throws IOException, InterruptedException {
    return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /// The code with which the browser is sent back.
  private static String code(HttpResponse<String> redirect) {
    Matcher code = Pattern.compile("[?&]code=([^&]+)").matcher(redirect.headers().firstValue("Location").orElseThrow());
    assertThat(code.find()).isTrue();
    return code.group(1);
  }

  private static Pattern pattern(String endpoint) {
    String expression = endpoint.replace("contents/{path}", "contents/.+").replaceAll("\\{[a-z]+\\}", "[^/]+");
    return Pattern.compile(expression);
  }

  private static Request asked(ServeEvent event, String method, String path) {
    var asked = new SimpleRequest.Builder(method, path);
    String query = URI.create(event.getRequest().getUrl()).getRawQuery();
    if (query != null) {
      for (String pair : query.split("&", -1)) {
        asked.withQueryParam(pair.split("=", 2)[0], URLDecoder.decode(pair.split("=", 2)[1], StandardCharsets.UTF_8));
      }
    }
    if (event.getRequest().getBody().length > 0) {
      asked.withContentType("application/json").withBody(event.getRequest().getBodyAsString());
    }
    return asked.build();
  }

  private static SimpleResponse answer(ServeEvent event) {
    byte[] body = event.getResponse().getBody();
    var answer = SimpleResponse.Builder.status(event.getResponse().getStatus());
    if (body != null && body.length > 0) {
      answer.withContentType("application/json").withBody(Gzip.isGzipped(body) ? Gzip.unGzipToString(body) : new String(body, StandardCharsets.UTF_8));
    }
    return answer.build();
  }

  private static String told(ValidationReport.Message message) {
    return message.getKey() + " " + message.getMessage() + message.getNestedMessages().stream().map(ValidationReport.Message::getMessage).collect(Collectors.joining(" ", " ", ""));
  }
}
