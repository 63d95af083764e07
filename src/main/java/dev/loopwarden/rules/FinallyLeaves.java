package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import java.util.ArrayList;
import java.util.List;

/// LW406: a `finally` that leaves.
public final class FinallyLeaves implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW406", "finally-leaves", "`finally` that leaves swallows a cancel", Aspect.CANCELLATION, Severity.WARNING, true, List.of("B012"),
          "`return`, `break` or `continue` in the `finally` of a `try` that awaits.",
          "Leaving a `finally` throws the exception away that is on its way, a cancel too.",
          "Never.",
          "Leave after the `try` statement.",
          """
          async def read(stream):
              try:
                  await stream.read()
              finally:
                  return None  # LW406
          """,
          """
          async def read(stream):
              try:
                  await stream.read()
              finally:
                  stream.close()
              return None
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
      if (!program.maySuspend(statement.body(), block) || isCaughtBefore(statement)) {
        continue;
      }
      for (Node node : CodeBlock.ownNodes(statement.finalbody())) {
        boolean leavesLoop = (node instanceof Stmt.Break || node instanceof Stmt.Continue)
            && Flow.around(node, block).takeWhile(each -> !CodeBlock.same(each, statement)).noneMatch(each ->
                each instanceof Stmt.For || each instanceof Stmt.AsyncFor || each instanceof Stmt.While);
        if (node instanceof Stmt.Return || leavesLoop) {
          obligations.add(Obligation.unmet("clean-ups", Sites.finding(CARD, Sites.of(block, node), message(), List.of())));
        }
      }
    }
    return obligations;
  }

  /// Handlers that catch everything and raise nothing: then nothing is on its way, and their rules tell what they do to a cancel.
  private static boolean isCaughtBefore(Stmt.Try statement) {
    return statement.handlers().stream().anyMatch(Cancellation::isBroad)
        && statement.handlers().stream().noneMatch(each -> Flow.has(each.body(), Stmt.Raise.class) || Flow.waits(each.body()));
  }

  private static Message message() {
    return new Message(
        "A cancel is thrown away here",
        "This leaves a `finally` whose `try` awaits.",
        "The exception that is on its way is lost, `CancelledError` too: whoever cancels believes that the task ends.",
        "Leave after the `try` statement.");
  }
}
