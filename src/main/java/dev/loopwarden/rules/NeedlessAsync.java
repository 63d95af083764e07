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
import dev.loopwarden.rule.Site;
import java.util.ArrayList;
import java.util.List;

/// LW901: an async function that never waits.
public final class NeedlessAsync implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW901", "needless-async", "Async function that never waits", Aspect.DESIGN, Severity.HINT, true, List.of("ASYNC124", "RUF029", "S7503"),
          "An `async def` without `await`, whose callers in the module all await it at once.",
          "Every call makes a coroutine for nothing, and readers look for the place where it waits.",
          "An interface, an override or a framework asks for `async def`.",
          "`def`, and no `await` at its calls.",
          """
          async def add(one, two):  # LW901
              total = one + two
              return total

          async def main():
              return await add(1, 2)
          """,
          """
          def add(one, two):
              total = one + two
              return total

          async def main():
              return add(1, 2)
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    if (!block.isAsync()) {
      return obligations;
    }

    boolean plain = block.decorators().isEmpty() && block.owner().isEmpty() && block.outer().filter(CodeBlock::isModule).isPresent()
        && !block.isGenerator() && !Flow.waits(block.body()) && !isStub(block);
    if (plain && isAlwaysAwaited(block)) {
      Site site = Sites.ofDefinition(block, "async def " + block.name());
      obligations.add(Obligation.unmet("async functions", Sites.finding(CARD, site, message(block.name()), List.of())));
    }
    return obligations;
  }

  private static boolean isStub(CodeBlock block) {
    return block.body().stream().allMatch(each ->
        each instanceof Stmt.Pass || each instanceof Stmt.Raise || (each instanceof Stmt.ExprStmt statement && statement.value() instanceof Expr.Constant));
  }

  /// Every mention of it in the module is a call that is awaited, and there is one.
  private static boolean isAlwaysAwaited(CodeBlock block) {
    List<Node> mentions = Node.walk(List.of(block.module().tree()), Node::children).stream()
        .filter(each -> each instanceof Expr.Name name && name.id().equals(block.name())).toList();
    return !mentions.isEmpty() && mentions.stream().allMatch(each -> block.module().parent(each)
        .filter(call -> call instanceof Expr.Call made && CodeBlock.same(made.func(), each))
        .flatMap(call -> block.module().parent(call)).filter(Expr.Await.class::isInstance).isPresent());
  }

  private static Message message(String name) {
    return new Message(
        "`" + name + "` never waits",
        "There is no `await` in it, and everybody in this module awaits it at once.",
        "Each call makes a coroutine for nothing, and readers look for the place where it gives way.",
        "Make it a plain `def` and drop the `await` at its calls.");
  }
}
