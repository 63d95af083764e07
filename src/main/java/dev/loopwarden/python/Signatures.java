package dev.loopwarden.python;

import dev.loopwarden.python.grammar.PythonGrammar;
import dev.loopwarden.python.grammar.PythonGrammar.*;
import dev.loopwarden.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/// Parameters of functions and lambdas, and type parameters.
final class Signatures {

  private final List<Arg> posonlyargs = new ArrayList<>(0);
  private final List<Arg> args = new ArrayList<>(4);
  private final List<Arg> kwonlyargs = new ArrayList<>(0);
  private final List<Optional<Expr>> kwDefaults = new ArrayList<>(0);
  private final List<Expr> defaults = new ArrayList<>(2);
  private Optional<Arg> vararg = Optional.empty();
  private Optional<Arg> kwarg = Optional.empty();
  private boolean starSeen = false;
  private boolean slashSeen = false;

  private Signatures() {}

  static Arguments of(@Nullable ParametersContext context, Span empty) {
    if (context == null) {
      return none(empty);
    }
    var read = new Signatures();
    for (ParameterContext each : context.params) {
      ParameterNameContext named = each.named;
      if (named == null) {
        read.add(each, each.slash, each.star, null, Spans.of(each), Optional.empty(), Optional.empty());
      } else {
        boolean starredType = named.spread != null;
        if (starredType && (each.star == null || each.star.getType() != PythonGrammar.STAR)) {
          throw Spans.problem(named.spread, "invalid syntax: only the annotation of *args may have a star");
        }
        Optional<Expr> annotation =
            named.annotation == null ? Optional.empty() : Optional.of(Expressions.starred(named.spread, named.annotation));
        Span place =
            named.annotation == null ? Spans.of(named.name) : Spans.of(named.name).to(Spans.of(named.annotation));
        read.add(each, null, each.star, named.name, place, annotation, Expressions.maybe(named.standard));
      }
    }
    return read.arguments(Spans.of(context));
  }

  static Arguments of(@Nullable LambdaParametersContext context, Span empty) {
    if (context == null) {
      return none(empty);
    }
    var read = new Signatures();
    for (LambdaParameterContext each : context.params) {
      Span place = each.name == null ? Spans.of(each) : Spans.of(each.name);
      read.add(each, each.slash, each.star, each.name, place, Optional.empty(), Expressions.maybe(each.standard));
    }
    return read.arguments(Spans.of(context));
  }

  private static Arguments none(Span span) {
    return new Arguments(span, List.of(), List.of(), Optional.empty(), List.of(), List.of(), Optional.empty(), List.of());
  }

  private void add(
      ParserRuleContext context, @Nullable Token slash, @Nullable Token star, @Nullable Token name, Span place,
      Optional<Expr> annotation, Optional<Expr> standard) {
    if (kwarg.isPresent()) {
      throw Spans.problem(context, "parameters cannot follow var-keyword parameter");
    }
    if (slash != null) {
      slash(slash);
    } else if (star != null && star.getType() == PythonGrammar.DSTAR) {
      if (name == null) {
        throw Spans.problem(star, "invalid syntax: a name is missing behind '**'");
      }
      kwarg = Optional.of(variable(name, place, annotation, standard, "var-keyword"));
    } else if (star != null) {
      if (starSeen) {
        throw Spans.problem(context, "* may appear only once");
      }
      starSeen = true;
      if (name != null) {
        vararg = Optional.of(variable(name, place, annotation, standard, "var-positional"));
      }
    } else if (name != null) {
      plain(name, place, annotation, standard);
    }
  }

  private void slash(Token slash) {
    if (slashSeen) {
      throw Spans.problem(slash, "/ may appear only once");
    }
    if (starSeen) {
      throw Spans.problem(slash, "/ must be ahead of *");
    }
    if (args.isEmpty()) {
      throw Spans.problem(slash, "at least one parameter must precede /");
    }
    slashSeen = true;
    posonlyargs.addAll(args);
    args.clear();
  }

  private static Arg variable(Token name, Span place, Optional<Expr> annotation, Optional<Expr> standard, String kind) {
    if (standard.isPresent()) {
      throw Spans.problem(name, kind + " parameter cannot have default value");
    }
    return new Arg(place, name.getText(), annotation);
  }

  private void plain(Token name, Span place, Optional<Expr> annotation, Optional<Expr> standard) {
    var arg = new Arg(place, name.getText(), annotation);
    if (starSeen) {
      kwonlyargs.add(arg);
      kwDefaults.add(standard);
      return;
    }
    if (standard.isEmpty() && !defaults.isEmpty()) {
      throw Spans.problem(name, "parameter without a default follows parameter with a default");
    }
    args.add(arg);
    standard.ifPresent(defaults::add);
  }

  private Arguments arguments(Span span) {
    if (starSeen && vararg.isEmpty() && kwonlyargs.isEmpty()) {
      throw Spans.problem(span, "named parameters must follow bare *");
    }
    return new Arguments(span, posonlyargs, args, vararg, kwonlyargs, kwDefaults, kwarg, defaults);
  }

  static List<TypeParam> of(@Nullable TypeParamsContext context) {
    if (context == null) {
      return List.of();
    }
    var params = new ArrayList<TypeParam>(context.params.size());
    for (TypeParamContext each : context.params) {
      params.add(of(each));
    }
    return params;
  }

  private static TypeParam of(TypeParamContext context) {
    Span span = Spans.of(context);
    String name = context.name.getText();
    Optional<Expr> bound = Expressions.maybe(context.bound);
    Token star = context.star;
    if (context.spread != null && (star == null || star.getType() != PythonGrammar.STAR)) {
      throw Spans.problem(context.spread, "invalid syntax: only the default of a TypeVarTuple may have a star");
    }
    Optional<Expr> standard =
        context.standard == null ? Optional.empty() : Optional.of(Expressions.starred(context.spread, context.standard));
    if (star == null) {
      return new TypeParam.TypeVar(span, name, bound, standard);
    }
    boolean tuple = star.getType() == PythonGrammar.STAR;
    if (bound.isPresent()) {
      throw Spans.problem(context, "cannot use bound with " + (tuple ? "TypeVarTuple" : "ParamSpec"));
    }
    return tuple ? new TypeParam.TypeVarTuple(span, name, standard) : new TypeParam.ParamSpec(span, name, standard);
  }
}
