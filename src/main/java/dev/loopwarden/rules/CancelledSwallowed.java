package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.python.Expr;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import java.util.List;

/// LW401: a cancel that a handler keeps.
public final class CancelledSwallowed implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW401", "cancelled-swallowed", "Cancellation caught and kept", Aspect.CANCELLATION, Severity.ERROR, true, List.of("ASYNC103", "ASYNC104", "S7497"),
          "`except CancelledError` around an `await` that does not raise it again. Where the task then goes on, or somebody awaits the function, it becomes a comment; elsewhere it is listed.",
          "Whoever cancels the task believes that it ends; it goes on. Shutdown hangs, and `asyncio.timeout` and `TaskGroup` lose count.",
          "The function cancels a task of its own and waits for its end.",
          "`raise` at the end of the handler.",
          """
          import asyncio

          async def work(queue):
              while True:
                  try:
                      await queue.get()
                  except asyncio.CancelledError:  # LW401
                      print("cancelled")
          """,
          """
          import asyncio

          async def work(queue):
              while True:
                  try:
                      await queue.get()
                  except asyncio.CancelledError:
                      print("cancelled")
                      raise
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    return Cancellation.check(
        block, program, CARD, consequence -> message(block, consequence), (handler, _) -> Cancellation.namesIt(handler, block, program),
        handler -> handler.type().filter(each -> !(each instanceof Expr.Tuple)).flatMap(_ -> Fixers.raise(handler, block)));
  }

  private static Message message(CodeBlock block, String consequence) {
    return new Message(
        "A cancel of `" + block.qualifiedName() + "` is swallowed",
        "The handler catches `CancelledError` and does not raise it again.",
        consequence,
        "End the handler with `raise`.");
  }
}
