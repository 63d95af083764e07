package dev.loopwarden.program;

import dev.loopwarden.python.Arg;
import dev.loopwarden.python.Arguments;
import dev.loopwarden.python.ConstantType;
import dev.loopwarden.python.ExceptHandler;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Keyword;
import dev.loopwarden.python.MatchCase;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Whether a way through several functions can be gone with the constants that the calls on it give: `save(consent=False)` never
/// comes to what stands under `if consent:`.
final class Ways {

  private Ways() {}

  /// Whether nothing on the way is ruled out.
  static boolean isOpen(Effect effect) {
    List<Effect.Step> steps = effect.steps();
    Map<String, Expr.Constant> known = Map.of();
    for (int i = 0; i + 1 < steps.size(); i++) {
      Effect.Step next = steps.get(i + 1);
      known = steps.get(i).site() instanceof Expr.Call call ? given(call, next.block(), known) : Map.of();
      if (!known.isEmpty() && isShut(next.site(), next.block(), known)) {
        return false;
      }
    }
    return true;
  }

  /// The parameters of a function whose values a call gives as constants, itself or by a default; those that the function binds anew are left out.
  ///
  /// @param outer what is known of the parameters of the caller
  private static Map<String, Expr.Constant> given(Expr.Call call, CodeBlock called, Map<String, Expr.Constant> outer) {
    var known = new HashMap<String, Expr.Constant>();
    if (called.args().isEmpty() || call.args().stream().anyMatch(Expr.Starred.class::isInstance)
        || call.keywords().stream().anyMatch(each -> each.arg().isEmpty())) {
      return known;
    }
    Arguments all = called.args().get();
    List<Arg> positional = new ArrayList<>(all.posonlyargs());
    positional.addAll(all.args());
    boolean bound = called.owner().isPresent() && !called.isStatic() && (call.func() instanceof Expr.Attribute || called.name().equals("__init__"))
        && !(call.args().stream().findFirst().orElse(null) instanceof Expr.Name first && first.id().equals("self"));
    for (int i = bound ? 1 : 0; i < positional.size(); i++) {
      int position = i - (bound ? 1 : 0);
      Optional<Expr> written = position < call.args().size() ? Optional.of(call.args().get(position)) : keyword(call, positional.get(i).arg());
      put(known, called, positional.get(i), written, outer);
    }
    all.kwonlyargs().forEach(each -> put(known, called, each, keyword(call, each.arg()), outer));
    if (!known.isEmpty()) {
      called.own(Node.class).forEach(each -> bindsAnew(each).ifPresent(known::remove));
    }
    return known;
  }

  private static void put(Map<String, Expr.Constant> known, CodeBlock called, Arg arg, Optional<Expr> written, Map<String, Expr.Constant> outer) {
    Optional<Expr> value = written.isPresent() ? written : Defaults.of(called, arg);
    switch (value.orElse(null)) {
      case Expr.Constant constant -> known.put(arg.arg(), constant);
      case Expr.Name name when written.isPresent() && outer.containsKey(name.id()) ->
          known.put(arg.arg(), java.util.Objects.requireNonNull(outer.get(name.id())));
      case null, default -> {}
    }
  }

  private static Optional<Expr> keyword(Expr.Call call, String name) {
    return call.keywords().stream().filter(each -> each.arg().filter(name::equals).isPresent()).map(Keyword::value).findFirst();
  }

  private static Optional<String> bindsAnew(Node node) {
    return switch (node) {
      case Stmt.Assign assign -> name(assign.targets().getFirst());
      case Stmt.AnnAssign assign -> name(assign.target());
      case Stmt.AugAssign assign -> name(assign.target());
      case Stmt.For loop -> name(loop.target());
      case Stmt.AsyncFor loop -> name(loop.target());
      case Expr.NamedExpr named -> name(named.target());
      default -> Optional.empty();
    };
  }

  private static Optional<String> name(Expr target) {
    return target instanceof Expr.Name name ? Optional.of(name.id()) : Optional.empty();
  }

  /// Whether a place is under a condition that cannot hold, or behind a way out that is always taken.
  private static boolean isShut(Node site, CodeBlock block, Map<String, Expr.Constant> known) {
    Node below = site;
    for (Node above : block.module().ancestors(site)) {
      if (isRuledOut(above, below, known) || isBehindWayOut(above, below, known)) {
        return true;
      }
      if (CodeBlock.same(above, block.node())) {
        return false;
      }
      below = above;
    }
    return false;
  }

  private static boolean isRuledOut(Node above, Node below, Map<String, Expr.Constant> known) {
    return switch (above) {
      case Stmt.If branch -> !CodeBlock.same(branch.test(), below)
          && holds(branch.test(), known).filter(each -> each != contains(branch.body(), below)).isPresent();
      case Stmt.While loop -> contains(loop.body(), below) && holds(loop.test(), known).filter(each -> !each).isPresent();
      case Expr.IfExp choice -> !CodeBlock.same(choice.test(), below)
          && holds(choice.test(), known).filter(each -> each != CodeBlock.same(choice.body(), below)).isPresent();
      case Expr.BoolOp both -> both.values().stream().takeWhile(each -> !CodeBlock.same(each, below))
          .anyMatch(each -> holds(each, known).filter(value -> value == both.op().equals("Or")).isPresent());
      default -> false;
    };
  }

  /// `if not wanted: return` before it.
  private static boolean isBehindWayOut(Node above, Node below, Map<String, Expr.Constant> known) {
    for (List<Stmt> suite : suites(above)) {
      if (contains(suite, below)) {
        return suite.stream().takeWhile(each -> !CodeBlock.same(each, below)).anyMatch(each -> each instanceof Stmt.If branch
            && holds(branch.test(), known).filter(value -> leaves(value ? branch.body() : branch.orelse())).isPresent());
      }
    }
    return false;
  }

  private static boolean leaves(List<Stmt> suite) {
    return !suite.isEmpty() && (suite.getLast() instanceof Stmt.Return || suite.getLast() instanceof Stmt.Raise
        || suite.getLast() instanceof Stmt.Continue || suite.getLast() instanceof Stmt.Break);
  }

  private static boolean contains(List<Stmt> suite, Node node) {
    return suite.stream().anyMatch(each -> CodeBlock.same(each, node));
  }

  private static List<List<Stmt>> suites(Node node) {
    return switch (node) {
      case Stmt.FunctionDef def -> List.of(def.body());
      case Stmt.AsyncFunctionDef def -> List.of(def.body());
      case Stmt.If branch -> List.of(branch.body(), branch.orelse());
      case Stmt.For loop -> List.of(loop.body(), loop.orelse());
      case Stmt.AsyncFor loop -> List.of(loop.body(), loop.orelse());
      case Stmt.While loop -> List.of(loop.body(), loop.orelse());
      case Stmt.With with -> List.of(with.body());
      case Stmt.AsyncWith with -> List.of(with.body());
      case Stmt.Try tried -> List.of(tried.body(), tried.orelse(), tried.finalbody());
      case Stmt.TryStar tried -> List.of(tried.body(), tried.orelse(), tried.finalbody());
      case ExceptHandler handler -> List.of(handler.body());
      case MatchCase each -> List.of(each.body());
      default -> List.of();
    };
  }

  /// Whether a condition holds; empty where that depends on more than is known.
  private static Optional<Boolean> holds(Expr test, Map<String, Expr.Constant> known) {
    return switch (test) {
      case Expr.Name name -> Optional.ofNullable(known.get(name.id())).map(Ways::isTrue);
      case Expr.Constant constant -> Optional.of(isTrue(constant));
      case Expr.UnaryOp not when not.op().equals("Not") -> holds(not.operand(), known).map(each -> !each);
      case Expr.BoolOp both -> joined(both, known);
      case Expr.Compare one when one.ops().size() == 1 && one.left() instanceof Expr.Name name && known.containsKey(name.id())
          && one.comparators().getFirst() instanceof Expr.Constant other -> compared(java.util.Objects.requireNonNull(known.get(name.id())), one.ops().getFirst(), other);
      default -> Optional.empty();
    };
  }

  private static Optional<Boolean> joined(Expr.BoolOp both, Map<String, Expr.Constant> known) {
    boolean ends = both.op().equals("Or");
    List<Optional<Boolean>> values = both.values().stream().map(each -> holds(each, known)).toList();
    if (values.contains(Optional.of(ends))) {
      return Optional.of(ends);
    }
    return values.stream().allMatch(Optional::isPresent) ? Optional.of(!ends) : Optional.empty();
  }

  private static Optional<Boolean> compared(Expr.Constant one, String op, Expr.Constant other) {
    boolean alike = one.type() == other.type() && one.value().equals(other.value());
    boolean told = one.type() == other.type() || one.type() == ConstantType.NONE || other.type() == ConstantType.NONE;
    return !told ? Optional.empty() : switch (op) {
      case "Is", "Eq" -> Optional.of(alike);
      case "IsNot", "NotEq" -> Optional.of(!alike);
      default -> Optional.empty();
    };
  }

  private static boolean isTrue(Expr.Constant constant) {
    return switch (constant.type()) {
      case NONE -> false;
      case BOOL -> constant.value().equals("True");
      case STR, BYTES -> !constant.value().isEmpty();
      case INT, FLOAT, COMPLEX -> Summaries.number(constant.value()).filter(each -> each == 0).isEmpty();
      case ELLIPSIS -> true;
    };
  }
}
