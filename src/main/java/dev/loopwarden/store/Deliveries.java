package dev.loopwarden.store;

import dev.loopwarden.job.Job;
import dev.loopwarden.pull.RepositoryRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What GitHub delivered, each once.
public final class Deliveries {

  private final Database database;

  public Deliveries(Database database) {
    this.database = database;
  }

  /// A delivery as it came.
  public record Delivery(String id, String event, String body) {}

  /// How often GitHub is asked for a delivery that fails again and again.
  private static final int ASKED_MAX = 5;

  /// Whether a delivery was new.
  public enum Accepted {
    NEW,
    DUPLICATE,
    /// It was there, and its job was dead: the job is queued again.
    REVIVED
  }

  /// Stores a delivery and its job in one transaction; when this returns, both are safe.
  ///
  /// @param job empty for a delivery that asks for nothing: its body is not kept
  public Accepted accept(Delivery delivery, Optional<Job> job, Optional<RepositoryRef> repository, Instant now) {
    return database.jdbi().inTransaction(handle -> {
      int stored = handle.createUpdate(
              "insert into delivery (id, event, body, received_at) values (:id, :event, :body, :now) on conflict (id) do nothing")
          .bind("id", delivery.id()).bind("event", delivery.event())
          .bind("body", job.isPresent() ? delivery.body() : "").bind("now", now.toEpochMilli())
          .execute();
      if (stored == 0) {
        Optional<Job> dead = handle.createQuery("select " + Jobs.COLUMNS + " from job where delivery_id = :id and state = 'DEAD' and kind <> 'CloseCheck'")
            .bind("id", delivery.id()).map(Jobs.ROW).findFirst();
        dead.ifPresent(each -> Jobs.again(database, handle, each, now));
        return dead.isPresent() ? Accepted.REVIVED : Accepted.DUPLICATE;
      }
      repository.ifPresent(each -> Repositories.remember(handle, each, now));
      job.ifPresent(each -> {
        Jobs.insert(handle, each);
        Queue.schedule(database, handle.getConnection(), each.id(), each.isBackground(), now);
      });
      return Accepted.NEW;
    });
  }

  /// A delivery whose body is still there.
  public Optional<Delivery> find(String id) {
    return database.jdbi().withHandle(handle ->
        handle.createQuery("select id, event, body from delivery where id = :id").bind("id", id)
            .map((row, _) -> new Delivery(row.getString("id"), row.getString("event"), row.getString("body"))).findOne());
  }

  /// A delivery as the admin page lists it.
  ///
  /// @param body whether it is still there
  /// @param state of its job; empty where it asked for nothing
  public record Line(String id, String event, Instant receivedAt, boolean body, Optional<Job.State> state) {}

  /// The newest deliveries, newest first.
  public List<Line> latest(int offset, int limit) {
    return database.reading().withHandle(handle ->
        handle.createQuery("""
                select d.id, d.event, d.received_at, case when d.body <> '' then 1 else 0 end as body,
                  (select max(j.state) from job j where j.delivery_id = d.id) as state
                from delivery d order by d.received_at desc, d.id limit :limit offset :offset""")
            .bind("limit", limit).bind("offset", offset)
            .map((row, _) -> new Line(
                row.getString("id"), row.getString("event"), Instant.ofEpochMilli(row.getLong("received_at")), row.getInt("body") == 1,
                row.getString("state") == null ? Optional.empty() : Optional.of(Job.State.valueOf(row.getString("state"))))).list());
  }

  /// What came of the wish to do a delivery's job again.
  public enum Replayed {
    QUEUED,
    /// It is in the queue already: nothing was done.
    WAITING_ALREADY,
    /// It asked for nothing, or its body is not kept any more.
    NOTHING_THERE
  }

  /// Queues the job of a delivery again, however it ended. Asked ten times, it runs once.
  public Replayed replay(String id, String who, Instant now) {
    return database.jdbi().inTransaction(handle -> {
      Optional<Job> job = handle.createQuery("select " + Jobs.COLUMNS + " from job where delivery_id = :id and kind <> 'CloseCheck'").bind("id", id).map(Jobs.ROW).findFirst();
      boolean body = handle.createQuery("select count(*) from delivery where id = :id and body <> ''").bind("id", id).mapTo(Integer.class).one() > 0;
      Replayed replayed = job.isEmpty() || !body ? Replayed.NOTHING_THERE : job.get().state().isOver() ? Replayed.QUEUED : Replayed.WAITING_ALREADY;
      if (replayed == Replayed.QUEUED) {
        Jobs.again(database, handle, job.orElseThrow(), now);
        Audit.add(handle, new Audit.Entry(now, who, "replay", id, "queued again"));
      }
      return replayed;
    });
  }

  /// Whether somebody asked on the admin page for its job to be done again: then a head that was reviewed is reviewed once more.
  public boolean isReplayed(String id) {
    return database.jdbi().withHandle(handle ->
        handle.createQuery("select count(*) from audit where action = 'replay' and subject = :id").bind("id", id).mapTo(Integer.class).one()) > 0;
  }

  /// Whether GitHub should be asked for a delivery once more: not twice after the same attempt, and not for ever.
  ///
  /// @param attempt the last one that failed, by GitHub's id
  public boolean isToAsk(String id, long attempt) {
    List<String> asked = database.jdbi().withHandle(handle ->
        handle.createQuery("select id from redelivery where id = :id or substr(id, 1, :length) = :part")
            .bind("id", id).bind("length", id.length() + 1).bind("part", id + "#").mapTo(String.class).list());
    return asked.size() < ASKED_MAX && !asked.contains(id + "#" + attempt);
  }

  /// Notes that GitHub was asked for it.
  public void asked(String id, long attempt, Instant now) {
    database.jdbi().useHandle(handle ->
        handle.createUpdate("insert into redelivery (id, asked_at) values (:id, :now) on conflict (id) do nothing")
            .bind("id", id + "#" + attempt).bind("now", now.toEpochMilli()).execute());
  }

  public long count() {
    return database.jdbi().withHandle(handle -> handle.createQuery("select count(*) from delivery").mapTo(Long.class).one());
  }
}
