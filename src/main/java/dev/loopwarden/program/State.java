package dev.loopwarden.program;

import dev.loopwarden.python.ConstantType;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Questions for what an object or a module keeps from one call to the next.
final class State {

  private State() {}

  /// Whether a condition asks for an attribute of the object itself, or for a global that the function binds.
  static boolean isAskedFor(Expr test, CodeBlock block) {
    return test.findAll(Expr.class).stream().anyMatch(each -> isKept(each, block));
  }

  /// Whether a condition holds once something that is kept is there: `if self._markets:`, `if key in self._cache:`.
  static boolean isAskedForAsThere(Expr test, CodeBlock block) {
    return switch (test) {
      case Expr.BoolOp both -> both.values().stream().anyMatch(each -> isAskedForAsThere(each, block));
      case Expr.Compare compare when compare.ops().equals(List.of("In")) -> isKept(compare.comparators().getFirst(), block);
      case Expr.Compare compare when compare.ops().equals(List.of("Eq")) -> isKept(compare.left(), block) || isKept(compare.comparators().getFirst(), block);
      default -> asksFor(test, true, block);
    };
  }

  /// Whether a place is reached only as long as something that is kept is not there yet: under `if self._model is None:`, or behind
  /// `if _model is not None: return _model` of a `global`. It then runs once in the life of the process.
  static boolean isFirstTimeOnly(Node site, CodeBlock block) {
    Node below = site;
    for (Node up : block.module().ancestors(site)) {
      Node inner = below;
      if (CodeBlock.same(up, block.node())) {
        break;
      }
      if (up instanceof Stmt.If branch && branch.body().stream().anyMatch(each -> CodeBlock.same(each, inner)) && asksFor(branch.test(), false, block)) {
        return true;
      }
      below = up;
    }
    return block.own(Stmt.If.class).stream().anyMatch(each -> each.span().endLine() < site.span().line()
        && each.body().getLast() instanceof Stmt.Return && asksFor(each.test(), true, block));
  }

  /// @param there whether it is asked for as being there, else as missing
  private static boolean asksFor(Expr test, boolean there, CodeBlock block) {
    return switch (test) {
      case Expr.UnaryOp not when not.op().equals("Not") -> !there && isKept(not.operand(), block);
      case Expr.Compare compare when compare.ops().equals(List.of(there ? "IsNot" : "Is"))
          && compare.comparators().getFirst() instanceof Expr.Constant none && none.type() == ConstantType.NONE -> isKept(compare.left(), block);
      case Expr other -> there && isKept(other, block);
    };
  }

  private static boolean isKept(Expr expr, CodeBlock block) {
    return switch (expr) {
      case Expr.Attribute attribute -> attribute.value() instanceof Expr.Name name && Set.of("self", "cls").contains(name.id())
          && block.module().parent(attribute).filter(up -> up instanceof Expr.Call call && CodeBlock.same(call.func(), attribute)).isEmpty();
      case Expr.Name name -> block.own(Stmt.Global.class).stream().anyMatch(each -> each.names().contains(name.id())) || isRemembered(name, block);
      default -> false;
    };
  }

  /// `known = CACHE.get(key)` of a function that also does `CACHE[key] = ...`.
  private static boolean isRemembered(Expr.Name name, CodeBlock block) {
    return block.own(Stmt.Assign.class).stream()
        .filter(each -> each.targets().getFirst() instanceof Expr.Name target && target.id().equals(name.id()))
        .anyMatch(each -> each.value() instanceof Expr.Call call && call.func() instanceof Expr.Attribute get && get.attr().equals("get")
            && isFilled(block.module().code(get.value().span()), block));
  }

  private static boolean isFilled(String memory, CodeBlock block) {
    return block.own(Stmt.Assign.class).stream().flatMap(each -> each.targets().stream())
        .anyMatch(each -> each instanceof Expr.Subscript place && block.module().code(place.value().span()).equals(memory));
  }

  /// Whether a condition is about each thing of a loop around it, and of nothing else that may be one way for ever: of many things some are so.
  static boolean isOfEach(Expr test, Node statement, CodeBlock block) {
    var bound = new HashSet<String>();
    for (Node up : block.module().ancestors(statement)) {
      if (CodeBlock.same(up, block.node())) {
        break;
      }
      if (up instanceof Stmt.For loop) {
        loop.target().findAll(Expr.Name.class).forEach(each -> bound.add(each.id()));
        CodeBlock.ownNodes(loop.body()).stream().filter(Stmt.Assign.class::isInstance)
            .forEach(each -> ((Stmt.Assign) each).targets().forEach(target -> target.findAll(Expr.Name.class).forEach(name -> bound.add(name.id()))));
      }
    }
    List<Expr.Name> names = test.findAll(Expr.Name.class);
    return names.stream().anyMatch(each -> bound.contains(each.id()))
        && names.stream().noneMatch(each -> block.parameters().contains(each.id()) && !bound.contains(each.id()));
  }
}
