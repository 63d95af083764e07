package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.python.Expr;
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

/// LW501: a task that nobody keeps.
public final class TaskDropped implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW501", "task-dropped", "Task that nobody keeps", Aspect.TASKS, Severity.ERROR, true,
          List.of("ASYNC300", "RUF006", "S7502"),
          "`asyncio.create_task`, `ensure_future` or `loop.create_task` whose result is thrown away.",
          "The event loop keeps only a weak reference: the task can be collected in the middle of its work, and its exception is seen by nobody.",
          "Tasks of a `TaskGroup` are kept by the group.",
          "Keep the task (a set and a done callback), await it, or start it in a `TaskGroup`.",
          "import asyncio\n\nasync def start(job):\n    asyncio.create_task(job())  # LW501\n",
          """
          import asyncio

          tasks = set()

          async def start(job):
              task = asyncio.create_task(job())
              tasks.add(task)
              task.add_done_callback(tasks.discard)
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    for (Expr.Call call : block.calls()) {
      if (program.entry(call, block.module()).filter(each -> each.is(Role.SPAWNS)).isPresent()) {
        Site site = Sites.of(block, call);
        obligations.add(isDropped(call, block)
            ? Obligation.unmet("tasks", Sites.finding(CARD, site, message(), List.of()))
            : Obligation.met(Aspect.TASKS, CARD.id(), "tasks", site, "its task is kept or handed on"));
      }
    }
    return obligations;
  }

  private static boolean isDropped(Expr.Call call, CodeBlock block) {
    Node parent = block.module().parent(call).orElseThrow();
    return parent instanceof Stmt.ExprStmt
        || (parent instanceof Stmt.Assign assign
            && assign.targets().size() == 1
            && assign.targets().getFirst() instanceof Expr.Name name
            && name.id().equals("_"));
  }

  private static Message message() {
    return new Message(
        "The task may vanish before it is done",
        "The task is started and nothing keeps it.",
        "The event loop holds tasks weakly: this one can be collected while it waits, and an exception in it is told to nobody.",
        "Keep it (`tasks.add(task)` and `task.add_done_callback(tasks.discard)`), await it, or use a `TaskGroup`.");
  }
}
