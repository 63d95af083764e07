package dev.loopwarden.program;

import dev.loopwarden.python.ExceptHandler;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which coroutines deal with their own errors: whatever fails while they wait, a handler of theirs catches, and nothing is raised again.
final class Failures {

  private static final Set<String> LOGGING =
      Set.of("debug", "info", "warning", "warn", "error", "exception", "critical", "log", "print", "print_exc", "trace", "print_exception");

  /// @param logged whether the handlers must do no more than log
  private record Question(CodeBlock coroutine, boolean logged) {}

  private final Program program;
  private final Map<Question, Boolean> known = new HashMap<>();

  Failures(Program program) {
    this.program = program;
  }

  boolean stayInside(CodeBlock coroutine) {
    return holds(new Question(coroutine, false));
  }

  /// The same of coroutines that log their errors, or pass over them, and do nothing else about them: whether they succeed is of little weight.
  boolean areOnlyLogged(CodeBlock coroutine) {
    return holds(new Question(coroutine, true));
  }

  private boolean holds(Question question) {
    Boolean before = known.get(question);
    if (before == null) {
      CodeBlock coroutine = question.coroutine();
      known.put(question, false); // one that awaits itself is not looked at twice
      before = coroutine.isAsync() && !coroutine.isGenerator() && coroutine.decorators().stream().allMatch(Failures::isMethodKind) && all(question);
      known.put(question, before);
    }
    return before;
  }

  private static boolean isMethodKind(Expr decorator) {
    return List.of("staticmethod", "classmethod").contains(CodeBlock.lastName(decorator));
  }

  private boolean all(Question question) {
    CodeBlock coroutine = question.coroutine();
    List<Node> places = coroutine.own(Node.class).stream().filter(Failures::mayFail).toList();
    return places.stream().anyMatch(each -> !(each instanceof Stmt.Raise))
        && places.stream().allMatch(each -> isCaught(each, question) || isQuiet(each, question));
  }

  private static boolean mayFail(Node node) {
    return node instanceof Expr.Await || node instanceof Stmt.AsyncFor || node instanceof Stmt.AsyncWith || node instanceof Stmt.Raise;
  }

  /// In the body of a `try` that catches every `Exception` and raises nothing.
  private static boolean isCaught(Node place, Question question) {
    CodeBlock coroutine = question.coroutine();
    Node below = place;
    for (Node above : coroutine.module().ancestors(place)) {
      if (CodeBlock.same(above, coroutine.node())) {
        return false;
      }
      Node inner = below;
      if (above instanceof Stmt.Try tried && tried.body().stream().anyMatch(each -> CodeBlock.same(each, inner)) && catchesAll(tried, question.logged())) {
        return true;
      }
      below = above;
    }
    return false;
  }

  /// The handlers before the broad one count too: what they catch it does not.
  private static boolean catchesAll(Stmt.Try tried, boolean logged) {
    return tried.handlers().stream().anyMatch(Failures::isBroad)
        && tried.handlers().stream().filter(each -> !isOfCancel(each)).allMatch(each -> CodeBlock.ownNodes(each.body()).stream().noneMatch(Stmt.Raise.class::isInstance)
            && (!logged || each.body().stream().allMatch(Failures::onlyLogs)));
  }

  private static boolean onlyLogs(Stmt statement) {
    return switch (statement) {
      case Stmt.Pass _, Stmt.Continue _, Stmt.Break _ -> true;
      case Stmt.ExprStmt expr -> expr.value() instanceof Expr.Constant || (expr.value() instanceof Expr.Call call && LOGGING.contains(CodeBlock.lastName(call.func())));
      case Stmt.Return back -> back.value().filter(each -> !(each instanceof Expr.Constant)).isEmpty();
      case Stmt.Assign assign -> assign.targets().stream().allMatch(Expr.Name.class::isInstance);
      case Stmt.If branch -> branch.body().stream().allMatch(Failures::onlyLogs) && branch.orelse().stream().allMatch(Failures::onlyLogs);
      default -> false;
    };
  }

  private static boolean isBroad(ExceptHandler handler) {
    return handler.type().map(type -> type.findAll(Expr.Name.class).stream().anyMatch(each -> each.id().equals("Exception") || each.id().equals("BaseException")))
        .orElse(true);
  }

  private static boolean isOfCancel(ExceptHandler handler) {
    return handler.type().filter(each -> CodeBlock.lastName(each).equals("CancelledError")).isPresent();
  }

  /// A sleep, a lock that is taken, and a coroutine of the program that deals with its errors itself.
  private boolean isQuiet(Node place, Question question) {
    CodeBlock coroutine = question.coroutine();
    if (place instanceof Stmt.AsyncWith with) {
      return with.items().stream().map(each -> program.meaning(each.contextExpr(), coroutine.module()))
          .allMatch(each -> program.isKind(each, Role.ASYNC_LOCK) || program.isKind(each, Role.LIMITER));
    }
    if (!(place instanceof Expr.Await await) || !(await.value() instanceof Expr.Call call)) {
      return place instanceof Stmt.Raise raise && raise.exc().isEmpty() && coroutine.module().ancestors(raise).stream()
          .anyMatch(each -> each instanceof ExceptHandler handler && isOfCancel(handler));
    }
    if (program.entry(call, coroutine.module()).filter(each -> each.is(Role.SLEEPS)).isPresent()) {
      return true;
    }
    List<CodeBlock> called = program.runs(call, coroutine.module());
    return called.size() == 1 && holds(new Question(called.getFirst(), question.logged()));
  }
}
