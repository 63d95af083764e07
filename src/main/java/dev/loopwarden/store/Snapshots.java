package dev.loopwarden.store;

import dev.loopwarden.analysis.Coverage;
import dev.loopwarden.analysis.NotChecked;
import dev.loopwarden.analysis.Tracked;
import dev.loopwarden.history.Baseline;
import dev.loopwarden.history.Level;
import dev.loopwarden.history.SnapshotLine;
import dev.loopwarden.history.Week;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.rule.Aspect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;

/// The default branch over time.
public final class Snapshots {

  static final RowMapper<SnapshotLine> ROW = (row, _) -> new SnapshotLine(
      row.getString("id"), new CommitId(row.getString("head")), Instant.ofEpochMilli(row.getLong("taken_at")), row.getInt("files"),
      row.getInt("functions"), row.getInt("async_functions"), row.getInt("not_checked"), row.getInt("ignored"),
      new Level(row.getInt("met"), row.getInt("unmet"), row.getInt("unknown"), row.getInt("async_lines"), row.getInt("open_findings")));

  private final Database database;

  public Snapshots(Database database) {
    this.database = database;
  }

  /// Stores a snapshot, and what came and went since the one before, in one transaction.
  public void store(Baseline baseline) {
    database.jdbi().useTransaction(handle -> {
      boolean first = current(handle, baseline.repository()).isEmpty();
      delete(handle, baseline.repository(), baseline.head());
      insert(handle, baseline);
      Moves moves = findings(handle, baseline);
      week(handle, baseline.repository(), baseline.takenAt(), first ? 0 : moves.appeared(), moves.fixed(), baseline.level());
      replaceAspects(handle, baseline);
      replaceRules(handle, baseline);
      replaceUnchecked(handle, baseline);
      point(handle, baseline.repository(), baseline.id(), baseline.takenAt());
    });
  }

  /// Where nothing changed that the result depends on, the newest snapshot is taken over for this head.
  ///
  /// @return whether that was so; if not, the repository has to be read
  public boolean repeat(String id, long repository, CommitId head, String digest, Instant now) {
    return database.jdbi().inTransaction(handle -> {
      Optional<String> same = handle.createQuery("""
              select s.id from snapshot s join repository r on r.snapshot_id = s.id where r.id = :repository and s.digest = :digest""")
          .bind("repository", repository).bind("digest", digest).mapTo(String.class).findOne();
      if (same.isEmpty()) {
        return false;
      }
      SnapshotLine line = line(handle, same.get());
      if (!line.head().equals(head)) {
        delete(handle, repository, head);
        handle.createUpdate("""
                insert into snapshot (id, repository_id, head, digest, taken_at, files, functions, async_functions, async_lines, not_checked,
                  met, unmet, unknown, open_findings, ignored)
                select :id, repository_id, :head, digest, :now, files, functions, async_functions, async_lines, not_checked,
                  met, unmet, unknown, open_findings, ignored from snapshot where id = :same""")
            .bind("id", id).bind("head", head.sha()).bind("now", now.toEpochMilli()).bind("same", same.get()).execute();
        handle.createUpdate("""
                insert into snapshot_aspect (snapshot_id, aspect, met, unmet, unknown)
                select :id, aspect, met, unmet, unknown from snapshot_aspect where snapshot_id = :same""")
            .bind("id", id).bind("same", same.get()).execute();
      }
      week(handle, repository, now, 0, 0, line.level());
      point(handle, repository, line.head().equals(head) ? same.get() : id, now);
      return true;
    });
  }

  /// That a repository was looked at and has no Python file.
  public void withoutPython(long repository, Instant now) {
    database.jdbi().useHandle(handle ->
        handle.createUpdate("update repository set python = 0, swept_at = :now where id = :id")
            .bind("now", now.toEpochMilli()).bind("id", repository).execute());
  }

  /// Whether nobody looked at a repository's default branch yet.
  public boolean isUnseen(long repository) {
    return database.reading().withHandle(handle ->
        handle.createQuery("select count(*) from repository where id = :id and swept_at is null").bind("id", repository).mapTo(Integer.class).one()) > 0;
  }

  /// Repositories that were not looked at since a moment, those that were never looked at first.
  public List<Long> stale(Instant since, int limit) {
    return database.reading().withHandle(handle ->
        handle.createQuery("""
                select id from repository where swept_at is null or swept_at < :since
                order by case when swept_at is null then 0 else 1 end, swept_at, id limit :limit""")
            .bind("since", since.toEpochMilli()).bind("limit", limit).mapTo(Long.class).list());
  }

  /// The newest snapshot of a repository.
  public Optional<SnapshotLine> current(long repository) {
    return database.reading().withHandle(handle -> current(handle, repository));
  }

  private static Optional<SnapshotLine> current(Handle handle, long repository) {
    return handle.createQuery("select s.* from snapshot s join repository r on r.snapshot_id = s.id where r.id = :id")
        .bind("id", repository).map(ROW).findOne();
  }

  private static SnapshotLine line(Handle handle, String id) {
    return handle.createQuery("select * from snapshot where id = :id").bind("id", id).map(ROW).one();
  }

  /// Snapshots since a moment, newest first.
  public List<SnapshotLine> since(long repository, Instant since, int limit) {
    return database.reading().withHandle(handle ->
        handle.createQuery("select * from snapshot where repository_id = :id and taken_at >= :since order by taken_at desc limit :limit")
            .bind("id", repository).bind("since", since.toEpochMilli()).bind("limit", limit).map(ROW).list());
  }

  /// The aspects of one snapshot.
  public List<Coverage> aspects(String snapshot) {
    return database.reading().withHandle(handle ->
        handle.createQuery("select aspect, met, unmet, unknown from snapshot_aspect where snapshot_id = :id").bind("id", snapshot)
            .map(COVERAGE).list()).stream().sorted((one, other) -> one.aspect().compareTo(other.aspect())).toList();
  }

  static final RowMapper<Coverage> COVERAGE = (row, _) ->
      new Coverage(Aspect.of(row.getString("aspect")), row.getInt("met"), row.getInt("unmet"), row.getInt("unknown"));

  /// The aspects now, of all repositories that are visible.
  public List<Coverage> aspects(Visible visible) {
    return database.reading().withHandle(handle ->
        handle.createQuery("""
                select aspect, sum(met) as met, sum(unmet) as unmet, sum(unknown) as unknown
                from aspect_now where\s""" + visible.condition("repository_id") + " group by aspect")
            .map(COVERAGE).list()).stream().sorted((one, other) -> one.aspect().compareTo(other.aspect())).toList();
  }

  /// Where all repositories that are visible stand now, added up.
  public Level level(Visible visible) {
    return database.reading().withHandle(handle ->
        handle.createQuery("""
                select coalesce(sum(s.met), 0) as met, coalesce(sum(s.unmet), 0) as unmet, coalesce(sum(s.unknown), 0) as unknown,
                  coalesce(sum(s.async_lines), 0) as async_lines, coalesce(sum(s.open_findings), 0) as open_findings
                from repository r join snapshot s on s.id = r.snapshot_id where\s""" + visible.condition("r.id"))
            .map((row, _) -> new Level(
                row.getInt("met"), row.getInt("unmet"), row.getInt("unknown"), row.getInt("async_lines"), row.getInt("open_findings"))).one());
  }

  /// How many findings are ignored now.
  public int ignored(Visible visible) {
    return database.reading().withHandle(handle ->
        handle.createQuery("select coalesce(sum(s.ignored), 0) from repository r join snapshot s on s.id = r.snapshot_id where " + visible.condition("r.id"))
            .mapTo(Integer.class).one());
  }

  /// The aspects over time: one moment, one list.
  public Map<Instant, List<Coverage>> aspectsSince(long repository, Instant since) {
    Map<Instant, List<Coverage>> points = new TreeMap<>();
    database.reading().useHandle(handle ->
        handle.createQuery("""
                select s.taken_at, a.aspect, a.met, a.unmet, a.unknown from snapshot s join snapshot_aspect a on a.snapshot_id = s.id
                where s.repository_id = :id and s.taken_at >= :since""")
            .bind("id", repository).bind("since", since.toEpochMilli())
            .map((row, context) -> Map.entry(Instant.ofEpochMilli(row.getLong("taken_at")), COVERAGE.map(row, context)))
            .forEach(each -> points.computeIfAbsent(each.getKey(), _ -> new ArrayList<>()).add(each.getValue())));
    return points;
  }

  /// What was not looked at in the newest snapshot.
  public List<NotChecked> notChecked(long repository, int limit) {
    return database.reading().withHandle(handle ->
        handle.createQuery("select path, line, reason from unchecked where repository_id = :id order by path, line limit :limit")
            .bind("id", repository).bind("limit", limit)
            .map((row, _) -> new NotChecked(row.getString("path"), row.getInt("line"), row.getString("reason"))).list());
  }

  private static void delete(Handle handle, long repository, CommitId head) {
    handle.createUpdate("delete from snapshot_aspect where snapshot_id in (select id from snapshot where repository_id = :id and head = :head)")
        .bind("id", repository).bind("head", head.sha()).execute();
    handle.createUpdate("delete from snapshot where repository_id = :id and head = :head")
        .bind("id", repository).bind("head", head.sha()).execute();
  }

  private static void insert(Handle handle, Baseline baseline) {
    Level level = baseline.level();
    handle.createUpdate("""
            insert into snapshot (id, repository_id, head, digest, taken_at, files, functions, async_functions, async_lines, not_checked,
              met, unmet, unknown, open_findings, ignored)
            values (:id, :repository, :head, :digest, :taken, :files, :functions, :async, :lines, :unchecked, :met, :unmet, :unknown, :open, :ignored)""")
        .bind("id", baseline.id()).bind("repository", baseline.repository()).bind("head", baseline.head().sha())
        .bind("digest", baseline.digest()).bind("taken", baseline.takenAt().toEpochMilli()).bind("files", baseline.looked().files())
        .bind("functions", baseline.looked().functions()).bind("async", baseline.looked().asyncFunctions()).bind("lines", level.asyncLines())
        .bind("unchecked", baseline.notChecked().size()).bind("met", level.met()).bind("unmet", level.unmet()).bind("unknown", level.unknown())
        .bind("open", level.open()).bind("ignored", baseline.ignored())
        .execute();
    for (Coverage each : baseline.coverage()) {
      handle.createUpdate("insert into snapshot_aspect (snapshot_id, aspect, met, unmet, unknown) values (:id, :aspect, :met, :unmet, :unknown)")
          .bind("id", baseline.id()).bind("aspect", each.aspect().slug()).bind("met", each.met()).bind("unmet", each.unmet())
          .bind("unknown", each.unknown()).execute();
    }
  }

  private record Moves(int appeared, int fixed) {}

  private record Open(long firstSeen, String path, boolean ignored) {}

  private static Moves findings(Handle handle, Baseline baseline) {
    Map<String, Open> open = new HashMap<>();
    handle.createQuery("select fingerprint, first_seen, path, ignored from branch_finding where repository_id = :id and fixed_at is null")
        .bind("id", baseline.repository())
        .map((row, _) -> Map.entry(
            row.getString("fingerprint"), new Open(row.getLong("first_seen"), row.getString("path"), row.getInt("ignored") == 1)))
        .forEach(each -> open.put(each.getKey(), each.getValue()));
    PreparedBatch batch = handle.prepareBatch("""
        insert into branch_finding (repository_id, fingerprint, first_seen, rule, aspect, severity, path, line, function, title, ignored, reason)
        values (:repository, :fingerprint, :first, :rule, :aspect, :severity, :path, :line, :function, :title, :ignored, :reason)
        on conflict (repository_id, fingerprint, first_seen) do update
        set fixed_at = null, severity = excluded.severity, path = excluded.path, line = excluded.line, function = excluded.function,
          title = excluded.title, ignored = excluded.ignored, reason = excluded.reason""");
    int appeared = 0;
    for (Baseline.Seen seen : baseline.findings()) {
      Tracked tracked = seen.tracked();
      Open before = open.remove(tracked.fingerprint());
      appeared += before == null && !tracked.suppressed() ? 1 : 0;
      var finding = tracked.finding();
      batch.bind("repository", baseline.repository()).bind("fingerprint", tracked.fingerprint())
          .bind("first", before == null ? baseline.takenAt().toEpochMilli() : before.firstSeen())
          .bind("rule", finding.ruleId()).bind("aspect", finding.aspect().slug()).bind("severity", finding.severity().slug())
          .bind("path", finding.site().path()).bind("line", finding.site().span().line()).bind("function", finding.site().function())
          .bind("title", finding.message().title()).bind("ignored", tracked.suppressed() ? 1 : 0).bind("reason", seen.reason()).add();
    }
    if (batch.size() > 0) {
      batch.execute();
    }
    return new Moves(appeared, gone(handle, baseline, open));
  }

  /// Ends the life of what was open and is not seen any more; in a file that was not looked at nothing ends.
  private static int gone(Handle handle, Baseline baseline, Map<String, Open> open) {
    Set<String> unread = new HashSet<>();
    baseline.notChecked().forEach(each -> unread.add(each.path()));
    open.values().removeIf(each -> unread.contains(each.path()));
    PreparedBatch batch = handle.prepareBatch("""
        update branch_finding set fixed_at = :now where repository_id = :repository and fingerprint = :fingerprint and first_seen = :first""");
    open.forEach((fingerprint, each) -> batch.bind("now", baseline.takenAt().toEpochMilli()).bind("repository", baseline.repository())
        .bind("fingerprint", fingerprint).bind("first", each.firstSeen()).add());
    if (batch.size() > 0) {
      batch.execute();
    }
    return (int) open.values().stream().filter(each -> !each.ignored()).count();
  }

  private static void week(Handle handle, long repository, Instant now, int appeared, int fixed, Level level) {
    handle.createUpdate("""
            insert into week (repository_id, monday, appeared, fixed, met, unmet, unknown, async_lines, open_findings)
            values (:repository, :monday, :appeared, :fixed, :met, :unmet, :unknown, :lines, :open)
            on conflict (repository_id, monday) do update
            set appeared = week.appeared + excluded.appeared, fixed = week.fixed + excluded.fixed, met = excluded.met, unmet = excluded.unmet,
              unknown = excluded.unknown, async_lines = excluded.async_lines, open_findings = excluded.open_findings""")
        .bind("repository", repository).bind("monday", Week.mondayOf(now).toEpochMilli()).bind("appeared", appeared).bind("fixed", fixed)
        .bind("met", level.met()).bind("unmet", level.unmet()).bind("unknown", level.unknown()).bind("lines", level.asyncLines())
        .bind("open", level.open())
        .execute();
  }

  private static void replaceAspects(Handle handle, Baseline baseline) {
    handle.createUpdate("delete from aspect_now where repository_id = :id").bind("id", baseline.repository()).execute();
    baseline.coverage().forEach(each ->
        handle.createUpdate("insert into aspect_now (repository_id, aspect, met, unmet, unknown) values (:id, :aspect, :met, :unmet, :unknown)")
            .bind("id", baseline.repository()).bind("aspect", each.aspect().slug()).bind("met", each.met()).bind("unmet", each.unmet())
            .bind("unknown", each.unknown()).execute());
  }

  private static void replaceRules(Handle handle, Baseline baseline) {
    handle.createUpdate("delete from rule_now where repository_id = :id").bind("id", baseline.repository()).execute();
    Map<String, int[]> counts = new TreeMap<>();
    baseline.findings().forEach(each ->
        counts.computeIfAbsent(each.tracked().finding().ruleId(), _ -> new int[2])[each.tracked().suppressed() ? 1 : 0]++);
    counts.forEach((rule, each) ->
        handle.createUpdate("insert into rule_now (repository_id, rule, open_findings, ignored) values (:id, :rule, :open, :ignored)")
            .bind("id", baseline.repository()).bind("rule", rule).bind("open", each[0]).bind("ignored", each[1]).execute());
  }

  private static void replaceUnchecked(Handle handle, Baseline baseline) {
    handle.createUpdate("delete from unchecked where repository_id = :id").bind("id", baseline.repository()).execute();
    PreparedBatch batch = handle.prepareBatch("insert into unchecked (repository_id, path, line, reason) values (:id, :path, :line, :reason)");
    baseline.notChecked().forEach(each ->
        batch.bind("id", baseline.repository()).bind("path", each.path()).bind("line", each.line()).bind("reason", each.reason()).add());
    if (batch.size() > 0) {
      batch.execute();
    }
  }

  private static void point(Handle handle, long repository, String snapshot, Instant now) {
    handle.createUpdate("update repository set snapshot_id = :snapshot, python = 1, swept_at = :now where id = :id")
        .bind("snapshot", snapshot).bind("now", now.toEpochMilli()).bind("id", repository).execute();
  }
}
