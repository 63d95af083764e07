package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Meaning;
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
import java.util.Optional;

/// LW1012: one coroutine object that is awaited twice.
public final class AwaitedTwice implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW1012", "awaited-twice", "Coroutine awaited twice", Aspect.TASKS, Severity.ERROR, true, List.of(),
          "A name that holds a coroutine and is awaited a second time, later or in a loop.",
          "A coroutine runs once: the second `await` raises `RuntimeError: cannot reuse already awaited coroutine`.",
          "For tasks and futures, which keep their result.",
          "Keep the result of the first `await`, or make a task of the coroutine.",
          """
          async def load():
              return 1

          async def main():
              loading = load()
              first = await loading
              second = await loading  # LW1012
              return first + second
          """,
          """
          async def load():
              return 1

          async def main():
              loaded = await load()
              return loaded + loaded
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    for (Stmt.Assign assign : block.own(Stmt.Assign.class)) {
      if (assign.targets().size() == 1 && assign.targets().getFirst() instanceof Expr.Name name && assign.value() instanceof Expr.Call call
          && isCoroutine(call, block, program)) {
        awaitedAgain(name, assign, block).ifPresent(again ->
            obligations.add(Obligation.unmet("coroutines", Sites.finding(CARD, Sites.of(block, again), message(name.id()), List.of()))));
      }
    }
    return obligations;
  }

  /// Of the program's own functions alone: what libraries give may be a future.
  private static boolean isCoroutine(Expr.Call call, CodeBlock block, Program program) {
    return program.meaning(call, block.module()) instanceof Meaning.Coroutine
        && program.meaning(call.func(), block.module()) instanceof Meaning.Function function && function.block().isAsync();
  }

  private static Optional<Expr.Await> awaitedAgain(Expr.Name target, Stmt.Assign assign, CodeBlock block) {
    boolean alone = Node.walk(block.body(), Node::children).stream()
        .filter(each -> each instanceof Expr.Name name && name.id().equals(target.id()) && !CodeBlock.same(each, target))
        .allMatch(each -> block.module().parent(each).filter(Expr.Await.class::isInstance).isPresent());
    if (!alone) {
      return Optional.empty();
    }
    List<Expr.Await> awaits = block.own(Expr.Await.class).stream()
        .filter(each -> each.value() instanceof Expr.Name name && name.id().equals(target.id())).toList();
    boolean looped = awaits.size() == 1 && Flow.loopAround(awaits.getFirst(), block).isPresent()
        && Flow.loopAround(assign, block).isEmpty() && !leaves(awaits.getFirst(), block);
    if (looped) {
      return Optional.of(awaits.getFirst());
    }
    for (int i = 1; i < awaits.size(); i++) {
      if (Flow.isAlwaysBefore(awaits.get(i - 1), awaits.get(i), block)) {
        return Optional.of(awaits.get(i));
      }
    }
    return Optional.empty();
  }

  /// Whether the loop may end right there.
  private static boolean leaves(Expr.Await await, CodeBlock block) {
    return Flow.loopAround(await, block).stream()
        .anyMatch(each -> Flow.has(List.of(each), Stmt.Break.class) || Flow.has(List.of(each), Stmt.Return.class) || Flow.has(List.of(each), Stmt.Raise.class));
  }

  private static Message message(String name) {
    return new Message(
        "The second `await " + name + "` raises",
        "`" + name + "` holds a coroutine, and it was awaited before.",
        "A coroutine runs once; awaiting it again raises `RuntimeError`, each time the code comes here.",
        "Keep the result of the first `await`, or hold a task: `asyncio.create_task(...)`.");
  }
}
