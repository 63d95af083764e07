package dev.loopwarden.program;

import dev.loopwarden.python.Comprehension;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.python.WithItem;
import java.util.List;
import java.util.function.Predicate;

/// Where a coroutine may give way to the event loop. An `await` of a coroutine that itself never does is no such place: it runs in one go, and no
/// cancel arrives there.
final class Suspension {

  private final Program program;
  private final CallGraph graph;
  private final Overrides overrides;

  Suspension(Program program, CallGraph graph, Overrides overrides) {
    this.program = program;
    this.graph = graph;
    this.overrides = overrides;
  }

  /// @param waits whether a coroutine that is awaited gives way somewhere
  boolean isIn(List<? extends Node> nodes, CodeBlock block, Predicate<CodeBlock> waits) {
    return nodes.stream().anyMatch(each -> switch (each) {
      case Expr.Await await -> isAt(await.value(), 1, block, waits);
      case Stmt.AsyncFor loop -> isAt(loop.iter(), 1, block, waits);
      case Comprehension of -> of.isAsync() != 0 && isAt(of.iter(), 1, block, waits);
      case Stmt.AsyncWith with -> with.items().stream().map(WithItem::contextExpr).anyMatch(item -> isAt(item, ends(item, block), block, waits));
      default -> false;
    });
  }

  /// A class opens and closes by two methods, a generator is one function.
  private int ends(Expr context, CodeBlock block) {
    return program.meaning(context, block.module()) instanceof Meaning.Instance ? 2 : 1;
  }

  /// @param least how many functions must be known at the place
  private boolean isAt(Expr site, int least, CodeBlock block, Predicate<CodeBlock> waits) {
    boolean choice = site instanceof Expr.Call call && program.meaning(call.func(), block.module()) instanceof Meaning.OneOf;
    List<CodeBlock> awaited = graph.of(block).edges().stream()
        .filter(each -> CodeBlock.same(each.site(), site) && each.how() == Edge.How.AWAIT).map(Edge::target).toList();
    return choice || awaited.size() < least || awaited.stream().anyMatch(each -> !isKnown(each) || waits.test(each));
  }

  /// Whether what runs is this function and no other: no decorator changes it, no class below overrides it, and it is more than declared.
  private boolean isKnown(CodeBlock function) {
    boolean plain = function.decorators().isEmpty() || function.isDecoratedWith("asynccontextmanager", "staticmethod", "classmethod");
    return plain && function.owner().map(owner -> !Overrides.isStub(function)
        && overrides.below(owner).stream().noneMatch(each -> each.method(function.name()).isPresent())).orElse(true);
  }
}
