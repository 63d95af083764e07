package dev.loopwarden.store;

import dev.loopwarden.pull.RepositoryRef;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// The repositories that the App may read.
public final class Repositories {

  private static final List<String> TABLES_OF_A_REPOSITORY = List.of("job", "finding", "comment", "summary", "effect", "run");

  private final Database database;

  public Repositories(Database database) {
    this.database = database;
  }

  static void remember(Handle handle, RepositoryRef repository, Instant now) {
    handle.createUpdate("""
            insert into repository (id, installation, owner, name, seen_at) values (:id, :installation, :owner, :name, :now)
            on conflict (id) do update set installation = excluded.installation, owner = excluded.owner, name = excluded.name""")
        .bind("id", repository.id()).bind("installation", repository.installation())
        .bind("owner", repository.owner()).bind("name", repository.name()).bind("now", now.toEpochMilli())
        .execute();
  }

  public void remember(RepositoryRef repository, Instant now) {
    database.jdbi().useHandle(handle -> remember(handle, repository, now));
  }

  public List<RepositoryRef> all() {
    return database.jdbi().withHandle(handle ->
        handle.createQuery("select id, installation, owner, name from repository order by owner, name")
            .map((row, _) -> new RepositoryRef(row.getLong("id"), row.getLong("installation"), row.getString("owner"), row.getString("name")))
            .list());
  }

  /// Deletes all that is stored of a repository.
  public void forget(long id) {
    database.jdbi().useTransaction(handle -> {
      handle.createUpdate("delete from run_aspect where run_id in (select id from run where repository_id = :id)").bind("id", id).execute();
      handle.createUpdate("delete from delivery where id in (select delivery_id from job where repository_id = :id)").bind("id", id).execute();
      for (String table : TABLES_OF_A_REPOSITORY) {
        handle.createUpdate("delete from " + table + " where repository_id = :id").bind("id", id).execute();
      }
      handle.createUpdate("delete from repository where id = :id").bind("id", id).execute();
    });
  }

  /// Deletes all that is stored of an installation.
  public void forgetInstallation(long installation) {
    all().stream().filter(each -> each.installation() == installation).forEach(each -> forget(each.id()));
  }
}
