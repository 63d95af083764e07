package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a task still waits for when it is cancelled.
final class CleanUp {

  /// Functions that are awaited one in the other.
  private static final int DEEP = 2;

  private CleanUp() {}

  /// The clean-up of the task that a name or attribute stands for, told with its place; empty where none is seen.
  static Optional<String> ofTask(Expr task, CodeBlock block, Program program) {
    return coroutines(task, block, program).stream().map(each -> of(each, program, DEEP)).flatMap(Optional::stream).findFirst();
  }

  /// The functions of the program that the task may run: by what is assigned to the same name or attribute in the module.
  private static List<CodeBlock> coroutines(Expr task, CodeBlock block, Program program) {
    var found = new ArrayList<CodeBlock>();
    for (CodeBlock each : task instanceof Expr.Name ? List.of(block) : block.module().blocks()) {
      for (Node node : each.own(Node.class)) {
        Optional<Expr> value = switch (node) {
          case Stmt.Assign assign when assign.targets().stream().anyMatch(target -> Flow.alike(target, task, each)) -> Optional.of(assign.value());
          case Stmt.AnnAssign assign when Flow.alike(assign.target(), task, each) -> assign.value();
          default -> Optional.empty();
        };
        value.filter(Expr.Call.class::isInstance).map(Expr.Call.class::cast).stream().flatMap(call -> call.args().stream())
            .filter(Expr.Call.class::isInstance).map(Expr.Call.class::cast)
            .forEach(call -> program.runs(call, each.module()).stream().filter(CodeBlock::isAsync).forEach(found::add));
      }
    }
    return found;
  }

  private static Optional<String> of(CodeBlock coroutine, Program program, int deep) {
    for (Stmt.Try statement : coroutine.own(Stmt.Try.class)) {
      boolean waited = program.maySuspend(statement.body(), coroutine);
      if (waited && program.maySuspend(statement.finalbody(), coroutine)) {
        return told("the `finally`", statement.finalbody().getFirst(), coroutine);
      }
      Optional<Node> handler = statement.handlers().stream().filter(each -> waited && program.maySuspend(each.body(), coroutine)
          && (Cancellation.isBroad(each) || Cancellation.namesIt(each, coroutine, program))).<Node>map(each -> each).findFirst();
      if (handler.isPresent()) {
        return told("the handler", handler.get(), coroutine);
      }
    }
    for (Stmt.AsyncWith with : coroutine.own(Stmt.AsyncWith.class)) {
      boolean opens = with.items().stream().anyMatch(each -> each.contextExpr() instanceof Expr.Call);
      if (opens && program.maySuspend(with.body(), coroutine)) {
        return told("the end of the `async with`", with, coroutine);
      }
    }
    return deep == 0 ? Optional.empty() : coroutine.own(Expr.Await.class).stream()
        .filter(each -> each.value() instanceof Expr.Call)
        .flatMap(each -> program.runs((Expr.Call) each.value(), coroutine.module()).stream()).filter(CodeBlock::isAsync)
        .map(each -> of(each, program, deep - 1)).flatMap(Optional::stream).findFirst();
  }

  private static Optional<String> told(String what, Node at, CodeBlock coroutine) {
    return Optional.of(what + " at line " + at.span().line() + " of `" + coroutine.qualifiedName() + "`");
  }
}
