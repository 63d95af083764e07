package dev.loopwarden.program;

import dev.loopwarden.python.Alias;
import dev.loopwarden.python.Arg;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.python.WithItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One way in which a name (or an attribute of `self`) gets a value.
sealed interface Binding {

  /// The statement, or expression, that binds.
  Node at();

  record Imported(Node at, Alias alias, Optional<Stmt.ImportFrom> from) implements Binding {}

  /// A `def`, `async def` or `class`.
  record Defined(Node at) implements Binding {}

  record Assigned(Node at, Expr value) implements Binding {}

  /// One element of what is iterated over.
  record Item(Node at, Expr iterable) implements Binding {}

  /// One of several names that a value is unpacked into.
  record Part(Node at, Expr value, int index) implements Binding {}

  /// What a `with` gives.
  record Entered(Node at, Expr context, boolean async) implements Binding {}

  record Param(Node at, Arg arg, int position) implements Binding {}

  record Declared(Node at, Expr annotation) implements Binding {}

  /// Something that is not followed; `reason` for people.
  record Other(Node at, String reason) implements Binding {}

  /// A target with what it gets.
  record Target(Expr target, Optional<Expr> annotation, Optional<Expr> value, Binding binding) {}

  /// All targets among these nodes, in source order.
  static List<Target> targets(List<Node> nodes) {
    var found = new ArrayList<Target>();
    for (Node node : nodes) {
      switch (node) {
        case Stmt.Assign assign -> assign.targets().forEach(target -> assign(target, assign.value(), assign, found));
        case Stmt.AnnAssign assign ->
            found.add(new Target(
                assign.target(), Optional.of(assign.annotation()), assign.value(), new Declared(assign, assign.annotation())));
        case Expr.NamedExpr named ->
            found.add(new Target(named.target(), Optional.empty(), Optional.of(named.value()), new Assigned(named, named.value())));
        case Stmt.For loop -> item(loop.target(), loop.iter(), loop, found);
        case Stmt.AsyncFor loop -> other(loop.target(), loop, "an element of an async iteration", found);
        case Stmt.With with -> with.items().forEach(item -> entered(item, with, false, found));
        case Stmt.AsyncWith with -> with.items().forEach(item -> entered(item, with, true, found));
        default -> {}
      }
    }
    return found;
  }

  private static void assign(Expr target, Expr value, Node at, List<Target> found) {
    List<Expr> parts = parts(target);
    if (parts.isEmpty()) {
      found.add(new Target(target, Optional.empty(), Optional.of(value), new Assigned(at, value)));
      return;
    }
    List<Expr> values = parts(value);
    for (int i = 0; i < parts.size(); i++) {
      if (values.size() == parts.size() && !(values.get(i) instanceof Expr.Starred)) {
        assign(parts.get(i), values.get(i), at, found);
      } else {
        Expr part = parts.get(i);
        if (parts(part).isEmpty()) {
          found.add(new Target(part, Optional.empty(), Optional.empty(), new Part(at, value, i)));
        }
      }
    }
  }

  private static List<Expr> parts(Expr expr) {
    return switch (expr) {
      case Expr.Tuple tuple -> tuple.elts();
      case Expr.List list -> list.elts();
      default -> List.of();
    };
  }

  private static void item(Expr target, Expr iterable, Node at, List<Target> found) {
    if (parts(target).isEmpty()) {
      found.add(new Target(target, Optional.empty(), Optional.empty(), new Item(at, iterable)));
    } else {
      other(target, at, "a part of an element", found);
    }
  }

  private static void other(Expr target, Node at, String reason, List<Target> found) {
    List<Expr> parts = parts(target);
    if (parts.isEmpty()) {
      found.add(new Target(target, Optional.empty(), Optional.empty(), new Other(at, reason)));
    }
    parts.forEach(part -> other(part, at, reason, found));
  }

  private static void entered(WithItem item, Node at, boolean async, List<Target> found) {
    item.optionalVars().ifPresent(target -> {
      if (parts(target).isEmpty()) {
        found.add(new Target(target, Optional.empty(), Optional.empty(), new Entered(at, item.contextExpr(), async)));
      } else {
        other(target, at, "a part of what a with gives", found);
      }
    });
  }
}
