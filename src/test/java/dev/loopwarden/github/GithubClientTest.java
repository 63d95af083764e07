package dev.loopwarden.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import dev.loopwarden.metrics.Meters;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.pull.RepositoryRef;
import dev.loopwarden.review.Annotation;
import dev.loopwarden.review.Conclusion;
import dev.loopwarden.review.Effect;
import dev.loopwarden.review.LineComment;
import dev.loopwarden.review.Marker;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.CsvSource;

/// The real client against WireMock; every request is held against GitHub's own description.
final class GithubClientTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final RepositoryRef REPOSITORY = new RepositoryRef(7, 70, "o", "r");
  private static final CommitId HEAD = new CommitId("a".repeat(40));
  private static OpenApiInteractionValidator description;
  private static String pem;

  private WireMockServer server;
  private GithubApp app;
  private RepositoryWriter writer;
  private RepositoryReader reader;

  @SuppressWarnings("NullAway.Init") // set before each test
  GithubClientTest() {}

  @BeforeAll
  static void read() throws Exception {
    try (InputStream in = Objects.requireNonNull(GithubClientTest.class.getResourceAsStream("github-rest.openapi.json"))) {
      description = OpenApiInteractionValidator.createForInlineApiSpecification(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .withLevelResolver(LevelResolver.create().withLevel("validation.request.accept.notAllowed", ValidationReport.Level.IGNORE).build())
          .build();
    }
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    pem = "-----BEGIN PRIVATE KEY-----\n" + Base64.getEncoder().encodeToString(generator.generateKeyPair().getPrivate().getEncoded())
        + "\n-----END PRIVATE KEY-----";
  }

  @BeforeEach
  void start() {
    server = new WireMockServer(WireMockConfiguration.options().dynamicPort());
    server.start();
    server.stubFor(post(urlPathEqualTo("/app/installations/70/access_tokens")).willReturn(
        okJson("{\"token\": \"ghs_x\", \"expires_at\": \"2026-01-02T04:04:05Z\"}").withStatus(201)));
    server.stubFor(get(urlPathEqualTo("/app")).willReturn(okJson("{\"id\": 1, \"slug\": \"warden\"}")));
    server.stubFor(get(urlPathEqualTo("/app/installations/70")).willReturn(okJson("{\"id\": 70}")));
    app = new GithubApp(GithubAddress.of(server.baseUrl()), AppKey.of("1", new Secret(pem)), Clock.fixed(NOW, ZoneOffset.UTC), new Meters(Clock.fixed(NOW, ZoneOffset.UTC)));
    writer = app.writer(REPOSITORY);
    reader = app.reader(REPOSITORY);
  }

  @AfterEach
  void everyRequestIsWhatGithubDescribes() {
    try {
      for (ServeEvent event : server.getAllServeEvents()) {
        Request request = event.getRequest();
        URI uri = URI.create(request.getAbsoluteUrl());
        var simple = new SimpleRequest.Builder(request.getMethod().getName(), uri.getPath());
        if (request.getBody().length > 0) {
          simple.withBody(request.getBodyAsString()).withContentType("application/json");
        }
        if (uri.getQuery() != null) {
          for (String pair : uri.getQuery().split("&", -1)) {
            simple.withQueryParam(pair.split("=", 2)[0], pair.split("=", 2)[1]);
          }
        }
        ValidationReport report = description.validateRequest(simple.build());
        assertThat(report.getMessages()).as(request.getMethod() + " " + request.getUrl()).isEmpty();
      }
    } finally {
      server.stop();
    }
  }

  @Test
  void aTokenIsAskedForOneRepositoryAndKeptWhileItIsGood() throws Exception {
    server.stubFor(get(urlPathMatching("/repos/o/r/pulls/3")).willReturn(okJson(pull())));
    reader.pullRequest(3);
    reader.pullRequest(3);
    List<ServeEvent> asked = server.getAllServeEvents().stream().filter(each -> each.getRequest().getUrl().endsWith("/access_tokens")).toList();
    assertThat(asked).hasSize(1);
    assertThat(asked.getFirst().getRequest().getBodyAsString()).contains("\"repository_ids\":[7]", "\"checks\":\"write\"").doesNotContain("administration");
  }

  @ParameterizedTest
  @EnumSource(names = {"CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE", "RANDOM_DATA_THEN_CLOSE"})
  void aTokenWhoseAnswerIsLostIsAskedForOnce(Fault fault) {
    server.stubFor(post(urlPathEqualTo("/app/installations/70/access_tokens")).willReturn(aResponse().withFault(fault)));
    assertThatThrownBy(() -> reader.pullRequest(3)).isInstanceOf(java.io.IOException.class).hasCauseInstanceOf(OutcomeUnknown.class);
    assertThat(server.getAllServeEvents().stream().filter(each -> each.getRequest().getUrl().endsWith("/access_tokens"))).hasSize(1);
  }

  @ParameterizedTest(name = "{0} with {1}: {2} at {3}")
  @CsvSource({
    "403, Retry-After, 7, GET, /app, 7", "429, Retry-After, 9, GET, /app/installations/70, 9", "403, x-ratelimit-remaining, 0, GET, /app, 60",
    "403, Retry-After, 7, POST, /app/installations/70/access_tokens, 7", "429, x-none, 0, POST, /app/installations/70/access_tokens, 60"
  })
  void aLimitIsToldAtOnceAndNotSlept(int status, String header, String value, String method, String path, long seconds) {
    server.stubFor(com.github.tomakehurst.wiremock.client.WireMock.request(method, urlPathEqualTo(path)).willReturn(
        aResponse().withStatus(status).withHeader(header, value).withBody("{\"message\": \"wait\"}")));
    org.junit.jupiter.api.Assertions.assertTimeout(Duration.ofSeconds(5), () -> assertThatThrownBy(() -> reader.pullRequest(3))
        .isInstanceOfSatisfying(Limited.class, limited -> assertThat(Duration.between(NOW, limited.until())).isEqualTo(Duration.ofSeconds(seconds))));
    assertThat(server.getAllServeEvents().stream().filter(each -> each.getRequest().getUrl().equals(path))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(quoteCharacter = '\0', value = {"/app, {}", "/app, null", "/app, [[]]", "/app,", "/app/installations/70, {}", "/app/installations/70, null",
      "/app/installations/70, <html>"})
  void anAnswerThatIsNoAppOrInstallationIsNotKept(String path, @Nullable String body) throws Exception {
    server.stubFor(get(urlPathMatching("/repos/o/r/pulls/3")).willReturn(okJson(pull())));
    var broken = server.stubFor(get(urlPathEqualTo(path)).willReturn(okJson(body == null ? "" : body)));
    assertThatThrownBy(() -> reader.pullRequest(3)).isInstanceOf(java.io.IOException.class);
    server.removeStub(broken);
    assertThat(reader.pullRequest(3).head()).isEqualTo(HEAD);
  }

  /// A 304 costs nothing of the rate limit.
  @Test
  void anAnswerThatDidNotChangeIsAskedForByItsTag() throws Exception {
    var stub = server.stubFor(get(urlPathEqualTo("/repos/o/r/pulls/3")).willReturn(okJson(pull()).withHeader("ETag", "\"e1\"")));
    assertThat(reader.pullRequest(3).head()).isEqualTo(HEAD);
    server.removeStub(stub);
    server.stubFor(get(urlPathEqualTo("/repos/o/r/pulls/3"))
        .withHeader("If-None-Match", com.github.tomakehurst.wiremock.client.WireMock.equalTo("\"e1\"")).willReturn(aResponse().withStatus(304)));
    assertThat(reader.pullRequest(3).head()).isEqualTo(HEAD);
  }

  @Test
  void noRedirectIsFollowedForTheAppEither() {
    server.stubFor(get(urlPathEqualTo("/app")).willReturn(aResponse().withStatus(302).withHeader("Location", server.baseUrl() + "/rate_limit")));
    assertThatThrownBy(() -> reader.pullRequest(3)).isInstanceOf(Rejected.class);
    assertThat(server.getAllServeEvents()).hasSize(1);
  }

  @Test
  void aRepositoryIsFoundUnderItsNewNameAmongManyPages() throws Exception {
    var page = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      page.append(i == 0 ? "" : ",").append(repository(1000 + i, "x" + i));
    }
    server.stubFor(get(urlPathEqualTo("/installation/repositories")).willReturn(okJson("{\"total_count\": 101, \"repositories\": [" + page + "]}")
        .withHeader("Link", "<" + server.baseUrl() + "/installation/repositories?per_page=100&page=2>; rel=\"next\"")));
    server.stubFor(get(urlPathEqualTo("/installation/repositories")).withQueryParam("page", com.github.tomakehurst.wiremock.client.WireMock.equalTo("2"))
        .willReturn(okJson("{\"total_count\": 101, \"repositories\": [" + repository(7, "moved") + "]}")));
    server.stubFor(get(urlPathEqualTo("/app/installations")).willReturn(okJson("[]")));
    assertThat(app.current(REPOSITORY)).contains(new RepositoryRef(7, 70, "o", "moved"));
    assertThat(app.current(new RepositoryRef(8, 70, "o", "gone"))).isEmpty();
  }

  private static String repository(long id, String name) {
    return "{\"id\": " + id + ", \"name\": \"" + name + "\", \"full_name\": \"o/" + name + "\", \"owner\": {\"login\": \"o\"}}";
  }

  @Test
  void aReviewIsOneRequestWithAllItsComments() throws Exception {
    server.stubFor(post(urlPathEqualTo("/repos/o/r/pulls/3/reviews")).willReturn(okJson("{\"id\": 12}")));
    server.stubFor(get(urlPathEqualTo("/repos/o/r/pulls/3/comments")).willReturn(
        okJson("[{\"id\": 99, \"pull_request_review_id\": 12, \"body\": \"" + Marker.finding("f1", "LW100") + "\"}]")));
    RepositoryWriter.Applied applied = writer.apply(review(), 3, Optional.empty());
    assertThat(applied.id()).isEqualTo(12);
    assertThat(applied.comments()).containsExactly(Map.entry("f1", 99L));
  }

  @Test
  void annotationsGoInBatchesOfFifty() throws Exception {
    server.stubFor(patch(urlPathEqualTo("/repos/o/r/check-runs/5")).willReturn(okJson("{\"id\": 5}")));
    List<Annotation> many = Collections.nCopies(120, new Annotation("a.py", 1, 1, "warning", "t", "m"));
    var check = new Effect.CompleteCheck(HEAD, "job", Conclusion.FAILURE, "t", "s", Optional.empty(), many);
    assertThat(check.parts()).extracting(each -> each.annotations().size()).containsExactly(50, 50, 20);
    for (Effect.CompleteCheck each : check.parts()) {
      writer.apply(each, 3, Optional.of(5L));
    }
    assertThat(server.getAllServeEvents().stream().filter(each -> each.getRequest().getUrl().endsWith("/check-runs/5"))).hasSize(3);
  }

  @Test
  void aWriteThatWasHeldUpTooLongIsNotSent() throws Exception {
    server.stubFor(post(urlPathEqualTo("/repos/o/r/issues/3/comments")).willReturn(okJson("{\"id\": 5}")));
    var summary = new Effect.UpsertSummary(HEAD, Marker.summary().toString(), "text");
    assertThatThrownBy(() -> writer.by(NOW.minusSeconds(1)).apply(summary, 3, Optional.empty())).isInstanceOf(TooLate.class).hasMessageContaining("not sent");
    assertThat(server.getAllServeEvents()).noneMatch(each -> each.getRequest().getUrl().endsWith("/comments"));
    assertThat(writer.by(NOW).apply(summary, 3, Optional.empty()).id()).isEqualTo(5);
  }

  @ParameterizedTest
  @EnumSource(names = {"CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE", "RANDOM_DATA_THEN_CLOSE"})
  void aWriteWithoutAnAnswerIsUnknownAndSentOnce(Fault fault) {
    server.stubFor(post(urlPathEqualTo("/repos/o/r/issues/3/comments")).willReturn(aResponse().withFault(fault)));
    assertThatThrownBy(() -> writer.apply(new Effect.UpsertSummary(HEAD, Marker.summary().toString(), "text"), 3, Optional.empty()))
        .isInstanceOf(OutcomeUnknown.class);
    assertThat(server.getAllServeEvents().stream().filter(each -> each.getRequest().getUrl().endsWith("/comments"))).hasSize(1);
  }

  @ParameterizedTest(name = "{0} {1} waits {3} s")
  @CsvSource({
    "403, Retry-After, 7, 7, nothing",
    "429, Retry-After, 9, 9, nothing",
    "403, x-none, 0, 60, You have exceeded a secondary rate limit",
    "422, x-none, 0, 60, was submitted too quickly; abuse detection",
    "403, Retry-After, -5, 60, secondary rate limit"
  })
  void aLimitSaysWhenToComeBack(int status, String header, String value, long seconds, String message) {
    server.stubFor(post(urlPathEqualTo("/repos/o/r/pulls/3/reviews")).willReturn(
        aResponse().withStatus(status).withHeader(header, value).withBody("{\"message\": \"" + message + "\"}")));
    assertThatThrownBy(() -> writer.apply(review(), 3, Optional.empty()))
        .isInstanceOfSatisfying(Limited.class, limited -> assertThat(Duration.between(NOW, limited.until())).isEqualTo(Duration.ofSeconds(seconds)));
  }

  @Test
  void aRefusalIsNoLimit() {
    server.stubFor(post(urlPathEqualTo("/repos/o/r/pulls/3/reviews")).willReturn(
        aResponse().withStatus(422).withBody("{\"message\": \"line must be part of the diff\"}")));
    assertThatThrownBy(() -> writer.apply(review(), 3, Optional.empty()))
        .isInstanceOfSatisfying(Rejected.class, refused -> assertThat(refused.status()).isEqualTo(422));
  }

  @Test
  void aRedirectIsNotFollowed() {
    server.stubFor(get(urlPathEqualTo("/repos/o/r/pulls/3")).willReturn(
        aResponse().withStatus(302).withHeader("Location", server.baseUrl() + "/elsewhere")));
    server.stubFor(any(urlPathEqualTo("/elsewhere")).willReturn(okJson(pull())));
    assertThatThrownBy(() -> reader.pullRequest(3)).isInstanceOf(Rejected.class);
    assertThat(server.getAllServeEvents()).noneMatch(each -> each.getRequest().getUrl().contains("elsewhere"));
  }

  @Test
  void aMarkerOfSomebodyElseIsNotOurs() throws Exception {
    server.stubFor(get(urlPathEqualTo("/repos/o/r/issues/3/comments")).willReturn(okJson("["
        + "{\"id\": 1, \"user\": {\"login\": \"mallory\"}, \"body\": \"" + Marker.summary() + "\"},"
        + "{\"id\": 2, \"user\": {\"login\": \"warden[bot]\"}, \"body\": \"" + Marker.summary() + "\"}]")));
    assertThat(writer.find(new Effect.UpsertSummary(HEAD, Marker.summary().toString(), "x"), 3, "").orElseThrow().id()).isEqualTo(2);
  }

  @Test
  void aLookUpReadsAllPagesAndAFailedOneIsNotNone() {
    var page = new StringBuilder("[");
    for (int i = 0; i < 100; i++) {
      page.append(i == 0 ? "" : ",").append("{\"id\": ").append(i).append(", \"user\": {\"login\": \"x\"}, \"body\": \"\"}");
    }
    server.stubFor(get(urlPathEqualTo("/repos/o/r/issues/3/comments")).willReturn(okJson(page + "]")));
    server.stubFor(get(anyUrl()).withQueryParam("page", com.github.tomakehurst.wiremock.client.WireMock.equalTo("2")).willReturn(aResponse().withStatus(502)));
    assertThatThrownBy(() -> writer.find(new Effect.UpsertSummary(HEAD, Marker.summary().toString(), "x"), 3, "")).isInstanceOf(java.io.IOException.class);
  }

  private static Effect review() {
    return new Effect.PostReview(HEAD, Marker.review(HEAD).toString(), Marker.review(HEAD) + "\none", List.of(
        new LineComment("f1", "LW100", "a.py", OptionalInt.of(2), 3, Marker.finding("f1", "LW100") + "\ntext")));
  }

  private static String pull() {
    return "{\"number\": 3, \"draft\": false, \"base\": {\"ref\": \"main\", \"sha\": \"" + HEAD + "\"}, \"head\": {\"sha\": \"" + HEAD + "\", \"repo\": {\"id\": 7}}}";
  }
}
