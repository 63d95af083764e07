package dev.loopwarden.program;

import dev.loopwarden.python.ExceptHandler;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which coroutines deal with their own errors: whatever fails while they wait, a handler of theirs catches, and nothing is raised again.
final class Failures {

  private final Program program;
  private final Map<CodeBlock, Boolean> known = new HashMap<>();

  Failures(Program program) {
    this.program = program;
  }

  boolean stayInside(CodeBlock coroutine) {
    Boolean before = known.get(coroutine);
    if (before == null) {
      known.put(coroutine, false); // one that awaits itself is not looked at twice
      before = coroutine.isAsync() && !coroutine.isGenerator() && coroutine.decorators().stream().allMatch(Failures::isMethodKind) && all(coroutine);
      known.put(coroutine, before);
    }
    return before;
  }

  private static boolean isMethodKind(Expr decorator) {
    return List.of("staticmethod", "classmethod").contains(CodeBlock.lastName(decorator));
  }

  private boolean all(CodeBlock coroutine) {
    List<Node> places = coroutine.own(Node.class).stream().filter(Failures::mayFail).toList();
    return places.stream().anyMatch(each -> !(each instanceof Stmt.Raise))
        && places.stream().allMatch(each -> isCaught(each, coroutine) || isQuiet(each, coroutine));
  }

  private static boolean mayFail(Node node) {
    return node instanceof Expr.Await || node instanceof Stmt.AsyncFor || node instanceof Stmt.AsyncWith || node instanceof Stmt.Raise;
  }

  /// In the body of a `try` that catches every `Exception` and raises nothing.
  private static boolean isCaught(Node place, CodeBlock coroutine) {
    Node below = place;
    for (Node above : coroutine.module().ancestors(place)) {
      if (CodeBlock.same(above, coroutine.node())) {
        return false;
      }
      Node inner = below;
      if (above instanceof Stmt.Try tried && tried.body().stream().anyMatch(each -> CodeBlock.same(each, inner)) && catchesAll(tried)) {
        return true;
      }
      below = above;
    }
    return false;
  }

  /// The handlers before the broad one count too: what they catch it does not.
  private static boolean catchesAll(Stmt.Try tried) {
    return tried.handlers().stream().anyMatch(Failures::isBroad)
        && tried.handlers().stream().filter(each -> !isOfCancel(each)).allMatch(each -> CodeBlock.ownNodes(each.body()).stream().noneMatch(Stmt.Raise.class::isInstance));
  }

  private static boolean isBroad(ExceptHandler handler) {
    return handler.type().map(type -> type.findAll(Expr.Name.class).stream().anyMatch(each -> each.id().equals("Exception") || each.id().equals("BaseException")))
        .orElse(true);
  }

  private static boolean isOfCancel(ExceptHandler handler) {
    return handler.type().filter(each -> CodeBlock.lastName(each).equals("CancelledError")).isPresent();
  }

  /// A sleep, and a coroutine of the program that deals with its errors itself.
  private boolean isQuiet(Node place, CodeBlock coroutine) {
    if (!(place instanceof Expr.Await await) || !(await.value() instanceof Expr.Call call)) {
      return place instanceof Stmt.Raise raise && raise.exc().isEmpty() && coroutine.module().ancestors(raise).stream()
          .anyMatch(each -> each instanceof ExceptHandler handler && isOfCancel(handler));
    }
    if (program.entry(call, coroutine.module()).filter(each -> each.is(Role.SLEEPS)).isPresent()) {
      return true;
    }
    List<CodeBlock> called = program.runs(call, coroutine.module());
    return called.size() == 1 && stayInside(called.getFirst());
  }
}
