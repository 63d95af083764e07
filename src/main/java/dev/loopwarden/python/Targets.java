package dev.loopwarden.python;

import dev.loopwarden.python.grammar.PythonGrammar.TargetContext;
import dev.loopwarden.python.grammar.PythonGrammar.TargetsContext;
import java.util.ArrayList;
import java.util.List;

/// What can be assigned to or deleted.
final class Targets {

  private Targets() {}

  static Expr of(TargetsContext context) {
    if (context.comma == null) {
      return of(context.items.getFirst());
    }
    var items = new ArrayList<Expr>(context.items.size());
    for (TargetContext each : context.items) {
      items.add(of(each));
    }
    return new Expr.Tuple(Spans.of(context), items);
  }

  static Expr of(TargetContext context) {
    Expr target = Expressions.of(context.value);
    check(target);
    return context.star == null ? target : new Expr.Starred(Spans.of(context), target);
  }

  static List<Expr> deleted(TargetsContext context) {
    var items = new ArrayList<Expr>(context.items.size());
    for (TargetContext each : context.items) {
      Expr item = Expressions.of(each.value);
      items.add(each.star == null ? item : new Expr.Starred(Spans.of(each), item));
    }
    items.forEach(Targets::checkDeleted);
    return items;
  }

  private static void checkDeleted(Expr target) {
    switch (target) {
      case Expr.Name _, Expr.Attribute _, Expr.Subscript _ -> {}
      case Expr.Tuple tuple -> tuple.elts().forEach(Targets::checkDeleted);
      case Expr.List list -> list.elts().forEach(Targets::checkDeleted);
      default -> throw Spans.problem(target.span(), "cannot delete " + Wording.of(target));
    }
  }

  /// Throws where this is not something that can be assigned to.
  static void check(Expr target) {
    switch (target) {
      case Expr.Name _, Expr.Attribute _, Expr.Subscript _ -> {}
      case Expr.Starred starred when !(starred.value() instanceof Expr.Starred) -> check(starred.value());
      case Expr.Tuple tuple -> tuple.elts().forEach(Targets::check);
      case Expr.List list -> list.elts().forEach(Targets::check);
      default -> throw Spans.problem(target.span(), "cannot assign to " + Wording.of(target));
    }
  }

  /// As `check`, where a tuple or list will not do.
  static void checkSingle(Expr target, String use) {
    switch (target) {
      case Expr.Name _, Expr.Attribute _, Expr.Subscript _ -> {}
      default -> throw Spans.problem(target.span(), Wording.of(target) + " cannot be " + use);
    }
  }
}
