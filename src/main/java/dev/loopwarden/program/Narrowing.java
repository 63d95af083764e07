package dev.loopwarden.program;

import dev.loopwarden.python.Expr;
import dev.loopwarden.python.MatchCase;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Pattern;
import dev.loopwarden.python.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What `isinstance` says of a variable at a place: in the branch that it guards, behind an `assert` or behind `if not ...: return`; and
/// what a pattern of a class says in its case.
final class Narrowing {

  private Narrowing() {}

  /// The class, as it is written, that `isinstance` holds the expression to at its place.
  static Optional<Expr> type(Expr expr, ParsedModule module) {
    String name = dotted(expr);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Node inside = expr;
    for (Node above : module.ancestors(expr)) {
      Node below = inside;
      Optional<Expr> found = switch (above) {
        case Stmt.If branch when contains(branch.body(), below) -> tested(branch.test(), name);
        case Stmt.While loop when contains(loop.body(), below) -> tested(loop.test(), name);
        case MatchCase one when contains(one.body(), below) -> matched(one, name, module);
        case Expr.IfExp choice when CodeBlock.same(choice.body(), below) -> tested(choice.test(), name);
        case Expr.BoolOp op when op.op().equals("And") -> before(op.values(), below, name);
        default -> Optional.empty();
      };
      found = found.or(() -> asserted(above, expr, name));
      if (found.isPresent()) {
        return found;
      }
      if (above instanceof Stmt.FunctionDef || above instanceof Stmt.AsyncFunctionDef || above instanceof Expr.Lambda) {
        return Optional.empty();
      }
      inside = above;
    }
    return Optional.empty();
  }

  /// The classes that `isinstance` says it is not of: in the `else` of it, and behind `if isinstance(x, X): return`.
  static List<Expr> excluded(Expr expr, ParsedModule module) {
    String name = dotted(expr);
    var found = new ArrayList<Expr>();
    Node inside = expr;
    for (Node above : name.isEmpty() ? List.<Node>of() : module.ancestors(expr)) {
      Node below = inside;
      switch (above) {
        case Stmt.If branch when contains(branch.orelse(), below) -> alone(branch.test(), name).ifPresent(found::add);
        case Expr.IfExp choice when CodeBlock.same(choice.orelse(), below) -> alone(choice.test(), name).ifPresent(found::add);
        default -> {}
      }
      statements(above).stream().filter(each -> each.span().compareTo(expr.span()) < 0 && !each.span().contains(expr.span()))
          .forEach(each -> {
            if (each instanceof Stmt.If branch && leaves(branch)) {
              alone(branch.test(), name).ifPresent(found::add);
            }
          });
      if (above instanceof Stmt.FunctionDef || above instanceof Stmt.AsyncFunctionDef || above instanceof Expr.Lambda) {
        break;
      }
      inside = above;
    }
    return found;
  }

  /// What the whole condition asks.
  private static Optional<Expr> alone(Expr test, String name) {
    return test instanceof Expr.Call ? tested(test, name) : Optional.empty();
  }

  private static Optional<Expr> before(List<Expr> values, Node below, String name) {
    for (Expr each : values) {
      if (CodeBlock.same(each, below)) {
        break;
      }
      Optional<Expr> found = tested(each, name);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<Expr> asserted(Node above, Expr expr, String name) {
    return statements(above).stream().filter(each -> each.span().compareTo(expr.span()) < 0 && !each.span().contains(expr.span()))
        .map(each -> switch (each) {
          case Stmt.Assert claim -> tested(claim.test(), name);
          case Stmt.If branch when leaves(branch) && branch.test() instanceof Expr.UnaryOp not && not.op().equals("Not") -> tested(not.operand(), name);
          default -> Optional.<Expr>empty();
        }).flatMap(Optional::stream).findFirst();
  }

  /// Those that run one after the other down to a place inside.
  private static List<Stmt> statements(Node above) {
    return switch (above) {
      case Stmt.FunctionDef def -> def.body();
      case Stmt.AsyncFunctionDef def -> def.body();
      case Stmt.If branch -> branch.body();
      case Stmt.For loop -> loop.body();
      case Stmt.AsyncFor loop -> loop.body();
      case Stmt.While loop -> loop.body();
      case Stmt.With with -> with.body();
      case Stmt.AsyncWith with -> with.body();
      case Stmt.Try attempt -> attempt.body();
      default -> List.of();
    };
  }

  /// `if not isinstance(x, X): return`: who comes further has one.
  private static boolean leaves(Stmt.If branch) {
    return branch.orelse().isEmpty() && switch (branch.body().getLast()) {
      case Stmt.Return _, Stmt.Raise _, Stmt.Continue _, Stmt.Break _ -> true;
      default -> false;
    };
  }

  /// `match x: case X():`.
  private static Optional<Expr> matched(MatchCase one, String name, ParsedModule module) {
    Pattern pattern = one.pattern() instanceof Pattern.MatchAs as ? as.pattern().orElse(one.pattern()) : one.pattern();
    return pattern instanceof Pattern.MatchClass type && module.parent(one).orElse(null) instanceof Stmt.Match match && dotted(match.subject()).equals(name)
        ? Optional.of(type.cls()) : Optional.empty();
  }

  private static Optional<Expr> tested(Expr test, String name) {
    return switch (test) {
      case Expr.BoolOp op when op.op().equals("And") -> op.values().stream().map(each -> tested(each, name)).flatMap(Optional::stream).findFirst();
      case Expr.Call call when CodeBlock.lastName(call.func()).equals("isinstance") && call.args().size() == 2
          && dotted(call.args().getFirst()).equals(name) -> Optional.of(call.args().get(1));
      default -> Optional.empty();
    };
  }

  private static boolean contains(List<Stmt> body, Node below) {
    return body.stream().anyMatch(each -> CodeBlock.same(each, below));
  }

  /// `self.client` as text; empty for what is no chain of names.
  static String dotted(Expr expr) {
    return switch (expr) {
      case Expr.Name name -> name.id();
      case Expr.Attribute attribute -> {
        String above = dotted(attribute.value());
        yield above.isEmpty() ? "" : above + "." + attribute.attr();
      }
      default -> "";
    };
  }
}
