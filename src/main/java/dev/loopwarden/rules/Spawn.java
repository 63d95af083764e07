package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Meaning;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import java.util.Optional;
import java.util.Set;

/// Calls that start a task.
final class Spawn {

  private static final Set<String> LOOPS = Set.of("loop", "_loop", "event_loop", "_event_loop", "ioloop");

  private Spawn() {}

  /// A start of a task that nobody but the caller keeps. A loop whose type is not known is told by its name, where nothing else
  /// is known of it.
  static boolean is(Expr.Call call, CodeBlock block, Program program) {
    if (program.entry(call, block.module()).filter(each -> each.is(Role.SPAWNS)).isPresent()) {
      return true;
    }
    return call.func() instanceof Expr.Attribute attribute && attribute.attr().equals("create_task")
        && LOOPS.contains(receiver(attribute.value()))
        && program.meaning(attribute.value(), block.module()) instanceof Meaning.Unknown;
  }

  private static String receiver(Expr expr) {
    return CodeBlock.lastName(expr instanceof Expr.Call call ? call.func() : expr).replace("get_running_", "").replace("get_event_", "");
  }

  /// A start in a task group, which keeps the task.
  static boolean isOwned(Expr.Call call, CodeBlock block, Program program) {
    return program.entry(call, block.module()).filter(each -> each.is(Role.SPAWNS_OWNED)).isPresent();
  }

  /// The local collection that a task is put into: `tasks.append(create_task(...))`, `tasks = [create_task(...) for ...]`,
  /// `tasks[key] = create_task(...)`, or the same by way of a name.
  static Optional<String> collection(Expr.Call call, CodeBlock block) {
    for (Node up : Flow.around(call, block).toList()) {
      switch (up) {
        case Expr.Call outer when outer.func() instanceof Expr.Attribute attribute
            && Set.of("append", "add", "extend", "update").contains(attribute.attr()) && attribute.value() instanceof Expr.Name name -> {
          return Optional.of(name.id());
        }
        case Stmt.Assign assign when assign.targets().getFirst() instanceof Expr.Subscript subscript && subscript.value() instanceof Expr.Name name -> {
          return Optional.of(name.id());
        }
        case Stmt.Assign assign when assign.targets().getFirst() instanceof Expr.Name name -> {
          return CodeBlock.same(assign.value(), call) ? addedTo(name.id(), block) : Optional.of(name.id());
        }
        case Stmt.AnnAssign assign when assign.target() instanceof Expr.Name name -> {
          return Optional.of(name.id());
        }
        case Stmt.AugAssign assign when assign.target() instanceof Expr.Name name -> {
          return Optional.of(name.id());
        }
        default -> {}
      }
    }
    return Optional.empty();
  }

  /// The local name that has the task, or the collection that it is put into.
  static Optional<String> named(Expr.Call call, CodeBlock block) {
    Optional<String> collection = collection(call, block);
    return collection.isPresent() ? collection : block.module().parent(call).flatMap(up -> switch (up) {
      case Stmt.Assign assign when assign.targets().getFirst() instanceof Expr.Name name -> Optional.of(name.id());
      case Expr.NamedExpr each when each.target() instanceof Expr.Name name -> Optional.of(name.id());
      default -> Optional.empty();
    });
  }

  private static Optional<String> addedTo(String task, CodeBlock block) {
    return block.calls().stream()
        .filter(each -> each.func() instanceof Expr.Attribute attribute && Set.of("append", "add").contains(attribute.attr())
            && each.args().size() == 1 && each.args().getFirst() instanceof Expr.Name name && name.id().equals(task))
        .map(each -> ((Expr.Attribute) each.func()).value())
        .filter(Expr.Name.class::isInstance).map(each -> ((Expr.Name) each).id()).findFirst();
  }
}
