package dev.loopwarden.program;

import dev.loopwarden.python.Arg;
import dev.loopwarden.python.Arguments;
import dev.loopwarden.python.ConstantType;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Keyword;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which of a function's `@overload`s a call is, as far as the number of its arguments, their names and `Literal[...]` tell:
/// `connect(sync=True)`.
final class Overloads {

  private Overloads() {}

  private enum Fit { YES, NO, PERHAPS }

  /// The declaration that a call takes; empty where there is none or several may be meant.
  static Optional<CodeBlock> chosen(Meaning.Function function, Expr.Call call) {
    CodeBlock block = function.block();
    boolean bound = function.receiver().isPresent() && !block.isStatic();
    List<CodeBlock> declared = declared(block);
    for (CodeBlock each : declared) {
      switch (fit(each, call, bound, declared)) {
        case YES -> {
          return Optional.of(each);
        }
        case PERHAPS -> {
          return Optional.empty();
        }
        case NO -> {}
      }
    }
    return Optional.empty();
  }

  private static List<CodeBlock> declared(CodeBlock block) {
    List<CodeBlock> beside = block.outer().map(CodeBlock::inner).orElse(List.of());
    return beside.stream().filter(each -> each.name().equals(block.name()) && each.owner().equals(block.owner()) && each.isDecoratedWith("overload")).toList();
  }

  private static Fit fit(CodeBlock overload, Expr.Call call, boolean bound, List<CodeBlock> declared) {
    Arguments all = overload.args().orElseThrow();
    var positional = new ArrayList<Arg>(all.posonlyargs());
    positional.addAll(all.args());
    int first = bound ? 1 : 0;
    var given = new HashMap<Arg, Expr>();
    for (int i = 0; i < call.args().size(); i++) {
      if (call.args().get(i) instanceof Expr.Starred) {
        return Fit.PERHAPS;
      }
      if (i + first < positional.size()) {
        given.put(positional.get(i + first), call.args().get(i));
      } else if (all.vararg().isEmpty()) {
        return Fit.NO;
      }
    }
    for (Keyword each : call.keywords()) {
      if (each.arg().isEmpty()) {
        return Fit.PERHAPS;
      }
      Optional<Arg> named = all.all().stream().filter(arg -> each.arg().get().equals(arg.arg())).findFirst();
      if (named.isPresent()) {
        given.put(named.get(), each.value());
      } else if (all.kwarg().isEmpty()) {
        return Fit.NO;
      }
    }
    boolean lacks = owed(all, positional, first).stream().anyMatch(each -> !given.containsKey(each));
    return lacks ? Fit.NO : values(given, declared);
  }

  /// The parameters without a default.
  private static List<Arg> owed(Arguments all, List<Arg> positional, int first) {
    var owed = new ArrayList<>(positional.subList(Math.min(first, positional.size()), Math.max(Math.min(first, positional.size()), positional.size() - all.defaults().size())));
    for (int i = 0; i < all.kwonlyargs().size(); i++) {
      if (all.kwDefaults().get(i).isEmpty()) {
        owed.add(all.kwonlyargs().get(i));
      }
    }
    return owed;
  }

  private static Fit values(Map<Arg, Expr> given, List<CodeBlock> declared) {
    Fit fit = Fit.YES;
    for (Map.Entry<Arg, Expr> each : given.entrySet()) {
      Fit here = areAlike(each.getKey().arg(), declared) ? Fit.YES
          : each.getKey().annotation().map(annotation -> value(annotation, each.getValue())).orElse(Fit.YES);
      if (here == Fit.NO) {
        return Fit.NO;
      }
      fit = here == Fit.PERHAPS ? here : fit;
    }
    return fit;
  }

  /// Whether all that have the parameter annotate it in the same words.
  private static boolean areAlike(String parameter, List<CodeBlock> declared) {
    return declared.stream().flatMap(each -> each.args().orElseThrow().all().stream().filter(arg -> arg.arg().equals(parameter))
        .map(arg -> arg.annotation().map(annotation -> each.module().code(annotation.span())).orElse(""))).distinct().count() < 2;
  }

  private static Fit value(Expr annotation, Expr given) {
    if (annotation instanceof Expr.Subscript literal && CodeBlock.lastName(literal.value()).equals("Literal")) {
      List<Expr> values = literal.slice() instanceof Expr.Tuple tuple ? tuple.elts() : List.of(literal.slice());
      return !(given instanceof Expr.Constant constant) ? Fit.PERHAPS : values.stream().anyMatch(each -> isSame(each, constant)) ? Fit.YES : Fit.NO;
    }
    boolean onlyNone = annotation instanceof Expr.Constant none && none.type() == ConstantType.NONE;
    boolean none = given instanceof Expr.Constant constant && constant.type() == ConstantType.NONE;
    return !onlyNone ? Fit.PERHAPS : none ? Fit.YES : given instanceof Expr.Constant ? Fit.NO : Fit.PERHAPS;
  }

  private static boolean isSame(Expr one, Expr.Constant other) {
    return one instanceof Expr.Constant constant && constant.type() == other.type() && constant.value().equals(other.value());
  }
}
