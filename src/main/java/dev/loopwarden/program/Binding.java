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

  /// The way to what a starred name gets.
  int STARRED = -1;

  /// The way to a name behind a starred one.
  int LATER = -2;

  /// The way to what a mapping has under some key.
  int VALUE = -3;

  /// The statement, or expression, that binds.
  Node at();

  record Imported(Node at, Alias alias, Optional<Stmt.ImportFrom> from) implements Binding {}

  /// A `def`, `async def` or `class`.
  record Defined(Node at) implements Binding {}

  record Assigned(Node at, Expr value) implements Binding {}

  /// One element of what is iterated over, or what lies in it.
  ///
  /// @param way positions to go down by, where an element is unpacked
  record Item(Node at, Expr iterable, boolean async, List<Integer> way) implements Binding {}

  /// One of several names that a value is unpacked into.
  ///
  /// @param way positions to go down by; `STARRED` for a starred name, `LATER` for one that stands after it, `VALUE` into a mapping
  record Part(Node at, Expr value, List<Integer> way) implements Binding {}

  /// What a `with` gives, or what lies in it.
  record Entered(Node at, Expr context, boolean async, List<Integer> way) implements Binding {}

  record Param(Node at, Arg arg, int position) implements Binding {}

  record Declared(Node at, Expr annotation) implements Binding {}

  /// `type Name = ...`.
  record Alternative(Node at, Expr type) implements Binding {}

  /// An attribute that a pattern captures: `case Sent(to=name)`.
  record Captured(Node at, Expr type, String name) implements Binding {}

  /// A part that a pattern captures by its place: `case Sent(name, _)`.
  record Placed(Node at, Expr type, int position) implements Binding {}

  /// What an `except ... as` catches, or a pattern of a class: `case Sent() as event`.
  record Caught(Node at, Expr type) implements Binding {}

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
        case Stmt.For loop -> unpacked(loop.target(), List.of(), found, way -> new Item(loop, loop.iter(), false, way));
        case Stmt.AsyncFor loop -> unpacked(loop.target(), List.of(), found, way -> new Item(loop, loop.iter(), true, way));
        case Stmt.With with -> with.items().forEach(item -> entered(item, with, false, found));
        case Stmt.AsyncWith with -> with.items().forEach(item -> entered(item, with, true, found));
        default -> {}
      }
    }
    return found;
  }

  private static void assign(Expr target, Expr value, Node at, List<Target> found) {
    List<Expr> parts = parts(target);
    List<Expr> values = parts(value);
    if (parts.isEmpty()) {
      found.add(new Target(target, Optional.empty(), Optional.of(value), new Assigned(at, value)));
    } else if (values.size() == parts.size() && values.stream().noneMatch(Expr.Starred.class::isInstance)
        && parts.stream().noneMatch(Expr.Starred.class::isInstance)) {
      for (int i = 0; i < parts.size(); i++) {
        assign(parts.get(i), values.get(i), at, found);
      }
    } else {
      unpacked(target, List.of(), found, way -> new Part(at, value, way));
    }
  }

  private static List<Expr> parts(Expr expr) {
    return switch (expr) {
      case Expr.Tuple tuple -> tuple.elts();
      case Expr.List list -> list.elts();
      default -> List.of();
    };
  }

  private static void entered(WithItem item, Node at, boolean async, List<Target> found) {
    item.optionalVars().ifPresent(target -> unpacked(target, List.of(), found, way -> new Entered(at, item.contextExpr(), async, way)));
  }

  /// The names inside a target, each with the way to it.
  static void unpacked(Expr target, List<Integer> way, List<Target> found, java.util.function.Function<List<Integer>, Binding> binding) {
    List<Expr> parts = parts(target);
    if (parts.isEmpty()) {
      Expr plain = target instanceof Expr.Starred starred ? starred.value() : target;
      found.add(new Target(plain, Optional.empty(), Optional.empty(), binding.apply(List.copyOf(way))));
      return;
    }
    boolean starred = false;
    for (int i = 0; i < parts.size(); i++) {
      boolean here = parts.get(i) instanceof Expr.Starred;
      var below = new ArrayList<>(way);
      below.add(here ? STARRED : starred ? LATER : i);
      starred |= here;
      unpacked(parts.get(i), below, found, binding);
    }
  }
}
