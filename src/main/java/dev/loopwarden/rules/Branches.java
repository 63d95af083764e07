package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Effect;
import dev.loopwarden.python.Arg;
import dev.loopwarden.python.Arguments;
import dev.loopwarden.python.ExceptHandler;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Keyword;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which branches a way through helpers takes. What constants shut is not walked at all; here it is what is likely.
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

  /// Whether a step is taken only as long as something that is kept is not there yet: `if self._model is None:`, or behind
  /// `if _model is not None: return _model` of a `global`. It then runs once in the life of the process.
  static boolean isFirstTimeOnly(Effect effect) {
    return effect.steps().stream().anyMatch(step -> {
      Node below = step.site();
      for (Node up : Flow.around(step.site(), step.block()).toList()) {
        Node inner = below;
        boolean unset = up instanceof Stmt.If branch && branch.body().stream().anyMatch(each -> CodeBlock.same(each, inner)) && asksForKept(branch.test(), false, step.block());
        if (unset) {
          return true;
        }
        below = up;
      }
      return step.block().own(Stmt.If.class).stream().anyMatch(each -> each.span().endLine() < step.site().span().line()
          && each.body().getLast() instanceof Stmt.Return && asksForKept(each.test(), true, step.block()));
    });
  }

  /// A question for what an object or the module keeps.
  ///
  /// @param there whether it is asked for as being there, else as missing
  private static boolean asksForKept(Expr test, boolean there, CodeBlock block) {
    return switch (test) {
      case Expr.UnaryOp not when not.op().equals("Not") -> !there && isKept(not.operand(), block);
      case Expr.Compare compare when compare.ops().equals(List.of(there ? "IsNot" : "Is")) && Flow.isNone(compare.comparators().getFirst()) -> isKept(compare.left(), block);
      case Expr other -> there && isKept(other, block);
    };
  }

  private static boolean isKept(Expr expr, CodeBlock block) {
    return switch (expr) {
      case Expr.Attribute attribute -> attribute.value() instanceof Expr.Name name && Set.of("self", "cls").contains(name.id());
      case Expr.Name name -> block.own(Stmt.Global.class).stream().anyMatch(each -> each.names().contains(name.id()));
      default -> false;
    };
  }

  /// Whether a step is taken only where nothing is handed over, `if not household_id:`, and something is.
  static boolean isUnlikely(Effect effect) {
    List<Effect.Step> steps = effect.steps();
    Set<String> given = Set.of();
    for (int i = 1; i < steps.size(); i++) {
      given = steps.get(i - 1).site() instanceof Expr.Call call ? given(call, steps.get(i).block(), steps.get(i - 1).block(), given) : Set.of();
      if (needsNone(steps.get(i), given)) {
        return true;
      }
    }
    return false;
  }

  private static boolean needsNone(Effect.Step step, Set<String> given) {
    Node below = step.site();
    for (Node up : Flow.around(step.site(), step.block()).toList()) {
      Node inner = below;
      if (up instanceof Stmt.If branch && branch.body().stream().anyMatch(each -> CodeBlock.same(each, inner)) && asksForNone(branch.test()).filter(given::contains).isPresent()) {
        return true;
      }
      below = up;
    }
    return false;
  }

  /// `not name`, `name is None`.
  private static Optional<String> asksForNone(Expr test) {
    return switch (test) {
      case Expr.UnaryOp not when not.op().equals("Not") && not.operand() instanceof Expr.Name name -> Optional.of(name.id());
      case Expr.Compare compare when compare.ops().equals(List.of("Is")) && compare.left() instanceof Expr.Name name && Flow.isNone(compare.comparators().getFirst()) ->
          Optional.of(name.id());
      default -> Optional.empty();
    };
  }

  /// The parameters of a function that a call gives a value other than a constant. A parameter of the caller's own may be none.
  private static Set<String> given(Expr.Call call, CodeBlock called, CodeBlock caller, Set<String> outer) {
    var given = new HashSet<String>();
    Optional<Arguments> args = called.args();
    if (args.isEmpty() || call.args().stream().anyMatch(Expr.Starred.class::isInstance)) {
      return given;
    }
    List<Arg> positional = new ArrayList<>(args.get().posonlyargs());
    positional.addAll(args.get().args());
    int bound = called.owner().isPresent() && !called.isStatic() ? 1 : 0;
    for (int i = 0; i < call.args().size() && i + bound < positional.size(); i++) {
      if (isValue(call.args().get(i), caller, outer)) {
        given.add(positional.get(i + bound).arg());
      }
    }
    for (Keyword keyword : call.keywords()) {
      keyword.arg().filter(_ -> isValue(keyword.value(), caller, outer)).ifPresent(given::add);
    }
    return given;
  }

  private static boolean isValue(Expr expr, CodeBlock caller, Set<String> outer) {
    return !(expr instanceof Expr.Constant) && (!(expr instanceof Expr.Name name) || !caller.parameters().contains(name.id()) || outer.contains(name.id()));
  }
}
