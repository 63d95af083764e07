package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.python.WithItem;
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

/// LW509: a task group that is used in a way that does not work.
public final class GroupMisuse implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW509", "group-misuse", "Task of a group outlives what it uses", Aspect.TASKS, Severity.WARNING, true, List.of("ASYNC111", "ASYNC112", "S7513"),
          "A task that is started in a group with something that an inner `with` closes before the group has ended; a group with a single task and nothing else.",
          "The inner `with` is left right after the start, while the group waits for its tasks only at its own end: the task works on a file, connection or client that is closed.",
          "The body waits for the task before it leaves the inner `with`.",
          "Open it around the group, or inside of the task; await a single call without a group.",
          """
          import asyncio

          async def copy(source, open_target, write):
              async with asyncio.TaskGroup() as group:
                  async with open_target() as target:
                      group.create_task(write(source, target))  # LW509
          """,
          """
          import asyncio

          async def copy(source, open_target, write):
              async with open_target() as target:
                  async with asyncio.TaskGroup() as group:
                      group.create_task(write(source, target))
                      group.create_task(write(source, target))
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    for (Expr.Call call : block.calls()) {
      if (Spawn.isOwned(call, block, program) && call.func() instanceof Expr.Attribute start && start.value() instanceof Expr.Name group) {
        closedBefore(call, group.id(), block).ifPresent(obligations::add);
      }
    }
    for (Stmt.AsyncWith with : block.own(Stmt.AsyncWith.class)) {
      if (with.items().size() == 1 && program.isKind(program.meaning(with.items().getFirst().contextExpr(), block.module()), Role.TASK_GROUP)) {
        single(with, block, program).ifPresent(obligations::add);
      }
    }
    return obligations;
  }

  /// A `with` between the start and its group, whose name the task is given.
  private static Optional<Obligation> closedBefore(Expr.Call call, String group, CodeBlock block) {
    Site site = Sites.of(block, call);
    List<Node> around = Flow.around(call, block).toList();
    int at = 0;
    while (at < around.size() && !binds(around.get(at), group)) {
      at++;
    }
    if (at == around.size()) {
      return Optional.empty(); // the group is opened elsewhere
    }
    for (Node up : around.subList(0, at)) {
      for (WithItem item : items(up)) {
        Optional<String> name = item.optionalVars().filter(Expr.Name.class::isInstance).map(each -> ((Expr.Name) each).id());
        if (name.isPresent() && mentions(call, name.get())) {
          boolean waits = CodeBlock.ownNodes(body(up)).stream().anyMatch(each -> each instanceof Expr.Await && each.span().line() > call.span().line());
          return Optional.of(waits
              ? Obligation.met(Aspect.TASKS, CARD.id(), "group tasks", site, "its body waits before `" + name.get() + "` is closed")
              : Obligation.unmet("group tasks", Sites.finding(
                  CARD, CARD.severity(), Confidence.HIGH, site, closed(name.get(), item.contextExpr().span().line()), List.of())));
        }
      }
    }
    return Optional.of(Obligation.met(Aspect.TASKS, CARD.id(), "group tasks", site, "the group `" + group + "` keeps it"));
  }

  private static boolean binds(Node up, String group) {
    return items(up).stream().anyMatch(each -> each.optionalVars().filter(target -> target instanceof Expr.Name name && name.id().equals(group)).isPresent());
  }

  private static List<WithItem> items(Node up) {
    return switch (up) {
      case Stmt.With with -> with.items();
      case Stmt.AsyncWith with -> with.items();
      default -> List.of();
    };
  }

  private static List<Stmt> body(Node up) {
    return switch (up) {
      case Stmt.With with -> with.body();
      case Stmt.AsyncWith with -> with.body();
      default -> List.of();
    };
  }

  private static boolean mentions(Expr.Call call, String name) {
    return CodeBlock.ownNodes(call.args()).stream().anyMatch(each -> each instanceof Expr.Name used && used.id().equals(name));
  }

  /// A group whose whole body is one start.
  private static Optional<Obligation> single(Stmt.AsyncWith with, CodeBlock block, Program program) {
    boolean one = with.body().size() == 1 && with.body().getFirst() instanceof Stmt.ExprStmt statement
        && statement.value() instanceof Expr.Call call && Spawn.isOwned(call, block, program) && call.func() instanceof Expr.Attribute start
        && with.items().getFirst().optionalVars().filter(target -> Flow.alike(target, start.value(), block)).isPresent();
    return one
        ? Optional.of(Obligation.unmet("task groups", Sites.finding(
            CARD, Severity.HINT, Confidence.LOW, Sites.of(block, with.items().getFirst().contextExpr()), alone(), List.of())
                .withFix(Enclosing.alone(with, block))))
        : Optional.empty();
  }

  private static Message closed(String name, int line) {
    return new Message(
        "The task works on `" + name + "` after it is closed",
        "`" + name + "` is opened at line " + line + " inside of the group, and its `with` is left right after the task is started.",
        "The group waits for its tasks only at its own end; by then `" + name + "` is closed, and the task fails or waits on something dead.",
        "Open `" + name + "` around the group, or inside of the task.");
  }

  private static Message alone() {
    return new Message(
        "A group for a single task",
        "The group starts one task and does nothing else.",
        "It is the same as awaiting the call, with its error wrapped in an `ExceptionGroup`.",
        "Await the call.");
  }
}
