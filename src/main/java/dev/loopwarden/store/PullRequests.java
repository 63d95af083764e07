package dev.loopwarden.store;

import dev.loopwarden.history.PullRequestLine;
import dev.loopwarden.pull.CommitId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/// Pull requests: how their reviews went, and how they ended.
public final class PullRequests {

  private static final String LINES = """
      select r.pull_request, r.id, r.head, r.conclusion, r.queued_at, r.finished_at, coalesce(p.outcome, 'open') as outcome,
        (select count(*) from run x where x.repository_id = r.repository_id and x.pull_request = r.pull_request) as runs,
        (select count(*) from finding f where f.repository_id = r.repository_id and f.pull_request = r.pull_request
          and f.state in ('new', 'returned', 'resolved')) as told,
        (select count(*) from finding f where f.repository_id = r.repository_id and f.pull_request = r.pull_request
          and f.state in ('fixed', 'resolved')) as fixed
      from run r left join pull_request p on p.repository_id = r.repository_id and p.number = r.pull_request
      where r.repository_id = :id and r.pull_request > 0
        and r.finished_at = (select max(x.finished_at) from run x where x.repository_id = r.repository_id and x.pull_request = r.pull_request)
      """;

  private static final RowMapper<PullRequestLine> ROW = (row, _) -> {
    long queued = row.getLong("queued_at");
    long finished = row.getLong("finished_at");
    return new PullRequestLine(
        row.getInt("pull_request"), row.getString("outcome"), row.getInt("runs"), row.getString("id"), new CommitId(row.getString("head")),
        row.getString("conclusion"), queued == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(finished - queued)), row.getInt("told"),
        row.getInt("fixed"), Instant.ofEpochMilli(finished));
  };

  private final Database database;

  public PullRequests(Database database) {
    this.database = database;
  }

  /// How a pull request stands: `open`, `merged` or `closed`.
  public void outcome(long repository, int number, String outcome, Instant now) {
    database.jdbi().useHandle(handle ->
        handle.createUpdate("""
                insert into pull_request (repository_id, number, outcome, closed_at) values (:repository, :number, :outcome, :closed)
                on conflict (repository_id, number) do update set outcome = excluded.outcome, closed_at = excluded.closed_at""")
            .bind("repository", repository).bind("number", number).bind("outcome", outcome)
            .bind("closed", outcome.equals("open") ? null : Long.valueOf(now.toEpochMilli())).execute());
  }

  /// Those that were reviewed, the newest review first.
  public List<PullRequestLine> of(long repository, int offset, int limit) {
    return database.reading().withHandle(handle ->
        handle.createQuery(LINES + " order by r.finished_at desc limit :limit offset :offset")
            .bind("id", repository).bind("limit", limit).bind("offset", offset).map(ROW).list());
  }

  public Optional<PullRequestLine> find(long repository, int number) {
    return database.reading().withHandle(handle ->
        handle.createQuery(LINES + " and r.pull_request = :number limit 1").bind("id", repository).bind("number", number).map(ROW).findOne());
  }
}
