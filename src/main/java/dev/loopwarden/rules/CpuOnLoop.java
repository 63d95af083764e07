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

/// LW701: heavy computation on the event loop.
public final class CpuOnLoop implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW701", "cpu-on-loop", "Heavy computation on the event loop", Aspect.CPU, Severity.WARNING, true,
          List.of(),
          "Calls that are known to compute for long (password hashing, compression) in an `async def`.",
          "No other task runs until it is done: a login takes a fifth of a second from everybody.",
          "In a script that does nothing else.",
          "`await asyncio.to_thread(...)` where the library gives the interpreter free, else a process.",
          """
          import bcrypt

          async def log_in(password, stored):
              return bcrypt.checkpw(password, stored)  # LW701
          """,
          """
          import asyncio
          import bcrypt

          async def log_in(password, stored):
              return await asyncio.to_thread(bcrypt.checkpw, password, stored)
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    return OnLoop.check(block, program, Blocks.CPU, CARD, "heavy computations");
  }
}
