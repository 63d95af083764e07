package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Effect;
import dev.loopwarden.python.ExceptHandler;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import java.util.List;

/// Whether a way through helpers is taken on every call, for what is told so.
final class Branches {

  private Branches() {}

  /// Whether each step is taken whenever the one before it is: no condition, loop or handler around it, and no way out before it.
  static boolean isAlwaysTaken(Effect effect) {
    List<Effect.Step> steps = effect.steps();
    return steps.subList(1, steps.size()).stream().allMatch(step -> {
      Node below = step.site();
      for (Node up : Flow.around(step.site(), step.block()).toList()) {
        if (isConditional(up, below)) {
          return false;
        }
        below = up;
      }
      return step.block().own(Stmt.Return.class).stream().noneMatch(each -> each.span().endLine() < step.site().span().line());
    });
  }

  private static boolean isConditional(Node up, Node below) {
    return switch (up) {
      case Stmt.If branch -> !CodeBlock.same(branch.test(), below);
      case Expr.IfExp branch -> !CodeBlock.same(branch.test(), below);
      case Stmt.While loop -> !CodeBlock.same(loop.test(), below);
      case Stmt.For loop -> !CodeBlock.same(loop.iter(), below);
      case Expr.BoolOp both -> !CodeBlock.same(both.values().getFirst(), below);
      case ExceptHandler _, Stmt.Match _ -> true;
      default -> false;
    };
  }
}
