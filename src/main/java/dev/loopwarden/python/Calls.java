package dev.loopwarden.python;

import dev.loopwarden.python.grammar.PythonGrammar;
import dev.loopwarden.python.grammar.PythonGrammar.*;
import dev.loopwarden.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What stands in the brackets behind a value: arguments and subscripts.
final class Calls {

  private Calls() {}

  /// The positional and the keyword arguments of a call or of a class.
  record Passed(List<Expr> args, List<Keyword> keywords) {

    private static final Passed NOTHING = new Passed(List.of(), List.of());

    static Passed of(ArgumentsContext context) {
      return context.items.isEmpty() ? NOTHING : read(context);
    }

    static Passed ofClass(@Nullable ArgumentsContext context) {
      if (context == null) {
        return NOTHING;
      }
      if (context.items.size() == 1 && context.items.getFirst().generators != null) {
        throw Spans.problem(context.items.getFirst(), "invalid syntax: a generator expression is no base class");
      }
      return of(context);
    }

    private static Passed read(ArgumentsContext context) {
      ArgumentContext first = context.items.getFirst();
      if (context.items.size() == 1 && first.equals == null && first.star == null) {
        return new Passed(List.of(positional(first, context)), List.of());
      }
      var args = new ArrayList<Expr>(context.items.size());
      var keywords = new ArrayList<Keyword>();
      boolean named = false;
      boolean unpacked = false;
      for (ArgumentContext argument : context.items) {
        if (argument.equals != null) {
          keywords.add(keyword(argument));
          named = true;
        } else if (argument.star == null) {
          if (named || unpacked) {
            throw Spans.problem(
                argument, "positional argument follows keyword argument" + (unpacked ? " unpacking" : ""));
          }
          args.add(positional(argument, context));
        } else if (argument.star.getType() == PythonGrammar.DSTAR) {
          keywords.add(new Keyword(Spans.of(argument), Optional.empty(), value(argument)));
          unpacked = true;
        } else {
          if (unpacked) {
            throw Spans.problem(argument, "iterable argument unpacking follows keyword argument unpacking");
          }
          args.add(argument.generators != null ? positional(argument, context) : new Expr.Starred(Spans.of(argument), value(argument)));
        }
      }
      return new Passed(args, keywords);
    }

    private static Keyword keyword(ArgumentContext argument) {
      if (argument.star != null || argument.generators != null || !Expressions.isName(argument.first)) {
        throw Spans.problem(argument, "expression cannot contain assignment, perhaps you meant \"==\"?");
      }
      return new Keyword(
          Spans.of(argument), Optional.of(argument.first.left.word.getText()), Expressions.of(argument.value));
    }

    private static Expr value(ArgumentContext argument) {
      if (argument.assigned != null || argument.generators != null) {
        throw Spans.problem(argument, "invalid syntax: parentheses are needed behind a star");
      }
      return Expressions.of(argument.first);
    }

    private static Expr positional(ArgumentContext argument, ArgumentsContext all) {
      if (argument.generators == null) {
        return Expressions.named(argument.first, argument.assigned);
      }
      if (all.items.size() > 1 || all.comma != null) {
        throw Spans.problem(argument, "Generator expression must be parenthesized");
      }
      Expr element =
          argument.star == null
              ? Expressions.named(argument.first, argument.assigned)
              : Expressions.spread(argument.star, argument.first);
      if (argument.star != null && argument.assigned != null) {
        throw Spans.problem(argument, "invalid syntax: parentheses are needed behind a star");
      }
      return new Expr.GeneratorExp(Spans.of(all), element, Displays.generators(argument.generators));
    }
  }

  static Expr slice(SubscriptsContext context) {
    if (context.comma == null && context.items.getFirst().star == null) {
      return of(context.items.getFirst());
    }
    var items = new ArrayList<Expr>(context.items.size());
    for (SubscriptContext each : context.items) {
      items.add(of(each));
    }
    Token end = context.comma == null ? Spans.last(context.items.getLast()) : Expressions.listEnd(context.comma, context.items);
    return new Expr.Tuple(Spans.between(Spans.first(context.items.getFirst()), end), items);
  }

  private static Expr of(SubscriptContext context) {
    if (context.tail == null) {
      if (context.star == null) {
        return Expressions.named(context.lower, context.assigned);
      }
      if (context.assigned == null) {
        return Expressions.spread(context.star, context.lower);
      }
    }
    if (context.star != null || context.assigned != null) {
      throw Spans.problem(context, "invalid syntax: parentheses are needed in this slice");
    }
    Span span = Spans.of(context);
    SliceTailContext tail = context.tail;
    return new Expr.Slice(
        span, Expressions.maybe(context.lower), Expressions.maybe(tail.upper), Expressions.maybe(tail.step));
  }
}
