package dev.loopwarden.rules;

import dev.loopwarden.program.Blocks;
import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.python.Expr;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import java.util.ArrayList;
import java.util.List;

/// LW100: `time.sleep` in an `async def`.
public final class SleepOnLoop implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW100", "sleep-on-loop", "`time.sleep` on the event loop", Aspect.BLOCKING, Severity.ERROR, true,
          List.of("ASYNC251", "S7488"),
          "Calls of `time.sleep` in an `async def`.",
          "The whole event loop sleeps, with every task on it.",
          "In a function that runs in a thread of its own.",
          "`await asyncio.sleep(...)`.",
          "import time\n\nasync def poll():\n    time.sleep(1)  # LW100\n",
          "import asyncio\n\nasync def poll():\n    await asyncio.sleep(1)\n");

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<>(OnLoop.check(block, program, Blocks.SLEEP, CARD, "sleeps"));
    if (block.isAsync()) {
      for (Expr.Await await : block.own(Expr.Await.class)) {
        if (await.value() instanceof Expr.Call call
            && program.entry(call, block.module()).filter(each -> each.is(Role.SLEEPS)).isPresent()) {
          obligations.add(Obligation.met(Aspect.BLOCKING, CARD.id(), OnLoop.CALLS, Sites.of(block, call), "`asyncio.sleep` gives way"));
        }
      }
    }
    return obligations;
  }
}
