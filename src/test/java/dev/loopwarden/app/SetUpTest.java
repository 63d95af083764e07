package dev.loopwarden.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.loopwarden.github.AppCreation;
import dev.loopwarden.github.GithubAddress;
import dev.loopwarden.github.Secret;
import dev.loopwarden.github.Signature;
import dev.loopwarden.job.RetryPolicy;
import dev.loopwarden.sandbox.Faults;
import dev.loopwarden.sandbox.Sandbox;
import dev.loopwarden.web.SetUpServer;
import dev.loopwarden.web.WebServer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The way of a browser from the address in the log over the stand-in and back.
final class SetUpTest {

  private static final String KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
  private static final String OTHER_KEY = "MTEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

  @TempDir private Path folder;

  private final JumpingClock clock = new JumpingClock();
  private final Sandbox sandbox = Sandbox.start(clock);
  private final HttpClient client = HttpClient.newHttpClient();

  @SuppressWarnings("NullAway.Init") // JUnit fills the field
  SetUpTest() {}

  @AfterEach
  void stop() {
    sandbox.close();
    client.close();
  }

  @Test
  void theCredentialsAreStoredSealedAndUsedThenAndAfterARestart() throws Exception {
    try (SetUp page = SetUp.start(settings(KEY), clock)) {
      assertThat(get(at(page, "/readyz")).body()).isEqualTo("waiting for set-up\n");
      HttpResponse<String> done = get(throughGithub(get(page.address()).body()));

      assertThat(done.statusCode()).isEqualTo(200);
      assertThat(done.body()).contains("The App is there", "/installations/new").doesNotContain("PRIVATE KEY", "hook&lt;");
      assertThat(page.await().app().orElseThrow().appId()).isEqualTo(sandbox.appId());
      assertThat(get(page.address()).statusCode()).isEqualTo(410);
    }

    try (Stream<Path> files = Files.list(folder)) {
      for (Path each : files.toList()) {
        assertThat(Files.readString(each, StandardCharsets.ISO_8859_1)).doesNotContain("hook<&>secret", "BEGIN PRIVATE", sandbox.seat().clientSecret());
      }
    }
    assertThat(SetUp.webhookSecret(environment(KEY)).reveal()).isEqualTo("hook<&>secret");
    OperatorSettings again = SetUp.complete(settings(KEY));
    assertThat(again.login().orElseThrow().clientId()).isEqualTo(sandbox.seat().clientId());
    try (Service service = Service.start(again, new Service.Times(clock, clock::jumpTo, RetryPolicy.DEFAULT))) {
      assertThat(delivered(service, "hook<&>secret")).isEqualTo(202);
      assertThat(delivered(service, "another secret")).isEqualTo(401);
    }
  }

  @Test
  void storedCredentialsThatAnotherKeySealedAreToldAndNotOverwritten() throws Exception {
    try (SetUp page = SetUp.start(settings(KEY), clock)) {
      get(throughGithub(get(page.address()).body()));
    }

    assertThatThrownBy(() -> SetUp.complete(settings(OTHER_KEY))).hasMessageContaining("secret-key").hasMessageContaining("not the one that sealed them");
    assertThatThrownBy(() -> SetUp.complete(settings(""))).hasMessageContaining("secret-key").hasMessageContaining("it is missing");
  }

  @Test
  void withoutAKeyTheCredentialsAreShownOnceEscapedAndKeptNowhere() throws Exception {
    try (SetUp page = SetUp.start(settings(""), clock)) {
      String back = throughGithub(get(page.address()).body());
      HttpResponse<String> shown = get(back);

      assertThat(shown.body()).contains("export LOOPWARDEN_WEBHOOK_SECRETS='hook&lt;&amp;&gt;secret'").doesNotContain("hook<");
      assertThat(shown.headers().firstValue("Cache-Control")).hasValue("private, no-store");
      JsonNode secret = new YAMLMapper().readTree(plain(shown.body().split("<pre tabindex=\"0\">", -1)[2].split("</pre>", -1)[0]));
      assertThat(secret.at("/stringData/webhook-secrets").asText()).isEqualTo("hook<&>secret");
      assertThat(secret.at("/stringData/private-key").asText().strip()).isEqualTo(sandbox.privateKey().strip());
      assertThat(get(back).statusCode()).isEqualTo(403);
    }
    assertThat(SetUp.complete(settings("")).app()).isEmpty();
  }

  @Test
  void theLastAnswerArrivesThoughTheServiceGoesOnAtOnce() throws Exception {
    SetUp page = SetUp.start(settings(KEY), clock);
    String back = throughGithub(get(page.address()).body());
    Thread goingOn = Thread.ofVirtual().start(() -> {
      try {
        page.await();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
      page.close();
    });

    assertThat(get(back).body()).contains("The App is there");
    goingOn.join();
  }

  @Test
  void credentialsThatTheDatabaseDoesNotTakeAreShown() throws Exception {
    var creation = new AppCreation(GithubAddress.of(sandbox.address()), clock);
    try (SetUpServer page = SetUpServer.start(new SetUpServer.Terms(new WebServer.Listening("127.0.0.1", 0, 0, 1 << 20), creation, Optional.of("https://reviews.example.org"), Optional.of(_ -> {
      throw new IllegalStateException("no room");
    })), clock)) {
      String back = throughGithub(get("http://127.0.0.1:" + page.managementPort() + page.path()).body());

      assertThat(get(back).body()).contains("the database did not take them", "export LOOPWARDEN_PRIVATE_KEY=");
    }
  }

  @Test
  void whoComesByAnotherNameIsSentBackToThePublicAddressWhichTakesThem() throws Exception {
    try (SetUp page = SetUp.start(settings(KEY), clock)) {
      String form = raw(page, "Host: evil.example");
      JsonNode manifest = new YAMLMapper().readTree(plain(between(form, "name=\"manifest\" value=\"")));
      assertThat(manifest.at("/redirect_url").asText()).isEqualTo("https://reviews.example.org/setup/created");
      assertThat(form).doesNotContain("evil.example");

      String back = throughGithub(form).replace("https://reviews.example.org", "http://127.0.0.1:" + page.port());
      assertThat(get(back).body()).contains("The App is there");
    }
  }

  @Test
  void theSecretForAPingIsTheOneThatIsSetElseTheStoredOneElseThereIsAReason() {
    assertThat(SetUp.webhookSecret(Map.of("LOOPWARDEN_WEBHOOK_SECRETS", "first, second")).reveal()).isEqualTo("first");
    assertThatThrownBy(() -> SetUp.webhookSecret(environment(KEY))).hasMessageContaining("LOOPWARDEN_WEBHOOK_SECRETS");
  }

  @Test
  void whileItWaitsItSaysSoToWebhooksAndHasMetrics() throws Exception {
    try (SetUp page = SetUp.start(settings(KEY), clock)) {
      HttpResponse<String> later = client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + page.port() + "/webhook"))
          .POST(HttpRequest.BodyPublishers.ofString("{}")).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(later.statusCode()).isEqualTo(503);
      assertThat(later.headers().firstValue("Retry-After")).isPresent();
      assertThat(get("http://127.0.0.1:" + page.port() + "/setup?token=x").statusCode()).as("the page is not public").isEqualTo(404);
      assertThat(get(at(page, "/metrics")).body()).contains("loopwarden_");
    }
  }

  /// The form as a browser gets it that sends another name of the host.
  private static String raw(SetUp page, String host) throws IOException {
    URI address = URI.create(page.address());
    try (var socket = new Socket(address.getHost(), address.getPort())) {
      socket.getOutputStream().write(("GET " + address.getRawPath() + "?" + address.getRawQuery() + " HTTP/1.1\r\n" + host
          + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void withoutTheTokenOfTheLogNothingIsShown() throws Exception {
    try (SetUp page = SetUp.start(settings(KEY), clock)) {
      for (String wrong : new String[] {"/setup", "/setup?token=", "/setup?token=wrong"}) {
        HttpResponse<String> refused = get(at(page, wrong));
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("stands in the service").doesNotContain("<form");
      }
    }
  }

  @Test
  void aStateThatIsWrongUsedOrTooOldAsksGithubForNothing() throws Exception {
    try (SetUp page = SetUp.start(settings(KEY), clock)) {
      String back = throughGithub(get(page.address()).body());
      assertThat(get(back.replaceAll("state=.*", "state=wrong")).statusCode()).isEqualTo(403);
      assertThat(get(back.replaceAll("&state=.*", "")).statusCode()).isEqualTo(403);
      clock.jumpTo(clock.instant().plus(Duration.ofMinutes(61)));
      HttpResponse<String> late = get(back);

      assertThat(late.statusCode()).isEqualTo(403);
      assertThat(late.body()).contains("took over an hour");
      assertThat(sandbox.requests()).noneMatch(each -> each.contains("conversions"));
    }
  }

  @Test
  void whatGithubRefusesIsToldAndCanBeTriedAgain() throws Exception {
    try (SetUp page = SetUp.start(settings(KEY), clock)) {
      String refused = throughGithub(get(page.address()).body()).replaceAll("code=[^&]*", "code=expired");
      assertThat(get(refused).body()).contains("GitHub did not take the code", "404");

      sandbox.faults().plan("POST", "/conversions", Faults.Fault.RESET_AFTER);
      assertThat(get(throughGithub(get(page.address()).body())).body()).contains("GitHub gave no credentials");
      assertThat(get(throughGithub(get(page.address()).body())).body()).contains("The App is there");
    }
  }

  @Test
  void theFormGoesToGithubAloneAndToTheOrganisationThatIsNamed() throws Exception {
    try (SetUp page = SetUp.start(settings(KEY), clock)) {
      HttpResponse<String> form = get(page.address() + "&organization=acme");
      JsonNode manifest = new YAMLMapper().readTree(plain(between(form.body(), "name=\"manifest\" value=\"")));

      assertThat(form.headers().firstValue("Content-Security-Policy").orElseThrow())
          .contains("form-action 'self' " + sandbox.address() + ";", "default-src 'none'").doesNotContain("unsafe");
      assertThat(between(form.body(), "method=\"post\" action=\"")).startsWith(sandbox.address() + "/organizations/acme/settings/apps/new?state=");
      assertThat(manifest.at("/hook_attributes/url").asText()).isEqualTo("https://reviews.example.org/webhook");
      assertThat(manifest.at("/redirect_url").asText()).isEqualTo(at(page, "/setup/created"));
      assertThat(manifest.at("/callback_urls/0").asText()).isEqualTo("https://reviews.example.org/login/callback");
      assertThat(get(page.address() + "&organization=" + URLEncoder.encode("a/../b", StandardCharsets.UTF_8)).statusCode()).isEqualTo(400);
    }
  }

  @Test
  void withoutAPublicAddressThePageSaysSo() throws Exception {
    var environment = new HashMap<>(environment(KEY));
    environment.remove("LOOPWARDEN_PUBLIC_URL");
    try (SetUp page = SetUp.start(OperatorSettings.read(environment, folder), clock)) {
      assertThat(get(page.address()).body()).contains("LOOPWARDEN_PUBLIC_URL").doesNotContain("<form");
    }
  }

  private OperatorSettings settings(String key) {
    return OperatorSettings.read(environment(key), folder);
  }

  private Map<String, String> environment(String key) {
    return Map.of(
        "LOOPWARDEN_HOST", "127.0.0.1", "LOOPWARDEN_PORT", "0", "LOOPWARDEN_MANAGEMENT_PORT", "0", "LOOPWARDEN_DATABASE",
        "jdbc:sqlite:" + folder.resolve("test.db"), "LOOPWARDEN_GITHUB_API", sandbox.address(), "LOOPWARDEN_SECRET_KEY", key,
        "LOOPWARDEN_PUBLIC_URL", "https://reviews.example.org");
  }

  /// Sends the form, and gives the address that GitHub sends the browser back to.
  private String throughGithub(String form) throws IOException, InterruptedException {
    String manifest = plain(between(form, "name=\"manifest\" value=\""));
    HttpResponse<String> created = client.send(
        HttpRequest.newBuilder(URI.create(plain(between(form, "method=\"post\" action=\"")))).header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("manifest=" + URLEncoder.encode(manifest, StandardCharsets.UTF_8))).build(),
        HttpResponse.BodyHandlers.ofString());
    return created.headers().firstValue("Location").orElseThrow(() -> new AssertionError(created.statusCode() + " " + created.body()));
  }

  private int delivered(Service service, String secret) throws IOException, InterruptedException {
    byte[] body = "{\"zen\": \"Keep it logically awesome.\"}".getBytes(StandardCharsets.UTF_8);
    return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + "/webhook")).header("X-GitHub-Event", "ping")
        .header("X-GitHub-Delivery", secret.replaceAll("\\W", "-")).header("X-Hub-Signature-256", Signature.of(body, new Secret(secret)))
        .POST(HttpRequest.BodyPublishers.ofByteArray(body)).build(), HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private HttpResponse<String> get(String address) throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String at(SetUp page, String path) {
    return page.address().replaceFirst("/setup.*", "") + path;
  }

  private static String between(String text, String before) {
    Matcher found = Pattern.compile(Pattern.quote(before) + "([^\"]*)\"").matcher(text);
    assertThat(found.find()).as(before).isTrue();
    return found.group(1);
  }

  private static String plain(String html) {
    return html.replace("&#34;", "\"").replace("&#39;", "'").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }
}
