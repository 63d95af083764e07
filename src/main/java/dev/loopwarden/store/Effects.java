package dev.loopwarden.store;

import dev.loopwarden.pull.CommitId;
import dev.loopwarden.pull.Earlier;
import dev.loopwarden.review.Effect;
import dev.loopwarden.review.LineComment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/// The outbox of writes to GitHub, and what stands there of ours.
public final class Effects {

  /// The pull request (or the head of none, with number 0) that effects belong to.
  public record Target(long repository, int pullRequest) {}

  /// How far an effect has come.
  public enum Progress {
    /// Never begun.
    NONE,
    /// Begun; whether GitHub did it is not known.
    INTENDED,
    DONE
  }

  private static final RowMapper<Intent> INTENT = (row, _) -> new Intent(
      Progress.valueOf(row.getString("state")), row.getString("marker"), row.getString("intended_by"),
      Instant.ofEpochMilli(row.getLong("intended_at")));

  private final Database database;

  public Effects(Database database) {
    this.database = database;
  }

  /// What is known of an effect.
  ///
  /// @param marker by which it is found again, where its key is not enough; of a finished check: what it was made from
  /// @param by the lease that intended it last and may still be at it; empty where its holder came to an end
  /// @param at when it was intended last
  public record Intent(Progress progress, String marker, String by, Instant at) {
    private static final Intent NONE = new Intent(Progress.NONE, "", "", Instant.EPOCH);
  }

  public Intent intent(Target target, String key) {
    return database.jdbi().withHandle(handle ->
        handle.createQuery("""
                select state, marker, intended_by, intended_at from effect
                where repository_id = :repository and pull_request = :pull and key = :key""")
            .bind("repository", target.repository()).bind("pull", target.pullRequest()).bind("key", key)
            .map(INTENT).findOne().orElse(Intent.NONE));
  }

  /// GitHub's id of what an effect made; empty where that is not known.
  public Optional<Long> id(Target target, String key) {
    return database.jdbi().withHandle(handle ->
        handle.createQuery("select github_id from effect where repository_id = :repository and pull_request = :pull and key = :key and github_id > 0")
            .bind("repository", target.repository()).bind("pull", target.pullRequest()).bind("key", key)
            .mapTo(Long.class).findOne());
  }

  /// Written before each write to GitHub, in one transaction with the look at the lease.
  public void intend(Lease lease, Target target, String key, String marker, Instant now) {
    database.jdbi().useTransaction(handle -> {
      lease.hold(database, handle);
      handle.createUpdate("""
              insert into effect (repository_id, pull_request, key, state, github_id, intended_at, marker, intended_by)
              values (:repository, :pull, :key, 'INTENDED', 0, :now, :marker, :by)
              on conflict (repository_id, pull_request, key) do update
              set state = excluded.state, intended_at = excluded.intended_at, marker = excluded.marker, intended_by = excluded.intended_by""")
          .bind("repository", target.repository()).bind("pull", target.pullRequest()).bind("key", key).bind("now", now.toEpochMilli())
          .bind("marker", marker).bind("by", lease.name())
          .execute();
    });
  }

  /// Forgets an intention that GitHub refused.
  public void forget(Target target, String key) {
    database.jdbi().useHandle(handle ->
        handle.createUpdate("delete from effect where repository_id = :repository and pull_request = :pull and key = :key and github_id = 0")
            .bind("repository", target.repository()).bind("pull", target.pullRequest()).bind("key", key).execute());
  }

  /// Written after it: what GitHub has of ours now, in one transaction.
  ///
  /// @param id of the check run, review or comment
  /// @param comments fingerprint to comment id, of the comments that a review made
  public void done(Lease lease, Target target, Effect effect, long id, Map<String, Long> comments) {
    database.jdbi().useTransaction(handle -> {
      lease.hold(database, handle);
      handle.createUpdate("""
              update effect set state = 'DONE', github_id = :id where repository_id = :repository and pull_request = :pull and key = :key""")
          .bind("repository", target.repository()).bind("pull", target.pullRequest()).bind("key", effect.key()).bind("id", id).execute();
      switch (effect) {
        case Effect.PostReview review -> {
          for (LineComment each : review.comments()) {
            Long comment = comments.get(each.fingerprint());
            if (comment != null) {
              comment(handle, target, new Earlier.Posted(
                  each.fingerprint(), each.ruleId(), comment, each.path(), each.line(), Earlier.State.OPEN, each.body(), ""));
            }
          }
        }
        case Effect.PostFileComment file -> comment(handle, target, new Earlier.Posted(
            file.fingerprint(), file.ruleId(), id, file.path(), 0, Earlier.State.OPEN, file.body(), ""));
        case Effect.EditComment edit -> handle.createUpdate("""
                update comment set state = :state, body = :body
                where repository_id = :repository and pull_request = :pull and github_id = :id""")
            .bind("state", edit.becomes() == Effect.EditComment.Becomes.FIXED ? Earlier.State.FIXED.name() : Earlier.State.OPEN.name())
            .bind("body", edit.body()).bind("repository", target.repository()).bind("pull", target.pullRequest()).bind("id", edit.comment())
            .execute();
        case Effect.UpsertSummary summary -> handle.createUpdate("""
                insert into summary (repository_id, pull_request, github_id, head) values (:repository, :pull, :id, :head)
                on conflict (repository_id, pull_request) do update set github_id = excluded.github_id, head = excluded.head""")
            .bind("repository", target.repository()).bind("pull", target.pullRequest()).bind("id", id).bind("head", summary.head().sha())
            .execute();
        case Effect.StartCheck _, Effect.CompleteCheck _ -> {}
      }
    });
  }

  /// The comments and reviews whose outcome is not known.
  public List<Intent> pending(Target target) {
    return database.jdbi().withHandle(handle ->
        handle.createQuery("""
                select state, marker, intended_by, intended_at from effect where repository_id = :repository and pull_request = :pull
                and state = 'INTENDED' and (key like 'review:%' or key like 'file-comment:%') order by key""")
            .bind("repository", target.repository()).bind("pull", target.pullRequest()).map(INTENT).list());
  }

  /// Stores a comment of ours that was found on GitHub.
  public void remember(Target target, Earlier.Posted posted) {
    database.jdbi().useHandle(handle -> {
      boolean isThere = handle.createQuery("select count(*) from comment where repository_id = :repository and pull_request = :pull and fingerprint = :f")
          .bind("repository", target.repository()).bind("pull", target.pullRequest()).bind("f", posted.fingerprint()).mapTo(Long.class).one() > 0;
      if (!isThere) {
        comment(handle, target, posted);
      }
    });
  }

  private static void comment(Handle handle, Target target, Earlier.Posted posted) {
    handle.createUpdate("""
            insert into comment (repository_id, pull_request, fingerprint, rule, github_id, path, line, state, body)
            values (:repository, :pull, :fingerprint, :rule, :id, :path, :line, :state, :body)
            on conflict (repository_id, pull_request, fingerprint) do update
            set github_id = excluded.github_id, state = excluded.state, body = excluded.body, line = excluded.line""")
        .bind("repository", target.repository()).bind("pull", target.pullRequest()).bind("fingerprint", posted.fingerprint())
        .bind("rule", posted.ruleId()).bind("id", posted.comment()).bind("path", posted.path()).bind("line", posted.line())
        .bind("state", posted.state().name()).bind("body", posted.body())
        .execute();
  }

  /// Stores what stands around the findings of a head that comments tell.
  ///
  /// @param around by fingerprint, of any findings
  public void surround(Target target, Map<String, String> around) {
    database.jdbi().useTransaction(handle -> {
      List<String> told = handle.createQuery("select fingerprint from comment where repository_id = :repository and pull_request = :pull")
          .bind("repository", target.repository()).bind("pull", target.pullRequest()).mapTo(String.class).list();
      for (String each : told) {
        if (around.containsKey(each)) {
          handle.createUpdate("""
                  update comment set around = :around
                  where repository_id = :repository and pull_request = :pull and fingerprint = :fingerprint""")
              .bind("repository", target.repository()).bind("pull", target.pullRequest()).bind("fingerprint", each).bind("around", around.get(each))
              .execute();
        }
      }
    });
  }

  /// A person deleted our comment: it is not said again.
  public void dismissed(Target target, long comment) {
    database.jdbi().useHandle(handle ->
        handle.createUpdate("update comment set state = 'DISMISSED' where repository_id = :repository and pull_request = :pull and github_id = :id")
            .bind("repository", target.repository()).bind("pull", target.pullRequest()).bind("id", comment).execute());
  }

  /// What we said in a pull request before.
  public Earlier earlier(Target target) {
    return database.jdbi().withHandle(handle -> {
      List<Earlier.Posted> comments = handle.createQuery("""
              select fingerprint, rule, github_id, path, line, state, body, around from comment
              where repository_id = :repository and pull_request = :pull order by github_id""")
          .bind("repository", target.repository()).bind("pull", target.pullRequest())
          .map((row, _) -> new Earlier.Posted(
              row.getString("fingerprint"), row.getString("rule"), row.getLong("github_id"), row.getString("path"), row.getInt("line"),
              Earlier.State.valueOf(row.getString("state")), row.getString("body"), row.getString("around")))
          .list();
      var summary = handle.createQuery("select github_id, head from summary where repository_id = :repository and pull_request = :pull")
          .bind("repository", target.repository()).bind("pull", target.pullRequest())
          .map((row, _) -> Map.entry(row.getLong("github_id"), row.getString("head"))).findOne();
      return new Earlier(comments, summary.map(Map.Entry::getKey), summary.map(each -> new CommitId(each.getValue())));
    });
  }
}
