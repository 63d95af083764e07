package dev.loopwarden.python;

import dev.loopwarden.python.grammar.PythonGrammar;
import dev.loopwarden.python.grammar.PythonGrammar.*;
import dev.loopwarden.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/// Patterns of `case`.
final class Patterns {

  private Patterns() {}

  static Pattern of(PatternsContext context) {
    List<Pattern> items = all(context);
    return context.comma == null ? single(items.getFirst()) : new Pattern.MatchSequence(Spans.of(context), items);
  }

  /// A pattern that is in no list, where a star means nothing.
  private static Pattern single(Pattern pattern) {
    if (pattern instanceof Pattern.MatchStar) {
      throw Spans.problem(pattern.span(), "invalid syntax: a comma must follow a starred pattern that is alone");
    }
    return pattern;
  }

  private static List<Pattern> all(@Nullable PatternsContext context) {
    if (context == null) {
      return List.of();
    }
    var patterns = new ArrayList<Pattern>(context.items.size());
    for (StarPatternContext each : context.items) {
      patterns.add(
          each.pattern != null ? of(each.pattern) : new Pattern.MatchStar(Spans.of(each), captured(each.name.getText())));
    }
    return patterns;
  }

  private static Optional<String> captured(String name) {
    return name.equals("_") ? Optional.empty() : Optional.of(name);
  }

  private static Pattern of(AsPatternContext context) {
    var choices = new ArrayList<Pattern>(context.choices.size());
    for (ClosedPatternContext each : context.choices) {
      if (each.name != null && each.name.first.getText().equals("_") && (each.call != null || !each.name.rest.isEmpty())) {
        throw Spans.problem(each, "invalid syntax: '_' stands for anything and has no members");
      }
      choices.add(of(each));
    }
    Pattern pattern = choices.getFirst();
    if (choices.size() > 1) {
      Span place = Spans.between(Spans.first(context.choices.getFirst()), Spans.last(context.choices.getLast()));
      pattern = new Pattern.MatchOr(place, choices);
    }
    if (context.name == null) {
      return pattern;
    }
    String name = context.name.getText();
    if (name.equals("_")) {
      throw Spans.problem(context.name, "cannot use '_' as a target");
    }
    return new Pattern.MatchAs(Spans.of(context), Optional.of(pattern), Optional.of(name));
  }

  private static Pattern of(ClosedPatternContext context) {
    Span span = Spans.of(context);
    if (context.left != null) {
      return new Pattern.MatchValue(span, number(context, span));
    }
    if (context.text != null) {
      return new Pattern.MatchValue(span, Strings.of(context.text));
    }
    if (context.constant != null) {
      return new Pattern.MatchSingleton(span, context.constant.getText());
    }
    if (context.name != null) {
      return named(context, span);
    }
    if (context.open.getType() == PythonGrammar.LBRACE) {
      return mapping(context, span);
    }
    List<Pattern> items = all(context.inner);
    boolean group = context.open.getType() == PythonGrammar.LPAR && context.inner != null && context.inner.comma == null;
    return group ? single(items.getFirst()) : new Pattern.MatchSequence(span, items);
  }

  private static Expr number(ClosedPatternContext context, Span span) {
    Expr first = Expressions.number(context.left.getText(), Spans.of(context.left));
    boolean real = first instanceof Expr.Constant constant && constant.type() != ConstantType.COMPLEX;
    if (context.sign != null && context.sign.getType() == PythonGrammar.MINUS) {
      first = new Expr.UnaryOp(Spans.of(context.sign).to(first.span()), "USub", first);
    }
    if (context.right == null) {
      return first;
    }
    Expr second = Expressions.number(context.right.getText(), Spans.of(context.right));
    if (!real) {
      throw Spans.problem(context, "real number required in complex literal");
    }
    if (!(second instanceof Expr.Constant constant && constant.type() == ConstantType.COMPLEX)) {
      throw Spans.problem(context.right, "imaginary number required in complex literal");
    }
    return new Expr.BinOp(span, first, context.op.getType() == PythonGrammar.PLUS ? "Add" : "Sub", second);
  }

  private static Pattern named(ClosedPatternContext context, Span span) {
    Expr name = dotted(context.name);
    if (context.call == null) {
      return name instanceof Expr.Name plain
          ? new Pattern.MatchAs(span, Optional.empty(), captured(plain.id()))
          : new Pattern.MatchValue(span, name);
    }
    var positional = new ArrayList<Pattern>();
    var names = new ArrayList<String>();
    var values = new ArrayList<Pattern>();
    for (PatternArgumentContext argument : context.call.items) {
      if (argument.value != null) {
        names.add(keyword(argument));
        values.add(of(argument.value));
      } else if (names.isEmpty()) {
        positional.add(of(argument.first));
      } else {
        throw Spans.problem(argument, "positional patterns follow keyword patterns");
      }
    }
    return new Pattern.MatchClass(span, name, positional, names, values);
  }

  private static String keyword(PatternArgumentContext argument) {
    if (!argument.first.start.equals(argument.first.stop) || argument.first.start.getType() != PythonGrammar.NAME) {
      throw Spans.problem(argument, "invalid syntax: a keyword pattern begins with a name");
    }
    return argument.first.start.getText();
  }

  private static Expr dotted(DottedNameContext context) {
    Span start = Spans.of(context.first);
    Expr value = new Expr.Name(start, context.first.getText());
    for (Token each : context.rest) {
      value = new Expr.Attribute(start.to(Spans.of(each)), value, each.getText());
    }
    return value;
  }

  private static Pattern mapping(ClosedPatternContext context, Span span) {
    var keys = new ArrayList<Expr>();
    var values = new ArrayList<Pattern>();
    Optional<String> rest = Optional.empty();
    for (MappingItemContext item : context.items) {
      if (rest.isPresent()) {
        throw Spans.problem(item, "double star pattern must be the last (right-most) subpattern in the mapping pattern");
      }
      if (item.rest != null) {
        rest = Optional.of(item.rest.getText());
        if (item.rest.getText().equals("_")) {
          throw Spans.problem(item, "invalid syntax at '**_'");
        }
        continue;
      }
      keys.add(key(item.key));
      values.add(of(item.value));
    }
    return new Pattern.MatchMapping(span, keys, values, rest);
  }

  private static Expr key(ClosedPatternContext context) {
    boolean grouped = context.open != null;
    return switch (of(context)) {
      case Pattern.MatchValue value when !grouped -> value.value();
      case Pattern.MatchSingleton single when !grouped ->
          new Expr.Constant(
              single.span(), single.value().equals("None") ? ConstantType.NONE : ConstantType.BOOL, single.value());
      default -> throw Spans.problem(context, "invalid syntax: the key of a mapping pattern is a literal or a dotted name");
    };
  }
}
