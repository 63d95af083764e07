package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
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
import java.util.ArrayList;
import java.util.List;

/// LW408: leaving a task group's body does not leave the group.
public final class LeavesTaskGroup implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW408", "leaves-task-group", "`return` or `break` out of a task group still waits", Aspect.CANCELLATION, Severity.INFO, true, List.of("ASYNC121", "S7514"),
          "`return`, `break` or `continue` that leaves the body of a task group in which tasks were started before.",
          "It reads as if the function were done; in truth the group waits for all of its tasks first, for ever if one of them does not end.",
          "All of the tasks end by themselves.",
          "Cancel what is left (`group.cancel_scope.cancel()` with anyio or trio, `task.cancel()` with asyncio) before leaving.",
          """
          import asyncio

          async def first(source, watch):
              async with asyncio.TaskGroup() as group:
                  group.create_task(watch())
                  async for item in source:
                      if item:
                          return item  # LW408
          """,
          """
          import asyncio

          async def first(source, watch):
              async with asyncio.TaskGroup() as group:
                  watcher = group.create_task(watch())
                  async for item in source:
                      if item:
                          watcher.cancel()
                          return item
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    List<Stmt.AsyncWith> groups = block.isAsync() ? block.own(Stmt.AsyncWith.class) : List.of();
    for (Stmt.AsyncWith with : groups) {
      boolean group = with.items().stream().anyMatch(each -> program.isKind(program.meaning(each.contextExpr(), block.module()), Role.TASK_GROUP));
      if (!group) {
        continue;
      }
      List<Node> nodes = CodeBlock.ownNodes(with.body());
      boolean ended = false;
      boolean started = false;
      for (Node node : nodes) {
        started |= node instanceof Expr.Call call && Spawn.isOwned(call, block, program);
        ended |= node instanceof Expr.Call call && call.func() instanceof Expr.Attribute attribute && attribute.attr().contains("cancel");
        if (started && !ended && leaves(node, with, block)) {
          obligations.add(Obligation.unmet("task groups", Sites.finding(CARD, CARD.severity(), Confidence.MEDIUM, Sites.of(block, node), message(), List.of())));
        }
      }
      if (started && nodes.stream().noneMatch(each -> leaves(each, with, block))) {
        obligations.add(Obligation.met(Aspect.CANCELLATION, CARD.id(), "task groups", Sites.of(block, with.items().getFirst().contextExpr()), "its body is run to its end"));
      }
    }
    return obligations;
  }

  private static boolean leaves(Node node, Stmt.AsyncWith with, CodeBlock block) {
    if (node instanceof Stmt.Return) {
      return !CodeBlock.same(with.body().getLast(), node);
    }
    boolean jump = node instanceof Stmt.Break || node instanceof Stmt.Continue;
    return jump && Flow.around(node, block).takeWhile(each -> !CodeBlock.same(each, with))
        .noneMatch(each -> each instanceof Stmt.For || each instanceof Stmt.AsyncFor || each instanceof Stmt.While);
  }

  private static Message message() {
    return new Message(
        "This waits for all tasks of the group first",
        "It leaves the body of a task group in which tasks were started.",
        "The group waits until all of them have ended, for ever if one of them does not; the function only looks as if it were done here.",
        "Cancel what is left before leaving, or start nothing that does not end by itself.");
  }
}
