package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.python.ExceptHandler;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import dev.loopwarden.rule.Site;
import java.util.ArrayList;
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
    var obligations = new ArrayList<Obligation>();
    if (!block.isAsync()) {
      return obligations;
    }
    for (Stmt.Try statement : block.own(Stmt.Try.class)) {
      if (!Flow.waits(statement.body())) {
        continue;
      }
      for (ExceptHandler handler : statement.handlers()) {
        if (Cancellation.namesIt(handler, block, program)) {
          break;
        }
        if (!Cancellation.isBroad(handler)) {
          continue;
        }
        Site site = Sites.of(block, handler.type().<Node>map(each -> each).orElse(handler), handler);
        Optional<String> way = Cancellation.wayThrough(handler, statement, block);
        obligations.add(way.isPresent()
            ? Obligation.met(Aspect.CANCELLATION, CARD.id(), "handlers", site, way.get())
            : Obligation.unmet("handlers", Sites.finding(
                CARD, CARD.severity(), Cancellation.confidence(handler, statement, block), site, message(block), List.of())));
        
      }
    }
    return obligations;
  }

  private static Message message(CodeBlock block) {
    return new Message(
        "A cancel of `" + block.qualifiedName() + "` is taken for a failure",
        "The handler catches everything, `CancelledError` too, and does not raise it again.",
        "A cancel that arrives here ends nothing: shutdown hangs, and `asyncio.timeout` and `TaskGroup` do not work around it.",
        "Catch `Exception`, or put `except asyncio.CancelledError: raise` before it.");
  }
}
