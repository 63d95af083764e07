package dev.loopwarden.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Deletes what is older than the operator wants to keep. Safe to run at any time, by any process, again and again.
public final class Retention {

  /// Rows in one transaction: SQLite has one writer, and a delivery must not wait long for it.
  private static final int BATCH = 500;

  private static final String OVER = "('DONE', 'SUPERSEDED', 'DEAD', 'DISCARDED')";

  private final Database database;

  public Retention(Database database) {
    this.database = database;
  }

  /// How long things are kept.
  ///
  /// @param bodies raw deliveries
  /// @param runs reviews with their findings, jobs, snapshots, fixed findings, audit
  public record Keep(Duration bodies, Duration runs) {

    public static final Keep DEFAULT = new Keep(Duration.ofDays(3), Duration.ofDays(400));

    public Keep {
      if (bodies.isNegative() || runs.compareTo(bodies) < 0) {
        throw new IllegalArgumentException("bodies are not kept longer than runs");
      }
    }
  }

  /// Deletes what is due.
  ///
  /// @return rows that were deleted or emptied
  public int sweep(Keep keep, Instant now) {
    long bodies = now.minus(keep.bodies()).toEpochMilli();
    long runs = now.minus(keep.runs()).toEpochMilli();
    int rows = batches("update delivery set body = '' where id in (select id from delivery d where d.received_at < :before and d.body <> '' "
        + "and not exists (select 1 from job j where j.delivery_id = d.id and j.state not in " + OVER + ") limit :batch)", bodies);
    rows += batches("delete from job where id in (select id from job where created_at < :before and state in " + OVER + " limit :batch)", runs);
    rows += batches("delete from delivery where id in (select id from delivery d where d.received_at < :before "
        + "and not exists (select 1 from job j where j.delivery_id = d.id) limit :batch)", runs);
    rows += runs(runs);
    rows += snapshots(runs);
    rows += batches("delete from audit where id in (select id from audit where at < :before limit :batch)", runs);
    rows += batches("delete from redelivery where id in (select id from redelivery where asked_at < :before limit :batch)", runs);
    rows += batches("delete from session where hash in (select hash from session where expires_at < :before limit :batch)", now.toEpochMilli());
    return rows;
  }

  private int batches(String statement, long before) {
    int rows = 0;
    int last;
    do {
      last = database.jdbi().withHandle(handle ->
          handle.createUpdate(statement).bind("before", before).bind("batch", BATCH).execute());
      rows += last;
    } while (last == BATCH);
    return rows;
  }

  /// Old runs; with the last run of a pull request goes all that is known of it.
  private int runs(long before) {
    int rows = 0;
    List<String> due;
    do {
      due = database.jdbi().withHandle(handle ->
          handle.createQuery("select id from run where finished_at < :before limit :batch").bind("before", before).bind("batch", BATCH)
              .mapTo(String.class).list());
      if (!due.isEmpty()) {
        List<String> ids = due;
        rows += database.jdbi().inTransaction(handle -> {
          for (String table : Runs.PARTS) {
            handle.createUpdate("delete from " + table + " where run_id in (<ids>)").bindList("ids", ids).execute();
          }
          return handle.createUpdate("delete from run where id in (<ids>)").bindList("ids", ids).execute();
        });
      }
    } while (due.size() == BATCH);
    if (rows > 0) {
      for (String table : List.of("finding", "comment", "summary", "effect", "acceptance")) {
        rows += database.jdbi().withHandle(handle ->
            handle.createUpdate("delete from " + table + " where not exists (select 1 from run r where r.repository_id = " + table
                + ".repository_id and r.pull_request = " + table + ".pull_request) and exists (select 1 from pull_request p where p.repository_id = "
                + table + ".repository_id and p.number = " + table + ".pull_request and p.closed_at < :before)").bind("before", before).execute());
      }
    }
    return rows;
  }

  /// Old snapshots, but never the newest of a repository; old weeks; findings that were fixed long ago.
  private int snapshots(long before) {
    String due = "select id from snapshot s where s.taken_at < :before and not exists (select 1 from repository r where r.snapshot_id = s.id) limit :batch";
    int rows = 0;
    List<String> last;
    do {
      last = database.jdbi().withHandle(handle ->
          handle.createQuery(due).bind("before", before).bind("batch", BATCH).mapTo(String.class).list());
      if (!last.isEmpty()) {
        List<String> ids = last;
        rows += database.jdbi().inTransaction(handle -> {
          handle.createUpdate("delete from snapshot_aspect where snapshot_id in (<ids>)").bindList("ids", ids).execute();
          return handle.createUpdate("delete from snapshot where id in (<ids>)").bindList("ids", ids).execute();
        });
      }
    } while (last.size() == BATCH);
    return rows + database.jdbi().withHandle(handle ->
        handle.createUpdate("delete from week where monday < :before").bind("before", before).execute()
            + handle.createUpdate("delete from branch_finding where fixed_at < :before").bind("before", before).execute());
  }
}
