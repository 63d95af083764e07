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
import dev.loopwarden.rule.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// LW203: a queue without a bound.
public final class UnboundedQueue implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW203", "unbounded-queue", "Queue without a bound", Aspect.BOUNDS, Severity.INFO, true, List.of(),
          "`asyncio.Queue()` without `maxsize` that a loop of the same module fills.",
          "When the consumer is slower than the producer, the queue grows until memory is gone; nothing tells the producer to wait.",
          "The number of items is small by design.",
          "`asyncio.Queue(maxsize=100)` and `await queue.put(...)`.",
          """
          import asyncio

          async def run(source, handle):
              queue = asyncio.Queue()  # LW203
              async for item in source:
                  await queue.put(item)
          """,
          """
          import asyncio

          async def run(source, handle):
              queue = asyncio.Queue(maxsize=100)
              async for item in source:
                  await queue.put(item)
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    for (Stmt.Assign assign : block.own(Stmt.Assign.class)) {
      if (assign.value() instanceof Expr.Call call && Flow.entry(call, block, program, Role.QUEUE).isPresent()) {
        queue(call, CodeBlock.lastName(assign.targets().getFirst()), block).ifPresent(obligations::add);
      }
    }
    for (Stmt.AnnAssign assign : block.own(Stmt.AnnAssign.class)) {
      if (assign.value().orElse(null) instanceof Expr.Call call && Flow.entry(call, block, program, Role.QUEUE).isPresent()) {
        queue(call, CodeBlock.lastName(assign.target()), block).ifPresent(obligations::add);
      }
    }
    return obligations;
  }

  private static Optional<Obligation> queue(Expr.Call call, String name, CodeBlock block) {
    Site site = Sites.of(block, call);
    Optional<Expr> size = call.args().isEmpty() ? Flow.keyword(call, "maxsize") : Optional.of(call.args().getFirst());
    if (size.isPresent() && !Flow.isConstant(size.get(), "0")) {
      return Optional.of(Obligation.met(Aspect.BOUNDS, CARD.id(), "queues", site, "`" + block.module().code(call.span()) + "`"));
    }
    return isFilledByALoop(name, block)
        ? Optional.of(Obligation.unmet("queues", Sites.finding(CARD, site, message(name), List.of())))
        : Optional.of(Obligation.unknown(Aspect.BOUNDS, CARD.id(), "queues", site, "who fills it cannot be seen"));
  }

  private static boolean isFilledByALoop(String name, CodeBlock block) {
    return block.module().blocks().stream().anyMatch(each -> each.calls().stream().anyMatch(call ->
        call.func() instanceof Expr.Attribute put && (put.attr().equals("put") || put.attr().equals("put_nowait"))
            && CodeBlock.lastName(put.value()).equals(name) && !call.args().isEmpty() && !Flow.isNone(call.args().getFirst())
            && Flow.loopAround(call, each).isPresent()));
  }

  private static Message message(String name) {
    return new Message(
        "`" + name + "` grows without a limit",
        "A loop puts items into this queue, and it has no `maxsize`.",
        "When the consumer is slower than the producer, memory grows until it is gone; nothing tells the producer to wait.",
        "Give it a bound, such as `maxsize=100` (100 is a guess), and `await` the `put`.");
  }
}
