package dev.loopwarden.worker;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Interrupts an attempt that takes too long: a request to GitHub or a wait ends then; a computation does not, its inputs are limited.
final class Deadlines {

  private final Duration limit;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("deadlines").factory());

  Deadlines(Duration limit) {
    this.limit = limit;
  }

  /// Watches the current thread until it is closed.
  Watch watch() {
    return new Watch(Thread.currentThread());
  }

  /// One attempt under a limit.
  final class Watch implements AutoCloseable {

    private final AtomicBoolean open = new AtomicBoolean(true);
    private final AtomicBoolean over = new AtomicBoolean();
    private final ScheduledFuture<?> end;

    private Watch(Thread watched) {
      this.end = timer.schedule(() -> {
        if (open.compareAndSet(true, false)) {
          over.set(true);
          watched.interrupt();
        }
      }, limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    boolean isOver() {
      return over.get();
    }

    /// Takes the interrupt back that this watch made: what comes after the attempt is not its victim.
    @Override
    public void close() {
      open.set(false);
      end.cancel(false);
      if (over.get()) {
        Thread.interrupted();
      }
    }
  }
}
