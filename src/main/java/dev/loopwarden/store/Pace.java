package dev.loopwarden.store;

import java.time.Duration;
import java.time.Instant;

/// When an installation may write next, whichever process does: GitHub asks for a second between two writes, and for at most 500
/// new comments in an hour.
public final class Pace {

  /// New comments and reviews of an installation in an hour; GitHub's limit is 500.
  private static final int HOUR_MAX = 450;

  private static final Duration HOUR = Duration.ofHours(1);

  /// GitHub's longest wait is two hours.
  private static final Duration AHEAD_MAX = Duration.ofHours(3);

  private final Database database;

  public Pace(Database database) {
    this.database = database;
  }

  /// A turn to write.
  public sealed interface Turn {
    /// Reserved: write at this moment.
    record At(Instant moment) implements Turn {}

    /// Not reserved: the next free moment is further away than the writer wants to wait for.
    record TooFar(Instant moment) implements Turn {}
  }

  /// Reserves the next moment.
  ///
  /// @param gap between two writes
  /// @param patience how long the writer waits at most
  /// @param comment whether the write makes a comment or review
  public Turn reserve(long installation, Duration gap, Duration patience, boolean comment, Instant now) {
    return database.jdbi().inTransaction(handle -> {
      handle.createUpdate("insert into installation_pace (installation, next_write_at) values (:id, 0) on conflict (installation) do nothing")
          .bind("id", installation).execute();
      var row = handle.createQuery("select next_write_at, hour_from, hour_writes from installation_pace where installation = :id"
              + (database.isPostgresql() ? " for update" : ""))
          .bind("id", installation)
          .map((each, _) -> new Row(each.getLong("next_write_at"), each.getLong("hour_from"), each.getInt("hour_writes"))).one();
      // What is further away than anybody was ever told to wait was written down by a clock that went wrong.
      long free = row.next() > now.plus(AHEAD_MAX).toEpochMilli() ? now.toEpochMilli() : Math.max(row.next(), now.toEpochMilli());
      boolean newHour = free >= row.hourFrom() + HOUR.toMillis() || row.hourFrom() > now.plus(AHEAD_MAX).toEpochMilli();
      if (comment && !newHour && row.hourWrites() >= HOUR_MAX) {
        free = row.hourFrom() + HOUR.toMillis();
        newHour = true;
      }
      Instant moment = Instant.ofEpochMilli(free);
      if (moment.isAfter(now.plus(patience))) {
        return new Turn.TooFar(moment);
      }
      handle.createUpdate("update installation_pace set next_write_at = :next, hour_from = :from, hour_writes = :writes where installation = :id")
          .bind("next", free + gap.toMillis()).bind("from", newHour ? free : row.hourFrom())
          .bind("writes", (newHour ? 0 : row.hourWrites()) + (comment ? 1 : 0)).bind("id", installation).execute();
      return new Turn.At(moment);
    });
  }

  private record Row(long next, long hourFrom, int hourWrites) {}

  /// GitHub asked this installation to wait: nobody writes before.
  public void holdBack(long installation, Instant until) {
    database.jdbi().useHandle(handle -> handle.createUpdate("""
            insert into installation_pace (installation, next_write_at) values (:id, :until) on conflict (installation) do update
            set next_write_at = case when installation_pace.next_write_at > excluded.next_write_at
              then installation_pace.next_write_at else excluded.next_write_at end""")
        .bind("id", installation).bind("until", until.toEpochMilli()).execute());
  }
}
