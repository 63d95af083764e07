package dev.loopwarden.store;

import java.time.Instant;
import java.util.Map;

/// The App's credentials that the set-up page was given, by the names of their settings. The store sees sealed texts only.
public final class Credentials {

  private final Database database;

  public Credentials(Database database) {
    this.database = database;
  }

  /// Replaces all.
  public void replace(Map<String, String> sealed, Instant now) {
    database.jdbi().useTransaction(handle -> {
      handle.createUpdate("delete from credential").execute();
      sealed.forEach((name, text) ->
          handle.createUpdate("insert into credential (name, sealed, stored_at) values (:name, :sealed, :now)")
              .bind("name", name).bind("sealed", text).bind("now", now.toEpochMilli()).execute());
    });
  }

  /// All, sealed as they are; empty where none were stored.
  public Map<String, String> all() {
    return database.jdbi().withHandle(handle ->
        handle.createQuery("select name, sealed from credential").setMapKeyColumn("name").setMapValueColumn("sealed")
            .collectInto(new org.jdbi.v3.core.generic.GenericType<Map<String, String>>() {}));
  }
}
