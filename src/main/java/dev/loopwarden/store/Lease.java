package dev.loopwarden.store;

import org.jdbi.v3.core.Handle;

/// A worker's hold on a job. The scheduler raises an execution's version whenever somebody takes it: whoever holds an older one has
/// lost it, and may have no effect any more.
///
/// @param version of the execution when it was taken
public record Lease(String job, long version) {

  /// The lease is another's now: stop, write nothing.
  public static final class Lost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Lost(Lease lease) {
      super("another worker has job " + lease.job() + " (this one had version " + lease.version() + ")");
    }
  }

  /// Who holds it, for a row.
  public String name() {
    return job + "@" + version;
  }

  /// Throws where it is lost. Inside a transaction nobody can take it until that ends.
  void hold(Database database, Handle handle) {
    boolean held = handle.createQuery("select version from scheduled_tasks where task_name = 'job' and task_instance = :job and picked = :yes"
            + (database.isPostgresql() ? " for share" : ""))
        .bind("job", job).bind("yes", true).mapTo(Long.class).findOne().map(found -> found == version).orElse(false);
    if (!held) {
      throw new Lost(this);
    }
  }
}
