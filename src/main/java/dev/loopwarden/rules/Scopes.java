package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Meaning;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.program.Treatment;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Keyword;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.python.WithItem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Limits that stand around a wait: `asyncio.timeout` and its like, `wait_for`, a decorator, or the same around every caller.
final class Scopes {

  private Scopes() {}

  /// What limits a node from outside, in the words of evidence.
  static Optional<String> around(Node node, CodeBlock block, Program program) {
    return inside(node, block, program).or(() -> decorator(block)).or(() -> CallerLimits.of(block, program).everywhere());
  }

  /// What limits a node from inside its own block.
  static Optional<String> inside(Node node, CodeBlock block, Program program) {
    Node below = node;
    for (Node above : Flow.around(node, block).toList()) {
      Optional<String> found = switch (above) {
        case Stmt.AsyncWith with -> item(with.items(), below, block, program);
        case Stmt.With with -> item(with.items(), below, block, program);
        case Expr.Call outer -> CodeBlock.same(outer.func(), below) ? Optional.empty() : call(outer, below, block, program);
        default -> Optional.empty();
      };
      if (found.isPresent()) {
        return found;
      }
      below = above;
    }
    return Optional.empty();
  }

  /// The scope among the items of a `with`; for a node in one of them, only those before it count.
  private static Optional<String> item(List<WithItem> items, Node below, CodeBlock block, Program program) {
    for (WithItem each : items) {
      if (CodeBlock.same(each, below)) {
        return Optional.empty();
      }
      if (isScope(each.contextExpr(), block, program)) {
        return Optional.of("`" + block.module().code(each.contextExpr().span()) + "` at line " + each.contextExpr().span().line());
      }
    }
    return Optional.empty();
  }

  /// Whether a context manager limits its body.
  static boolean isScope(Expr context, CodeBlock block, Program program) {
    if (!(context instanceof Expr.Call made)) {
      return saysLimit(CodeBlock.lastName(context));
    }
    boolean off = made.args().stream().findFirst().filter(Flow::isNone).isPresent()
        || made.keywords().stream().anyMatch(each -> Flow.isNone(each.value()) && each.arg().filter(Scopes::isLimitName).isPresent());
    if (off) {
      return false;
    }
    Meaning func = program.meaning(made.func(), block.module());
    if (program.isKind(func, Role.TIMEOUT_SCOPE) || saysLimit(CodeBlock.lastName(made.func()))) {
      return true;
    }
    if (program.isKind(func, Role.CANCEL_SCOPE)) {
      return made.keywords().stream().anyMatch(each -> each.arg().filter(name -> name.contains("deadline")).isPresent());
    }
    return program.meaning(made, block.module()) instanceof Meaning.Manager(CodeBlock manager) && yieldsInScope(manager, program);
  }

  /// A context manager of the program that gives way inside a scope.
  private static boolean yieldsInScope(CodeBlock manager, Program program) {
    return manager.own(Expr.Yield.class).stream().anyMatch(each -> inside(each, manager, program).isPresent());
  }

  /// A call that limits what it is given: `wait_for(x, 5)`, `self.with_timeout(x)`, `asyncio.wait([x], timeout=5)`.
  private static Optional<String> call(Expr.Call outer, Node given, CodeBlock block, Program program) {
    String name = CodeBlock.lastName(outer.func());
    String place = "`" + name + "` at line " + outer.span().line();
    boolean isTimeoutCall = Flow.entry(outer, block, program, Role.TIMEOUT_CALL).isPresent();
    if (isTimeoutCall) {
      Optional<Expr> limit = outer.keyword("timeout").or(() -> outer.args().size() > 1 ? Optional.of(outer.args().get(1)) : Optional.empty());
      return limit.filter(Flow::isNone).isPresent() ? Optional.empty()
          : Optional.of("`" + name + limit.map(each -> "(..., " + block.module().code(each.span()) + ")").orElse("") + "` at line " + outer.span().line());
    }
    boolean limits = outer.args().stream().filter(each -> each.span().contains(given.span()))
        .anyMatch(each -> program.treatments(each, outer, block.module()).contains(Treatment.LIMITS_TIME));
    if (limits) {
      return Optional.of(place + ", which limits what it is given");
    }
    Optional<Keyword> keyword = outer.keywords().stream()
        .filter(each -> !CodeBlock.same(each, given) && each.arg().filter(Scopes::isLimitName).isPresent() && !Flow.isNone(each.value())).findFirst();
    return keyword.map(each -> "`" + block.module().code(each.span()) + "` of " + place)
        .or(() -> saysLimit(name) || name.equals("wait_for") ? Optional.of(place) : Optional.empty());
  }

  /// `timeout`, `read_timeout`, `timeout_ms`, `deadline`.
  static boolean isLimitName(String name) {
    return name.contains("timeout") || name.contains("deadline");
  }

  private static boolean saysLimit(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return isLimitName(lower) || lower.equals("fail_after") || lower.equals("move_on_after");
  }

  /// A decorator that limits the whole function.
  static Optional<String> decorator(CodeBlock block) {
    return block.decorators().stream()
        .filter(each -> saysLimit(CodeBlock.lastName(each instanceof Expr.Call call ? call.func() : each)))
        .findFirst().map(each -> "`@" + block.module().code(each.span()) + "` at line " + each.span().line());
  }
}
