package dev.loopwarden.store;

import dev.loopwarden.job.Job;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/// What there is to do, why, and how it ended.
public final class Jobs {

  static final String COLUMNS =
      "id, delivery_id, kind, repository_id, pull_request, head, state, attempt, reason, created_at";

  static final RowMapper<Job> ROW = (row, _) -> new Job(
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

  /// Queues a job again that is over.
  static void again(Database database, Handle handle, Job job, Instant now) {
    handle.createUpdate("update job set state = 'QUEUED', attempt = 0, reason = '', ended_at = null, next_at = null where id = :id")
        .bind("id", job.id()).execute();
    Queue.schedule(database, handle.getConnection(), job.id(), job.isBackground(), now);
  }

  /// Queues a job that nobody delivered, unless one of its kind waits for the repository already.
  ///
  /// @return whether it was queued
  public boolean add(Job job, Instant at) {
    return database.jdbi().inTransaction(handle -> {
      boolean waits = handle.createQuery("""
              select count(*) from job where repository_id = :repository and kind = :kind and state in ('QUEUED', 'WAITING')""")
          .bind("repository", job.repository()).bind("kind", job.kind()).mapTo(Integer.class).one() > 0;
      if (!waits) {
        insert(handle, job);
        Queue.schedule(database, handle.getConnection(), job.id(), job.isBackground(), at);
      }
      return !waits;
    });
  }

  /// Whether a later job of the same kind waits for the same repository: then this one need not be done.
  public boolean hasLater(Job job) {
    return database.jdbi().withHandle(handle ->
        handle.createQuery("""
                select count(*) from job where repository_id = :repository and kind = :kind and state in ('QUEUED', 'WAITING')
                and id <> :id and (created_at > :created or (created_at = :created and id > :id))""")
            .bind("repository", job.repository()).bind("kind", job.kind()).bind("id", job.id())
            .bind("created", job.createdAt().toEpochMilli()).mapTo(Integer.class).one()) > 0;
  }

  /// Ends the waiting jobs of the same kind and repository that are older than this one: it does their work.
  public void supersedeEarlier(Job job, String reason, Instant now) {
    database.jdbi().useHandle(handle ->
        handle.createUpdate("""
                update job set state = 'SUPERSEDED', reason = :reason, ended_at = :now where repository_id = :repository and kind = :kind
                and state in ('QUEUED', 'WAITING') and id <> :id and (created_at < :created or (created_at = :created and id < :id))""")
            .bind("reason", reason).bind("now", now.toEpochMilli()).bind("repository", job.repository()).bind("kind", job.kind())
            .bind("id", job.id()).bind("created", job.createdAt().toEpochMilli()).execute());
  }

  /// Says when a waiting job is tried again.
  public void waits(String id, String reason, Instant next) {
    database.jdbi().useHandle(handle ->
        handle.createUpdate("update job set state = 'WAITING', reason = :reason, next_at = :next where id = :id")
            .bind("reason", reason).bind("next", next.toEpochMilli()).bind("id", id).execute());
  }

  /// Queues a dead job again; false where it is not dead, as when it was asked for before.
  public boolean revive(String id, String who, Instant now) {
    return database.jdbi().inTransaction(handle -> {
      Optional<Job> dead = handle.createQuery("select " + COLUMNS + " from job where id = :id and state = 'DEAD'").bind("id", id).map(ROW).findOne();
      dead.ifPresent(each -> {
        again(database, handle, each, now);
        Audit.add(handle, new Audit.Entry(now, who, "retry", id, each.reason()));
      });
      return dead.isPresent();
    });
  }

  /// Queues all dead jobs again that died of one reason, and says how many.
  public int reviveAll(String reason, String who, Instant now) {
    return database.jdbi().inTransaction(handle -> {
      List<Job> dead = handle.createQuery("select " + COLUMNS + " from job where state = 'DEAD' and reason = :reason")
          .bind("reason", reason).map(ROW).list();
      dead.forEach(each -> again(database, handle, each, now));
      if (!dead.isEmpty()) {
        Audit.add(handle, new Audit.Entry(now, who, "retry by reason", reason, String.valueOf(dead.size())));
      }
      return dead.size();
    });
  }

  /// Puts a dead job away; false where it is not dead.
  public boolean discard(String id, String who, Instant now) {
    return database.jdbi().inTransaction(handle -> {
      Optional<String> reason = handle.createQuery("update job set state = 'DISCARDED' where id = :id and state = 'DEAD' returning reason")
          .bind("id", id).mapTo(String.class).findOne();
      reason.ifPresent(each -> Audit.add(handle, new Audit.Entry(now, who, "discard", id, each)));
      return reason.isPresent();
    });
  }

  /// A job as the admin page lists it.
  ///
  /// @param repository `owner/name`; empty where it is not known
  /// @param nextAt when it is tried again
  /// @param hasBody whether it can be done again
  public record Line(Job job, String repository, Optional<Instant> nextAt, boolean hasBody) {}

  /// Jobs in one of these states, oldest first.
  public List<Line> in(List<Job.State> states, int offset, int limit) {
    return database.reading().withHandle(handle ->
        handle.createQuery("""
                select j.*, r.owner, r.name, case when j.delivery_id = '' or d.body <> '' then 1 else 0 end as has_body
                from job j left join repository r on r.id = j.repository_id left join delivery d on d.id = j.delivery_id
                where j.state in (<states>) order by j.created_at, j.id limit :limit offset :offset""")
            .bindList("states", states.stream().map(Job.State::name).toList()).bind("limit", limit).bind("offset", offset)
            .map((row, context) -> {
              long next = row.getLong("next_at");
              String owner = row.getString("owner");
              return new Line(
                  ROW.map(row, context), owner == null ? "" : owner + "/" + row.getString("name"),
                  next == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(next)), row.getInt("has_body") == 1);
            }).list());
  }

  /// Reasons that jobs died of, the most frequent first.
  public Map<String, Integer> deadReasons(int limit) {
    Map<String, Integer> reasons = new LinkedHashMap<>();
    database.reading().useHandle(handle ->
        handle.createQuery("select reason, count(*) as n from job where state = 'DEAD' group by reason order by n desc, reason limit :limit")
            .bind("limit", limit).map((row, _) -> Map.entry(row.getString("reason"), row.getInt("n")))
            .forEach(each -> reasons.put(each.getKey(), each.getValue())));
    return reasons;
  }

  /// Since when the oldest job waits that is not over.
  public Optional<Instant> oldest() {
    return database.reading().withHandle(handle ->
        handle.createQuery("select min(created_at) from job where state in ('QUEUED', 'RUNNING', 'WAITING')").mapTo(Long.class).findOne()
            .map(Instant::ofEpochMilli));
  }

  /// The newest jobs that somebody waits for, newest first.
  public List<Job> latest(int limit) {
    return database.jdbi().withHandle(handle ->
        handle.createQuery("select " + COLUMNS + " from job where kind <> 'Baseline' order by created_at desc limit :limit").bind("limit", limit).map(ROW).list());
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
