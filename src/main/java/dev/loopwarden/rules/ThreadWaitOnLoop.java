package dev.loopwarden.rules;

import dev.loopwarden.program.Blocks;
import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import java.util.List;

/// LW108: waiting for another thread on the event loop.
public final class ThreadWaitOnLoop implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW108", "thread-wait-on-loop", "Waiting for another thread on the event loop", Aspect.BLOCKING, Severity.ERROR, true,
          List.of(),
          "Waits on primitives of `threading`, `queue` and `concurrent.futures` in an `async def`.",
          "The event loop stands still until the other thread is ready; if that one needs the loop, both wait for ever.",
          "Where the wait cannot happen.",
          "The primitive of `asyncio`, `asyncio.wrap_future`, or a thread.",
          """
          import threading

          ready = threading.Event()

          async def start():
              ready.wait()  # LW108
          """,
          """
          import asyncio

          ready = asyncio.Event()

          async def start():
              await ready.wait()
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    return OnLoop.check(block, program, Blocks.LOCK, CARD, "waits for threads");
  }
}
