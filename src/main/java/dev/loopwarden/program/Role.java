package dev.loopwarden.program;

/// What a function or class of a library is for, where rules must know it.
public enum Role {
  /// Runs its callable in a thread.
  OFFLOADS_THREAD,
  /// Makes a task of a coroutine: somebody must keep it.
  SPAWNS,
  /// Makes a task that its group keeps.
  SPAWNS_OWNED,
  GATHERS,
  /// `asyncio.wait`: waits for many.
  WAITS_MANY,
  /// `asyncio.timeout` and its like: a limit for what stands in its body.
  TIMEOUT_SCOPE,
  /// `asyncio.wait_for`: a limit for what it is given.
  TIMEOUT_CALL,
  /// Semaphore, capacity limiter: bounds how many run at once.
  LIMITER,
  ASYNC_LOCK,
  TASK_GROUP,
  QUEUE,
  /// Runs an event loop until something is done.
  RUNS_LOOP,
  SLEEPS,
  /// A decorator that leaves a function as it is.
  KEEPS,
  /// A context manager for `async with` only.
  ASYNC_MANAGER,
  /// Must be closed: a session, a client.
  CLOSES,
  /// A lock of threads.
  THREAD_LOCK,
  /// A context manager for `with` only.
  SYNC_MANAGER,
  /// What is in its body can be cancelled by it: `asyncio.timeout`, `anyio.CancelScope`.
  CANCEL_SCOPE,
  /// `contextlib.suppress`.
  SUPPRESSES,
  /// `asyncio.as_completed`: gives the results as they come.
  COMPLETES,
  /// `asyncio.shield`: the task behind lives on when its waiter is cancelled.
  SHIELDS,
  /// Makes a pair of ends of a channel.
  CHANNEL,
  /// Awaited, it waits for something of this process that may never come.
  OPEN_ENDED,
  /// Starts a child process.
  STARTS_PROCESS,
  /// Closes an async generator at its end.
  CLOSES_GENERATOR,
  /// Has a limit of its own, as the settings say.
  LIMITED,
  /// Registers a function for requests: `@app.get("/")`.
  ROUTE,
  /// Stops the program for a person who debugs it.
  DEBUGGER,
  /// Tries again what fails.
  RETRIES,
  /// Waits for a child process to end.
  WAITS_PROCESS,
  /// Waits for others who use the same thing now: short as a rule.
  FREED,
  /// Waits until the last that uses it has ended: a server's connections, a pool's threads.
  ENDS_LATE,
  /// Takes a point in time, not a number of seconds.
  ABSOLUTE,
  /// A cancel waits until its work is done: a timeout around it ends late.
  UNCANCELLABLE,
  /// Its work goes on when its waiter is cancelled.
  OUTLIVES,
  /// A pool of connections, or its limits.
  POOL,
  /// A pool of threads or processes.
  EXECUTOR,
  /// Computes for long whatever it is given: slow on purpose, or a model's answer.
  SLOW,
  /// What it has to do may be little: an empty folder is removed in no time.
  FEW,
  /// Without a size it reads all that a peer sends.
  READS_ALL,
  /// It has a limit on the size of what a peer sends at once, which an argument may switch off.
  SIZED,
  /// Short once, long where it is done for each of many: a page of HTML is parsed.
  MANY,
  /// Fetches the address that it is given; a text it only reads.
  READS_TEXT,
  /// An object that only the thread that made it may use.
  THREAD_BOUND,
  /// A small message to a server: over in a moment as long as that is there.
  BRIEF,
  /// A decorator whose function is called and not awaited, whatever its colour.
  CALLS_PLAIN
}
