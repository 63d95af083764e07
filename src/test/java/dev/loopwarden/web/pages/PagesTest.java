package dev.loopwarden.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopwarden.job.Job;
import dev.loopwarden.pull.RepositoryRef;
import dev.loopwarden.rules.Catalogue;
import dev.loopwarden.store.Database;
import dev.loopwarden.store.Databases;
import dev.loopwarden.store.Deliveries;
import dev.loopwarden.store.Leases;
import dev.loopwarden.store.PullRequests;
import dev.loopwarden.store.Repositories;
import dev.loopwarden.store.Runs;
import dev.loopwarden.store.Samples;
import dev.loopwarden.store.Snapshots;
import dev.loopwarden.store.Visible;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Each page as HTML, over three weeks of one repository. `-Dgolden=write` writes the files anew.
final class PagesTest {

  private static final Path GOLDEN = Path.of("src/test/resources/dev/loopwarden/web");
  private static final Instant NOW = Instant.parse("2026-03-04T12:00:00Z");
  private static final RepositoryRef ORDERS = new RepositoryRef(1, 1001, "example", "orders");
  private static final Optional<String> GITHUB = Optional.of("https://github.example.org");

  /// Rows of the list of rules that stand for all others.
  private static final Pattern OTHER_RULE = Pattern.compile("(?s)<tr>\\n<td[^>]*><a href=\"/rules/LW(?!100\")(?!301\")\\d+.*?</tr>\\n");

  private static Database database;
  private static Stored stored;

  @SuppressWarnings("NullAway.Init") // set before the tests
  PagesTest() {}

  @BeforeAll
  static void fill() {
    database = Database.open(Databases.fresh("sqlite"));
    stored = Stored.in(database);
    new Repositories(database).remember(ORDERS, NOW.minus(Duration.ofDays(30)));
    for (int week = 2; week >= 0; week--) {
      new Snapshots(database).store(Samples.baseline(1, week, NOW.minus(Duration.ofDays(7L * week)), "pricing"));
    }
    for (int i = 0; i < 3; i++) {
      var job = new Job("job-" + i, "delivery-" + i, "Review", 1, 7, "", Job.State.QUEUED, 0, "", NOW.minusSeconds(90));
      new Deliveries(database).accept(
          new Deliveries.Delivery("delivery-" + i, "pull_request", "{}"), Optional.of(job), Optional.empty(), NOW.minusSeconds(90));
    }
    Leases.end(database, "job-0", Job.State.DEAD, "no answer", NOW.minusSeconds(30));
    Leases.end(database, "job-1", Job.State.DONE, "", NOW.minusSeconds(20));
    new Runs(database).store(Samples.run(1, 7, "job-1", "pricing", NOW));
    new PullRequests(database).outcome(1, 7, "merged", NOW);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void theOverview() throws IOException {
    var address = new Address("/", Map.of("q", "order", "weeks", "13"));
    golden("overview", html(OverviewPage.of(address, stored, Visible.ALL, NOW), address, "overview"));
  }

  @Test
  void aRepository() throws IOException {
    var address = new Address("/repositories/1", Map.of("aspect", "timeouts"));
    golden("repository", html(RepositoryPage.of(address, stored, ORDERS, GITHUB, "/badges/SECRET.svg", NOW), address, "overview"));
  }

  @Test
  void aPullRequest() throws IOException {
    var line = stored.pullRequests().find(1, 7).orElseThrow();
    golden("pull-request", html(PullRequestPage.of(stored, ORDERS, line, GITHUB), new Address("/repositories/1/pulls/7", Map.of()), "overview"));
  }

  @Test
  void aRun() throws IOException {
    var run = stored.runs().find("job-1").orElseThrow();
    golden("run", html(RunPage.of(stored, ORDERS, run, GITHUB), new Address("/runs/job-1", Map.of()), "overview"));
  }

  @Test
  void theRules() throws IOException {
    golden("rules", OTHER_RULE.matcher(html(RulesPages.all(stored, Visible.ALL), new Address("/rules", Map.of()), "rules")).replaceAll(""));
  }

  @Test
  void aRule() throws IOException {
    var address = new Address("/rules/LW100", Map.of());
    golden("rule", html(RulesPages.one(stored, Visible.ALL, Catalogue.card("LW100").orElseThrow(), address), address, "rules"));
  }

  @Test
  void theAdminPageForOneWhoMayAct() throws IOException {
    var address = new Address("/admin", Map.of("note", "queued"));
    golden("admin", html(AdminPage.of(address, stored, true, NOW), address, "admin"));
  }

  @Test
  void aPageForWhoeverConnects() throws IOException {
    var address = new Address("/admin", Map.of());
    String page = shortened(Pages.html(AdminPage.of(address, stored, false, NOW), new Frame("", true, "", address.toString(), "admin", "v1")));
    assertThat(page).contains("No login: shown to everybody").doesNotContain("<form method=\"post\"", "Log out");
  }

  @Test
  void aPageWithOneSentence() throws IOException {
    golden("plain", shortened(Pages.plain(
        "Log in", "These pages show you the repositories that you can read on GitHub.", "/login/github?to=%2F", "Log in with GitHub", "v1")));
  }

  private static String html(Page page, Address address, String section) {
    return shortened(Pages.html(page, new Frame("ada", true, "FORM-TOKEN", address.toString(), section, "v1")));
  }

  private static String shortened(String html) {
    return html.replaceAll("(?m)^\\s+", "").replaceAll("\\n{2,}", "\n");
  }

  private static void golden(String name, String html) throws IOException {
    Path file = GOLDEN.resolve(name + ".html");
    if ("write".equals(System.getProperty("golden"))) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, html);
    }
    assertThat(file).content().isEqualTo(html);
  }
}
