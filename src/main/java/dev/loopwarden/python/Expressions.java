package dev.loopwarden.python;

import dev.loopwarden.python.grammar.PythonGrammar;
import dev.loopwarden.python.grammar.PythonGrammar.*;
import dev.loopwarden.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/// Expressions of the parse tree as nodes.
final class Expressions {

  private Expressions() {}

  static Expr of(ExpressionsContext context) {
    return context.yieldExpression() != null ? of(context.yieldExpression()) : of(context.starExpressions());
  }

  static Expr of(YieldExpressionContext context) {
    Span span = Spans.of(context);
    return context.FROM() != null
        ? new Expr.YieldFrom(span, of(context.expression()))
        : new Expr.Yield(span, maybe(context.starExpressions()));
  }

  static Optional<Expr> maybe(@Nullable StarExpressionsContext context) {
    return context == null ? Optional.empty() : Optional.of(of(context));
  }

  static Optional<Expr> maybe(@Nullable ExpressionContext context) {
    return context == null ? Optional.empty() : Optional.of(of(context));
  }

  static Expr of(StarExpressionsContext context) {
    Spans.checkSeparators(context);
    List<Expr> items = context.starItem().stream().map(Expressions::of).toList();
    return context.COMMA().isEmpty() ? items.getFirst() : new Expr.Tuple(Spans.of(context), items);
  }

  static Expr of(StarItemContext context) {
    return context.STAR() != null
        ? new Expr.Starred(Spans.of(context), Operators.of(context.operation()))
        : of(context.namedExpression());
  }

  static Expr of(NamedExpressionContext context) {
    Expr first = of(context.expression(0));
    if (context.COLONEQ() == null) {
      return first;
    }
    if (!(first instanceof Expr.Name)) {
      throw Spans.problem(first.span(), "cannot use assignment expressions with this target");
    }
    return new Expr.NamedExpr(Spans.of(context), first, of(context.expression(1)));
  }

  static Expr of(ExpressionContext context) {
    if (context.lambda() != null) {
      LambdaContext lambda = context.lambda();
      return new Expr.Lambda(
          Spans.of(lambda), Signatures.of(lambda.lambdaParameters(), Spans.of(lambda.LAMBDA())), of(lambda.expression()));
    }
    Expr body = Operators.of(context.operation(0));
    return context.IF() == null
        ? body
        : new Expr.IfExp(Spans.of(context), Operators.of(context.operation(1)), body, of(context.expression()));
  }

  static Expr of(PrimaryContext context) {
    Expr value = of(context.atom());
    Span start = Spans.of(context.atom());
    for (TrailerContext trailer : context.trailer()) {
      Span span = start.to(Spans.of(trailer));
      if (trailer.arguments() != null) {
        var call = new CallArguments(trailer.arguments());
        value = new Expr.Call(span, value, call.args, call.keywords);
      } else if (trailer.NAME() != null) {
        value = new Expr.Attribute(span, value, trailer.NAME().getText());
      } else {
        value = new Expr.Subscript(span, value, slice(trailer));
      }
    }
    return value;
  }

  /// The positional and the keyword arguments of a call or of a class.
  static final class CallArguments {
    final List<Expr> args = new ArrayList<>();
    final List<Keyword> keywords = new ArrayList<>();

    CallArguments(ArgumentsContext context) {
      Spans.checkSeparators(context);
      for (ArgumentContext argument : context.argument()) {
        Span span = Spans.of(argument);
        if (argument.STAR() != null) {
          args.add(new Expr.Starred(span, of(argument.expression())));
        } else if (argument.DSTAR() != null) {
          keywords.add(new Keyword(span, Optional.empty(), of(argument.expression())));
        } else if (argument.ASSIGN() != null) {
          if (!(of(argument.namedExpression()) instanceof Expr.Name name)) {
            throw Spans.problem(span, "expression cannot contain assignment, perhaps you meant \"==\"?");
          }
          keywords.add(new Keyword(span, Optional.of(name.id()), of(argument.expression())));
        } else if (!argument.comprehension().isEmpty()) {
          if (context.argument().size() > 1) {
            throw Spans.problem(span, "Generator expression must be parenthesized");
          }
          args.add(new Expr.GeneratorExp(Spans.of(context), of(argument.namedExpression()), generators(argument.comprehension())));
        } else {
          if (keywords.stream().anyMatch(keyword -> keyword.arg().isPresent())) {
            throw Spans.problem(span, "positional argument follows keyword argument");
          }
          args.add(of(argument.namedExpression()));
        }
      }
    }
  }

  private static Expr slice(TrailerContext trailer) {
    Spans.checkSeparators(trailer);
    List<Expr> items = trailer.subscript().stream().map(Expressions::of).toList();
    if (trailer.COMMA().isEmpty() && !(items.getFirst() instanceof Expr.Starred)) {
      return items.getFirst();
    }
    Span end = trailer.COMMA().size() == items.size() ? Spans.of(trailer.COMMA().getLast()) : items.getLast().span();
    if (trailer.COMMA().size() < items.size()) {
      end = Spans.of(trailer.subscript().getLast());
    }
    return new Expr.Tuple(Spans.of(trailer.subscript(0)).to(end), items);
  }

  private static Expr of(SubscriptContext context) {
    Span span = Spans.of(context);
    if (context.STAR() != null) {
      return new Expr.Starred(span, Operators.of(context.operation()));
    }
    if (context.sliceTail() == null) {
      return of(context.namedExpression());
    }
    Optional<Expr> lower =
        context.namedExpression() == null ? Optional.empty() : Optional.of(of(context.namedExpression()));
    Optional<Expr> upper = Optional.empty();
    Optional<Expr> step = Optional.empty();
    int colons = 0;
    for (ParseTree part : context.sliceTail().children) {
      if (part instanceof TerminalNode) {
        colons++;
      } else if (colons == 1) {
        upper = Optional.of(of((ExpressionContext) part));
      } else {
        step = Optional.of(of((ExpressionContext) part));
      }
    }
    return new Expr.Slice(span, lower, upper, step);
  }

  private static Expr of(AtomContext context) {
    Span span = Spans.of(context);
    if (context.strings() != null) {
      return Strings.of(context.strings());
    }
    if (context.parenthesised() != null) {
      return of(context.parenthesised(), span);
    }
    if (context.listDisplay() != null) {
      return list(context.listDisplay().elements(), span);
    }
    if (context.braceDisplay() != null) {
      return Displays.of(context.braceDisplay(), span);
    }
    String text = context.getText();
    return switch (context.start.getType()) {
      case PythonGrammar.NAME -> new Expr.Name(span, java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFKC));
      case PythonGrammar.NUMBER -> number(text, span);
      case PythonGrammar.NONE -> new Expr.Constant(span, ConstantType.NONE, text);
      case PythonGrammar.ELLIPSIS -> new Expr.Constant(span, ConstantType.ELLIPSIS, text);
      default -> new Expr.Constant(span, ConstantType.BOOL, text);
    };
  }

  static Expr number(String text, Span span) {
    String lower = text.toLowerCase(java.util.Locale.ROOT);
    boolean whole = lower.startsWith("0x") || lower.startsWith("0o") || lower.startsWith("0b");
    ConstantType type =
        !whole && lower.endsWith("j") ? ConstantType.COMPLEX
            : whole || !(lower.contains(".") || lower.contains("e")) ? ConstantType.INT : ConstantType.FLOAT;
    return new Expr.Constant(span, type, text);
  }

  private static Expr of(ParenthesisedContext context, Span span) {
    if (context.yieldExpression() != null) {
      return of(context.yieldExpression());
    }
    ElementsContext elements = context.elements();
    if (elements == null) {
      return new Expr.Tuple(span, List.of());
    }
    List<Expr> items = items(elements);
    if (!elements.comprehension().isEmpty()) {
      return new Expr.GeneratorExp(span, items.getFirst(), generators(elements.comprehension()));
    }
    if (elements.COMMA().isEmpty()) {
      if (items.getFirst() instanceof Expr.Starred starred) {
        throw Spans.problem(starred.span(), "cannot use starred expression here");
      }
      return items.getFirst();
    }
    return new Expr.Tuple(span, items);
  }

  private static Expr list(@Nullable ElementsContext elements, Span span) {
    if (elements == null) {
      return new Expr.List(span, List.of());
    }
    List<Expr> items = items(elements);
    return elements.comprehension().isEmpty()
        ? new Expr.List(span, items)
        : new Expr.ListComp(span, items.getFirst(), generators(elements.comprehension()));
  }

  private static List<Expr> items(ElementsContext elements) {
    Spans.checkSeparators(elements);
    for (ElementContext element : elements.element()) {
      if (element.AS() != null) {
        throw Spans.problem(Spans.of(element.AS()), "invalid syntax");
      }
    }
    return elements.element().stream().map(Expressions::of).toList();
  }

  private static Expr of(ElementContext context) {
    return context.STAR() != null
        ? new Expr.Starred(Spans.of(context), Operators.of(context.operation()))
        : of(context.namedExpression());
  }

  static List<Comprehension> generators(List<ComprehensionContext> contexts) {
    return contexts.stream()
        .map(
            each ->
                new Comprehension(
                    Spans.of(each),
                    of(each.targets()),
                    Operators.of(each.operation()),
                    each.comprehensionIf().stream().map(condition -> Operators.of(condition.operation())).toList(),
                    each.ASYNC() == null ? 0 : 1))
        .toList();
  }

  static Expr of(TargetsContext context) {
    Spans.checkSeparators(context);
    List<Expr> items = context.target().stream().map(Expressions::of).toList();
    return context.COMMA().isEmpty() ? items.getFirst() : new Expr.Tuple(Spans.of(context), items);
  }

  static Expr of(TargetContext context) {
    Expr target = of(context.primary());
    checkTarget(target);
    return context.STAR() != null ? new Expr.Starred(Spans.of(context), target) : target;
  }

  /// What can be assigned to.
  static void checkTarget(Expr target) {
    switch (target) {
      case Expr.Name _, Expr.Attribute _, Expr.Subscript _ -> {}
      case Expr.Starred starred -> checkTarget(starred.value());
      case Expr.Tuple tuple -> tuple.elts().forEach(Expressions::checkTarget);
      case Expr.List list -> list.elts().forEach(Expressions::checkTarget);
      default -> throw Spans.problem(target.span(), "cannot assign to expression");
    }
  }
}
