package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.python.Expr;
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

/// LW501: a task that nobody keeps.
public final class TaskDropped implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW501", "task-dropped", "Task that nobody keeps", Aspect.TASKS, Severity.ERROR, true,
          List.of("ASYNC300", "RUF006", "S7502"),
          "`asyncio.create_task`, `ensure_future` or `loop.create_task` whose result is thrown away; the same of `gather` and `shield`, which start tasks too.",
          "The event loop keeps only a weak reference: the task can be collected in the middle of its work, and its exception is seen by nobody.",
          "Tasks of a `TaskGroup` are kept by the group. Where the loss is harmless (a measurement, warming up), it is listed and not commented.",
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

  private static final Set<String> CALLBACKS =
      Set.of("call_soon", "call_later", "call_at", "call_soon_threadsafe", "add_signal_handler", "add_done_callback", "signal", "add_reader", "add_writer");

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    for (Expr.Call call : block.calls()) {
      if (Spawn.is(call, block, program)) {
        Fate fate = Fate.of(call, block, program);
        obligation(call, fate, block, program).ifPresent(obligations::add);
      } else if (isStartedAtOnce(call, block, program) && Fate.of(call, block, program) instanceof Fate.Dropped dropped) {
        obligation(call, dropped, block, program).ifPresent(obligations::add);
      }
    }
    for (Expr.Lambda lambda : block.own(Expr.Lambda.class)) {
      if (lambda.body() instanceof Expr.Call call && Spawn.is(call, block, program) && isCallback(lambda, block)) {
        obligations.add(Obligation.unmet("tasks", Sites.finding(
            CARD, CARD.severity(), Confidence.MEDIUM, Sites.of(block, call), message(call, block, program), List.of())));
      }
    }
    return obligations;
  }

  private static Optional<Obligation> obligation(Expr.Call call, Fate fate, CodeBlock block, Program program) {
    Site site = Sites.of(block, call);
    return switch (fate) {
      case Fate.Dropped(boolean sure) -> {
        boolean held = Waits.areHeld(call, block, program);
        boolean quiet = Waits.onlyLogErrors(call, block, program) || Waits.areDelayed(call, block, program);
        yield Optional.of(Obligation.unmet("tasks", Sites.finding(
            CARD, CARD.severity(), sure && !held && !quiet && !BestEffort.is(call, block) && !block.name().equals("__del__") && !areKept(program) ? Confidence.HIGH : Confidence.MEDIUM, site,
            held ? unseen(call, block) : quiet ? lost(call, block) : message(call, block, program), List.of())
                .withFix(sure ? Fixers.keep(call, block) : Optional.empty())));
      }
      case Fate.Kept(String evidence) -> Optional.of(Obligation.met(Aspect.TASKS, CARD.id(), "tasks", site, evidence));
      case Fate.Local _ -> Optional.empty(); // TaskForgotten tells it
    };
  }

  /// A task factory of the program's own may keep the tasks that it makes: https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.loop.set_task_factory
  private static boolean areKept(Program program) {
    return program.mentions("set_task_factory").stream().anyMatch(each -> each.module().parent(each.at())
        .filter(up -> up instanceof Expr.Call call && call.args().stream().noneMatch(given -> Flow.isNone(given) || CodeBlock.lastName(given).equals("eager_task_factory"))).isPresent());
  }

  /// `gather` and `shield` start what they are given, awaited or not.
  private static boolean isStartedAtOnce(Expr.Call call, CodeBlock block, Program program) {
    return !call.args().isEmpty() && program.entry(call, block.module()).filter(each -> each.is(Role.GATHERS) || each.is(Role.SHIELDS)).isPresent();
  }

  /// A function that throws away what its callback gives back.
  private static boolean isCallback(Expr.Lambda lambda, CodeBlock block) {
    return block.module().parent(lambda)
        .filter(up -> up instanceof Expr.Call call && CALLBACKS.contains(CodeBlock.lastName(call.func()))).isPresent();
  }

  /// A task that is held while it waits: then only its errors are lost.
  private static Message unseen(Expr.Call call, CodeBlock block) {
    return new Message(
        "Nobody sees an error of this task",
        "`" + block.module().code(call.func().span()) + "` starts a task, and nothing keeps it.",
        "It only waits for what the loop itself holds, so that it is not collected; but nobody can wait for it or cancel it, and an exception in it is told when it is too late.",
        "Keep it (`tasks.add(task)` and `task.add_done_callback(tasks.discard)`), await it, or use a `TaskGroup`.");
  }

  /// A task that logs its own errors: then only its end is lost.
  private static Message lost(Expr.Call call, CodeBlock block) {
    return new Message(
        "The task may vanish before it is done",
        "`" + block.module().code(call.func().span()) + "` starts a task, and nothing keeps it; its errors it catches itself.",
        "The event loop holds tasks weakly: this one can be collected while it waits, and then the rest of its work is not done.",
        "Keep it: `tasks.add(task)` and `task.add_done_callback(tasks.discard)`.");
  }

  private static Message message(Expr.Call call, CodeBlock block, Program program) {
    return new Message(
        "The task may vanish before it is done",
        "`" + block.module().code(call.func().span()) + "` starts a task, and nothing keeps it.",
        "The event loop holds tasks weakly: this one can be collected while it waits, and no caller sees an exception in it: asyncio only logs it in the end.",
        "Keep it (`tasks.add(task)` and `task.add_done_callback(tasks.discard)`)" + Advice.since311(", await it, or use a `TaskGroup`.", " or await it.", block, program) + Advice.keeper(block));
  }
}
