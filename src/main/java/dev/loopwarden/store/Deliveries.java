package dev.loopwarden.store;

import dev.loopwarden.job.Job;
import dev.loopwarden.pull.RepositoryRef;
import java.time.Instant;
import java.util.Optional;

/// What GitHub delivered, each once.
public final class Deliveries {

  private final Database database;

  public Deliveries(Database database) {
    this.database = database;
  }

  /// A delivery as it came.
  public record Delivery(String id, String event, String body) {}

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
        Optional<String> dead = handle.createQuery("select id from job where delivery_id = :id and state = 'DEAD'")
            .bind("id", delivery.id()).mapTo(String.class).findFirst();
        dead.ifPresent(id -> {
          handle.createUpdate("update job set state = 'QUEUED', attempt = 0, reason = '', ended_at = null where id = :id").bind("id", id).execute();
          Queue.schedule(database, handle.getConnection(), id, now);
        });
        return dead.isPresent() ? Accepted.REVIVED : Accepted.DUPLICATE;
      }
      repository.ifPresent(each -> Repositories.remember(handle, each, now));
      job.ifPresent(each -> {
        Jobs.insert(handle, each);
        Queue.schedule(database, handle.getConnection(), each.id(), now);
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

  public long count() {
    return database.jdbi().withHandle(handle -> handle.createQuery("select count(*) from delivery").mapTo(Long.class).one());
  }
}
