package dev.loopwarden.python;

import dev.loopwarden.python.grammar.PythonGrammar.*;
import dev.loopwarden.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/// Parameters of functions and lambdas, and type parameters.
final class Signatures {

  private final List<Arg> posonlyargs = new ArrayList<>();
  private final List<Arg> args = new ArrayList<>();
  private final List<Arg> kwonlyargs = new ArrayList<>();
  private final List<Optional<Expr>> kwDefaults = new ArrayList<>();
  private final List<Expr> defaults = new ArrayList<>();
  private Optional<Arg> vararg = Optional.empty();
  private Optional<Arg> kwarg = Optional.empty();
  private boolean starSeen = false;
  private boolean slashSeen = false;

  private Signatures() {}

  static Arguments of(@Nullable ParametersContext context, Span empty) {
    var read = new Signatures();
    if (context != null) {
      Spans.checkSeparators(context);
      for (ParameterContext each : context.parameter()) {
        read.add(
            each, each.SLASH() != null, each.STAR() != null, each.DSTAR() != null, each.NAME(), each.annotation(),
            each.expression());
      }
    }
    return read.arguments(context == null ? empty : Spans.of(context));
  }

  static Arguments of(@Nullable LambdaParametersContext context, Span empty) {
    var read = new Signatures();
    if (context != null) {
      Spans.checkSeparators(context);
      for (LambdaParameterContext each : context.lambdaParameter()) {
        read.add(
            each, each.SLASH() != null, each.STAR() != null, each.DSTAR() != null, each.NAME(), null, each.expression());
      }
    }
    return read.arguments(context == null ? empty : Spans.of(context));
  }

  private void add(
      ParserRuleContext context, boolean slash, boolean star, boolean doubleStar, @Nullable TerminalNode name,
      @Nullable AnnotationContext annotation, @Nullable ExpressionContext value) {
    if (kwarg.isPresent()) {
      throw Spans.problem(Spans.of(context), "parameters cannot follow var-keyword parameter");
    }
    if (slash) {
      if (slashSeen || starSeen || args.isEmpty()) {
        throw Spans.problem(Spans.of(context), "at least one parameter must precede /");
      }
      slashSeen = true;
      posonlyargs.addAll(args);
      args.clear();
      return;
    }
    if (star) {
      if (starSeen) {
        throw Spans.problem(Spans.of(context), "* may appear only once");
      }
      starSeen = true;
    }
    if (name == null) {
      return;
    }
    Optional<Expr> said = annotation == null ? Optional.empty() : Optional.of(Expressions.of(annotation.starItem()));
    Span span = annotation == null ? Spans.of(name) : Spans.of(name).to(Spans.of(annotation));
    var arg = new Arg(span, name.getText(), said);
    Optional<Expr> standard = Expressions.maybe(value);
    if (star) {
      vararg = Optional.of(arg);
    } else if (doubleStar) {
      kwarg = Optional.of(arg);
    } else if (starSeen) {
      kwonlyargs.add(arg);
      kwDefaults.add(standard);
    } else {
      if (standard.isEmpty() && !defaults.isEmpty()) {
        throw Spans.problem(span, "parameter without a default follows parameter with a default");
      }
      args.add(arg);
      standard.ifPresent(defaults::add);
    }
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
    Spans.checkSeparators(context);
    return context.typeParam().stream().map(Signatures::of).toList();
  }

  private static TypeParam of(TypeParamContext context) {
    Span span = Spans.of(context);
    String name = context.NAME().getText();
    Optional<Expr> bound = Expressions.maybe(context.expression());
    Optional<Expr> standard =
        context.starItem() == null ? Optional.empty() : Optional.of(Expressions.of(context.starItem()));
    if (context.STAR() == null && context.DSTAR() == null) {
      return new TypeParam.TypeVar(span, name, bound, standard);
    }
    if (bound.isPresent()) {
      throw Spans.problem(span, "cannot use bound with this type parameter");
    }
    return context.STAR() != null
        ? new TypeParam.TypeVarTuple(span, name, standard)
        : new TypeParam.ParamSpec(span, name, standard);
  }
}
