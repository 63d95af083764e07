package dev.loopwarden.python;

import dev.loopwarden.python.grammar.PythonGrammar;
import dev.loopwarden.python.grammar.PythonGrammar.*;
import dev.loopwarden.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/// Expressions without brackets of their own, and primaries with what trails them. Calls are in `Calls`, brackets in
/// `Displays`, operators in `Operators`.
final class Expressions {

  private Expressions() {}

  static Expr of(ExpressionsContext context) {
    return context.yielded != null ? of(context.yielded) : list(context, context.star, context.first, context.more);
  }

  static Expr of(StarExpressionsContext context) {
    return list(context, context.star, context.first, context.more);
  }

  static Optional<Expr> maybe(@Nullable StarExpressionsContext context) {
    return context == null ? Optional.empty() : Optional.of(of(context));
  }

  static Optional<Expr> maybe(@Nullable ExpressionContext context) {
    return context == null ? Optional.empty() : Optional.of(of(context));
  }

  private static Expr list(
      ParserRuleContext whole, @Nullable Token star, ExpressionContext first, @Nullable MoreItemsContext more) {
    Expr item = starred(star, first);
    if (more == null) {
      return item;
    }
    var items = new ArrayList<Expr>(more.items.size() + 1);
    items.add(item);
    for (StarItemContext each : more.items) {
      items.add(starred(each.star, each.value));
    }
    return new Expr.Tuple(Spans.of(whole), items);
  }

  /// What a list ends with: its last item, or the comma behind it.
  static dev.loopwarden.python.Token listEnd(Token comma, List<? extends ParserRuleContext> items) {
    var lastComma = (dev.loopwarden.python.Token) comma;
    if (items.isEmpty()) {
      return lastComma;
    }
    dev.loopwarden.python.Token lastItem = Spans.last(items.getLast());
    return lastComma.start > lastItem.start ? lastComma : lastItem;
  }

  /// After a star in a list, operators that bind less than `|` need parentheses.
  static Expr starred(@Nullable Token star, ExpressionContext value) {
    if (star == null) {
      return of(value);
    }
    if (value.function != null || value.condition != null) {
      throw Spans.problem(value, "invalid syntax: parentheses are needed behind a star");
    }
    return new Expr.Starred(
        Spans.between((dev.loopwarden.python.Token) star, Spans.last(value)),
        Operators.of(value.before, value.left, value.rest, Operator.BITWISE));
  }

  /// After a star in a subscript, or before the `for` of a generator: any expression.
  static Expr spread(Token star, ExpressionContext value) {
    return new Expr.Starred(Spans.between((dev.loopwarden.python.Token) star, Spans.last(value)), of(value));
  }

  static Expr of(YieldExpressionContext context) {
    Span span = Spans.of(context);
    return context.source != null
        ? new Expr.YieldFrom(span, of(context.source))
        : new Expr.Yield(span, maybe(context.value));
  }

  static Expr of(NamedExpressionContext context) {
    return named(context.first, context.assigned);
  }

  static Expr named(ExpressionContext first, @Nullable ExpressionContext assigned) {
    if (assigned == null) {
      return of(first);
    }
    if (!isName(first)) {
      throw Spans.problem(first, "cannot use assignment expressions with " + Wording.of(of(first)));
    }
    return new Expr.NamedExpr(Spans.between(Spans.first(first), Spans.last(assigned)), of(first), of(assigned));
  }

  /// A name alone, without parentheses.
  static boolean isName(ExpressionContext context) {
    return isPrimary(context)
        && context.left.word != null
        && context.left.word.getType() == PythonGrammar.NAME
        && context.left.trailers.isEmpty();
  }

  /// One operand without operators.
  static boolean isPrimary(ExpressionContext context) {
    return context.function == null && context.condition == null && context.rest == null && context.before == null;
  }

  static Expr of(ExpressionContext context) {
    if (context.function != null) {
      LambdaContext lambda = context.function;
      return new Expr.Lambda(Spans.of(lambda), Signatures.of(lambda.signature, Spans.of(lambda.begin)), of(lambda.body));
    }
    Expr body = Operators.of(context.before, context.left, context.rest, Operator.OR);
    if (context.condition == null) {
      return body;
    }
    if (context.condition.function != null || context.condition.condition != null) {
      throw Spans.problem(context.condition, "invalid syntax: this condition needs parentheses");
    }
    return new Expr.IfExp(Spans.of(context), of(context.condition), body, of(context.otherwise));
  }

  static Expr of(OperationContext context) {
    return Operators.of(context.before, context.left, context.rest, Operator.OR);
  }

  static Expr of(PrimaryContext context) {
    Expr value = atom(context);
    if (context.trailers.isEmpty()) {
      return value;
    }
    dev.loopwarden.python.Token start = Spans.first(context);
    for (TrailerContext trailer : context.trailers) {
      Span span = Spans.between(start, Spans.last(trailer));
      if (trailer.name != null) {
        value = new Expr.Attribute(span, value, trailer.name.getText());
      } else if (trailer.call != null) {
        var passed = Calls.Passed.of(trailer.call);
        value = new Expr.Call(span, value, passed.args(), passed.keywords());
      } else {
        value = new Expr.Subscript(span, value, Calls.slice(trailer.index));
      }
    }
    return value;
  }

  private static Expr atom(PrimaryContext context) {
    if (context.word != null) {
      return word(context.word);
    }
    if (context.text != null) {
      return Strings.of(context.text);
    }
    if (context.group != null) {
      return Displays.of(context.group);
    }
    return context.list != null ? Displays.of(context.list) : Displays.of(context.braces);
  }

  private static Expr word(Token token) {
    Span span = Spans.of(token);
    String text = token.getText();
    return switch (token.getType()) {
      case PythonGrammar.NAME -> new Expr.Name(span, text);
      case PythonGrammar.NUMBER -> number(text, span);
      case PythonGrammar.NONE -> new Expr.Constant(span, ConstantType.NONE, text);
      case PythonGrammar.ELLIPSIS -> new Expr.Constant(span, ConstantType.ELLIPSIS, text);
      default -> new Expr.Constant(span, ConstantType.BOOL, text);
    };
  }

  static Expr number(String text, Span span) {
    String lower = text.toLowerCase(Locale.ROOT);
    boolean whole = lower.startsWith("0x") || lower.startsWith("0o") || lower.startsWith("0b");
    ConstantType type =
        !whole && lower.endsWith("j") ? ConstantType.COMPLEX
            : whole || !(lower.contains(".") || lower.contains("e")) ? ConstantType.INT : ConstantType.FLOAT;
    return new Expr.Constant(span, type, text);
  }
}
