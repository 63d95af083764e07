package dev.loopwarden.program;

import dev.loopwarden.python.Comprehension;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import java.util.List;
import java.util.Optional;

/// Loops, and what stands in them: those that give way to the event loop between their turns, and those that do not.
final class Loops {

  private Loops() {}

  static boolean is(Node node) {
    return node instanceof Stmt.For || node instanceof Stmt.While || node instanceof Comprehension;
  }

  /// How many loops stand around a node inside its block that do not give way.
  static int depth(Node node, CodeBlock block) {
    int depth = 0;
    Node below = node;
    for (Node above : block.module().ancestors(node)) {
      if (CodeBlock.same(above, block.node())) {
        break;
      }
      depth += isAround(above, below) && !givesWay(above) ? 1 : 0;
      below = above;
    }
    return depth;
  }

  private static boolean isAround(Node above, Node below) {
    return switch (above) {
      case Stmt.For loop -> !CodeBlock.same(loop.iter(), below);
      case Stmt.While _ -> true;
      case Expr.ListComp _, Expr.SetComp _, Expr.DictComp _, Expr.GeneratorExp _ -> !(below instanceof Comprehension);
      default -> false;
    };
  }

  static boolean givesWay(Node loop) {
    return CodeBlock.ownNodes(loop.children()).stream()
        .anyMatch(each -> each instanceof Expr.Await || each instanceof Stmt.AsyncFor || each instanceof Stmt.AsyncWith);
  }

  /// Whether a place is run for each of many, without giving way between: a loop over a display (`for each in (a, b)`), and one that is left after
  /// the place has run, are not over many.
  static boolean isForMany(Node site, CodeBlock block) {
    Node below = site;
    for (Node above : block.module().ancestors(site)) {
      if (CodeBlock.same(above, block.node()) || above instanceof Expr.Lambda) {
        return false;
      }
      if (isAround(above, below) && !givesWay(above) && iterables(above).stream().noneMatch(Loops::isDisplay) && !isLeft(above)) {
        return true;
      }
      below = above;
    }
    return false;
  }

  private static List<Expr> iterables(Node loop) {
    return switch (loop) {
      case Stmt.For each -> List.of(each.iter());
      case Expr.ListComp each -> each.generators().stream().map(Comprehension::iter).toList();
      case Expr.SetComp each -> each.generators().stream().map(Comprehension::iter).toList();
      case Expr.DictComp each -> each.generators().stream().map(Comprehension::iter).toList();
      case Expr.GeneratorExp each -> each.generators().stream().map(Comprehension::iter).toList();
      default -> List.of();
    };
  }

  private static boolean isDisplay(Expr iterable) {
    return iterable instanceof Expr.Tuple || iterable instanceof Expr.List || iterable instanceof Expr.Set;
  }

  /// Whether the last statement of its body leaves the loop: it has one turn.
  private static boolean isLeft(Node loop) {
    List<Stmt> body = switch (loop) {
      case Stmt.For each -> each.body();
      case Stmt.While each -> each.body();
      default -> List.of();
    };
    return Optional.of(body).filter(each -> !each.isEmpty()).map(List::getLast).filter(each -> each instanceof Stmt.Break || each instanceof Stmt.Return).isPresent();
  }
}
