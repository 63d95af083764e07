package dev.loopwarden.python;

import dev.loopwarden.python.grammar.PythonGrammar.BraceDisplayContext;
import dev.loopwarden.python.grammar.PythonGrammar.BraceItemContext;
import dev.loopwarden.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Dictionaries and sets, and their comprehensions.
final class Displays {

  private Displays() {}

  static Expr of(BraceDisplayContext context, Span span) {
    List<BraceItemContext> items = context.braceItem();
    if (items.isEmpty()) {
      return new Expr.Dict(span, List.of(), List.of());
    }
    Spans.checkSeparators(context);
    boolean dict = isPair(items.getFirst());
    for (BraceItemContext item : items) {
      if (isPair(item) != dict) {
        throw Spans.problem(Spans.of(item), dict ? "':' expected after dictionary key" : "invalid syntax");
      }
    }
    return dict ? dict(context, span) : set(context, span);
  }

  private static Expr dict(BraceDisplayContext context, Span span) {
    var keys = new ArrayList<Optional<Expr>>();
    var values = new ArrayList<Expr>();
    for (BraceItemContext item : context.braceItem()) {
      if (item.DSTAR() != null) {
        keys.add(Optional.empty());
        values.add(Operators.of(item.operation()));
      } else {
        keys.add(Optional.of(Expressions.of(item.namedExpression())));
        values.add(Expressions.of(item.expression()));
      }
    }
    if (context.comprehension().isEmpty()) {
      return new Expr.Dict(span, keys, values);
    }
    Expr key =
        keys.getFirst()
            .orElseThrow(() -> Spans.problem(span, "dict unpacking cannot be used in dict comprehension"));
    return new Expr.DictComp(span, key, values.getFirst(), Expressions.generators(context.comprehension()));
  }

  private static Expr set(BraceDisplayContext context, Span span) {
    List<Expr> items =
        context.braceItem().stream()
            .map(
                item ->
                    item.STAR() != null
                        ? new Expr.Starred(Spans.of(item), Operators.of(item.operation()))
                        : Expressions.of(item.namedExpression()))
            .toList();
    return context.comprehension().isEmpty()
        ? new Expr.Set(span, items)
        : new Expr.SetComp(span, items.getFirst(), Expressions.generators(context.comprehension()));
  }

  private static boolean isPair(BraceItemContext item) {
    return item.DSTAR() != null || item.COLON() != null;
  }
}
