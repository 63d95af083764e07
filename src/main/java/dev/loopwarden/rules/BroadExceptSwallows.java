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
import java.util.Optional;

/// LW402: a broad handler that keeps a cancel.
public final class BroadExceptSwallows implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW402", "broad-except-swallows", "Broad handler keeps a cancel", Aspect.CANCELLATION, Severity.ERROR, true, List.of("ASYNC103", "S5754", "BLE001"),
          "A bare `except:` or `except BaseException` around an `await` that does not raise again.",
          "`CancelledError` is a `BaseException`: a cancel that arrives in the `try` is taken for a failure, and the task goes on.",
          "An earlier handler lets `CancelledError` through.",
          "`except Exception`, or `except CancelledError: raise` before it.",
          """
          async def work(queue, handle):
              while True:
                  try:
                      await handle(await queue.get())
                  except BaseException:  # LW402
                      print("failed")
          """,
          """
          async def work(queue, handle):
              while True:
                  try:
                      await handle(await queue.get())
                  except Exception:
                      print("failed")
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    return Cancellation.check(
        block, program, CARD, consequence -> message(block, consequence), (handler, statement) -> Cancellation.isBroad(handler) && statement.handlers().stream()
                .takeWhile(each -> !CodeBlock.same(each, handler)).noneMatch(each -> Cancellation.namesIt(each, block, program))
                && !Cancellation.namesIt(handler, block, program),
        handler -> handler.type().filter(Expr.Tuple.class::isInstance).isPresent() ? Optional.empty() : Fixers.catches(handler, "Exception", block));
  }

  private static Message message(CodeBlock block, String consequence) {
    return new Message(
        "A cancel of `" + block.qualifiedName() + "` is taken for a failure",
        "The handler catches everything, `CancelledError` too, and does not raise it again.",
        consequence,
        "Catch `Exception`, or put `except asyncio.CancelledError: raise` before it.");
  }
}
