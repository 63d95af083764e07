package dev.loopwarden.store;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.SqliteJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/// Decides when a job runs, and in which process. What a job is and how it ended stands in `Jobs`.
public final class Queue implements AutoCloseable {

  private static final String TASK = "job";
  private static final int FOREGROUND = 50;
  private static final int BACKGROUND = 10;
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofSeconds(1);

  private final Scheduler scheduler;

  private Queue(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /// Runs one job; the answer is when to run it again, or nothing where it is over.
  @FunctionalInterface
  public interface Worker {
    Optional<Instant> run(String jobId);
  }

  /// Something that is done again and again, by one of the processes.
  ///
  /// @param every from the end of one time to the begin of the next
  public record Regular(String name, Duration every, Runnable work) {}

  /// Starts to take jobs.
  ///
  /// @param threads what the jobs run on
  /// @param drain how long a stop waits for running jobs
  public static Queue start(
      Database database, Worker worker, List<Regular> regulars, int parallel, ExecutorService threads, Duration drain) {
    CustomTask<Void> task = task(worker);
    Scheduler scheduler = Scheduler.create(database.pool(), task)
        .startTasks(regulars.stream().map(Queue::recurring).toList())
        .enablePriority()
        .threads(parallel)
        .executorService(threads)
        .pollingInterval(POLL)
        .heartbeatInterval(HEARTBEAT)
        .jdbcCustomization(customization(database))
        .shutdownMaxWait(drain)
        .build();
    scheduler.start();
    return new Queue(scheduler);
  }

  private static RecurringTask<Void> recurring(Regular regular) {
    return Tasks.recurring(regular.name(), FixedDelay.of(regular.every())).defaultPriority(BACKGROUND).execute((_, _) -> regular.work().run());
  }

  /// Puts a job into the queue inside the transaction that is open on a connection.
  ///
  /// @param background whether all others go first
  static void schedule(Database database, Connection connection, String jobId, boolean background, Instant at) {
    SchedulerClient.Builder.create(new OneConnection(connection), task(_ -> Optional.empty()))
        .jdbcCustomization(customization(database))
        .build()
        .scheduleIfNotExists(new TaskInstance.Builder<Void>(TASK, jobId).priority(background ? BACKGROUND : FOREGROUND).build(), at);
  }

  private static CustomTask<Void> task(Worker worker) {
    return Tasks.custom(TASK, Void.class)
        .onFailure((complete, operations) -> operations.reschedule(complete, Instant.now().plusSeconds(30)))
        .execute((instance, _) -> {
          Optional<Instant> next = worker.run(instance.getId());
          return next.<CompletionHandler<Void>>map(at -> (complete, operations) -> operations.reschedule(complete, at))
              .orElse(new CompletionHandler.OnCompleteRemove<>());
        });
  }

  private static JdbcCustomization customization(Database database) {
    return database.isPostgresql() ? new PostgreSqlJdbcCustomization(false, false) : new SqliteJdbcCustomization();
  }

  /// Looks for due jobs at once.
  public void wake() {
    scheduler.triggerCheckForDueExecutions();
  }

  @Override
  public void close() {
    scheduler.stop();
  }
}
