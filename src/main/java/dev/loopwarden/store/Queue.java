package dev.loopwarden.store;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.SqliteJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import com.github.kagkarlsson.scheduler.testhelper.TestHelper;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decides when a job runs, and in which process. What a job is and how it ended stands in `Jobs`.
public final class Queue implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Queue.class);
  private static final String TASK = "job";
  private static final int FOREGROUND = 50;
  private static final int BACKGROUND = 10;
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);
  private static final int MISSED_HEARTBEATS = 6;
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration AFTER_A_BUG = Duration.ofSeconds(30);

  private final Scheduler scheduler;

  private Queue(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /// Runs one job under a lease; the answer is when to run it again, or nothing where it is over.
  @FunctionalInterface
  public interface Worker {
    Optional<Instant> run(Lease lease);
  }

  /// Something that is done at the start and again and again, by one of the processes.
  ///
  /// @param every from the end of one time to the begin of the next
  public record Regular(String name, Duration every, Runnable work) {}

  /// What jobs run on.
  ///
  /// @param parallel jobs at a time
  /// @param drain how long a stop waits for running jobs
  public record Threads(int parallel, ExecutorService service, Duration drain) {}

  /// Starts to take jobs.
  public static Queue start(Database database, Worker worker, List<Regular> regulars, Threads threads, Clock clock) {
    Scheduler scheduler = Scheduler.create(database.pool(), task(worker, clock))
        .startTasks(regulars.stream().map(Queue::recurring).toList())
        .enablePriority()
        .threads(threads.parallel())
        .executorService(threads.service())
        .pollingInterval(POLL)
        .heartbeatInterval(HEARTBEAT)
        .missedHeartbeatsLimit(MISSED_HEARTBEATS)
        .jdbcCustomization(customization(database))
        .shutdownMaxWait(threads.drain())
        .clock(clock::instant)
        .build();
    regulars.forEach(each -> atOnce(scheduler, each, clock.instant()));
    scheduler.start();
    return new Queue(scheduler);
  }

  /// What was done a minute before a restart is done again at the start: a short absence is enough to miss something.
  private static void atOnce(Scheduler scheduler, Regular regular, Instant now) {
    try {
      scheduler.reschedule(TaskInstanceId.of(regular.name(), RecurringTask.INSTANCE), now);
    } catch (TaskInstanceException newOrRunning) {
      // It is the first start, which does it anyway, or another process is at it.
    }
  }

  private static RecurringTask<Void> recurring(Regular regular) {
    return Tasks.recurring(regular.name(), FixedDelay.of(regular.every())).defaultPriority(BACKGROUND).execute((_, _) -> regular.work().run());
  }

  /// A queue that moves by hand: for whoever decides himself what time it is.
  public static final class ByHand {

    private final ManualScheduler scheduler;

    private ByHand(ManualScheduler scheduler) {
      this.scheduler = scheduler;
    }

    /// Runs what is due, in this thread.
    public void runDue(Instant now) {
      scheduler.setTime(now);
      scheduler.runAnyDueExecutions();
    }

    /// Takes over what another process began and has not been heard of for so long.
    public void takeOver(Instant now) {
      scheduler.setTime(now);
      scheduler.runDeadExecutionDetection();
    }
  }

  /// The same jobs, moved by hand.
  public static ByHand byHand(Database database, Worker worker, Instant now) {
    var builder = TestHelper.createManualScheduler(database.pool(), List.of(task(worker, Clock.systemUTC())));
    var clock = new SettableClock();
    clock.set(now);
    builder.clock(clock);
    builder.enablePriority();
    builder.jdbcCustomization(customization(database));
    builder.heartbeatInterval(HEARTBEAT);
    builder.missedHeartbeatsLimit(MISSED_HEARTBEATS);
    return new ByHand(builder.build());
  }

  /// Puts a job into the queue inside the transaction that is open on a connection.
  ///
  /// @param background whether all others go first
  static void schedule(Database database, Connection connection, String jobId, boolean background, Instant at) {
    SchedulerClient.Builder.create(new OneConnection(connection), task(_ -> Optional.empty(), Clock.systemUTC()))
        .jdbcCustomization(customization(database))
        .build()
        .scheduleIfNotExists(new TaskInstance.Builder<Void>(TASK, jobId).priority(background ? BACKGROUND : FOREGROUND).build(), at);
  }

  private static CustomTask<Void> task(Worker worker, Clock clock) {
    return Tasks.custom(TASK, Void.class)
        .onFailure((complete, operations) -> operations.reschedule(complete, clock.instant().plus(AFTER_A_BUG)))
        .execute((instance, context) -> {
          Optional<Instant> next;
          try {
            next = worker.run(new Lease(instance.getId(), context.getExecution().version));
          } catch (Lease.Lost lost) {
            LOG.warn("job_id={} outcome=lease-lost {}", instance.getId(), lost.getMessage());
            return (_, _) -> {};
          }
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
