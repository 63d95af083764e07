package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Confidence;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import java.util.ArrayList;
import java.util.List;

/// LW902: polling where an event would do.
public final class PollingSleep implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW902", "polling-sleep", "Polling where an event would do", Aspect.DESIGN, Severity.INFO, true, List.of("ASYNC110", "S7484"),
          "A `while` whose body does nothing but sleep until something has changed.",
          "The wait ends up to a whole interval late, and the loop is woken again and again for nothing.",
          "What is waited for is in another process.",
          "`asyncio.Event`, `Condition` or a future, set by whoever makes the change.",
          """
          import asyncio

          async def wait(job):
              while not job.done:  # LW902
                  await asyncio.sleep(0.1)
          """,
          """
          import asyncio

          async def wait(done: asyncio.Event):
              await done.wait()
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

    for (Stmt.While loop : block.own(Stmt.While.class)) {
      boolean sleeps = loop.body().size() == 1 && sleeps(loop.body().getFirst(), block, program);
      boolean asks = Flow.has(List.of(loop.test()), Expr.Call.class);
      if (sleeps && !(loop.test() instanceof Expr.Constant)) {
        obligations.add(Obligation.unmet("waits for a change", Sites.finding(
            CARD, CARD.severity(), asks ? Confidence.MEDIUM : Confidence.HIGH, Sites.of(block, loop.test()), message(), List.of())));
      }
    }
    for (Stmt.While loop : block.own(Stmt.While.class)) {
      if (loop.body().size() > 1 && sleeps(loop.body().getFirst(), block, program) && loop.body().get(1) instanceof Stmt.If test
          && test.orelse().isEmpty() && test.body().size() == 1 && test.body().getFirst() instanceof Stmt.Continue
          && !Flow.has(List.of(test.test()), Expr.Call.class)) {
        obligations.add(Obligation.unmet("waits for a change", Sites.finding(CARD, Sites.of(block, loop.body().getFirst()), message(), List.of())));
      }
    }
    for (Stmt.While loop : block.own(Stmt.While.class)) {
      if (loop.body().size() > 1 && loop.test().findAll(Expr.Call.class).stream().anyMatch(each -> CodeBlock.lastName(each.func()).equals("is_set"))
          && loop.body().stream().anyMatch(each -> sleeps(each, block, program)) && onlyTouches(loop, block)) {
        obligations.add(Obligation.unmet("waits for a change", Sites.finding(
            CARD, CARD.severity(), Confidence.MEDIUM, Sites.of(block, loop.test()), message(), List.of())));
      }
    }
    return obligations;
  }

  /// Besides the sleep, all that the body does is done to the event that it asks.
  private static boolean onlyTouches(Stmt.While loop, CodeBlock block) {
    List<String> asked = loop.test().findAll(Expr.Call.class).stream().filter(each -> each.func() instanceof Expr.Attribute)
        .map(each -> block.module().code(((Expr.Attribute) each.func()).value().span())).toList();
    return loop.body().stream().flatMap(each -> each.findOwn(Expr.Call.class).stream())
        .allMatch(each -> CodeBlock.lastName(each.func()).equals("sleep")
            || (each.func() instanceof Expr.Attribute attribute && asked.contains(block.module().code(attribute.value().span()))));
  }

  private static boolean sleeps(Stmt statement, CodeBlock block, Program program) {
    return statement instanceof Stmt.ExprStmt expression && expression.value() instanceof Expr.Await await
        && await.value() instanceof Expr.Call call && Flow.entry(call, block, program, Role.SLEEPS).isPresent();
  }

  private static Message message() {
    return new Message(
        "This polls for a change in its own process",
        "The loop does nothing but sleep until its condition changes.",
        "The wait ends up to a whole interval late, and with many such tasks the event loop is busy with waking them.",
        "Let whoever makes the change set an `asyncio.Event`, and `await` that.");
  }
}
