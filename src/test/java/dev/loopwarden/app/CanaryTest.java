package dev.loopwarden.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.JsonNode;
import dev.loopwarden.job.Job;
import dev.loopwarden.sandbox.Faults.Fault;
import dev.loopwarden.store.Database;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// Secrets that are known here, and a service that has them: two reviews in which GitHub tells back what it was sent, one of which dies. Then
/// everything that the service wrote anywhere is searched.
final class CanaryTest {

  private static final String WEBHOOK = "canary-of-the-webhook";
  private static final String CLIENT = "canary-of-the-client";
  private static final String KEY = "Y2FuYXJ5LW9mLXRoZS1zZWNyZXQta2V5LTMyLWJ5dGU=";
  private static final Set<String> CANARIES = Set.of(WEBHOOK, CLIENT, KEY);

  /// Tokens of the stand-in, and signed tokens of ours.
  private static final Pattern TOKEN = Pattern.compile("gh[a-z]_sandbox[.0-9a-f-]+|eyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}");

  private final HttpClient client = HttpClient.newHttpClient();

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // JUnit fills the field
  CanaryTest() {}

  /// Everything that is logged, as it is written in either form.
  private static final class Log extends AppenderBase<ILoggingEvent> {
    private final StringBuilder written = new StringBuilder();
    private final LogEncoder plain = new LogEncoder(false);
    private final LogEncoder json = new LogEncoder(true);

    @Override
    protected void append(ILoggingEvent event) {
      written.append(new String(plain.encode(event), StandardCharsets.UTF_8)).append(new String(json.encode(event), StandardCharsets.UTF_8));
    }
  }

  @Test
  void noSecretIsWrittenAnywhere() throws Exception {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    var log = new Log();
    log.setContext(root.getLoggerContext());
    log.start();
    root.addAppender(log);
    Level before = root.getLevel();
    root.setLevel(Level.INFO);
    Path file = folder.resolve("canary.db");
    var settings = Map.of(
        "LOOPWARDEN_WEBHOOK_SECRETS", RunningService.SECRET.reveal() + "," + WEBHOOK, "LOOPWARDEN_CLIENT_ID", "an id", "LOOPWARDEN_CLIENT_SECRET", CLIENT,
        "LOOPWARDEN_SECRET_KEY", KEY, "LOOPWARDEN_DATABASE", "jdbc:sqlite:" + file, "LOOPWARDEN_OPEN_PAGES", "true");
    var written = new StringBuilder();
    String pem;
    try (var running = new RunningService(settings)) {
      pem = running.sandbox.privateKey();
      reviews(running);
      for (JsonNode each : running.sandbox.comments("example/orders", 1)) {
        written.append(each);
      }
      running.sandbox.reviews("example/orders", 1).forEach(written::append);
      running.sandbox.checks("example/orders", running.example.first()).forEach(written::append);
      running.sandbox.checks("example/orders", running.example.second()).forEach(written::append);
      written.append(pages(running));
      var whole = new HashMap<>(settings);
      whole.putAll(Map.of("LOOPWARDEN_APP_ID", running.sandbox.appId(), "LOOPWARDEN_PRIVATE_KEY", pem));
      written.append(OperatorSettings.read(whole));
    } finally {
      root.detachAppender(log);
      root.setLevel(before);
    }
    written.append(log.written);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path each : files.toList()) {
        written.append(Files.readString(each, StandardCharsets.ISO_8859_1));
      }
    }
    String all = written.toString();
    assertThat(all).as("the search would find it").contains("cannot read", "Loopwarden", "outcome=DEAD", "***");
    assertThat(found(all, pem)).isEmpty();
  }

  @Test
  void aDatabasesPasswordIsInNoException() {
    for (String address : List.of("jdbc:postgresql://127.0.0.1:1/x?user=warden&password=canary-of-the-database", "jdbc:sqlite:/dev/null/x.db?password=canary-of-the-database")) {
      Throwable failed = catchThrowable(() -> Database.open(address).close());
      assertThat(failed).as(address.substring(0, 15) + " is no database").isNotNull();
      var told = new StringWriter();
      failed.printStackTrace(new PrintWriter(told));
      assertThat(told.toString()).doesNotContain("canary-of-the-database");
    }
  }

  /// One that gets over what GitHub says, and one that dies of it.
  private static void reviews(RunningService running) throws Exception {
    for (String[] each : new String[][] {
      {"POST", "/access_tokens$"}, {"GET", "/pulls/1$"}, {"POST", "/pulls/1/reviews$"}, {"PATCH", "/check-runs/[0-9]+$"}}) {
      running.sandbox.faults().planMatching(each[0], each[1], Fault.ECHO, () -> {});
    }
    String first = running.opened(running.example.first());
    assertThat(running.post(first, UUID.randomUUID().toString(), "sha256=" + "0".repeat(64))).isEqualTo(401);
    deliver(running, first, Job.State.DONE, Job.State.DEAD);
    for (int i = 0; i < 12; i++) {
      running.sandbox.faults().planMatching("GET", "/compare/", Fault.ECHO, () -> {});
    }
    deliver(running, running.opened(running.example.second()), Job.State.DEAD, Job.State.DEAD);
  }

  private static void deliver(RunningService running, String body, Job.State... ends) throws Exception {
    String delivery = UUID.randomUUID().toString();
    assertThat(running.post(body, delivery, RunningService.signature(body))).isEqualTo(202);
    long end = System.nanoTime() + 60_000_000_000L;
    while (System.nanoTime() < end) {
      for (Job each : running.service.jobs().latest(20)) {
        if (each.delivery().equals(delivery) && List.of(ends).contains(each.state())) {
          return;
        }
        running.clock.jumpOverWaitOf(each);
      }
      Thread.sleep(50);
    }
    throw new AssertionError("the job does not end as it should: " + running.service.jobs().latest(5));
  }

  /// All pages that there are, with whatever they lead to.
  private String pages(RunningService running) throws IOException, InterruptedException {
    String open = "http://127.0.0.1:" + running.service.port();
    String management = "http://127.0.0.1:" + running.service.managementPort();
    var all = new StringBuilder();
    for (String each : List.of(
        open + "/", open + "/repositories/1", open + "/repositories/1/pulls/1", open + "/repositories/1/export.json", open + "/rules", open + "/admin",
        open + "/no-such-page", open + "/webhook", management + "/metrics", management + "/readyz", management + "/no-such-page")) {
      HttpResponse<String> answer = client.send(HttpRequest.newBuilder(URI.create(each)).build(), HttpResponse.BodyHandlers.ofString());
      all.append(answer.headers().map()).append(answer.body());
    }
    return all.toString();
  }

  private static Set<String> found(String all, String pem) {
    Set<String> found = new TreeSet<>();
    CANARIES.stream().filter(all::contains).forEach(found::add);
    pem.lines().filter(each -> each.length() > 40 && all.contains(each)).forEach(found::add);
    TOKEN.matcher(all).results().forEach(each -> found.add(each.group()));
    return found;
  }
}
