package dev.loopwarden.analysis;

import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Finding;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// The one pattern that fits a function best, with the reason.
///
/// @param pattern "semaphore", "bounded queue with workers", ...
/// @param because why this one, as the rest of a sentence after "because"
record Remedy(String pattern, String because) {

  /// What decides: the worst cause first, for a thread or a limit is no use where nothing gives way.
  ///
  /// @param family the project's words: asyncio's, anyio's or trio's
  /// @param gathersErrors the results of a gather carry its errors
  /// @param endless tasks are started for what comes in, without an end
  static Remedy of(Shape shape, boolean waits, List<Finding> findings, Family family, boolean gathersErrors, boolean endless) {
    Optional<Finding> blocking = first(findings, each -> each.aspect() == Aspect.BLOCKING || each.ruleId().equals("LW602"));
    Optional<Finding> computing = first(findings, each -> each.aspect() == Aspect.CPU);
    if (first(findings, each -> each.ruleId().equals("LW607")).isPresent()) {
      return new Remedy("make it sync", "it awaits nothing, and FastAPI runs a plain `def` in its thread pool, where the blocking call holds up nobody else");
    }
    if (first(findings, each -> each.ruleId().equals("LW1001") || each.ruleId().equals("LW1002")).isPresent()) {
      return new Remedy("plain awaits", "a coroutine is made here and nobody awaits it: the work is not done at all");
    }
    if (first(findings, each -> each.ruleId().equals("LW606") && each.site().code().startsWith("async def ")).isPresent()) {
      return new Remedy("make it sync", "whoever calls it does not await it: a plain function can run a loop of its own for what is async in it");
    }
    if (first(findings, each -> each.ruleId().equals("LW601") && each.hops().isEmpty()).isPresent()) {
      return new Remedy("plain awaits", "a loop runs here already, on which the coroutine can be awaited");
    }
    if (computing.isPresent()) {
      boolean process = computing.get().message().instead().contains("process");
      return process ? new Remedy("a process", "the computing holds the interpreter, so that neither the loop nor a thread gets on beside it")
          : new Remedy("a thread", "the library gives the interpreter free while it computes: in a thread it runs beside the loop");
    }
    if (blocking.isPresent()) {
      return offLoop(blocking.get(), family);
    }
    return ofShape(shape, waits, findings, family, gathersErrors, endless);
  }

  /// Advice that begins with an async form, and not with a thread.
  private static final Pattern ASYNC_FORM = Pattern.compile("(^|: |then it can await\\. )[Uu]se (an async|the method of the same name|`(?!await (asyncio\\.to_thread|anyio\\.to|trio\\.to|sync_to_async|loop\\.)))");

  private static Remedy offLoop(Finding blocking, Family family) {
    String instead = blocking.message().instead();
    if (blocking.hops().isEmpty() && ASYNC_FORM.matcher(instead).find()) {
      return new Remedy("plain awaits", "there is an async form of the call that blocks: with it the function gives way while it waits");
    }
    return new Remedy("a thread", "the call has no async form here; in a thread, by `" + family.thread() + "`, it holds up nobody else");
  }

  private static Remedy ofShape(Shape shape, boolean waits, List<Finding> findings, Family family, boolean gathersErrors, boolean endless) {
    boolean unbounded = first(findings, each -> each.aspect() == Aspect.BOUNDS && !each.ruleId().equals("LW1008")).isPresent();
    return switch (shape) {
      case BY_DATA -> !unbounded && gathersErrors ? new Remedy("`gather`, bounded as it is", "the errors of each are wanted beside the results")
          : !unbounded ? new Remedy(family.group() + ", bounded as it is", "a failure of one stops the others, and none is left behind")
          : endless
              ? new Remedy("bounded queue with workers", "work comes in one by one and may come faster than it is done: a queue with a bound makes the producer wait")
              : new Remedy(family.limiter(), "how many run at once is decided by the data, and nothing else sets a limit");
      case FIXED -> gathersErrors ? new Remedy("`gather`", "the number is known, and the errors of each are wanted beside the results")
          : new Remedy(family.group(), "the number is known, and a failure of one then stops the others");
      case QUEUED -> new Remedy("bounded queue with workers", unbounded
          ? "two sides work at their own pace: a bound makes the fast one wait, where now only memory gives in"
          : "two sides work at their own pace: the bound keeps the fast one from running ahead");
      case BACKGROUND -> new Remedy("background task with an owner", first(findings, each -> each.aspect() == Aspect.TASKS).isPresent()
          ? "somebody must hold the task, see its error and stop it at the end"
          : "its task is held here: whoever holds it also sees its error, and stops it at the end");
      case REPEATS -> new Remedy("background task with an owner", "it ends by a cancel only: its owner keeps the task, sees its error, and cancels and awaits it at the end");
      case CONTEXT -> new Remedy("plain awaits", "what is opened before the `yield` is closed after it, on errors and cancels too where it stands in a `with` or a `finally`");
      case STREAM -> new Remedy("plain awaits", "one at a time is its back-pressure: whoever sends waits until the one before is dealt with");
      case ONE_BY_ONE, SEQUENTIAL -> {
        if (first(findings, each -> each.ruleId().equals("LW903")).isPresent()) {
          yield new Remedy("`gather`", "the waits do not need each other, and each takes its own time");
        }
        if (first(findings, each -> each.ruleId().equals("LW207")).isPresent()) {
          yield new Remedy("plain awaits", "what is tried again needs a number of attempts and a pause that grows, and nothing beside it");
        }
        if (first(findings, each -> each.ruleId().equals("LW902")).isPresent()) {
          yield new Remedy("plain awaits", "an event that whoever makes the change sets ends the wait at once, and costs nothing meanwhile");
        }
        if (!waits) {
          yield new Remedy("make it sync", "nothing in it waits; keep `async def` only where an interface asks for it");
        }
        yield shape == Shape.ONE_BY_ONE
            ? new Remedy("plain awaits", "one element at a time needs no limit; a fixed number side by side pays only where the elements do not need each other")
            : new Remedy("plain awaits", "one thing after the other; there is nothing to run side by side");
      }
    };
  }

  private static Optional<Finding> first(List<Finding> findings, Predicate<Finding> wanted) {
    return findings.stream().filter(wanted).findFirst();
  }
}
