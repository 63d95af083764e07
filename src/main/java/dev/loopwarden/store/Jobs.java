package dev.loopwarden.store;

import dev.loopwarden.job.Job;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/// What there is to do, why, and how it ended.
public final class Jobs {

  private static final String COLUMNS =
      "id, delivery_id, kind, repository_id, pull_request, head, state, attempt, reason, created_at";

  private static final RowMapper<Job> ROW = (row, _) -> new Job(
      row.getString("id"), row.getString("delivery_id"), row.getString("kind"), row.getLong("repository_id"),
      row.getInt("pull_request"), row.getString("head"), Job.State.valueOf(row.getString("state")), row.getInt("attempt"),
      row.getString("reason"), Instant.ofEpochMilli(row.getLong("created_at")));

  private final Database database;

  public Jobs(Database database) {
    this.database = database;
  }

  static void insert(Handle handle, Job job) {
    handle.createUpdate("""
            insert into job (id, delivery_id, kind, repository_id, pull_request, head, state, attempt, reason, created_at)
            values (:id, :delivery, :kind, :repository, :pull, :head, :state, :attempt, :reason, :created)""")
        .bind("id", job.id()).bind("delivery", job.delivery()).bind("kind", job.kind()).bind("repository", job.repository())
        .bind("pull", job.pullRequest()).bind("head", job.head()).bind("state", job.state().name()).bind("attempt", job.attempt())
        .bind("reason", job.reason()).bind("created", job.createdAt().toEpochMilli())
        .execute();
  }

  public Optional<Job> find(String id) {
    return database.jdbi().withHandle(handle ->
        handle.createQuery("select " + COLUMNS + " from job where id = :id").bind("id", id).map(ROW).findOne());
  }

  /// Begins an attempt, and says which it is.
  public int begin(String id) {
    return database.jdbi().withHandle(handle ->
        handle.createQuery("update job set state = 'RUNNING', attempt = attempt + 1 where id = :id returning attempt")
            .bind("id", id).mapTo(Integer.class).one());
  }

  /// Sets where a job stands.
  ///
  /// @param reason for people
  public void set(String id, Job.State state, String reason, Instant now) {
    database.jdbi().useHandle(handle ->
        handle.createUpdate("update job set state = :state, reason = :reason, ended_at = :ended where id = :id")
            .bind("state", state.name()).bind("reason", reason)
            .bind("ended", state.isOver() ? Long.valueOf(now.toEpochMilli()) : null).bind("id", id)
            .execute());
  }

  /// Queues a dead job again; false where it is not dead.
  public boolean revive(String id, Instant now) {
    return database.jdbi().inTransaction(handle -> {
      int revived = handle.createUpdate("update job set state = 'QUEUED', attempt = 0, reason = '', ended_at = null where id = :id and state = 'DEAD'")
          .bind("id", id).execute();
      if (revived > 0) {
        Queue.schedule(database, handle.getConnection(), id, now);
      }
      return revived > 0;
    });
  }

  /// The newest jobs, newest first.
  public List<Job> latest(int limit) {
    return database.jdbi().withHandle(handle ->
        handle.createQuery("select " + COLUMNS + " from job order by created_at desc limit :limit").bind("limit", limit).map(ROW).list());
  }

  /// How many jobs stand in each state.
  public Map<Job.State, Long> counts() {
    Map<Job.State, Long> counts = new TreeMap<>();
    database.jdbi().useHandle(handle ->
        handle.createQuery("select state, count(*) as n from job group by state")
            .map((row, _) -> Map.entry(Job.State.valueOf(row.getString("state")), row.getLong("n")))
            .forEach(each -> counts.put(each.getKey(), each.getValue())));
    return counts;
  }
}
