package dev.loopwarden.store;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// What people did on the admin page.
public final class Audit {

  private final Database database;

  public Audit(Database database) {
    this.database = database;
  }

  /// Something that somebody did.
  ///
  /// @param action `retry`, `discard`, `replay`
  /// @param subject id of the job or delivery, or the reason that jobs were chosen by
  /// @param detail what came of it
  public record Entry(Instant at, String who, String action, String subject, String detail) {}

  static void add(Handle handle, Entry entry) {
    handle.createUpdate("insert into audit (id, at, who, action, subject, detail) values (:id, :at, :who, :action, :subject, :detail)")
        .bind("id", UUID.randomUUID().toString()).bind("at", entry.at().toEpochMilli()).bind("who", entry.who()).bind("action", entry.action())
        .bind("subject", entry.subject()).bind("detail", entry.detail()).execute();
  }

  /// The newest entries, newest first.
  public List<Entry> latest(int limit) {
    return database.reading().withHandle(handle ->
        handle.createQuery("select at, who, action, subject, detail from audit order by at desc, id limit :limit").bind("limit", limit)
            .map((row, _) -> new Entry(
                Instant.ofEpochMilli(row.getLong("at")), row.getString("who"), row.getString("action"), row.getString("subject"),
                row.getString("detail"))).list());
  }
}
