package dev.loopwarden.store;

import dev.loopwarden.pull.CommitId;
import dev.loopwarden.review.ReviewContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Who pressed *Accept as is*, when, and which findings stood there then.
public final class Acceptances {

  private final Database database;

  public Acceptances(Database database) {
    this.database = database;
  }

  /// Accepts all findings that stand in the last run of a head.
  ///
  /// @param target where it holds
  /// @param run whose run it is: the same, or a merge queue's
  public void accept(Effects.Target target, Effects.Target run, CommitId head, String who, Instant now) {
    database.jdbi().useTransaction(handle -> {
      List<String> standing = handle.createQuery("""
              select f.fingerprint from run_finding f join run r on r.id = f.run_id
              where r.repository_id = :repository and r.pull_request = :pull and r.head = :head and f.state in ('new', 'returned', 'ignored')
              order by f.fingerprint""")
          .bind("repository", run.repository()).bind("pull", run.pullRequest()).bind("head", head.sha()).mapTo(String.class).list();
      handle.createUpdate("""
              insert into acceptance (repository_id, pull_request, head, who, accepted_at, fingerprints)
              values (:repository, :pull, :head, :who, :now, :fingerprints)
              on conflict (repository_id, pull_request) do update
              set head = excluded.head, who = excluded.who, accepted_at = excluded.accepted_at, fingerprints = excluded.fingerprints""")
          .bind("repository", target.repository()).bind("pull", target.pullRequest()).bind("head", head.sha()).bind("who", who)
          .bind("now", now.toEpochMilli()).bind("fingerprints", String.join(" ", standing)).execute();
    });
  }

  /// The last acceptance in a pull request.
  public Optional<ReviewContext.Acceptance> find(Effects.Target target) {
    return database.jdbi().withHandle(handle ->
        handle.createQuery("select who, accepted_at, fingerprints from acceptance where repository_id = :repository and pull_request = :pull")
            .bind("repository", target.repository()).bind("pull", target.pullRequest())
            .map((row, _) -> new ReviewContext.Acceptance(
                row.getString("who"), Instant.ofEpochMilli(row.getLong("accepted_at")), words(row.getString("fingerprints"))))
            .findOne());
  }

  private static Set<String> words(String text) {
    return text.isEmpty() ? Set.of() : Set.of(text.split(" ", -1));
  }
}
