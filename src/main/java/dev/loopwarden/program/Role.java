package dev.loopwarden.program;

/// What a function or class of a library is for, where rules must know it.
public enum Role {
  /// Runs its callable in a thread.
  OFFLOADS_THREAD,
  /// Runs its callable in a process.
  OFFLOADS_PROCESS,
  /// Makes a task of a coroutine: somebody must keep it.
  SPAWNS,
  /// Makes a task that its group or owner keeps.
  SPAWNS_OWNED,
  GATHERS,
  /// `asyncio.wait`, `as_completed`: waits for many.
  WAITS_MANY,
  /// `asyncio.timeout` and its like: a limit for what stands in its body.
  TIMEOUT_SCOPE,
  /// `asyncio.wait_for`: a limit for what it is given.
  TIMEOUT_CALL,
  /// Semaphore, capacity limiter: bounds how many run at once.
  LIMITER,
  ASYNC_LOCK,
  THREAD_LOCK,
  TASK_GROUP,
  QUEUE,
  SUPPRESSES,
  SHIELDS,
  /// Calls a plain function on the loop, later.
  LOOP_CALLBACK,
  /// Calls a plain function on the loop, from another thread.
  FROM_THREAD,
  /// Runs an event loop until something is done.
  RUNS_LOOP,
  SLEEPS,
  /// Gives its task or future a callback.
  THREAD_TARGET,
  /// A decorator or wrapper that leaves a function as it is.
  KEEPS,
  /// A decorator that caches results: wrong on coroutines.
  CACHES,
  /// An async client, connection or pool that must be closed.
  CLOSES,
  /// A sync ORM session or connection.
  SYNC_SESSION,
  ASYNC_SESSION,
  /// The entered object is a context manager for `with` only.
  SYNC_MANAGER,
  /// The entered object is a context manager for `async with` only.
  ASYNC_MANAGER,
  /// Constructor, accessor: no I/O at all although the library's calls block.
  SAFE
}
