package dev.loopwarden.store;

import dev.loopwarden.job.Job;
import dev.loopwarden.job.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/// What there is to do, why, and how it ended.
public final class Jobs {

  private static final Duration SUSPENDED_WAIT = Duration.ofMinutes(10);
  private static final Duration TURN_WAIT = Duration.ofSeconds(1);
  private static final long SHARE_WAIT_MAX_SECONDS = 30;

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

  /// Whether an attempt may begin now.
  public sealed interface Begin {
    /// It has begun.
    record Begun(int attempt) implements Begin {}

    /// It has not, and counts as no attempt.
    record Later(String why, Duration pause) implements Begin {}
  }

  /// Begins an attempt: not while the installation is suspended, not while another job of the same pull request runs, and not
  /// while its repository has its share of workers.
  ///
  /// @param share jobs at a time of one repository
  public Begin begin(Lease lease, Job job, int share, Instant now) {
    return database.jdbi().inTransaction(handle -> {
      lease.hold(database, handle);
      if (job.repository() == 0) {
        return new Begin.Begun(running(handle, job));
      }
      boolean suspended = handle.createQuery("""
              select count(*) from repository r join installation i on i.id = r.installation where r.id = :repository and i.suspended = 1""")
          .bind("repository", job.repository()).mapTo(Integer.class).one() > 0;
      if (suspended) {
        return new Begin.Later("the installation is suspended", SUSPENDED_WAIT);
      }
      int others = handle.createQuery("""
              select count(*) from job j join scheduled_tasks s on s.task_name = 'job' and s.task_instance = j.id and s.picked = :yes
              where j.repository_id = :repository and j.state = 'RUNNING' and j.id <> :id""")
          .bind("yes", true).bind("repository", job.repository()).bind("id", job.id()).mapTo(Integer.class).one();
      if (others >= share) {
        int queued = handle.createQuery("select count(*) from job where repository_id = :repository and state in ('QUEUED', 'WAITING')")
            .bind("repository", job.repository()).mapTo(Integer.class).one();
        return new Begin.Later("its repository has its share of the workers",
            Duration.ofSeconds(Math.clamp(queued / (2L * share), 1, SHARE_WAIT_MAX_SECONDS)));
      }
      if (!takeTurn(handle, lease, job)) {
        return new Begin.Later("another job of its pull request runs", TURN_WAIT);
      }
      return new Begin.Begun(running(handle, job));
    });
  }

  private static boolean takeTurn(Handle handle, Lease lease, Job job) {
    return handle.createUpdate("""
            insert into turn (repository_id, pull_request, job_id, version) values (:repository, :pull, :job, :version)
            on conflict (repository_id, pull_request) do update set job_id = excluded.job_id, version = excluded.version
            where turn.job_id = excluded.job_id or not exists (select 1 from scheduled_tasks s
              where s.task_name = 'job' and s.task_instance = turn.job_id and s.version = turn.version and s.picked = :yes)""")
        .bind("repository", job.repository()).bind("pull", job.pullRequest()).bind("job", lease.job()).bind("version", lease.version())
        .bind("yes", true).execute() == 1;
  }

  private static int running(Handle handle, Job job) {
    return handle.createQuery("update job set state = 'RUNNING', attempt = attempt + 1 where id = :id returning attempt")
        .bind("id", job.id()).mapTo(Integer.class).one();
  }

  /// Writes down where a job goes from here, and gives its turn back.
  public void end(Lease lease, Step step, Instant now) {
    database.jdbi().useTransaction(handle -> {
      lease.hold(database, handle);
      handle.createUpdate("update job set state = :state, reason = :reason, ended_at = :ended, next_at = :next where id = :id")
          .bind("state", step.state().name()).bind("reason", step.reason())
          .bind("ended", step.state().isOver() ? Long.valueOf(now.toEpochMilli()) : null)
          .bind("next", step.next().map(Instant::toEpochMilli).orElse(null)).bind("id", lease.job())
          .execute();
      handle.createUpdate("delete from turn where job_id = :id").bind("id", lease.job()).execute();
    });
  }

  /// Queues a job unless it was queued before, under its id.
  public void queueOnce(Job job, Instant now) {
    database.jdbi().useTransaction(handle -> {
      boolean isThere = handle.createQuery("select count(*) from job where id = :id").bind("id", job.id()).mapTo(Integer.class).one() > 0;
      if (!isThere) {
        insert(handle, job);
        Queue.schedule(database, handle.getConnection(), job.id(), job.isBackground(), now);
      }
    });
  }

  /// Takes back that an attempt was counted: it came to nothing through nobody's fault.
  public void uncount(Lease lease) {
    database.jdbi().useTransaction(handle -> {
      lease.hold(database, handle);
      handle.createUpdate("update job set attempt = attempt - 1 where id = :id and attempt > 0").bind("id", lease.job()).execute();
    });
  }

  /// Throws where the lease is lost.
  public void hold(Lease lease) {
    database.jdbi().useTransaction(handle -> lease.hold(database, handle));
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

  /// Since when the oldest job waits that is not over.
  public Optional<Instant> oldest() {
    return database.reading().withHandle(handle ->
        handle.createQuery("select min(created_at) from job where state in ('QUEUED', 'RUNNING', 'WAITING')").mapTo(Long.class).findOne()
            .map(Instant::ofEpochMilli));
  }

  /// What there is to do now.
  ///
  /// @param jobs by state, those that are not done
  /// @param due since when the first job is due that nobody has begun; looks at default branches aside, which all others go before
  public record Depth(Map<Job.State, Long> jobs, Optional<Instant> due) {
    public Depth {
      jobs = Map.copyOf(jobs);
    }
  }

  public Depth depth(Instant now) {
    return database.reading().withHandle(handle -> {
      Map<Job.State, Long> jobs = new TreeMap<>();
      handle.createQuery("select state, count(*) as n from job where state in ('QUEUED', 'RUNNING', 'WAITING', 'DEAD') group by state")
          .map((row, _) -> Map.entry(Job.State.valueOf(row.getString("state")), row.getLong("n")))
          .forEach(each -> jobs.put(each.getKey(), each.getValue()));
      Optional<Instant> due = handle.createQuery("""
              select min(due) from (select created_at as due from job where state = 'QUEUED' and kind <> 'Baseline'
              union all select next_at as due from job where state = 'WAITING' and next_at <= :now and kind <> 'Baseline') as waiting""")
          .bind("now", now.toEpochMilli()).mapTo(Long.class).findOne().map(Instant::ofEpochMilli);
      return new Depth(jobs, due);
    });
  }

  /// The newest jobs that somebody waits for, newest first.
  public List<Job> latest(int limit) {
    return database.jdbi().withHandle(handle ->
        handle.createQuery("select " + COLUMNS + " from job where kind <> 'Baseline' order by created_at desc limit :limit").bind("limit", limit).map(ROW).list());
  }

  /// How many jobs stand in each state.
  public Map<Job.State, Long> counts() {
    Map<Job.State, Long> counts = new TreeMap<>();
    database.reading().useHandle(handle ->
        handle.createQuery("select state, count(*) as n from job group by state")
            .map((row, _) -> Map.entry(Job.State.valueOf(row.getString("state")), row.getLong("n")))
            .forEach(each -> counts.put(each.getKey(), each.getValue())));
    return counts;
  }
}
