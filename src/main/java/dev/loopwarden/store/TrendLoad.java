package dev.loopwarden.store;

import dev.loopwarden.history.Week;
import dev.loopwarden.rule.Aspect;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/// Fills an empty database with a generated year, for the benchmark of the pages: the same rows for the same seed.
public final class TrendLoad {

  private static final int WEEKS = 52;
  private static final int PULLS = 20;
  private static final int RUNS_OF_A_PULL = 3;
  private static final int FINDINGS_OF_A_PULL = 8;
  private static final int BATCH = 5_000;
  private static final Duration WEEK = Duration.ofDays(7);
  private static final List<Aspect> ASPECTS = List.of(Aspect.values());
  private static final List<String> SEVERITIES = List.of("error", "warning", "warning", "info");

  private final Database database;
  private final List<String> rules;
  private final Random random = new Random(20_251_009);

  /// Over an empty database.
  ///
  /// @param rules ids to choose from
  public TrendLoad(Database database, List<String> rules) {
    this.database = database;
    this.rules = List.copyOf(rules);
  }

  /// Writes it all.
  ///
  /// @param findings of one repository over the year; a sixth of them is open at its end
  public void fill(int repositories, int findings, Instant now) {
    for (int from = 1; from <= repositories; from += 50) {
      int first = from;
      int last = Math.min(repositories, from + 49);
      database.jdbi().useTransaction(handle -> {
        repositories(handle, first, last, now);
        snapshots(handle, first, last, now);
        findings(handle, first, last, findings, now);
        pulls(handle, first, last, now);
      });
    }
  }

  private static void batched(Handle handle, String statement, int count, BiConsumer<PreparedBatch, Integer> row) {
    PreparedBatch batch = handle.prepareBatch(statement);
    for (int i = 0; i < count; i++) {
      row.accept(batch, i);
      batch.add();
      if (batch.size() == BATCH) {
        batch.execute();
      }
    }
    if (batch.size() > 0) {
      batch.execute();
    }
  }

  private static void repositories(Handle handle, int first, int last, Instant now) {
    batched(handle, "insert into repository (id, installation, owner, name, seen_at, python, snapshot_id, swept_at) "
        + "values (:id, 1, :owner, :name, :seen, 1, :snapshot, :seen)", last - first + 1, (batch, i) ->
        batch.bind("id", first + i).bind("owner", "team-" + (first + i) % 40).bind("name", "service-" + (first + i))
            .bind("seen", now.toEpochMilli()).bind("snapshot", "s" + (first + i) + "-0"));
  }

  private void snapshots(Handle handle, int first, int last, Instant now) {
    int count = (last - first + 1) * WEEKS;
    batched(handle, "insert into snapshot (id, repository_id, head, digest, taken_at, files, functions, async_functions, async_lines, not_checked, met, "
        + "unmet, unknown, open_findings, ignored) values (:id, :repository, :head, '', :taken, 90, 400, 160, 3000, 2, :met, :unmet, 20, :open, 4)",
        count, (batch, i) -> {
          int repository = first + i / WEEKS;
          int ago = i % WEEKS;
          batch.bind("id", "s" + repository + "-" + ago).bind("repository", repository).bind("head", String.format("%040x", repository * 100L + ago))
              .bind("taken", now.minus(WEEK.multipliedBy(ago)).toEpochMilli()).bind("met", 300 - ago * 2 - repository % 50)
              .bind("unmet", 40 + ago + repository % 50).bind("open", 150 + ago);
        });
    batched(handle, "insert into snapshot_aspect (snapshot_id, aspect, met, unmet, unknown) values (:id, :aspect, :met, :unmet, 3)",
        count * ASPECTS.size(), (batch, i) -> {
          int snapshot = i / ASPECTS.size();
          Aspect aspect = ASPECTS.get(i % ASPECTS.size());
          batch.bind("id", "s" + (first + snapshot / WEEKS) + "-" + snapshot % WEEKS).bind("aspect", aspect.slug())
              .bind("met", 40 - snapshot % WEEKS / 2).bind("unmet", 4 + snapshot % WEEKS / 4);
        });
    batched(handle, "insert into week (repository_id, monday, appeared, fixed, met, unmet, unknown, async_lines, open_findings) "
        + "values (:repository, :monday, :appeared, :fixed, :met, :unmet, 20, 3000, :open)", count, (batch, i) -> {
          int repository = first + i / WEEKS;
          int ago = i % WEEKS;
          batch.bind("repository", repository).bind("monday", Week.mondayOf(now.minus(WEEK.multipliedBy(ago))).toEpochMilli())
              .bind("appeared", random.nextInt(20)).bind("fixed", random.nextInt(22)).bind("met", 300 - ago * 2 - repository % 50)
              .bind("unmet", 40 + ago + repository % 50).bind("open", 150 + ago);
        });
    batched(handle, "insert into aspect_now (repository_id, aspect, met, unmet, unknown) values (:repository, :aspect, 40, 4, 3)",
        (last - first + 1) * ASPECTS.size(), (batch, i) ->
            batch.bind("repository", first + i / ASPECTS.size()).bind("aspect", ASPECTS.get(i % ASPECTS.size()).slug()));
    batched(handle, "insert into rule_now (repository_id, rule, open_findings, ignored) values (:repository, :rule, :open, 1)",
        (last - first + 1) * rules.size(), (batch, i) ->
            batch.bind("repository", first + i / rules.size()).bind("rule", rules.get(i % rules.size())).bind("open", random.nextInt(12)));
  }

  private void findings(Handle handle, int first, int last, int findings, Instant now) {
    long year = WEEK.multipliedBy(WEEKS).toMillis();
    batched(handle, "insert into branch_finding (repository_id, fingerprint, first_seen, fixed_at, rule, aspect, severity, path, line, function, title, "
        + "ignored, reason) values (:repository, :fingerprint, :first, :fixed, :rule, :aspect, :severity, :path, :line, 'Client.fetch', "
        + "'`requests.get` stops the event loop', :ignored, :reason)", (last - first + 1) * findings, (batch, i) -> {
          long seen = now.toEpochMilli() - (long) (random.nextDouble() * year);
          boolean open = i % 6 == 0;
          boolean ignored = i % 120 == 0;
          batch.bind("repository", first + i / findings).bind("fingerprint", String.format("%032x", i % findings)).bind("first", seen)
              .bind("fixed", open ? null : Long.valueOf(seen + (long) ((now.toEpochMilli() - seen) * random.nextDouble())))
              .bind("rule", rules.get(random.nextInt(rules.size()))).bind("aspect", ASPECTS.get(random.nextInt(ASPECTS.size())).slug())
              .bind("severity", SEVERITIES.get(random.nextInt(SEVERITIES.size())))
              .bind("path", "src/package_" + random.nextInt(12) + "/module_" + random.nextInt(20) + ".py").bind("line", 1 + random.nextInt(400))
              .bind("ignored", ignored ? 1 : 0).bind("reason", ignored ? "the peer closes first" : "");
        });
  }

  private void pulls(Handle handle, int first, int last, Instant now) {
    int count = (last - first + 1) * PULLS;
    batched(handle, "insert into run (id, repository_id, pull_request, head, base, conclusion, functions, async_functions, async_lines, not_checked, "
        + "report, findings, finished_at, queued_at) values (:id, :repository, :pull, :head, :head, 'failure', 12, 8, 120, 0, '', " + FINDINGS_OF_A_PULL + ", :finished, :queued)",
        count * RUNS_OF_A_PULL, (batch, i) -> {
          int pull = i / RUNS_OF_A_PULL;
          long finished = now.toEpochMilli() - i % 3000 * 60_000L;
          batch.bind("id", "r" + first + "-" + i).bind("repository", first + pull / PULLS).bind("pull", 1 + pull % PULLS)
              .bind("head", String.format("%040x", first * 1_000_000L + i)).bind("finished", finished).bind("queued", finished - 4_000);
        });
    batched(handle, "insert into run_aspect (run_id, aspect, met, unmet, unknown) values (:id, 'timeouts', 5, 1, 0)", count * RUNS_OF_A_PULL,
        (batch, i) -> batch.bind("id", "r" + first + "-" + i));
    batched(handle, "insert into checklist_row (run_id, aspect, mark, text, path, line, places) values (:id, 'timeouts', 'NEW', "
        + "'5 of 6 network waits have a limit', 'a.py', 3, 1)", count * RUNS_OF_A_PULL, (batch, i) -> batch.bind("id", "r" + first + "-" + i));
    batched(handle, "insert into run_finding (run_id, fingerprint, state, rule, severity, title, path, line, function) "
        + "values (:id, :fingerprint, 'new', :rule, 'error', 'waits', 'a.py', 3, 'f')", count * RUNS_OF_A_PULL * FINDINGS_OF_A_PULL, (batch, i) ->
            batch.bind("id", "r" + first + "-" + i / FINDINGS_OF_A_PULL).bind("fingerprint", "g" + i % FINDINGS_OF_A_PULL)
                .bind("rule", rules.get(i % rules.size())));
    batched(handle, "insert into finding (repository_id, pull_request, fingerprint, rule, aspect, severity, confidence, state, path, line, function, "
        + "title, first_seen) values (:repository, :pull, :fingerprint, :rule, 'timeouts', 'error', 'high', 'new', 'a.py', 3, 'f', 'waits', :now)",
        count * FINDINGS_OF_A_PULL, (batch, i) -> {
          int pull = i / FINDINGS_OF_A_PULL;
          batch.bind("repository", first + pull / PULLS).bind("pull", 1 + pull % PULLS).bind("fingerprint", "g" + i % FINDINGS_OF_A_PULL)
              .bind("rule", rules.get(i % rules.size())).bind("now", now.toEpochMilli());
        });
  }

  /// Tells the database to look at what it has now, as it does by itself when it grows slowly.
  public void settle() {
    database.jdbi().useHandle(handle -> handle.execute("analyze"));
  }
}
