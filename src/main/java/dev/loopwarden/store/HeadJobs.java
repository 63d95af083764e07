package dev.loopwarden.store;

import dev.loopwarden.job.Job;
import dev.loopwarden.pull.CommitId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The jobs of a pull request or of a head: which there are, and which nobody needs any more.
public final class HeadJobs {

  private final Database database;

  public HeadJobs(Database database) {
    this.database = database;
  }

  /// Ends what has not begun of a pull request: nobody needs it any more.
  public void cancel(long repository, int pullRequest, String why, Instant now) {
    database.jdbi().useHandle(handle -> handle.createUpdate("""
            update job set state = 'SUPERSEDED', reason = :why, ended_at = :now
            where repository_id = :repository and pull_request = :pull and state in ('QUEUED', 'WAITING') and kind in ('Review', 'Rerun', 'Accept')""")
        .bind("why", why).bind("now", now.toEpochMilli()).bind("repository", repository).bind("pull", pullRequest).execute());
  }

  /// Whether a review of another head of the same pull request was asked for after this job.
  public boolean hasNewer(Job job) {
    return database.jdbi().withHandle(handle -> handle.createQuery("""
            select count(*) from job where repository_id = :repository and pull_request = :pull and head <> :head and kind = 'Review'
            and created_at >= :created""")
        .bind("repository", job.repository()).bind("pull", job.pullRequest()).bind("head", job.head())
        .bind("created", job.createdAt().toEpochMilli()).mapTo(Integer.class).one()) > 0;
  }

  /// The pull requests that a head was reviewed for.
  public List<Integer> pullRequests(long repository, CommitId head) {
    return database.jdbi().withHandle(handle -> handle.createQuery("""
            select distinct pull_request from job where repository_id = :repository and head = :head and pull_request > 0 order by pull_request""")
        .bind("repository", repository).bind("head", head.sha()).mapTo(Integer.class).list());
  }

  /// The last job of a merge queue for a head.
  public Optional<Job> mergeGroup(long repository, CommitId head) {
    return database.jdbi().withHandle(handle -> handle.createQuery(
            "select " + Jobs.COLUMNS + " from job where repository_id = :repository and head = :head and kind = 'MergeGroup' order by created_at desc limit 1")
        .bind("repository", repository).bind("head", head.sha()).map(Jobs.ROW).findFirst());
  }

  /// Whether a review of a head was asked for and is not over.
  public boolean isOpen(long repository, int pullRequest, CommitId head) {
    return database.jdbi().withHandle(handle -> handle.createQuery("""
            select count(*) from job where repository_id = :repository and pull_request = :pull and head = :head
            and state in ('QUEUED', 'WAITING', 'RUNNING')""")
        .bind("repository", repository).bind("pull", pullRequest).bind("head", head.sha()).mapTo(Integer.class).one()) > 0;
  }

  /// Jobs that are over, but not done, and whose check still says that it is in progress.
  ///
  /// @param since when they ended at the earliest
  /// @param tried heads are left out whose check was tried to end since then
  public List<Job> withOpenCheck(Instant since, Instant tried) {
    return database.jdbi().withHandle(handle -> handle.createQuery("select " + Jobs.COLUMNS + """
             from job j where state in ('DEAD', 'SUPERSEDED', 'DISCARDED') and kind in ('Review', 'Rerun', 'MergeGroup', 'Accept') and ended_at > :since
            and exists (select 1 from effect e where e.repository_id = j.repository_id and e.pull_request = j.pull_request
              and e.key = 'check-start:' || j.head)
            and not exists (select 1 from effect e where e.repository_id = j.repository_id and e.pull_request = j.pull_request
              and e.key = 'check-complete:' || j.head and e.state = 'DONE')
            and not exists (select 1 from job o where o.repository_id = j.repository_id and o.pull_request = j.pull_request
              and o.head = j.head and (o.state in ('QUEUED', 'WAITING', 'RUNNING') or (o.kind = 'CloseCheck' and o.created_at > :tried)))""")
        .bind("since", since.toEpochMilli()).bind("tried", tried.toEpochMilli()).map(Jobs.ROW).list());
  }

  /// Queues a job that ends the check of one that is over.
  public void closeCheck(Job over, String id, Instant now) {
    database.jdbi().useTransaction(handle -> {
      Jobs.insert(handle, new Job(
          id, over.delivery(), Job.CLOSE_CHECK, over.repository(), over.pullRequest(), over.head(), Job.State.QUEUED, 0, "", now));
      Queue.schedule(database, handle.getConnection(), id, false, now);
    });
  }
}
