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

/// LW601: event loop started inside a running one.
public final class LoopInLoop implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW601", "loop-in-loop", "Event loop started inside a running one", Aspect.BOUNDARY, Severity.ERROR, true,
          List.of(),
          "`asyncio.run` or `run_until_complete` in an `async def`.",
          "A loop is running in this thread already: Python raises `RuntimeError`.",
          "Never in a coroutine.",
          "`await` the coroutine.",
          """
          import asyncio

          async def work():
              pass

          async def main():
              asyncio.run(work())  # LW601
          """,
          """
          async def work():
              pass

          async def main():
              await work()
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    return OnLoop.check(block, program, Blocks.LOOP, CARD, "loop starts");
  }
}
