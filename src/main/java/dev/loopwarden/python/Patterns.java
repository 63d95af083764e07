package dev.loopwarden.python;

import dev.loopwarden.python.grammar.PythonGrammar.*;
import dev.loopwarden.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Patterns of `case`.
final class Patterns {

  private Patterns() {}

  static Pattern of(PatternsContext context) {
    Spans.checkSeparators(context);
    List<Pattern> items = all(context);
    return context.COMMA().isEmpty() && !(items.getFirst() instanceof Pattern.MatchStar)
        ? items.getFirst()
        : new Pattern.MatchSequence(Spans.of(context), items);
  }

  private static List<Pattern> all(PatternsContext context) {
    return context.starPattern().stream().map(Patterns::of).toList();
  }

  private static Pattern of(StarPatternContext context) {
    return context.STAR() != null
        ? new Pattern.MatchStar(Spans.of(context), captured(context.NAME().getText()))
        : of(context.asPattern());
  }

  private static Optional<String> captured(String name) {
    return name.equals("_") ? Optional.empty() : Optional.of(name);
  }

  private static Pattern of(AsPatternContext context) {
    List<Pattern> choices = context.closedPattern().stream().map(Patterns::of).toList();
    Span span = Spans.of(context);
    Pattern pattern = choices.getFirst();
    if (choices.size() > 1) {
      pattern =
          new Pattern.MatchOr(
              Spans.of(context.closedPattern(0)).to(Spans.of(context.closedPattern().getLast())), choices);
    }
    return context.AS() == null
        ? pattern
        : new Pattern.MatchAs(span, Optional.of(pattern), Optional.of(context.NAME().getText()));
  }

  private static Pattern of(ClosedPatternContext context) {
    Span span = Spans.of(context);
    if (!context.NUMBER().isEmpty()) {
      return new Pattern.MatchValue(span, number(context, span));
    }
    if (context.strings() != null) {
      return new Pattern.MatchValue(span, Strings.of(context.strings()));
    }
    if (context.NONE() != null || context.TRUE() != null || context.FALSE() != null) {
      return new Pattern.MatchSingleton(span, context.getText());
    }
    if (context.dottedName() != null) {
      return named(context, span);
    }
    if (context.LBRACE() != null) {
      return mapping(context, span);
    }
    PatternsContext inner = context.patterns();
    if (inner == null) {
      return new Pattern.MatchSequence(span, List.of());
    }
    Spans.checkSeparators(inner);
    List<Pattern> items = all(inner);
    boolean group = context.LPAR() != null && inner.COMMA().isEmpty() && !(items.getFirst() instanceof Pattern.MatchStar);
    return group ? items.getFirst() : new Pattern.MatchSequence(span, items);
  }

  private static Expr number(ClosedPatternContext context, Span span) {
    Expr first = Expressions.number(context.NUMBER(0).getText(), Spans.of(context.NUMBER(0)));
    boolean binary = context.NUMBER().size() == 2;
    boolean negative = !context.MINUS().isEmpty() && Spans.is(context.getChild(0), context.MINUS(0).getSymbol().getType());
    if (negative) {
      first = new Expr.UnaryOp(Spans.of(context.MINUS(0)).to(first.span()), "USub", first);
    }
    if (!binary) {
      return first;
    }
    Expr second = Expressions.number(context.NUMBER(1).getText(), Spans.of(context.NUMBER(1)));
    return new Expr.BinOp(span, first, context.PLUS() != null ? "Add" : "Sub", second);
  }

  private static Pattern named(ClosedPatternContext context, Span span) {
    Expr name = dotted(context.dottedName());
    if (context.patternArguments() == null) {
      return name instanceof Expr.Name plain
          ? new Pattern.MatchAs(span, Optional.empty(), captured(plain.id()))
          : new Pattern.MatchValue(span, name);
    }
    Spans.checkSeparators(context.patternArguments());
    var positional = new ArrayList<Pattern>();
    var names = new ArrayList<String>();
    var values = new ArrayList<Pattern>();
    for (PatternArgumentContext argument : context.patternArguments().patternArgument()) {
      Pattern first = of(argument.asPattern(0));
      if (argument.ASSIGN() == null) {
        positional.add(first);
      } else {
        names.add(argument.asPattern(0).getText());
        values.add(of(argument.asPattern(1)));
      }
    }
    return new Pattern.MatchClass(span, name, positional, names, values);
  }

  private static Expr dotted(DottedNameContext context) {
    Span start = Spans.of(context.NAME(0));
    Expr value = new Expr.Name(start, context.NAME(0).getText());
    for (int i = 1; i < context.NAME().size(); i++) {
      value = new Expr.Attribute(start.to(Spans.of(context.NAME(i))), value, context.NAME(i).getText());
    }
    return value;
  }

  private static Pattern mapping(ClosedPatternContext context, Span span) {
    Spans.checkSeparators(context);
    var keys = new ArrayList<Expr>();
    var values = new ArrayList<Pattern>();
    Optional<String> rest = Optional.empty();
    for (MappingItemContext item : context.mappingItem()) {
      if (item.DSTAR() != null) {
        rest = Optional.of(item.NAME().getText());
        continue;
      }
      keys.add(
          switch (of(item.closedPattern())) {
            case Pattern.MatchValue value -> value.value();
            case Pattern.MatchSingleton single ->
                new Expr.Constant(
                    single.span(),
                    single.value().equals("None") ? ConstantType.NONE : ConstantType.BOOL,
                    single.value());
            default -> throw Spans.problem(Spans.of(item), "invalid key of a mapping pattern");
          });
      values.add(of(item.asPattern()));
    }
    return new Pattern.MatchMapping(span, keys, values, rest);
  }
}
