package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.python.Expr;
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
import java.util.stream.Stream;

/// LW502: a task that only a local name keeps.
public final class TaskForgotten implements Rule {

  /// Methods that neither keep a task nor wait for it.
  private static final Set<String> IDLE =
      Set.of("add_done_callback", "set_name", "get_name", "append", "add", "extend", "update", "discard", "remove", "insert", "setdefault");

  private static final RuleCard CARD =
      new RuleCard(
          "LW502", "task-forgotten", "Task that only a local name keeps", Aspect.TASKS, Severity.WARNING, true, List.of("RUF006"),
          "A task that only a local name or a local collection keeps, and that nothing waits for or hands on.",
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
    for (Expr.Call call : block.calls()) {
      if (Spawn.is(call, block, program) && Fate.of(call, block, program) instanceof Fate.Local(String name, boolean collection)) {
        Site site = Sites.of(block, call);
        Optional<String> keeper = keeper(name, call, block);
        boolean mild = Waits.areHeld(call, block, program) || Waits.onlyLogErrors(call, block, program);
        Confidence confidence = !collection && !mild && Flow.uses(name, block).isEmpty() ? Confidence.HIGH : Confidence.MEDIUM;
        obligations.add(keeper.isPresent()
            ? Obligation.met(Aspect.TASKS, CARD.id(), "tasks", site, keeper.get())
            : Obligation.unmet("tasks", Sites.finding(CARD, CARD.severity(), confidence, site, message(name, collection, block, program), List.of())));
      }
    }
    return obligations;
  }

  /// Who has the task, or waits, after the name is bound; empty where nobody does.
  private static Optional<String> keeper(String name, Expr.Call call, CodeBlock block) {
    boolean outside = block.own(Stmt.Global.class).stream().anyMatch(each -> each.names().contains(name))
        || block.own(Stmt.Nonlocal.class).stream().anyMatch(each -> each.names().contains(name));
    if (outside) {
      return Optional.of("kept in `" + name + "` of an outer scope");
    }
    for (Expr.Name use : Flow.uses(name, block)) {
      Optional<String> method = Flow.methodOn(use, block);
      if (method.isEmpty()) {
        return Optional.of("`" + name + "` is used at line " + use.span().line());
      }
      if (!IDLE.contains(method.get())) {
        return Optional.of("`" + name + "." + method.get() + "` at line " + use.span().line());
      }
    }
    return waitsAfterwards(call, block).map(line -> "its function waits at line " + line + ", and has it until then");
  }

  /// While the function waits, its local names live, and so does the task.
  private static Optional<Integer> waitsAfterwards(Expr.Call call, CodeBlock block) {
    return Stream.concat(block.own(Expr.Await.class).stream(), Stream.concat(block.own(Stmt.AsyncFor.class).stream(), block.own(Stmt.AsyncWith.class).stream()))
        .map(each -> each.span().line()).filter(line -> line > call.span().endLine()).findFirst();
  }

  private static Message message(String name, boolean collection, CodeBlock block, Program program) {
    return new Message(
        "The task may vanish before it is done",
        collection ? "Only the local collection `" + name + "` has the task, and nothing waits for what is in it."
            : "Only the local name `" + name + "` keeps the task, and nothing waits for it.",
        "When the function returns, the event loop alone holds the task, weakly: it can be collected while it waits, and no caller sees its exception: asyncio only logs it in the end.",
        "Await it" + Advice.since311(", keep it (`tasks.add(task)` and `task.add_done_callback(tasks.discard)`), or use a `TaskGroup`.",
            " or keep it (`tasks.add(task)` and `task.add_done_callback(tasks.discard)`).", block, program));
  }
}
