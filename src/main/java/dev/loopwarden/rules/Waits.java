package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Stmt;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a coroutine waits for.
final class Waits {

  /// Functions that are awaited one in the other.
  private static final int DEEP = 3;

  /// What keeps a list of who waits for it, and with it their tasks.
  private static final Set<String> LOCKS = Set.of("asyncio.Lock", "asyncio.Semaphore", "asyncio.BoundedSemaphore", "asyncio.Condition");

  private static final Set<String> HOLDERS = Set.of(
      "asyncio.Event.wait", "asyncio.Lock.acquire", "asyncio.Semaphore.acquire", "asyncio.BoundedSemaphore.acquire", "asyncio.Condition.wait",
      "asyncio.Queue.get", "asyncio.Queue.put", "asyncio.Queue.join", "asyncio.PriorityQueue.get", "asyncio.PriorityQueue.put", "asyncio.LifoQueue.get",
      "asyncio.LifoQueue.put");

  private Waits() {}

  /// Whether a task is held while it waits, whoever keeps it: the loop holds its timers, a pool its threads, an object a task of its own; and
  /// what never waits is done in one go.
  static boolean areHeld(Expr.Call spawn, CodeBlock block, Program program) {
    return coroutine(spawn, block, program).filter(each -> program.neverSuspends(each) || areHeld(each, program, DEEP)).isPresent();
  }

  /// Whether a task logs its errors, or passes over them, and that is all.
  static boolean onlyLogErrors(Expr.Call spawn, CodeBlock block, Program program) {
    return coroutine(spawn, block, program).filter(program::onlyLogsErrors).isPresent();
  }

  /// Whether a task sleeps for a while and then tries something that may as well fail: `await sleep(delay)`, and the rest with `except ...: pass`.
  static boolean areDelayed(Expr.Call spawn, CodeBlock block, Program program) {
    return coroutine(spawn, block, program).filter(each -> {
      List<Expr.Await> waits = each.own(Expr.Await.class);
      return waits.size() > 1 && isSleep(waits.getFirst(), each, program) && waits.stream().skip(1).allMatch(wait -> isPassedOver(wait, each));
    }).isPresent();
  }

  private static boolean isSleep(Expr.Await wait, CodeBlock coroutine, Program program) {
    return wait.value() instanceof Expr.Call call && program.entry(call, coroutine.module()).filter(each -> each.is(Role.SLEEPS)).isPresent();
  }

  private static boolean isPassedOver(Expr.Await wait, CodeBlock coroutine) {
    return Flow.around(wait, coroutine).anyMatch(each -> each instanceof Stmt.Try tried && !tried.handlers().isEmpty()
        && tried.body().stream().anyMatch(inner -> inner.span().contains(wait.span()))
        && tried.handlers().stream().allMatch(handler -> handler.body().stream().allMatch(Stmt.Pass.class::isInstance)));
  }

  /// The one coroutine of the program that a task is made of.
  private static Optional<CodeBlock> coroutine(Expr.Call spawn, CodeBlock block, Program program) {
    if (spawn.args().isEmpty() || !(spawn.args().getFirst() instanceof Expr.Call made)) {
      return Optional.empty();
    }
    List<CodeBlock> coroutines = program.runs(made, block.module()).stream().filter(CodeBlock::isAsync).toList();
    return coroutines.size() == 1 ? Optional.of(coroutines.getFirst()) : Optional.empty();
  }

  private static boolean areHeld(CodeBlock coroutine, Program program, int deep) {
    boolean plain = coroutine.own(Stmt.AsyncFor.class).isEmpty() && !coroutine.isGenerator() && !Flow.isStub(coroutine);
    boolean locks = coroutine.own(Stmt.AsyncWith.class).stream().flatMap(each -> each.items().stream())
        .allMatch(each -> isKept(each.contextExpr(), coroutine) && LOCKS.contains(program.meaning(each.contextExpr(), coroutine.module()).typeInLibrary()));
    return plain && locks && coroutine.own(Expr.Await.class).stream().allMatch(each -> isHeld(each.value(), coroutine, program, deep));
  }

  /// A timer of the loop holds who waits under a limit.
  private static boolean hasLimit(Expr.Call call) {
    return call.keyword("timeout").or(() -> call.args().stream().skip(1).findFirst()).filter(each -> !Flow.isNone(each)).isPresent();
  }

  /// What others can reach as well: an attribute, or a name of the module. A local one may go with the task.
  private static boolean isKept(Expr holder, CodeBlock coroutine) {
    return holder instanceof Expr.Attribute || (holder instanceof Expr.Name name && !coroutine.parameters().contains(name.id())
        && coroutine.own(Expr.Name.class).stream().noneMatch(each -> each.id().equals(name.id()) && isAssigned(each, coroutine)));
  }

  private static boolean isAssigned(Expr.Name name, CodeBlock coroutine) {
    return coroutine.module().parent(name).filter(up -> up instanceof Stmt.Assign assign && assign.targets().stream().anyMatch(each -> CodeBlock.same(each, name))).isPresent();
  }

  private static boolean isHeld(Expr awaited, CodeBlock coroutine, Program program, int deep) {
    if (awaited instanceof Expr.Attribute attribute) {
      return coroutine.own(Stmt.Assign.class).stream().anyMatch(each -> Flow.alike(each.targets().getFirst(), attribute, coroutine));
    }
    if (!(awaited instanceof Expr.Call call)) {
      return false;
    }
    if (program.entry(call, coroutine.module()).filter(each -> each.is(Role.SLEEPS) || each.is(Role.OFFLOADS_THREAD) || (each.is(Role.TIMEOUT_CALL) && hasLimit(call))).isPresent()) {
      return true;
    }
    if (call.func() instanceof Expr.Attribute method && isKept(method.value(), coroutine)
        && HOLDERS.contains(program.meaning(call.func(), coroutine.module()).nameInLibrary())) {
      return true;
    }
    List<CodeBlock> called = deep == 0 ? List.of() : program.runs(call, coroutine.module());
    return called.size() == 1 && called.getFirst().isAsync() && areHeld(called.getFirst(), program, deep - 1);
  }
}
