package dev.loopwarden.store;

import dev.loopwarden.analysis.Coverage;
import dev.loopwarden.analysis.State;
import dev.loopwarden.analysis.Tracked;
import dev.loopwarden.history.Run;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.review.Checklist;
import dev.loopwarden.rule.Aspect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/// The results of reviews, by repository.
public final class Runs {

  /// Tables whose rows belong to a run.
  static final List<String> PARTS = List.of("run_aspect", "checklist_row", "run_finding");

  private final Database database;

  public Runs(Database database) {
    this.database = database;
  }

  /// Stores a run, its obligations by aspect, and where its findings stand. A second run on the same head replaces the first.
  public void store(Run run) {
    database.jdbi().useTransaction(handle -> {
      for (String table : PARTS) {
        handle.createUpdate("delete from " + table + " where run_id in "
                + "(select id from run where repository_id = :repository and pull_request = :pull and head = :head)")
            .bind("repository", run.repository()).bind("pull", run.pullRequest()).bind("head", run.head().sha()).execute();
      }
      handle.createUpdate("delete from run where repository_id = :repository and pull_request = :pull and head = :head")
          .bind("repository", run.repository()).bind("pull", run.pullRequest()).bind("head", run.head().sha()).execute();
      handle.createUpdate("""
              insert into run (id, repository_id, pull_request, head, base, conclusion, functions, async_functions, async_lines,
                not_checked, report, findings, finished_at, queued_at)
              values (:id, :repository, :pull, :head, :base, :conclusion, :functions, :async, :lines, :unchecked, :report, :findings, :finished,
                (select created_at from job where id = :id))""")
          .bind("id", run.id()).bind("repository", run.repository()).bind("pull", run.pullRequest()).bind("head", run.head().sha())
          .bind("base", run.base().sha()).bind("conclusion", run.conclusion()).bind("functions", run.functions())
          .bind("async", run.asyncFunctions()).bind("lines", run.asyncLines()).bind("unchecked", run.notChecked())
          .bind("report", run.summary()).bind("findings", run.findings().size()).bind("finished", run.finishedAt().toEpochMilli())
          .execute();
      for (Coverage each : run.coverage()) {
        handle.createUpdate("insert into run_aspect (run_id, aspect, met, unmet, unknown) values (:id, :aspect, :met, :unmet, :unknown)")
            .bind("id", run.id()).bind("aspect", each.aspect().slug()).bind("met", each.met()).bind("unmet", each.unmet())
            .bind("unknown", each.unknown()).execute();
      }
      for (Checklist.Row row : run.checklist()) {
        handle.createUpdate("""
                insert into checklist_row (run_id, aspect, mark, text, path, line, places)
                values (:id, :aspect, :mark, :text, :path, :line, :places)""")
            .bind("id", run.id()).bind("aspect", row.aspect().slug()).bind("mark", row.mark().name()).bind("text", row.text())
            .bind("path", row.places().isEmpty() ? "" : row.places().getFirst().path())
            .bind("line", row.places().isEmpty() ? 0 : row.places().getFirst().span().line()).bind("places", row.places().size()).execute();
      }
      run.findings().forEach(each -> finding(handle, run, each));
    });
  }

  private static void finding(Handle handle, Run run, Tracked tracked) {
    handle.createUpdate("""
            insert into run_finding (run_id, fingerprint, state, rule, severity, title, path, line, function)
            values (:run, :fingerprint, :state, :rule, :severity, :title, :path, :line, :function) on conflict (run_id, fingerprint) do nothing""")
        .bind("run", run.id()).bind("fingerprint", tracked.fingerprint()).bind("state", state(tracked)).bind("rule", tracked.finding().ruleId())
        .bind("severity", tracked.finding().severity().slug()).bind("title", tracked.finding().message().title())
        .bind("path", tracked.finding().site().path()).bind("line", tracked.finding().site().span().line())
        .bind("function", tracked.finding().site().function()).execute();
    boolean gone = tracked.state() == State.FIXED || tracked.state() == State.RESOLVED;
    var finding = tracked.finding();
    handle.createUpdate("""
            insert into finding (repository_id, pull_request, fingerprint, rule, aspect, severity, confidence, state, path, line, function,
              title, first_seen, fixed_at)
            values (:repository, :pull, :fingerprint, :rule, :aspect, :severity, :confidence, :state, :path, :line, :function, :title, :now, :fixed)
            on conflict (repository_id, pull_request, fingerprint) do update
            set state = excluded.state, path = excluded.path, line = excluded.line, fixed_at = excluded.fixed_at""")
        .bind("repository", run.repository()).bind("pull", run.pullRequest()).bind("fingerprint", tracked.fingerprint())
        .bind("rule", finding.ruleId()).bind("aspect", finding.aspect().slug()).bind("severity", finding.severity().slug())
        .bind("confidence", finding.confidence().slug()).bind("state", state(tracked))
        .bind("path", finding.site().path()).bind("line", finding.site().span().line()).bind("function", finding.site().function())
        .bind("title", finding.message().title()).bind("now", run.finishedAt().toEpochMilli())
        .bind("fixed", gone ? Long.valueOf(run.finishedAt().toEpochMilli()) : null)
        .execute();
  }

  private static String state(Tracked tracked) {
    return tracked.suppressed() ? "ignored" : tracked.state().slug();
  }

  /// A row of the checklist as it is stored.
  ///
  /// @param path of the first place; empty where there is none
  /// @param places how many there are
  public record ChecklistRow(Aspect aspect, Checklist.Mark mark, String text, String path, int line, int places) {}

  /// The checklist of a run, in its own order; empty for runs that were stored before checklists were.
  public List<ChecklistRow> checklist(String run) {
    return database.reading().withHandle(handle ->
        handle.createQuery("select aspect, mark, text, path, line, places from checklist_row where run_id = :id").bind("id", run)
            .map((row, _) -> new ChecklistRow(
                Aspect.of(row.getString("aspect")), Checklist.Mark.valueOf(row.getString("mark")), row.getString("text"), row.getString("path"),
                row.getInt("line"), row.getInt("places"))).list())
        .stream().sorted((one, other) -> one.aspect().compareTo(other.aspect())).toList();
  }

  /// The runs of a pull request, newest first.
  public List<Listed> of(long repository, int pullRequest, int limit) {
    return database.reading().withHandle(handle ->
        handle.createQuery("select * from run where repository_id = :id and pull_request = :pull order by finished_at desc limit :limit")
            .bind("id", repository).bind("pull", pullRequest).bind("limit", limit).map((row, _) -> listed(
                handle, row.getString("id"), row.getLong("repository_id"), row.getInt("pull_request"), row.getString("head"),
                row.getString("conclusion"), row.getInt("async_functions"), row.getInt("not_checked"), row.getString("report"),
                row.getLong("finished_at"))).list());
  }

  /// One run as the pages list it.
  public record Listed(
      String id, long repository, int pullRequest, CommitId head, String conclusion, int asyncFunctions, int notChecked, String summary,
      Instant finishedAt, List<Coverage> coverage) {
    public Listed {
      coverage = List.copyOf(coverage);
    }
  }

  /// A repository's runs, newest first.
  public List<Listed> of(long repository, int limit) {
    return database.reading().withHandle(handle ->
        handle.createQuery("select * from run where repository_id = :id order by finished_at desc limit :limit")
            .bind("id", repository).bind("limit", limit).map((row, _) -> listed(
                handle, row.getString("id"), row.getLong("repository_id"), row.getInt("pull_request"), row.getString("head"),
                row.getString("conclusion"), row.getInt("async_functions"), row.getInt("not_checked"), row.getString("report"),
                row.getLong("finished_at"))).list());
  }

  public Optional<Listed> find(String id) {
    return database.reading().withHandle(handle ->
        handle.createQuery("select * from run where id = :id").bind("id", id).map((row, _) -> listed(
            handle, row.getString("id"), row.getLong("repository_id"), row.getInt("pull_request"), row.getString("head"),
            row.getString("conclusion"), row.getInt("async_functions"), row.getInt("not_checked"), row.getString("report"),
            row.getLong("finished_at"))).findOne());
  }

  /// A finding as it is stored.
  public record StoredFinding(String state, String rule, String severity, String title, String path, int line, String function) {}

  /// Where the findings of a pull request stand.
  public List<StoredFinding> findings(long repository, int pullRequest) {
    return database.reading().withHandle(handle ->
        handle.createQuery("""
                select state, rule, severity, title, path, line, function from finding
                where repository_id = :repository and pull_request = :pull order by state, path, line""")
            .bind("repository", repository).bind("pull", pullRequest).map(FINDING).list());
  }

  private static final RowMapper<StoredFinding> FINDING = (row, _) -> new StoredFinding(
      row.getString("state"), row.getString("rule"), row.getString("severity"), row.getString("title"), row.getString("path"),
      row.getInt("line"), row.getString("function"));

  /// The findings of a run as they stood then; empty for a run that was stored before they were.
  public Optional<List<StoredFinding>> findings(String run) {
    return database.reading().withHandle(handle -> {
      boolean kept = handle.createQuery("select count(*) from run where id = :id and findings is not null").bind("id", run).mapTo(Integer.class).one() > 0;
      return kept ? Optional.of(handle.createQuery("""
              select state, rule, severity, title, path, line, function from run_finding where run_id = :id order by state, path, line""")
          .bind("id", run).map(FINDING).list()) : Optional.empty();
    });
  }

  /// The checklist of the run on a head.
  public Optional<String> summary(long repository, int pullRequest, CommitId head) {
    return database.jdbi().withHandle(handle ->
        handle.createQuery("select report from run where repository_id = :repository and pull_request = :pull and head = :head")
            .bind("repository", repository).bind("pull", pullRequest).bind("head", head.sha()).mapTo(String.class).findOne());
  }

  private static Listed listed(
      Handle handle, String id, long repository, int pullRequest, String head, String conclusion, int asyncFunctions, int notChecked,
      String summary, long finishedAt) {
    var coverage = new ArrayList<Coverage>();
    handle.createQuery("select aspect, met, unmet, unknown from run_aspect where run_id = :id").bind("id", id)
        .map((row, _) -> new Coverage(
            Aspect.of(row.getString("aspect")), row.getInt("met"), row.getInt("unmet"), row.getInt("unknown")))
        .forEach(coverage::add);
    coverage.sort((one, other) -> one.aspect().compareTo(other.aspect()));
    return new Listed(
        id, repository, pullRequest, new CommitId(head), conclusion, asyncFunctions, notChecked, summary, Instant.ofEpochMilli(finishedAt), coverage);
  }
}
