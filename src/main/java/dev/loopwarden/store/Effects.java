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

  /// Key of no write: it was looked at what stands in the pull request of ours.
  private static final String LOOKED = "looked";

  /// Of a summary that was found: which head it tells is not known.
  private static final String UNKNOWN_HEAD = "0".repeat(40);

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
  /// @param by the lease that intended it last
  /// @param at when it was intended last, in GitHub's time: all processes have that one
  public record Intent(Progress progress, String marker, String by, Instant at) {
    private static final Intent NONE = new Intent(Progress.NONE, "", "", Instant.EPOCH);

    /// Whether this job intended it, in this attempt or in an earlier one.
    public boolean isOf(String job) {
      return by.startsWith(job + "@");
    }
  }

  /// An effect whose outcome is not known.
  public record Pending(String key, Intent intent) {}

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
  ///
  /// @param now in GitHub's time
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

  /// Takes an intention back: nothing was sent, or GitHub refused it. What stood there before stands there still.
  public void undone(Lease lease, Target target, String key) {
    database.jdbi().useTransaction(handle -> {
      lease.hold(database, handle);
      handle.createUpdate("delete from effect where repository_id = :repository and pull_request = :pull and key = :key and github_id = 0")
          .bind("repository", target.repository()).bind("pull", target.pullRequest()).bind("key", key).execute();
      handle.createUpdate("update effect set intended_at = 0 where repository_id = :repository and pull_request = :pull and key = :key")
          .bind("repository", target.repository()).bind("pull", target.pullRequest()).bind("key", key).execute();
    });
  }

  /// Before a check that is finished is set in progress once more: its end is to be written again, whatever becomes of this job.
  ///
  /// @param now in GitHub's time
  public void reopen(Lease lease, Target target, String completeKey, Instant now) {
    database.jdbi().useTransaction(handle -> {
      lease.hold(database, handle);
      handle.createUpdate("""
              update effect set state = 'INTENDED', intended_at = :now, intended_by = :by
              where repository_id = :repository and pull_request = :pull and key = :key and state = 'DONE'""")
          .bind("repository", target.repository()).bind("pull", target.pullRequest()).bind("key", completeKey).bind("now", now.toEpochMilli())
          .bind("by", lease.name()).execute();
    });
  }

  /// Written after it: what GitHub has of ours now, in one transaction.
  ///
  /// @param id of the check run, review or comment
  /// @param comments fingerprint to comment id, of the comments that a review made
  public void done(Lease lease, Target target, Effect effect, long id, Map<String, Long> comments) {
    database.jdbi().useTransaction(handle -> {
      lease.hold(database, handle);
      handle.createUpdate("""
              insert into effect (repository_id, pull_request, key, state, github_id, intended_at, marker, intended_by)
              values (:repository, :pull, :key, 'DONE', :id, 0, '', '')
              on conflict (repository_id, pull_request, key) do update set state = 'DONE', github_id = excluded.github_id""")
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

  /// The comments, reviews and edits whose outcome is not known.
  public List<Pending> pending(Target target) {
    return database.jdbi().withHandle(handle ->
        handle.createQuery("""
                select key, state, marker, intended_by, intended_at from effect where repository_id = :repository and pull_request = :pull
                and state = 'INTENDED' and (key like 'review:%' or key like 'file-comment:%' or key like 'edit:%') order by key""")
            .bind("repository", target.repository()).bind("pull", target.pullRequest())
            .map((row, context) -> new Pending(row.getString("key"), INTENT.map(row, context))).list());
  }

  /// Whether it was never looked at what stands in a pull request of ours: it is new to us, or what we knew of it is lost.
  public boolean isStrange(Target target) {
    return intent(target, LOOKED).progress() == Progress.NONE;
  }

  /// Stores what was found on GitHub of ours, and that it was looked for: outcomes that were not known are known by that.
  ///
  /// @param standing comments on lines and files
  /// @param settled effects that were pending; what stands of them is in `standing`
  /// @param summary GitHub's id, where one stands that we do not know
  public void found(Lease lease, Target target, List<Earlier.Posted> standing, List<Pending> settled, Optional<Long> summary) {
    database.jdbi().useTransaction(handle -> {
      lease.hold(database, handle);
      for (Earlier.Posted each : standing) {
        boolean edited = settled.stream().anyMatch(pending -> pending.key().startsWith("edit:" + each.comment() + ":"));
        boolean isThere = handle.createQuery(
                "select count(*) from comment where repository_id = :repository and pull_request = :pull and fingerprint = :f")
            .bind("repository", target.repository()).bind("pull", target.pullRequest()).bind("f", each.fingerprint()).mapTo(Long.class).one() > 0;
        if (!isThere || edited) {
          comment(handle, target, each);
        }
      }
      for (Pending each : settled) {
        handle.createUpdate("""
                delete from effect where repository_id = :repository and pull_request = :pull and key = :key and state = 'INTENDED'""")
            .bind("repository", target.repository()).bind("pull", target.pullRequest()).bind("key", each.key()).execute();
      }
      summary.ifPresent(id -> handle.createUpdate("""
              insert into summary (repository_id, pull_request, github_id, head) values (:repository, :pull, :id, :head)
              on conflict (repository_id, pull_request) do nothing""")
          .bind("repository", target.repository()).bind("pull", target.pullRequest()).bind("id", id).bind("head", UNKNOWN_HEAD).execute());
      handle.createUpdate("""
              insert into effect (repository_id, pull_request, key, state, github_id, intended_at, marker, intended_by)
              values (:repository, :pull, :key, 'DONE', 0, 0, '', '') on conflict (repository_id, pull_request, key) do nothing""")
          .bind("repository", target.repository()).bind("pull", target.pullRequest()).bind("key", LOOKED).execute();
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
  public void dismissed(Lease lease, Target target, long comment) {
    database.jdbi().useTransaction(handle -> {
      lease.hold(database, handle);
      handle.createUpdate("update comment set state = 'DISMISSED' where repository_id = :repository and pull_request = :pull and github_id = :id")
          .bind("repository", target.repository()).bind("pull", target.pullRequest()).bind("id", comment).execute();
    });
  }

  /// A person deleted our summary: none is made again.
  public void summaryDismissed(Lease lease, Target target) {
    database.jdbi().useTransaction(handle -> {
      lease.hold(database, handle);
      handle.createUpdate("update summary set github_id = 0 where repository_id = :repository and pull_request = :pull")
          .bind("repository", target.repository()).bind("pull", target.pullRequest()).execute();
    });
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
      Optional<Map.Entry<Long, String>> summary = handle.createQuery("select github_id, head from summary where repository_id = :repository and pull_request = :pull")
          .bind("repository", target.repository()).bind("pull", target.pullRequest())
          .map((row, _) -> Map.entry(row.getLong("github_id"), row.getString("head"))).findOne();
      Optional<Map.Entry<Long, String>> shown = summary.filter(each -> each.getKey() > 0);
      return new Earlier(
          comments, shown.map(Map.Entry::getKey), shown.map(each -> new CommitId(each.getValue())), summary.isPresent() && shown.isEmpty());
    });
  }
}
