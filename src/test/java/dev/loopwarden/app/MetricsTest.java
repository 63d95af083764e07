package dev.loopwarden.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopwarden.metrics.Metric;
import dev.loopwarden.metrics.MetricsPage;
import dev.loopwarden.sandbox.Faults;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What `/metrics` tells of a real review against the stand-in, and that its names are those that are written down.
final class MetricsTest {

  private final RunningService running = new RunningService(Map.of("LOOPWARDEN_BODIES_IN_FLIGHT_MAX", "26214400"));

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void aReviewIsSeenInEveryFigureThatItTouches() throws Exception {
    String delivery = UUID.randomUUID().toString();
    String body = running.opened(running.example.first());
    assertThat(running.post(body, delivery, RunningService.signature(body))).isEqualTo(202);
    running.untilDone();
    assertThat(running.post(body, delivery, RunningService.signature(body))).isEqualTo(202);
    assertThat(running.post(body, delivery, "sha256=00")).isEqualTo(401);

    String told = running.metrics();
    assertThat(lines(told)).contains(
        "loopwarden_webhook_requests_total{outcome=\"queued\"} 1.0", "loopwarden_webhook_requests_total{outcome=\"duplicate\"} 1.0",
        "loopwarden_webhook_requests_total{outcome=\"bad_signature\"} 1.0", "loopwarden_webhook_acknowledge_seconds_count 3",
        "loopwarden_job_attempts_total{kind=\"Review\",outcome=\"done\"} 1.0", "loopwarden_jobs{state=\"running\"} 0.0",
        "loopwarden_queue_oldest_seconds 0.0", "loopwarden_delivery_to_check_seconds_count 1", "loopwarden_leases_lost_total 0.0",
        "loopwarden_github_rate_limit_left{resource=\"core\"} 4999.0");
    for (String phase : List.of("begin", "read", "analyse", "plan", "publish")) {
      assertThat(lines(told)).contains("loopwarden_review_phase_seconds_count{phase=\"" + phase + "\"} 1");
    }
    assertThat(told)
        .contains("loopwarden_findings_total{rule=\"LW100\",state=\"new\"} 1.0", "loopwarden_not_checked_total{cause=\"not_followed\"}")
        .contains("loopwarden_github_request_seconds_count{method=\"POST\",route=\"/repos/*/pulls/*/reviews\",status=\"200\"} 1")
        .contains("loopwarden_github_request_seconds_count{method=\"GET\",route=\"/repos/*/compare/*\",status=\"200\"} 1")
        .doesNotContain("orders", running.example.first().sha());
  }

  @Test
  void bodiesOverTheOperatorsLimitAreToldToComeAgain() throws Exception {
    String large = "x".repeat(10_000_000);
    try (var slow = new Socket(InetAddress.getLoopbackAddress(), running.service.port()); var endless = new Socket(InetAddress.getLoopbackAddress(), running.service.port())) {
      slow.getOutputStream().write(bytes("POST /webhook HTTP/1.1\r\nHost: localhost\r\nContent-Length: 20000000\r\n\r\nx"));
      slow.getOutputStream().flush();
      // The service takes up the slow one when it comes to it.
      int together = running.post(large, "one", "sha256=00");
      for (int i = 0; i < 100 && together != 503; i++) {
        Thread.sleep(100);
        together = running.post(large, "one", "sha256=00");
      }
      assertThat(together).as("20 and 10 MB at once").isEqualTo(503);
      endless.getOutputStream().write(bytes("POST /webhook HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n"));
      endless.getOutputStream().flush();
      assertThat(new BufferedReader(new InputStreamReader(endless.getInputStream(), StandardCharsets.UTF_8)).readLine())
          .as("who does not say the length may send the most").contains("503");
    }
    assertThat(lines(running.metrics())).contains("loopwarden_webhook_requests_total{outcome=\"busy\"} 2.0");
    for (int i = 0; i < 50 && running.post(large, "two", "sha256=00") == 503; i++) {
      Thread.sleep(100);
    }
    assertThat(running.post(large, "three", "sha256=00")).as("the slow one is gone").isEqualTo(401);
  }

  @Test
  void anAnswerThatIsLostAndAServerThatFailsAreSeen() throws Exception {
    running.sandbox.faults().plan("POST", "/issues/1/comments", Faults.Fault.RESET_AFTER);
    running.sandbox.faults().plan("POST", "/graphql", Faults.Fault.SERVER_ERROR);
    running.reviewed(running.example.first());

    assertThat(lines(running.metrics())).contains(
        "loopwarden_github_read_backs_total{found=\"yes\"} 1.0", "loopwarden_job_attempts_total{kind=\"Review\",outcome=\"waiting\"} 1.0",
        "loopwarden_job_attempts_total{kind=\"Review\",outcome=\"done\"} 1.0",
        "loopwarden_github_request_seconds_count{method=\"POST\",route=\"/repos/*/issues/*/comments\",status=\"none\"} 1",
        "loopwarden_github_request_seconds_count{method=\"POST\",route=\"/graphql\",status=\"502\"} 1");
  }

  @Test
  void theTableIsWhatIsTold() throws Exception {
    running.reviewed(running.example.first());
    String told = running.metrics();
    var types = new TreeSet<String>();
    Pattern.compile("(?m)^# TYPE (\\S+) (\\S+)$").matcher(told).results()
        .filter(each -> !each.group(1).endsWith("_seconds_max"))
        .forEach(each -> types.add(each.group(1) + " " + each.group(2)));
    var table = new TreeSet<String>();
    Arrays.stream(Metric.values()).forEach(each -> table.add(each.exposed() + " " + each.kind().word()));
    assertThat(types).isEqualTo(table);
    for (Metric each : Metric.values()) {
      String sample = each.exposed() + (each.kind() == Metric.Kind.TIMER || each.kind() == Metric.Kind.HISTOGRAM ? "_count" : "");
      assertThat(told).as(each.exposed() + " has a sample").containsPattern("(?m)^" + sample + "(\\{| )");
      each.labels().forEach(label -> assertThat(told).as(each.exposed()).containsPattern(sample + "\\{[^}]*\\b" + label.name() + "=\""));
    }
  }

  /// In the chart, in pages, anywhere: a name that nobody tells would be an alert that never fires.
  @Test
  void everyNameThatIsWrittenDownIsTold() throws Exception {
    running.reviewed(running.example.first());
    String told = running.metrics();
    var unknown = new TreeSet<String>();
    try (Stream<Path> docs = Files.walk(Path.of("docs")); Stream<Path> charts = Files.walk(Path.of("charts"))) {
      for (Path each : Stream.of(Stream.of(Path.of("README.md")), docs, charts).flatMap(files -> files)
          .filter(file -> file.toString().matches(".*\\.(md|ya?ml|tpl|txt|json)")).toList()) {
        for (MatchResult name : Pattern.compile("\\bloopwarden_[a-z_]+[a-z]\\b").matcher(Files.readString(each)).results().toList()) {
          if (!told.contains("\n" + name.group() + "{") && !told.contains("\n" + name.group() + " ") && !told.contains("# TYPE " + name.group() + " ")) {
            unknown.add(each + ": " + name.group());
          }
        }
      }
    }
    assertThat(unknown).isEmpty();
  }

  @Test
  void theReferencePageIsMadeFromTheTable() throws IOException {
    Path page = Path.of("docs/metrics.md");
    if ("write".equals(System.getProperty("golden"))) {
      Files.writeString(page, MetricsPage.markdown());
    }
    assertThat(page).content().isEqualTo(MetricsPage.markdown());
  }

  private static List<String> lines(String text) {
    return text.lines().toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
