package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.python.WithItem;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// LW407: a generator that gives something away from inside of a task group or a time limit.
public final class YieldInScope implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW407", "yield-in-scope", "`yield` inside of a task group or time limit", Aspect.CANCELLATION, Severity.ERROR, true, List.of("ASYNC101"),
          "`yield` in an async generator inside of `async with TaskGroup()`, `asyncio.timeout(...)`, or a cancel scope or nursery of anyio or trio.",
          "While the generator stands at its `yield`, the scope is the caller's: a failed task or the time limit cancels whatever the caller is doing then, and when the caller "
              + "breaks off, the scope is left in another task, or never.",
          "Under `@asynccontextmanager` and in test fixtures, which are run to their end.",
          "Keep the scope inside of one step: compute first and yield outside, or hand the items over in a queue.",
          """
          import asyncio

          async def rows(fetch, pages):
              async with asyncio.timeout(10):
                  for page in pages:
                      yield await fetch(page)  # LW407
          """,
          """
          import asyncio

          async def rows(fetch, pages):
              for page in pages:
                  async with asyncio.timeout(10):
                      row = await fetch(page)
                  yield row
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    if (!block.isAsync() || block.isDecoratedWith("asynccontextmanager", "fixture", "contextmanager", "async_fixture", "lifespan", "fixture_async")) {
      return obligations;
    }
    for (Expr.Yield yield : block.own(Expr.Yield.class)) {
      scope(yield, block, program).ifPresent(scope -> obligations.add(Obligation.unmet(
          "generators", Sites.finding(CARD, Sites.of(block, yield), message(block.module().code(scope.span()), scope.span().line()), List.of()))));
    }
    if (obligations.isEmpty() && !block.own(Expr.Yield.class).isEmpty()) {
      obligations.add(Obligation.met(Aspect.CANCELLATION, CARD.id(), "generators", Sites.ofDefinition(block, block.name()), "no `yield` inside of a scope"));
    }
    return obligations;
  }

  private static Optional<Expr> scope(Expr.Yield yield, CodeBlock block, Program program) {
    for (Node up : Flow.around(yield, block).toList()) {
      List<WithItem> items = switch (up) {
        case Stmt.With with -> with.items();
        case Stmt.AsyncWith with -> with.items();
        default -> List.of();
      };
      for (WithItem item : items) {
        boolean cancels = program.isKind(program.meaning(item.contextExpr(), block.module()), Role.TASK_GROUP)
            || (item.contextExpr() instanceof Expr.Call call && program.entry(call, block.module())
                .filter(each -> each.is(Role.CANCEL_SCOPE) || each.is(Role.TASK_GROUP)).isPresent());
        if (cancels) {
          return Optional.of(item.contextExpr());
        }
      }
    }
    return Optional.empty();
  }

  private static Message message(String scope, int line) {
    return new Message(
        "A cancel from here hits whoever reads this generator",
        "This `yield` stands inside of `" + scope + "` at line " + line + ".",
        "While the caller works on what it was given, the scope is open around the caller: its limit or a failing task cancels the caller's own work, and a caller that breaks off leaves the scope in disorder.",
        "Close the scope before the `yield`, or make this an `@asynccontextmanager` that gives an iterator.");
  }
}
