package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import java.util.ArrayList;
import java.util.List;

/// LW502: a task that only a local name keeps.
public final class TaskForgotten implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW502", "task-forgotten", "Task that only a local name keeps", Aspect.TASKS, Severity.WARNING, true, List.of("RUF006"),
          "A task that is assigned to a local name which nothing uses afterwards.",
          "When the function returns, nothing keeps the task: it can be collected in the middle of its work, and its exception is seen by nobody.",
          "The function awaits for as long as the task runs.",
          "Await it, keep it in a set, or use a `TaskGroup`.",
          """
          import asyncio

          async def start(job):
              task = asyncio.create_task(job())  # LW502
          """,
          """
          import asyncio

          async def start(job):
              task = asyncio.create_task(job())
              await task
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    if (block.isModule()) {
      return obligations;
    }
    for (Stmt.Assign assign : block.own(Stmt.Assign.class)) {
      if (assign.targets().size() == 1 && assign.targets().getFirst() instanceof Expr.Name name && !name.id().equals("_")
          && assign.value() instanceof Expr.Call call && Flow.entry(call, block, program, Role.SPAWNS).isPresent()
          && !Flow.isUsed(name.id(), block) && !waitsAfterwards(call, block) && !Flow.has(block.body(), Stmt.Global.class) && !Flow.has(block.body(), Stmt.Nonlocal.class)) {
        obligations.add(Obligation.unmet("tasks", Sites.finding(CARD, Sites.of(block, call), message(name.id()), List.of())));
      }
    }
    return obligations;
  }

  /// While the function waits, its local names live, and so does the task.
  private static boolean waitsAfterwards(Expr.Call call, CodeBlock block) {
    return block.own(Expr.Await.class).stream().anyMatch(each -> each.span().line() > call.span().endLine());
  }

  private static Message message(String name) {
    return new Message(
        "The task may vanish before it is done",
        "Only the local name `" + name + "` keeps the task, and nothing uses it.",
        "When the function returns, the event loop alone holds the task, weakly: it can be collected while it waits, and its exception is told to nobody.",
        "Await it, keep it (`tasks.add(task)` and `task.add_done_callback(tasks.discard)`), or use a `TaskGroup`.");
  }
}
