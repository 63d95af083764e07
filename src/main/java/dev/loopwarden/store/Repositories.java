package dev.loopwarden.store;

import dev.loopwarden.history.SnapshotLine;
import dev.loopwarden.pull.RepositoryRef;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/// The repositories that the App may read.
public final class Repositories {

  /// Tables with a `repository_id`.
  static final List<String> TABLES_OF_A_REPOSITORY = List.of(
      "job", "finding", "comment", "summary", "effect", "run", "pull_request", "snapshot", "branch_finding", "rule_now", "aspect_now", "week", "unchecked",
      "badge", "turn", "acceptance", "module_fact", "program_index");

  private static final RowMapper<RepositoryRef> ROW = (row, _) ->
      new RepositoryRef(row.getLong("id"), row.getLong("installation"), row.getString("owner"), row.getString("name"));

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

  public Optional<RepositoryRef> find(long id) {
    return database.reading().withHandle(handle ->
        handle.createQuery("select id, installation, owner, name from repository where id = :id").bind("id", id).map(ROW).findOne());
  }

  /// How an overview is ordered.
  public enum Order {
    NAME("r.owner, r.name"),
    COVERAGE("case when s.met + s.unmet > 0 then 1.0 * s.met / (s.met + s.unmet) else 2 end, r.owner, r.name"),
    FINDINGS("coalesce(s.open_findings, -1) desc, r.owner, r.name"),
    DENSITY("case when s.async_lines > 0 then 1.0 * s.open_findings / s.async_lines else -1 end desc, r.owner, r.name"),
    NEWEST("coalesce(s.taken_at, 0) desc, r.owner, r.name");

    private final String sql;

    Order(String sql) {
      this.sql = sql;
    }

    /// The name in addresses.
    public String slug() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// A repository, and where it stands.
  ///
  /// @param python false where it was looked at and has no Python file; empty where nobody looked yet
  /// @param lookedAt when its default branch was looked at last, whether or not something had changed
  public record Line(RepositoryRef repository, Optional<Boolean> python, Optional<Instant> lookedAt, Optional<SnapshotLine> now) {}

  /// Those that are visible.
  ///
  /// @param part of `owner/name`; empty for all
  public List<Line> lines(Visible visible, String part, Order order, int offset, int limit) {
    return database.reading().withHandle(handle ->
        handle.createQuery("""
                select r.id as repository_id, r.installation, r.owner, r.name, r.python, r.swept_at, s.* from repository r
                left join snapshot s on s.id = r.snapshot_id where\s""" + visible.condition("r.id") + named(part)
                + " order by " + order.sql + " limit :limit offset :offset")
            .bind("part", containing(part)).bind("limit", limit).bind("offset", offset)
            .map((row, context) -> {
              String python = row.getString("python");
              return new Line(
                  new RepositoryRef(row.getLong("repository_id"), row.getLong("installation"), row.getString("owner"), row.getString("name")),
                  python == null ? Optional.empty() : Optional.of(python.equals("1")),
                  row.getLong("swept_at") == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(row.getLong("swept_at"))),
                  row.getString("head") == null ? Optional.empty() : Optional.of(Snapshots.ROW.map(row, context)));
            }).list());
  }

  public int count(Visible visible, String part) {
    return database.reading().withHandle(handle ->
        handle.createQuery("select count(*) from repository r where " + visible.condition("r.id") + named(part))
            .bind("part", containing(part)).mapTo(Integer.class).one());
  }

  private static String named(String part) {
    return part.isEmpty() ? " and :part = :part" : " and lower(r.owner || '/' || r.name) like :part escape '!'";
  }

  /// A pattern for `like ... escape '!'`.
  static String containing(String part) {
    return "%" + part.toLowerCase(Locale.ROOT).replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
  }

  /// The installation was suspended, or is not any more: the jobs of its repositories wait.
  public void suspend(long installation, boolean suspended, Instant now) {
    database.jdbi().useHandle(handle -> handle.createUpdate("""
            insert into installation (id, suspended, changed_at) values (:id, :suspended, :now)
            on conflict (id) do update set suspended = excluded.suspended, changed_at = excluded.changed_at""")
        .bind("id", installation).bind("suspended", suspended ? 1 : 0).bind("now", now.toEpochMilli()).execute());
  }

  /// A repository, and since when we know it.
  public record Known(RepositoryRef repository, Instant since) {}

  /// The repositories whose open pull requests were looked through longest ago, and notes that they are looked through now.
  public List<Known> toSweep(int limit, Instant now) {
    return database.jdbi().inTransaction(handle -> {
      List<Known> next = handle.createQuery("""
              select id, installation, owner, name, seen_at from repository r
              where not exists (select 1 from installation i where i.id = r.installation and i.suspended = 1)
              order by looked_at, id limit :limit""")
          .bind("limit", limit)
          .map((row, context) -> new Known(ROW.map(row, context), Instant.ofEpochMilli(row.getLong("seen_at")))).list();
      next.forEach(each -> handle.createUpdate("update repository set looked_at = :now where id = :id")
          .bind("now", now.toEpochMilli()).bind("id", each.repository().id()).execute());
      return next;
    });
  }

  public List<RepositoryRef> all() {
    return database.jdbi().withHandle(handle ->
        handle.createQuery("select id, installation, owner, name from repository order by owner, name")
            .map(ROW).list());
  }

  /// Deletes all that is stored of a repository, and takes its jobs from whoever is at them.
  ///
  /// @param installation that it does not belong to any more; nothing is done where it belongs to another by now
  public void forget(long id, long installation) {
    database.jdbi().useTransaction(handle -> {
      boolean moved = handle.createQuery("select count(*) from repository where id = :id and installation <> :installation")
          .bind("id", id).bind("installation", installation).mapTo(Integer.class).one() > 0;
      if (moved) {
        return;
      }
      handle.createUpdate("delete from scheduled_tasks where task_name = 'job' and task_instance in (select id from job where repository_id = :id)")
          .bind("id", id).execute();
      for (String table : Runs.PARTS) {
        handle.createUpdate("delete from " + table + " where run_id in (select id from run where repository_id = :id)").bind("id", id).execute();
      }
      handle.createUpdate("delete from snapshot_aspect where snapshot_id in (select id from snapshot where repository_id = :id)")
          .bind("id", id).execute();
      handle.createUpdate("delete from delivery where id in (select delivery_id from job where repository_id = :id)").bind("id", id).execute();
      for (String table : TABLES_OF_A_REPOSITORY) {
        handle.createUpdate("delete from " + table + " where repository_id = :id").bind("id", id).execute();
      }
      handle.createUpdate("delete from repository where id = :id").bind("id", id).execute();
    });
  }

  /// Deletes all that is stored of an installation.
  public void forgetInstallation(long installation) {
    all().stream().filter(each -> each.installation() == installation).forEach(each -> forget(each.id(), installation));
    database.jdbi().useHandle(handle ->
        handle.createUpdate("delete from installation_pace where installation = :id").bind("id", installation).execute());
    database.jdbi().useHandle(handle -> handle.createUpdate("delete from installation where id = :id").bind("id", installation).execute());
  }
}
