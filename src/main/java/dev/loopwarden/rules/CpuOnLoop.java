package dev.loopwarden.rules;

import dev.loopwarden.program.Blocks;
import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Hop;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import java.util.ArrayList;
import java.util.List;

/// LW701: heavy computation on the event loop.
public final class CpuOnLoop implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW701", "cpu-on-loop", "Heavy computation on the event loop", Aspect.CPU, Severity.WARNING, true,
          List.of(),
          "Calls that are known to compute for long (password hashing, key derivation, compression) in an `async def`, and helpers that reach them.",
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
    var obligations = new ArrayList<>(OnLoop.check(block, program, Blocks.CPU, CARD, "heavy computations"));
    obligations.addAll(OnLoop.through(block, program, Blocks.CPU, CARD, "heavy computations", CpuOnLoop::message));
    return obligations;
  }

  private static Message message(List<Hop> hops) {
    Hop last = hops.getLast();
    return new Message(
        "`" + hops.getFirst().what() + "` computes on the event loop",
        "It is a plain function and reaches `" + last.what() + "` at `" + last.path() + ":" + last.line() + "`, which is known to compute for long.",
        "No other task of the process runs meanwhile: with several requests at once each waits for the computing of all others.",
        "`await asyncio.to_thread(...)` around it where the library gives the interpreter free, else a process.");
  }
}
