package dev.loopwarden.store;

import dev.loopwarden.job.Job;
import dev.loopwarden.job.Step;
import java.time.Instant;
import java.util.Optional;

/// Takes jobs as a worker does, without a scheduler.
public final class Leases {

  private Leases() {}

  static Lease take(Database database, String job) {
    long version = database.jdbi().withHandle(handle -> handle.createQuery("""
            update scheduled_tasks set picked = :yes, picked_by = 'a test', version = version + 1, last_heartbeat = execution_time
            where task_instance = :job returning version""").bind("yes", true).bind("job", job).mapTo(Long.class).one());
    return new Lease(job, version);
  }

  /// Takes a job to its end.
  public static void end(Database database, String job, Job.State state, String reason, Instant now) {
    new Jobs(database).end(take(database, job), new Step(state, reason, Optional.empty()), now);
  }
}
