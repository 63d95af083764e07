package dev.loopwarden.store;

import dev.loopwarden.job.Job;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Jobs that were given up: of what they died, and what a person does with them.
public final class DeadJobs {

  private final Database database;

  public DeadJobs(Database database) {
    this.database = database;
  }

  /// Queues a dead job again; false where it is not dead, as when it was asked for before.
  public boolean revive(String id, String who, Instant now) {
    return database.jdbi().inTransaction(handle -> {
      Optional<Job> dead = handle.createQuery("select " + Jobs.COLUMNS + " from job where id = :id and state = 'DEAD'").bind("id", id).map(Jobs.ROW).findOne();
      dead.ifPresent(each -> {
        Jobs.again(database, handle, each, now);
        Audit.add(handle, new Audit.Entry(now, who, "retry", id, each.reason()));
      });
      return dead.isPresent();
    });
  }

  /// Queues all dead jobs again that died of one reason, and says how many.
  public int reviveAll(String reason, String who, Instant now) {
    return database.jdbi().inTransaction(handle -> {
      List<Job> dead = handle.createQuery("select " + Jobs.COLUMNS + " from job where state = 'DEAD' and reason = :reason")
          .bind("reason", reason).map(Jobs.ROW).list();
      dead.forEach(each -> Jobs.again(database, handle, each, now));
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

  /// Reasons that jobs died of, the most frequent first.
  public Map<String, Integer> deadReasons(int limit) {
    Map<String, Integer> reasons = new LinkedHashMap<>();
    database.reading().useHandle(handle ->
        handle.createQuery("select reason, count(*) as n from job where state = 'DEAD' group by reason order by n desc, reason limit :limit")
            .bind("limit", limit).map((row, _) -> Map.entry(row.getString("reason"), row.getInt("n")))
            .forEach(each -> reasons.put(each.getKey(), each.getValue())));
    return reasons;
  }
}
