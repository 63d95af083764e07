package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.python.ExceptHandler;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Confidence;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import dev.loopwarden.rule.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// LW503: a task that is held for long, and whose error nobody looks at.
public final class TaskErrorUnseen implements Rule {

  /// What can be done to a task without seeing its error.
  private static final Set<String> BLIND = Set.of("cancel", "done", "cancelled", "set_name", "get_name", "cancelling", "uncancel", "get_loop", "get_coro");

  private static final RuleCard CARD =
      new RuleCard(
          "LW503", "task-error-unseen", "Error of a held task that nobody sees", Aspect.TASKS, Severity.WARNING, true, List.of(),
          "A task that is kept in an attribute, is never awaited or asked for its result in that module, has no callback that looks, and does not handle its own errors.",
          "While something holds the task, Python does not even log that its exception was never retrieved: a worker that dies of an error stays dead, and nobody is told.",
          "The task cannot fail, or the whole process ends with it.",
          "A done callback that reads `task.exception()` and logs it, an `await` of the task at the end, or `try`/`except Exception` with a log line in the task itself.",
          """
          import asyncio

          class Feed:
              async def start(self):
                  self._task = asyncio.create_task(self._run())  # LW503

              async def _run(self):
                  while True:
                      await self.step()

              async def step(self):
                  await asyncio.sleep(1)
          """,
          """
          import asyncio

          class Feed:
              async def start(self):
                  self._task = asyncio.create_task(self._run())
                  self._task.add_done_callback(self._ended)

              def _ended(self, task):
                  if not task.cancelled() and task.exception():
                      print("feed ended", task.exception())

              async def _run(self):
                  while True:
                      await self.step()

              async def step(self):
                  await asyncio.sleep(1)
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    for (Stmt.Assign assign : block.own(Stmt.Assign.class)) {
      if (assign.targets().size() == 1 && assign.targets().getFirst() instanceof Expr.Attribute kept && assign.value() instanceof Expr.Call call
          && !call.args().isEmpty() && Spawn.is(call, block, program)) {
        obligations.add(obligation(kept, call, block, program));
      }
    }
    return obligations;
  }

  private static Obligation obligation(Expr.Attribute kept, Expr.Call call, CodeBlock block, Program program) {
    Site site = Sites.of(block, call);
    Optional<Integer> seen = seen(kept, block);
    if (seen.isPresent()) {
      return met(site, "`" + kept.attr() + "` is looked at or handed on at line " + seen.get());
    }
    List<CodeBlock> run = call.args().getFirst() instanceof Expr.Call coroutine ? program.runs(coroutine, block.module()) : List.of();
    if (run.isEmpty()) {
      return Obligation.unknown(Aspect.TASKS, CARD.id(), "held tasks", site, "what runs in it cannot be seen");
    }
    Optional<Integer> handled = handled(run.getFirst(), program);
    if (handled.isPresent()) {
      return met(site, "`" + run.getFirst().qualifiedName() + "` handles its own errors at line " + handled.get());
    }
    return Obligation.unmet("held tasks", Sites.finding(
        CARD, CARD.severity(), Confidence.MEDIUM, site, message(block.module().code(kept.span()), run.getFirst().qualifiedName()), List.of()));
  }

  private static Obligation met(Site site, String evidence) {
    return Obligation.met(Aspect.TASKS, CARD.id(), "held tasks", site, evidence);
  }

  /// The first line of the module where the attribute is used in a way that may see the error: awaited, handed on, read for its
  /// result.
  private static Optional<Integer> seen(Expr.Attribute kept, CodeBlock block) {
    for (CodeBlock each : block.module().blocks()) {
      for (Expr.Attribute use : each.own(Expr.Attribute.class)) {
        if (use.attr().equals(kept.attr()) && !CodeBlock.same(use, kept) && sees(use, each)) {
          return Optional.of(use.span().line());
        }
      }
    }
    return Optional.empty();
  }

  private static boolean sees(Expr.Attribute use, CodeBlock block) {
    Node up = block.module().parent(use).orElseThrow();
    Optional<String> method = Flow.methodOn(use, block);
    if (method.isPresent()) {
      return method.get().equals("add_done_callback") ? !isDiscard(block.module().parent(up).orElseThrow()) : !BLIND.contains(method.get());
    }
    return switch (up) {
      case Stmt.Assign assign -> CodeBlock.same(assign.value(), use);
      case Stmt.AnnAssign assign -> assign.value().filter(each -> CodeBlock.same(each, use)).isPresent();
      case Stmt.If _, Stmt.While _, Stmt.Assert _, Stmt.Delete _, Expr.Compare _, Expr.BoolOp _, Expr.UnaryOp _, Expr.IfExp _ -> false;
      case Expr.Attribute _ -> false;
      default -> true;
    };
  }

  /// `add_done_callback(self.tasks.discard)` lets the task go and looks at nothing.
  private static boolean isDiscard(Node call) {
    return call instanceof Expr.Call made && !made.args().isEmpty() && Set.of("discard", "remove", "pop").contains(CodeBlock.lastName(made.args().getFirst()));
  }

  /// The line of a handler for every error around all that the function waits for, or inside of its loop.
  private static Optional<Integer> handled(CodeBlock run, Program program) {
    List<Expr.Await> outside = new ArrayList<>(run.own(Expr.Await.class));
    Optional<Integer> line = Optional.empty();
    for (Stmt.Try tried : run.own(Stmt.Try.class)) {
      Optional<ExceptHandler> handler = tried.handlers().stream().filter(each -> catchesAll(each)).findFirst();
      if (handler.isPresent()) {
        List<Node> inside = CodeBlock.ownNodes(tried.body());
        outside.removeIf(await -> inside.stream().anyMatch(each -> CodeBlock.same(each, await))
            || tried.handlers().stream().anyMatch(each -> each.span().contains(await.span())) || tried.finalbody().stream().anyMatch(each -> each.span().contains(await.span())));
        line = line.or(() -> handler.map(each -> each.span().line()));
      }
    }
    outside.removeIf(each -> each.value() instanceof Expr.Call call && program.entry(call, run.module())
        .filter(known -> known.is(Role.SLEEPS) || known.is(Role.OPEN_ENDED)).isPresent());
    return outside.isEmpty() ? line.or(() -> Optional.of(run.node().span().line())) : Optional.empty();
  }

  private static boolean catchesAll(ExceptHandler handler) {
    return Cancellation.isBroad(handler)
        || handler.type().filter(each -> each instanceof Expr.Tuple tuple
            ? tuple.elts().stream().anyMatch(TaskErrorUnseen::isException) : isException(each)).isPresent();
  }

  private static boolean isException(Expr type) {
    return type instanceof Expr.Name name && name.id().equals("Exception");
  }

  private static Message message(String kept, String run) {
    return new Message(
        "An error in `" + run + "` is seen by nobody",
        "`" + kept + "` holds the task; nothing in this module awaits it or asks for its result, and `" + run + "` does not handle every error itself.",
        "When it fails, the work stops without a log line: while the task is held, Python does not report that its exception was never retrieved.",
        "Hang a done callback on it that logs `task.exception()`, await it at the end, or catch and log errors inside of `" + run + "`.");
  }
}
