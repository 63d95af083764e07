package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.python.Comprehension;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Who cancels a task and then waits for its end: `task.cancel()`, and `await task` with the `CancelledError` caught.
final class Canceller {

  private Canceller() {}

  /// The receivers of `.cancel()` in a block, as written, and what they stand for: in `for task in self._tasks: task.cancel()`
  /// that is `task` and `self._tasks`.
  static Set<String> cancelled(CodeBlock block) {
    var cancelled = new HashSet<String>();
    for (Expr.Call call : block.calls()) {
      if (call.func() instanceof Expr.Attribute attribute && attribute.attr().equals("cancel")) {
        add(attribute.value(), block, cancelled);
      } else if (CodeBlock.lastName(call.func()).contains("cancel")) {
        call.args().forEach(each -> add(each, block, cancelled));
      }
    }
    return cancelled;
  }

  private static void add(Expr receiver, CodeBlock block, Set<String> into) {
    String written = block.module().code(receiver.span());
    for (Expr.Call call : block.calls()) {
      boolean adds = call.func() instanceof Expr.Attribute attribute && Set.of("append", "add").contains(attribute.attr()) && call.args().size() == 1;
      if (adds && block.module().code(call.args().getFirst().span()).equals(written)) {
        into.add(block.module().code(((Expr.Attribute) call.func()).value().span()));
      }
    }
    if (!into.add(written) || !(receiver instanceof Expr.Name name)) {
      return;
    }
    for (Node node : block.own(Node.class)) {
      switch (node) {
        case Stmt.For loop when loop.target().findAll(Expr.Name.class).stream().anyMatch(each -> each.id().equals(name.id())) -> add(collection(loop.iter()), block, into);
        case Comprehension each when each.target().findAll(Expr.Name.class).stream().anyMatch(target -> target.id().equals(name.id())) -> add(collection(each.iter()), block, into);
        case Stmt.Assign assign when assign.targets().getFirst() instanceof Expr.Name target && target.id().equals(name.id()) -> add(assign.value(), block, into);
        case Stmt.Assign assign when assign.value() instanceof Expr.Name value && value.id().equals(name.id()) -> into.add(block.module().code(assign.targets().getFirst().span()));
        case Expr.NamedExpr named when named.target() instanceof Expr.Name target && target.id().equals(name.id()) -> add(named.value(), block, into);
        default -> {}
      }
    }
  }

  private static Expr collection(Expr iterated) {
    Expr source = iterated;
    while (source instanceof Expr.Call call) {
      if (call.func() instanceof Expr.Attribute attribute && Set.of("values", "copy", "items").contains(attribute.attr())) {
        source = attribute.value();
      } else if (call.args().size() == 1) {
        source = call.args().getFirst();
      } else {
        break;
      }
    }
    return source;
  }

  /// Whether all that a `try` waits for mentions something that the block cancels.
  static boolean waitsForItsOwn(Stmt.Try statement, CodeBlock block) {
    return waitsForItsOwn(statement.body(), block);
  }

  static boolean waitsForItsOwn(List<? extends Node> body, CodeBlock block) {
    Set<String> cancelled = cancelled(block);
    List<Expr.Await> awaits = CodeBlock.ownNodes(body).stream().filter(Expr.Await.class::isInstance).map(Expr.Await.class::cast).toList();
    return !cancelled.isEmpty() && !awaits.isEmpty() && awaits.stream().allMatch(each -> mentions(each, cancelled, block));
  }

  private static boolean mentions(Expr.Await await, Set<String> cancelled, CodeBlock block) {
    return Node.walk(List.of(await.value()), Node::children).stream()
        .anyMatch(each -> each instanceof Expr expr && cancelled.contains(block.module().code(expr.span())))
        || loopItem(await, cancelled, block).isPresent();
  }

  /// `for task in tasks: await task`, where `tasks` were cancelled.
  private static Optional<Node> loopItem(Expr.Await await, Set<String> cancelled, CodeBlock block) {
    return Flow.around(await, block).filter(each -> each instanceof Stmt.For loop && cancelled.contains(block.module().code(collection(loop.iter()).span()))).findFirst();
  }
}
