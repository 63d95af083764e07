package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import java.util.ArrayList;
import java.util.List;

/// LW1004: `await` where Python does not allow it.
public final class AsyncOutside implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW1004", "async-outside", "`await` outside of an async function", Aspect.TASKS, Severity.ERROR, true, List.of("PLE1142", "E1142", "E1700", "PLE1700"),
          "`await`, `async for` or `async with` in a plain `def`, and `yield from` in an `async def`.",
          "Python refuses to compile the file: nothing in the module can be imported.",
          "In notebooks, at the top level; that is not reported.",
          "Make the function `async def`; in an `async def` write `async for x in ...: yield x`.",
          "def load(client):\n    return await client.get(\"/\")  # LW1004\n",
          "async def load(client):\n    return await client.get(\"/\")\n");

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
    for (Node node : block.own(Node.class)) {
      boolean misplaced = block.isAsync() ? node instanceof Expr.YieldFrom
          : (node instanceof Expr.Await && Flow.around(node, block).noneMatch(Expr.GeneratorExp.class::isInstance))
              || node instanceof Stmt.AsyncFor || node instanceof Stmt.AsyncWith;
      if (misplaced) {
        obligations.add(Obligation.unmet("awaits", Sites.finding(CARD, Sites.of(block, first(node)), message(block), List.of())));
      }
    }
    return obligations;
  }

  /// Of a statement with a body, what stands in its first line.
  private static Node first(Node node) {
    return switch (node) {
      case Stmt.AsyncFor loop -> loop.target();
      case Stmt.AsyncWith with -> with.items().getFirst().contextExpr();
      default -> node;
    };
  }

  private static Message message(CodeBlock block) {
    return new Message(
        "Python does not compile this module",
        block.isAsync() ? "`yield from` stands in the `async def` `" + block.name() + "`." : "This stands in `" + block.name() + "`, a plain `def`.",
        "It is a `SyntaxError` when the module is imported.",
        block.isAsync() ? "Write `async for x in ...: yield x`." : "Make it an `async def`, and `await` it where it is called.");
  }
}
