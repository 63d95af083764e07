package dev.loopwarden.app;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.loopwarden.github.Secret;
import dev.loopwarden.github.Signature;
import dev.loopwarden.job.Job;
import dev.loopwarden.job.RetryPolicy;
import dev.loopwarden.sandbox.ExampleRepository;
import dev.loopwarden.sandbox.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An Enterprise Server whose certificate is its owner's own, behind a proxy, all told by settings: a host that only the proxy can find.
final class EnterpriseTest {

  private static final String HOST = "github.corp.example";
  private static final String NAME = "example/orders";
  private static final Secret SECRET = new Secret("a secret");

  @TempDir private Path folder;

  private final ExampleRepository example = ExampleRepository.make();
  private final JumpingClock clock = new JumpingClock();
  private final HttpClient client = HttpClient.newHttpClient();
  private Sandbox sandbox;
  private WireMockServer server;
  private ConnectProxy proxy;

  @SuppressWarnings("NullAway.Init") // set before each test
  EnterpriseTest() {}

  @BeforeEach
  void start() throws Exception {
    sandbox = Sandbox.start(clock);
    sandbox.host(example.git(), 1, "example", "orders");
    keys();
    server = new WireMockServer(WireMockConfiguration.options().dynamicPort().dynamicHttpsPort()
        .keystorePath(folder.resolve("server.p12").toString()).keystoreType("PKCS12").keystorePassword("changeit").keyManagerPassword("changeit"));
    server.start();
    server.stubFor(any(urlPathMatching("/api/v3/.*")).willReturn(aResponse().proxiedFrom(sandbox.address()).withProxyUrlPrefixToRemove("/api/v3")));
    server.stubFor(any(urlPathEqualTo("/api/graphql")).willReturn(aResponse().proxiedFrom(sandbox.address()).withProxyUrlPrefixToRemove("/api")));
    proxy = new ConnectProxy(server.httpsPort());
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    server.stop();
    sandbox.close();
    client.close();
  }

  @Test
  void aReviewGoesThroughTheProxyToTheServersOwnAddresses() throws Exception {
    try (Service service = Service.start(settings(Map.of("LOOPWARDEN_CA_FILE", folder.resolve("ca.pem").toString())), times())) {
      assertThat(review(service).state()).isEqualTo(Job.State.DONE);
    }
    assertThat(sandbox.checks(NAME, example.first()).getFirst().path("conclusion").asText()).isEqualTo("failure");
    List<String> asked = server.getAllServeEvents().stream().map(each -> each.getRequest().getUrl()).toList();
    assertThat(asked).anyMatch(each -> each.equals("/api/graphql")).anyMatch(each -> each.startsWith("/api/v3/repos/" + NAME + "/compare/"))
        .allMatch(each -> each.startsWith("/api/v3/") || each.equals("/api/graphql"));
    assertThat(proxy.asked()).isNotEmpty().allMatch(each -> each.equals(HOST + ":443"));
    // Links in what is said lead to the server's pages.
    assertThat(sandbox.comments(NAME, 1)).anyMatch(each -> each.path("body").asText().contains("https://" + HOST + "/" + NAME + "/blob/"));
  }

  @Test
  void withoutItsCertificateTheServerIsNotBelieved() throws Exception {
    try (Service service = Service.start(settings(Map.of()), times())) {
      Job job = review(service);
      assertThat(job.state()).isEqualTo(Job.State.DEAD);
      assertThat(job.reason()).contains("PKIX path building failed");
    }
    assertThat(server.getAllServeEvents()).as("nothing was told to whoever answered").isEmpty();
  }

  @Test
  void aFileWithoutACertificateIsToldAtTheStart() throws Exception {
    Path empty = Files.writeString(folder.resolve("empty.pem"), "no certificate\n");
    assertThatThrownBy(() -> Service.start(settings(Map.of("LOOPWARDEN_CA_FILE", empty.toString())), times()))
        .hasMessageContaining("ca-file").hasMessageContaining("empty.pem");
  }

  private Job review(Service service) throws Exception {
    sandbox.pullRequest(NAME, 1, example.base(), example.first(), "Price all orders at once");
    byte[] body = sandbox.delivery(NAME, 1, "opened").getBytes(StandardCharsets.UTF_8);
    HttpResponse<String> answer = client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + "/webhook"))
        .header("X-GitHub-Event", "pull_request").header("X-GitHub-Delivery", UUID.randomUUID().toString())
        .header("X-Hub-Signature-256", Signature.of(body, SECRET)).POST(HttpRequest.BodyPublishers.ofByteArray(body)).build(), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(202);
    long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
    while (System.nanoTime() < end) {
      for (var each : service.jobs().in(List.of(Job.State.DONE, Job.State.DEAD), 0, 10)) {
        if (!each.job().isBackground()) {
          return each.job();
        }
      }
      Thread.sleep(100);
    }
    throw new AssertionError("the review does not end");
  }

  private Service.Times times() {
    return new Service.Times(clock, clock::jumpTo, new RetryPolicy(2, Duration.ofMillis(10), Duration.ofMillis(50), Duration.ofHours(24)));
  }

  private OperatorSettings settings(Map<String, String> more) {
    var settings = new HashMap<>(Map.of(
        "LOOPWARDEN_HOST", "127.0.0.1", "LOOPWARDEN_PORT", "0", "LOOPWARDEN_MANAGEMENT_PORT", "0", "LOOPWARDEN_DATABASE",
        "jdbc:sqlite:" + folder.resolve("test.db"), "LOOPWARDEN_GITHUB_API", "https://" + HOST + "/api/v3", "LOOPWARDEN_PROXY", "127.0.0.1:" + proxy.port(),
        "LOOPWARDEN_APP_ID", sandbox.appId(), "LOOPWARDEN_PRIVATE_KEY", sandbox.privateKey(), "LOOPWARDEN_WEBHOOK_SECRETS", SECRET.reveal()));
    settings.putAll(more);
    return OperatorSettings.read(settings);
  }

  /// A certificate authority of its own, and a certificate that it gave the server.
  private void keys() throws Exception {
    keytool("-genkeypair", "-keystore", "server.p12", "-alias", "ca", "-keyalg", "EC", "-dname", "CN=Corporate CA", "-ext", "bc:c");
    keytool("-genkeypair", "-keystore", "server.p12", "-alias", "server", "-keyalg", "EC", "-dname", "CN=" + HOST, "-ext", "san=dns:" + HOST, "-signer", "ca");
    keytool("-exportcert", "-rfc", "-keystore", "server.p12", "-alias", "ca", "-file", "ca.pem");
    keytool("-delete", "-keystore", "server.p12", "-alias", "ca");
  }

  private void keytool(String... arguments) throws Exception {
    var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", "changeit"));
    Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0).as(said).isTrue();
  }
}
