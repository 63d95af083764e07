package dev.loopwarden.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loopwarden.analysis.Coverage;
import dev.loopwarden.analysis.NotChecked;
import dev.loopwarden.analysis.Report;
import dev.loopwarden.analysis.State;
import dev.loopwarden.analysis.Tracked;
import dev.loopwarden.history.Baseline;
import dev.loopwarden.history.BranchFinding;
import dev.loopwarden.history.Run;
import dev.loopwarden.history.Week;
import dev.loopwarden.job.Job;
import dev.loopwarden.job.Step;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.pull.RepositoryRef;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Confidence;
import dev.loopwarden.rule.Finding;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Severity;
import dev.loopwarden.rule.Site;
import dev.loopwarden.source.Span;
import dev.loopwarden.store.BranchFindings.Filter;
import dev.loopwarden.store.BranchFindings.Standing;
import java.io.ByteArrayOutputStream;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The default branch over time and all around it, on SQLite and on PostgreSQL.
final class TrendStoreTest {

  /// A Thursday.
  private static final Instant NOW = Instant.parse("2025-10-09T12:00:00Z");
  private static final RepositoryRef REPOSITORY = new RepositoryRef(7, 70, "o", "r_1");
  private static final RepositoryRef OTHER = new RepositoryRef(8, 71, "o", "other");

  private Database database;

  @SuppressWarnings("NullAway.Init") // set in each test
  TrendStoreTest() {}

  static Stream<String> kinds() {
    return Databases.kinds();
  }

  private void open(String kind) {
    database = Database.open(Databases.fresh(kind));
    new Repositories(database).remember(REPOSITORY, NOW);
    new Repositories(database).remember(OTHER, NOW);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static CommitId head(int n) {
    return new CommitId(String.format("%040x", n));
  }

  private static Baseline.Seen seen(String fingerprint, String rule, String path, boolean ignored, String reason) {
    var finding = new Finding(
        rule, Aspect.TIMEOUTS, Severity.ERROR, Confidence.HIGH, new Site(path, "f", new Span(3, 0, 3, 5), "x()"),
        new Message("waits without a limit", "", "", ""), List.of(), List.of(), Optional.empty());
    return new Baseline.Seen(new Tracked(finding, State.NEW, fingerprint, true, ignored), reason);
  }

  private static Baseline baseline(long repository, int n, Instant at, List<NotChecked> skipped, Baseline.Seen... findings) {
    int open = (int) Stream.of(findings).filter(each -> !each.tracked().suppressed()).count();
    return new Baseline(
        "s" + repository + "-" + n, repository, head(n), "digest" + n, new Report.Looked(5, 20, 10, 0, 200),
        List.of(new Coverage(Aspect.TIMEOUTS, 10 - open, open, 1), new Coverage(Aspect.BLOCKING, 10, 0, 0)), List.of(findings), skipped, at);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aFindingIsFollowedFromItsFirstSightToItsFixAndToItsReturn(String kind) {
    open(kind);
    var snapshots = new Snapshots(database);
    var findings = new BranchFindings(database);
    snapshots.store(baseline(7, 1, NOW, List.of(), seen("a", "LW301", "a.py", false, ""), seen("b", "LW301", "b.py", false, "")));
    snapshots.store(baseline(7, 2, NOW.plus(Duration.ofDays(2)), List.of(), seen("b", "LW301", "b.py", false, "")));

    assertThat(findings.of(7, Filter.of(Standing.OPEN), 0, 10)).extracting(BranchFinding::fingerprint).containsExactly("b");
    BranchFinding fixed = findings.of(7, Filter.of(Standing.FIXED), 0, 10).getFirst();
    assertThat(fixed.firstSeen()).isEqualTo(NOW);
    assertThat(fixed.fixedAt()).contains(NOW.plus(Duration.ofDays(2)));
    assertThat(findings.lives(7, NOW)).containsExactly(Duration.ofDays(2));

    snapshots.store(baseline(7, 3, NOW.plus(Duration.ofDays(3)), List.of(), seen("a", "LW301", "a.py", false, ""), seen("b", "LW301", "b.py", false, "")));
    assertThat(findings.count(7, Filter.of(Standing.OPEN))).isEqualTo(2);
    assertThat(findings.count(7, Filter.of(Standing.FIXED))).isEqualTo(1);
    assertThat(snapshots.current(7).orElseThrow().head()).isEqualTo(head(3));
    assertThat(new Weeks(database).of(7, NOW.minus(Duration.ofDays(30)))).extracting(Week::appeared, Week::fixed)
        .as("what was there at the first sight did not appear").containsExactly(org.assertj.core.groups.Tuple.tuple(1, 1));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void whatStandsInAFileThatWasNotReadIsNotCalledFixed(String kind) {
    open(kind);
    var snapshots = new Snapshots(database);
    snapshots.store(baseline(7, 1, NOW, List.of(), seen("a", "LW301", "a.py", false, "")));
    snapshots.store(baseline(7, 2, NOW.plusSeconds(60), List.of(new NotChecked("a.py", 4, "invalid syntax"))));
    assertThat(new BranchFindings(database).count(7, Filter.of(Standing.OPEN))).isEqualTo(1);
    assertThat(snapshots.notChecked(7, 10)).containsExactly(new NotChecked("a.py", 4, "invalid syntax"));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void theSameDigestTakesTheSnapshotOver(String kind) {
    open(kind);
    var snapshots = new Snapshots(database);
    assertThat(snapshots.repeat("j", 7, head(1), "digest1", NOW)).isFalse();
    snapshots.store(baseline(7, 1, NOW, List.of(), seen("a", "LW301", "a.py", false, "")));
    Instant nextWeek = NOW.plus(Duration.ofDays(7));
    assertThat(snapshots.repeat("j2", 7, head(2), "digest1", nextWeek)).isTrue();
    assertThat(snapshots.repeat("j3", 7, head(2), "digest1", nextWeek.plusSeconds(1))).isTrue();
    assertThat(snapshots.repeat("j4", 7, head(2), "another", nextWeek)).isFalse();
    assertThat(snapshots.current(7).orElseThrow().head()).isEqualTo(head(2));
    assertThat(snapshots.aspects(snapshots.current(7).orElseThrow().id())).hasSize(2);
    assertThat(snapshots.since(7, NOW, 10)).hasSize(2);
    assertThat(new Weeks(database).of(7, NOW.minus(Duration.ofDays(7)))).extracting(Week::appeared).containsExactly(0, 0);
    assertThat(new Weeks(database).trend(7, 20)).extracting(each -> each.met()).containsExactly(19, 19);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void ignoredOnesAreKeptApartWithTheirReason(String kind) {
    open(kind);
    new Snapshots(database).store(baseline(7, 1, NOW, List.of(), seen("a", "LW301", "a.py", true, "the peer closes"), seen("b", "LW100", "b%.py", false, "")));
    var findings = new BranchFindings(database);
    assertThat(findings.of(7, Filter.of(Standing.IGNORED), 0, 10)).extracting(BranchFinding::reason).containsExactly("the peer closes");
    assertThat(findings.hotSpots(7, 10)).containsExactly(new BranchFinding.HotSpot("b%.py", 1, 1, 1));
    assertThat(findings.rules(Visible.ALL)).containsExactly(
        new BranchFinding.OfRule("LW100", 1, 0, 1), new BranchFinding.OfRule("LW301", 0, 1, 1));
    assertThat(findings.where("LW100", Visible.ALL, 10)).extracting(BranchFindings.Where::fullName).containsExactly("o/r_1");
    assertThat(findings.where("LW100", Visible.of(Set.of(8L)), 10)).isEmpty();
    var filter = new Filter(Standing.OPEN, Optional.of(Aspect.TIMEOUTS), Optional.of(Severity.ERROR), Optional.of("LW100"), Optional.of("B%"));
    assertThat(findings.of(7, filter, 0, 10)).hasSize(1);
    assertThat(findings.count(7, new Filter(Standing.OPEN, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("_")))).isZero();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void anOverviewShowsWhatMayBeSeenAndNothingElse(String kind) {
    open(kind);
    new Snapshots(database).store(baseline(7, 1, NOW, List.of(), seen("a", "LW301", "a.py", false, "")));
    new Snapshots(database).withoutPython(8, NOW);
    var repositories = new Repositories(database);
    for (Repositories.Order order : Repositories.Order.values()) {
      assertThat(repositories.lines(Visible.ALL, "", order, 0, 10)).hasSize(2);
    }
    assertThat(repositories.lines(Visible.of(Set.of(8L)), "", Repositories.Order.NAME, 0, 10))
        .containsExactly(new Repositories.Line(OTHER, Optional.of(false), Optional.of(NOW), Optional.empty()));
    assertThat(repositories.lines(Visible.ALL, "R_", Repositories.Order.NAME, 0, 10)).extracting(each -> each.repository().name()).containsExactly("r_1");
    assertThat(repositories.count(Visible.of(Set.of()), "")).isZero();
    assertThat(new Weeks(database).sum(Visible.ALL, NOW.minus(Duration.ofDays(30)))).hasSize(1);
    assertThat(new Weeks(database).sum(Visible.of(Set.of(8L)), NOW.minus(Duration.ofDays(30)))).isEmpty();
    assertThat(new Snapshots(database).aspects(Visible.ALL)).extracting(Coverage::met).containsExactly(9, 10);
    assertThat(new Snapshots(database).stale(NOW.plusSeconds(1), 10)).containsExactlyInAnyOrder(7L, 8L);
    assertThat(new Snapshots(database).stale(NOW, 10)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aDeadJobIsRetriedOrDiscardedOnceHoweverOftenItIsAsked(String kind) {
    open(kind);
    var jobs = new Jobs(database);
    var dead = new DeadJobs(database);
    for (int i = 0; i < 3; i++) {
      new Deliveries(database).accept(
          new Deliveries.Delivery("d" + i, "push", "{}"), Optional.of(new Job("j" + i, "d" + i, "Review", 7, 1, "", Job.State.QUEUED, 0, "", NOW)),
          Optional.empty(), NOW);
      Leases.end(database, "j" + i, Job.State.DEAD, "no answer", NOW);
    }
    assertThat(dead.deadReasons(10)).containsExactly(java.util.Map.entry("no answer", 3));
    assertThat(dead.revive("j0", "ann", NOW)).isTrue();
    assertThat(dead.revive("j0", "ann", NOW)).isFalse();
    assertThat(dead.discard("j1", "ann", NOW)).isTrue();
    assertThat(dead.discard("j1", "ann", NOW)).isFalse();
    assertThat(dead.reviveAll("no answer", "bob", NOW)).isEqualTo(1);
    assertThat(dead.reviveAll("no answer", "bob", NOW)).isZero();
    assertThat(new Audit(database).latest(10)).extracting(Audit.Entry::who).containsExactlyInAnyOrder("ann", "ann", "bob");
    assertThat(jobs.in(List.of(Job.State.QUEUED), 0, 10)).extracting(each -> each.job().id()).containsExactly("j0", "j2");
    assertThat(jobs.oldest()).contains(NOW);
    assertThat(jobs.depth(NOW)).isEqualTo(new Jobs.Depth(Map.of(Job.State.QUEUED, 2L), Optional.of(NOW)));
    jobs.end(Leases.take(database, "j0"), new Step(Job.State.WAITING, "limited", Optional.of(NOW.plusSeconds(60))), NOW);
    assertThat(jobs.in(List.of(Job.State.WAITING), 0, 10).getFirst().nextAt()).contains(NOW.plusSeconds(60));
    Leases.end(database, "j2", Job.State.DONE, "", NOW);
    assertThat(jobs.depth(NOW)).as("what waits for its time is not due").isEqualTo(new Jobs.Depth(Map.of(Job.State.WAITING, 1L), Optional.empty()));
    assertThat(jobs.depth(NOW.plusSeconds(90)).due()).contains(NOW.plusSeconds(60));
    assertThat(new Deliveries(database).isReplayed("d2")).isFalse();
    assertThat(new Deliveries(database).replay("d2", "ann", NOW)).isEqualTo(Deliveries.Replayed.QUEUED);
    assertThat(new Deliveries(database).isReplayed("d2")).isTrue();
    assertThat(new Deliveries(database).replay("d2", "ann", NOW)).isEqualTo(Deliveries.Replayed.WAITING_ALREADY);
    assertThat(new Deliveries(database).replay("none", "ann", NOW)).isEqualTo(Deliveries.Replayed.NOTHING_THERE);
    assertThat(new Deliveries(database).isReplayed("none")).isFalse();
    assertThat(new Deliveries(database).latest(0, 10)).hasSize(3).allMatch(Deliveries.Line::body);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void oneBaselineJobOfARepositoryWaitsAtMost(String kind) {
    open(kind);
    var jobs = new Jobs(database);
    Job first = Job.baseline("b1", 7, NOW);
    assertThat(jobs.add(first, NOW)).isTrue();
    assertThat(jobs.add(Job.baseline("b2", 7, NOW), NOW)).isFalse();
    assertThat(jobs.hasLater(first)).isFalse();
    jobs.begin(Leases.take(database, "b1"), first, 2, NOW);
    assertThat(jobs.add(Job.baseline("b3", 7, NOW.plusSeconds(1)), NOW)).isTrue();
    assertThat(jobs.hasLater(first)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aSessionEndsByItselfAndTokensAreRenewedOnce(String kind) {
    open(kind);
    var sessions = new Sessions(database);
    var tokens = new Sessions.Tokens("sealed1", NOW.plusSeconds(60), "r1", NOW.plusSeconds(600));
    var session = new Sessions.Session("h", 5, "ann", "form", NOW.plusSeconds(100), tokens);
    sessions.begin(session, NOW);
    assertThat(sessions.find("h", NOW)).contains(session);
    assertThat(sessions.find("h", NOW.plusSeconds(100))).isEmpty();
    var renewed = new Sessions.Tokens("sealed2", NOW.plusSeconds(90), "r2", NOW.plusSeconds(900));
    assertThat(sessions.renew("h", "sealed1", renewed)).isTrue();
    assertThat(sessions.renew("h", "sealed1", tokens)).isFalse();
    assertThat(sessions.find("h", NOW).orElseThrow().tokens()).isEqualTo(renewed);
    sessions.end("h");
    assertThat(sessions.find("h", NOW)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void whatIsTooOldGoesAndTheNewestSnapshotStays(String kind) {
    open(kind);
    var snapshots = new Snapshots(database);
    snapshots.store(baseline(7, 1, NOW, List.of(), seen("a", "LW301", "a.py", false, "")));
    snapshots.store(baseline(7, 2, NOW.plusSeconds(5), List.of()));
    var deliveries = new Deliveries(database);
    deliveries.accept(new Deliveries.Delivery("d1", "push", "{}"), Optional.of(new Job("j1", "d1", "Review", 7, 1, "", Job.State.QUEUED, 0, "", NOW)), Optional.empty(), NOW);
    deliveries.accept(new Deliveries.Delivery("d2", "push", "{}"), Optional.of(new Job("j2", "d2", "Review", 7, 2, "", Job.State.QUEUED, 0, "", NOW)), Optional.empty(), NOW);
    Leases.end(database, "j1", Job.State.DONE, "", NOW);
    var retention = new Retention(database);
    assertThat(retention.sweep(Retention.Keep.DEFAULT, NOW.plus(Duration.ofDays(2)))).isZero();
    assertThat(retention.sweep(Retention.Keep.DEFAULT, NOW.plus(Duration.ofDays(4)))).isEqualTo(1);
    assertThat(deliveries.find("d1").orElseThrow().body()).isEmpty();
    assertThat(deliveries.find("d2").orElseThrow().body()).as("its job still waits").isEqualTo("{}");
    retention.sweep(Retention.Keep.DEFAULT, NOW.plus(Duration.ofDays(500)));
    assertThat(deliveries.find("d1")).isEmpty();
    assertThat(deliveries.find("d2")).isPresent();
    assertThat(snapshots.since(7, Instant.EPOCH, 10)).hasSize(1);
    assertThat(snapshots.current(7).orElseThrow().head()).isEqualTo(head(2));
    assertThat(new BranchFindings(database).count(7, Filter.of(Standing.FIXED))).isZero();
    assertThat(new Weeks(database).of(7, Instant.EPOCH)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aClosedPullRequestGoesWithItsLastRunAndAnOpenOneKeepsItsFindings(String kind) {
    open(kind);
    var runs = new Runs(database);
    runs.store(Samples.run(7, 3, "r3", "x", NOW));
    runs.store(Samples.run(7, 4, "r4", "x", NOW));
    new PullRequests(database).outcome(7, 3, "merged", NOW);
    assertThat(runs.checklist("r3")).hasSize(2);
    assertThat(new PullRequests(database).find(7, 3).orElseThrow().outcome()).isEqualTo("merged");
    assertThat(new PullRequests(database).of(7, 0, 10)).extracting(each -> each.told() + " " + each.fixed()).containsExactly("1 1", "1 1");

    new Retention(database).sweep(Retention.Keep.DEFAULT, NOW.plus(Duration.ofDays(500)));
    assertThat(runs.find("r3")).isEmpty();
    assertThat(runs.checklist("r3")).isEmpty();
    assertThat(runs.findings(7, 3)).isEmpty();
    assertThat(runs.findings(7, 4)).hasSize(2);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aRunKeepsItsFindingsAsTheyStoodThen(String kind) {
    open(kind);
    var runs = new Runs(database);
    runs.store(Samples.run(7, 3, "first", "x", NOW));
    Run later = Samples.run(7, 3, "second", "y", NOW.plusSeconds(60));
    runs.store(new Run(
        later.id(), 7, 3, new CommitId("c".repeat(40)), later.base(), "success", 9, 6, 90, 0, "", List.of(), List.of(), List.of(), later.finishedAt()));
    assertThat(runs.findings("first").orElseThrow()).extracting(each -> each.state() + " " + each.rule() + " " + each.path() + ":" + each.line())
        .containsExactly("fixed LW100 shop/x.py:3", "new LW301 shop/x.py:3");
    assertThat(runs.findings("second")).contains(List.of());
    assertThat(runs.findings("unheard")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void anExportHasEveryRowAndRemovalLeavesNone(String kind) throws Exception {
    open(kind);
    new Snapshots(database).store(baseline(7, 1, NOW, List.of(new NotChecked("c.py", 0, "too large")), seen("a", "LW301", "a.py", false, "")));
    String token = new Badges(database).token(7);
    new PullRequests(database).outcome(7, 3, "merged", NOW);
    new Runs(database).store(Samples.run(7, 3, "r3", "x", NOW));
    JsonNode export = exported(7);
    assertThat(export.path("run_findings")).hasSize(2);
    assertThat(export.path("branch_findings")).hasSize(1);
    assertThat(export.at("/branch_findings/0/fingerprint").asText()).isEqualTo("a");
    assertThat(export.path("snapshot_aspects")).hasSize(2);
    assertThat(export.path("not_checked")).hasSize(1);
    assertThat(export.toString()).doesNotContain(token);
    assertThat(new Badges(database).token(7)).isEqualTo(token);
    assertThat(new Badges(database).repository(token)).contains(7L);

    new Repositories(database).forget(7, 70);
    exported(7).forEach(each -> assertThat(each.isArray() ? each.size() : 0).isZero());
    assertThat(new Runs(database).findings("r3")).isEmpty();
    assertThat(new Badges(database).repository(token)).isEmpty();
    assertThat(new BranchFindings(database).rules(Visible.ALL)).isEmpty();
  }

  /// A new table cannot be forgotten by the removal of a repository, nor by the export.
  @ParameterizedTest
  @MethodSource("kinds")
  void everyTableOfARepositoryIsDeletedWithIt(String kind) throws Exception {
    open(kind);
    database.jdbi().useHandle(handle -> {
      Set<String> tables = new TreeSet<>();
      try (ResultSet columns = handle.getConnection().getMetaData().getColumns(null, null, null, "repository_id")) {
        while (columns.next()) {
          tables.add(columns.getString("TABLE_NAME"));
        }
      }
      assertThat(tables).hasSizeGreaterThan(10).isEqualTo(new TreeSet<>(Repositories.TABLES_OF_A_REPOSITORY));
      Set<String> parts = new TreeSet<>();
      try (ResultSet columns = handle.getConnection().getMetaData().getColumns(null, null, null, "run_id")) {
        while (columns.next()) {
          parts.add(columns.getString("TABLE_NAME"));
        }
      }
      assertThat(parts).isEqualTo(new TreeSet<>(Runs.PARTS));
    });
  }

  private JsonNode exported(long repository) throws Exception {
    var out = new ByteArrayOutputStream();
    new Export(database).write(repository, out);
    return new ObjectMapper().readTree(out.toByteArray());
  }
}
