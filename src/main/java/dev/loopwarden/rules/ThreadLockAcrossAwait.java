package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.python.WithItem;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import dev.loopwarden.rule.Site;
import java.util.ArrayList;
import java.util.List;

/// LW115: a lock of threads that is held while a task waits.
public final class ThreadLockAcrossAwait implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW115", "thread-lock-across-await", "Thread lock held across an await", Aspect.BLOCKING, Severity.ERROR, true, List.of(),
          "`with lock:` on a `threading.Lock` whose body awaits.",
          "While this task waits, it keeps the lock; the next task that wants it stops the whole event loop, and this one can then never give it back.",
          "Never.",
          "`asyncio.Lock` and `async with`, or no `await` in the body.",
          """
          import threading

          lock = threading.Lock()

          async def save(write):
              with lock:  # LW115
                  await write()
          """,
          """
          import asyncio

          lock = asyncio.Lock()

          async def save(write):
              async with lock:
                  await write()
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    if (!block.isAsync()) {
      return obligations;
    }

    for (Stmt.With with : block.own(Stmt.With.class)) {
      for (WithItem item : with.items()) {
        if (program.isKind(program.meaning(item.contextExpr(), block.module()), Role.THREAD_LOCK)) {
          Site site = Sites.of(block, item.contextExpr());
          obligations.add(Flow.waits(with.body())
              ? Obligation.unmet("thread locks", Sites.finding(CARD, site, message(site.code()), List.of()))
              : Obligation.met(Aspect.BLOCKING, CARD.id(), "thread locks", site, "nothing waits while it is held"));
        }
      }
    }
    return obligations;
  }

  private static Message message(String lock) {
    return new Message(
        "`" + lock + "` is held while the task waits",
        "`" + lock + "` is a lock of threads, and the body of this `with` awaits.",
        "The next task that wants it stops the whole event loop, and this one can then never go on to give it back: a deadlock under load.",
        "Use `asyncio.Lock` with `async with`, or do the waiting outside.");
  }
}
