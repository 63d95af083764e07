package dev.loopwarden.python;

import dev.loopwarden.python.grammar.PythonGrammar;
import dev.loopwarden.python.grammar.PythonGrammar.*;
import dev.loopwarden.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What stands in brackets of its own: groups, tuples, lists, dictionaries, sets, and their comprehensions.
final class Displays {

  private Displays() {}

  static Expr of(ParenthesisedContext context) {
    if (context.yielded != null) {
      return Expressions.of(context.yielded);
    }
    ElementsContext inner = context.inner;
    if (inner == null) {
      return new Expr.Tuple(Spans.of(context), List.of());
    }
    if (inner.generators != null) {
      return new Expr.GeneratorExp(Spans.of(context), generated(inner.items.getFirst()), generators(inner.generators));
    }
    if (inner.comma != null) {
      return new Expr.Tuple(Spans.of(context), items(inner));
    }
    ElementContext only = inner.items.getFirst();
    if (only.star != null) {
      throw Spans.problem(only, "cannot use starred expression here");
    }
    return of(only);
  }

  static Expr of(ListDisplayContext context) {
    Span span = Spans.of(context);
    ElementsContext inner = context.inner;
    if (inner == null) {
      return new Expr.List(span, List.of());
    }
    return inner.generators == null
        ? new Expr.List(span, items(inner))
        : new Expr.ListComp(span, of(inner.items.getFirst()), generators(inner.generators));
  }

  /// What `match` looks at.
  static Expr subject(ElementsContext context) {
    if (context.generators != null) {
      throw Spans.problem(context, "invalid syntax: a comprehension needs brackets");
    }
    ElementContext first = context.items.getFirst();
    if (context.comma != null) {
      return new Expr.Tuple(Spans.of(context), items(context));
    }
    if (first.star != null) {
      throw Spans.problem(first, "cannot use starred expression here");
    }
    return of(first);
  }

  private static List<Expr> items(ElementsContext context) {
    var items = new ArrayList<Expr>(context.items.size());
    for (ElementContext each : context.items) {
      items.add(of(each));
    }
    return items;
  }

  private static Expr generated(ElementContext context) {
    return context.star == null || context.assigned != null || context.as != null ? of(context) : Expressions.spread(context.star, context.first);
  }

  private static Expr of(ElementContext context) {
    if (context.as != null) {
      throw Spans.problem(context.as, "invalid syntax at 'as'");
    }
    if (context.star == null) {
      return Expressions.named(context.first, context.assigned);
    }
    if (context.assigned != null) {
      throw Spans.problem(context, "invalid syntax: parentheses are needed behind a star");
    }
    return Expressions.starred(context.star, context.first);
  }

  static List<Comprehension> generators(ComprehensionsContext context) {
    var loops = new ArrayList<Comprehension>(context.loops.size());
    for (ComprehensionContext each : context.loops) {
      Expr target = Targets.of(each.variables);
      Expr iter = Expressions.of(each.iterable);
      var ifs = new ArrayList<Expr>(each.conditions.size());
      for (OperationContext condition : each.conditions) {
        ifs.add(Expressions.of(condition));
      }
      loops.add(new Comprehension(Spans.of(each), target, iter, ifs, each.async == null ? 0 : 1));
    }
    return loops;
  }

  static Expr of(BraceDisplayContext context) {
    Span span = Spans.of(context);
    if (context.items.isEmpty()) {
      return new Expr.Dict(span, List.of(), List.of());
    }
    boolean dict = isPair(context.items.getFirst());
    for (BraceItemContext item : context.items) {
      if (isPair(item) != dict) {
        throw Spans.problem(item, dict ? "':' expected after dictionary key" : "invalid syntax: a set has no pairs");
      }
    }
    return dict ? dict(context, span) : set(context, span);
  }

  private static boolean isPair(BraceItemContext item) {
    return item.star == null ? item.colon != null : item.star.getType() == PythonGrammar.DSTAR;
  }

  private static Expr dict(BraceDisplayContext context, Span span) {
    var keys = new ArrayList<Optional<Expr>>(context.items.size());
    var values = new ArrayList<Expr>(context.items.size());
    for (BraceItemContext item : context.items) {
      if (item.assigned != null || (item.star != null && item.colon != null)) {
        throw Spans.problem(item, "invalid syntax: parentheses are needed in this dict");
      }
      if (item.star != null) {
        keys.add(Optional.empty());
        values.add(context.generators == null ? unpacked(item) : Expressions.of(item.first));
      } else {
        keys.add(Optional.of(Expressions.of(item.first)));
        values.add(Expressions.of(item.value));
      }
    }
    if (context.generators == null) {
      return new Expr.Dict(span, keys, values);
    }
    List<Comprehension> generators = generators(context.generators);
    return keys.getFirst().isPresent()
        ? new Expr.DictComp(span, keys.getFirst().get(), Optional.of(values.getFirst()), generators)
        : new Expr.DictComp(span, values.getFirst(), Optional.empty(), generators);
  }

  /// `**mapping`.
  private static Expr unpacked(BraceItemContext item) {
    if (item.first.function != null || item.first.condition != null) {
      throw Spans.problem(item, "invalid syntax: parentheses are needed behind a star");
    }
    return Operators.of(item.first.before, item.first.left, item.first.rest, Operator.BITWISE);
  }

  private static Expr set(BraceDisplayContext context, Span span) {
    var items = new ArrayList<Expr>(context.items.size());
    for (BraceItemContext item : context.items) {
      if (item.star != null && (item.assigned != null || item.colon != null)) {
        throw Spans.problem(item, "invalid syntax: parentheses are needed behind a star");
      }
      items.add(
          item.star == null
              ? Expressions.named(item.first, item.assigned)
              : Expressions.starred(item.star, item.first));
    }
    return context.generators == null
        ? new Expr.Set(span, items)
        : new Expr.SetComp(span, items.getFirst(), generators(context.generators));
  }
}
