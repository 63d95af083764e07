package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Meaning;
import dev.loopwarden.program.Program;
import dev.loopwarden.python.Comprehension;
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
import java.util.Set;

/// LW1005: an async iterable in a plain loop.
public final class SyncOverAsyncIterable implements Rule {

  private static final Set<String> CONSUMERS = Set.of("list", "tuple", "set", "sorted", "sum", "min", "max", "any", "all", "dict", "enumerate", "zip", "next", "iter");

  private static final RuleCard CARD =
      new RuleCard(
          "LW1005", "sync-over-async-iterable", "Async iterable in a plain loop", Aspect.TASKS, Severity.ERROR, true, List.of(),
          "A plain `for`, comprehension, `list()` or `sorted()` over an async generator, and `await` on one.",
          "Python raises `TypeError`: an async generator has no plain iterator and is not awaitable.",
          "Never.",
          "`async for`, or `[x async for x in ...]`.",
          """
          async def rows():
              yield 1

          async def total():
              return sum(row for row in rows())  # LW1005
          """,
          """
          async def rows():
              yield 1

          async def total():
              return sum([row async for row in rows()])
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    for (Expr.Call call : block.calls()) {
      if (isAsyncGenerator(call, block, program)) {
        Optional<Node> parent = block.module().parent(call);
        boolean plain = parent.filter(each -> takesPlain(each, call)).isPresent();
        boolean met = parent.filter(each -> (each instanceof Stmt.AsyncFor loop && CodeBlock.same(loop.iter(), call))
            || (each instanceof Comprehension of && of.isAsync() == 1)).isPresent();
        if (plain) {
          obligations.add(Obligation.unmet("async iterations", Sites.finding(
              CARD, Sites.of(block, call), message(block.module().code(call.func().span())), List.of())
                  .withFix(Colours.iteration(call, block))));
        } else if (met) {
          obligations.add(Obligation.met(Aspect.TASKS, CARD.id(), "async iterations", Sites.of(block, call), "`async for`"));
        }
      }
    }
    return obligations;
  }

  private static boolean takesPlain(Node parent, Expr.Call call) {
    return switch (parent) {
      case Stmt.For loop -> CodeBlock.same(loop.iter(), call);
      case Comprehension each -> each.isAsync() == 0 && CodeBlock.same(each.iter(), call);
      case Expr.Await _, Expr.YieldFrom _, Expr.Starred _ -> true;
      case Expr.Call outer -> outer.func() instanceof Expr.Name name && CONSUMERS.contains(name.id()) && !outer.args().isEmpty()
          && CodeBlock.same(outer.args().getFirst(), call);
      default -> false;
    };
  }

  private static boolean isAsyncGenerator(Expr.Call call, CodeBlock block, Program program) {
    return program.meaning(call.func(), block.module()) instanceof Meaning.Function function && function.block().isAsync()
        && function.block().isGenerator() && function.block().decorators().stream()
            .allMatch(each -> List.of("staticmethod", "classmethod", "abstractmethod", "override").contains(CodeBlock.lastName(each)));
  }

  private static Message message(String code) {
    return new Message(
        "This raises: `" + code + "` is an async generator",
        "`" + code + "` gives an async iterator, and it is used as a plain one.",
        "Python raises `TypeError` as soon as it comes here.",
        "Use `async for`, or `[x async for x in " + code + "(...)]`.");
  }
}
