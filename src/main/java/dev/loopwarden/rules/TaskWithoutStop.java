package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Confidence;
import dev.loopwarden.rule.Hop;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import dev.loopwarden.rule.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// LW508: a background task that nothing stops.
public final class TaskWithoutStop implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW508", "task-without-stop", "Background task that nothing stops", Aspect.CLEANUP, Severity.INFO, true, List.of(),
          "A task that runs a `while True` loop without a way out, is kept in an attribute of an object that can be closed, and is cancelled nowhere in the module; "
              + "and tasks made here that `asyncio.wait` leaves pending after the first result or a time limit, or a loop over "
              + "`asyncio.as_completed` that is left early, where nobody looks at them again.",
          "When its owner is closed the task runs on: it uses what is closed, keeps the object alive, and at the end of the loop it is destroyed while pending.",
          "It lives as long as the process.",
          "Cancel it and await it where the owner is closed.",
          """
          import asyncio

          class Feed:
              async def start(self):
                  self._task = asyncio.create_task(self._run())  # LW508

              async def close(self):
                  await self.connection.close()

              async def _run(self):
                  while True:
                      await self.connection.ping()
          """,
          """
          import asyncio

          class Feed:
              async def start(self):
                  self._task = asyncio.create_task(self._run())

              async def close(self):
                  self._task.cancel()
                  await asyncio.gather(self._task, return_exceptions=True)
                  await self.connection.close()

              async def _run(self):
                  while True:
                      await self.connection.ping()
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>(PendingLeft.check(block, program, CARD));
    for (Stmt.Assign assign : block.own(Stmt.Assign.class)) {
      if (assign.targets().size() == 1 && assign.targets().getFirst() instanceof Expr.Attribute kept && assign.value() instanceof Expr.Call call
          && !call.args().isEmpty() && call.args().getFirst() instanceof Expr.Call coroutine && Spawn.is(call, block, program)) {
        Optional<CodeBlock> run = program.runs(coroutine, block.module()).stream().filter(CodeBlock::isAsync).findFirst();
        Optional<Stmt.While> loop = run.flatMap(TaskWithoutStop::endless);
        boolean closes = block.owner().filter(owner -> owner.allMethods().stream().anyMatch(Flow::isEnding)).isPresent();
        if (loop.isPresent() && closes) {
          obligations.add(obligation(kept, call, run.orElseThrow(), loop.get(), block));
        }
      }
    }
    return obligations;
  }

  /// `while True` that nothing leaves.
  private static Optional<Stmt.While> endless(CodeBlock run) {
    return run.own(Stmt.While.class).stream().filter(each -> Flow.isConstant(each.test(), "True")
        && !Flow.has(each.body(), Stmt.Break.class) && !Flow.has(each.body(), Stmt.Return.class)).findFirst();
  }

  private static Obligation obligation(Expr.Attribute kept, Expr.Call call, CodeBlock run, Stmt.While loop, CodeBlock block) {
    Site site = Sites.of(block, call);
    for (CodeBlock each : block.module().blocks()) {
      for (Expr.Attribute use : each.own(Expr.Attribute.class)) {
        if (use.attr().equals(kept.attr()) && !CodeBlock.same(use, kept) && stops(use, each)) {
          return Obligation.met(Aspect.CLEANUP, CARD.id(), "background tasks", site, "`" + kept.attr() + "` is stopped or handed on at line " + use.span().line());
        }
      }
    }
    var hop = new Hop(run.module().path(), loop.span().line(), run.qualifiedName(), "while True");
    return Obligation.unmet("background tasks", Sites.finding(
        CARD, CARD.severity(), Confidence.MEDIUM, site, message(block.module().code(kept.span()), run), List.of(hop)));
  }

  private static boolean stops(Expr.Attribute use, CodeBlock block) {
    Optional<String> method = Flow.methodOn(use, block);
    return method.isPresent() ? method.get().equals("cancel")
        : block.module().parent(use).filter(up -> !(up instanceof Expr.Attribute) && !(up instanceof Stmt.If) && !(up instanceof Expr.Compare)
            && !(up instanceof Expr.UnaryOp) && !(up instanceof Expr.BoolOp)
            && !(up instanceof Stmt.Assign assign && !CodeBlock.same(assign.value(), use))).isPresent();
  }

  private static Message message(String kept, CodeBlock run) {
    return new Message(
        "`" + run.qualifiedName() + "` runs on after its owner is closed",
        "`" + kept + "` runs a loop that has no way out, and nothing in this module cancels it.",
        "After the owner is closed the task uses what is closed and keeps the object alive; at the end of the event loop it is destroyed while pending.",
        "`cancel()` it and await it where the owner is closed.");
  }
}
