package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Keyword;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.rule.Fix;
import dev.loopwarden.rules.Edits.Edit;
import dev.loopwarden.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Fixes that take another function for the same work.
final class Renames {

  private static final int THREAD = 9;

  private Renames() {}

  /// `timeout_at(5)` becomes `timeout(5)`, `fail_at` `fail_after`, `move_on_at` `move_on_after`.
  static Optional<Fix> relative(Expr.Call call, CodeBlock block) {
    String to = switch (CodeBlock.lastName(call.func())) {
      case "timeout_at" -> "timeout";
      case "fail_at" -> "fail_after";
      case "move_on_at" -> "move_on_after";
      default -> "";
    };
    return call.func() instanceof Expr.Attribute method && !to.isEmpty() && call.keywords().isEmpty()
        ? Edits.fix(block, "seconds from now", 0, last(method, to)) : Optional.empty();
  }

  /// Without the argument `loop=`.
  static Optional<Fix> withoutLoop(Expr.Call call, CodeBlock block) {
    List<Node> all = new ArrayList<>(call.args());
    all.addAll(call.keywords());
    all.sort((one, other) -> one.span().compareTo(other.span()));
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i) instanceof Keyword keyword && keyword.arg().filter("loop"::equals).isPresent()) {
        Span at = keyword.span();
        Span gone = i > 0 ? new Span(all.get(i - 1).span().endLine(), all.get(i - 1).span().endColumn(), at.endLine(), at.endColumn())
            : all.size() > 1 ? new Span(at.line(), at.column(), all.get(1).span().line(), all.get(1).span().column()) : at;
        boolean oneLine = gone.line() == gone.endLine();
        return oneLine ? Edits.fix(block, "without `loop=`", 0, new Edit(gone, "")) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /// `asyncio.get_event_loop()` in a coroutine becomes `asyncio.get_running_loop()`.
  static Optional<Fix> runningLoop(Expr.Call call, CodeBlock block) {
    return block.isAsync() && call.func() instanceof Expr.Attribute method ? Edits.fix(block, "`get_running_loop`", 0, last(method, "get_running_loop")) : Optional.empty();
  }

  /// `loop.call_soon(f)` in another thread becomes `loop.call_soon_threadsafe(f)`.
  static Optional<Fix> threadsafe(Expr.Call call, CodeBlock block) {
    return call.func() instanceof Expr.Attribute method && method.attr().equals("call_soon")
        ? Edits.fix(block, "from another thread", 0, last(method, "call_soon_threadsafe")) : ofCoroutine(call, block);
  }

  /// `loop.create_task(work())` in another thread becomes `asyncio.run_coroutine_threadsafe(work(), loop)`.
  private static Optional<Fix> ofCoroutine(Expr.Call call, CodeBlock block) {
    Optional<String> asyncio = Edits.imported("asyncio", block);
    boolean statement = block.module().parent(call).filter(Stmt.ExprStmt.class::isInstance).isPresent();
    if (asyncio.isEmpty() || !statement || !(call.func() instanceof Expr.Attribute method) || !method.attr().equals("create_task")
        || call.args().size() != 1 || !call.keywords().isEmpty() || !(call.args().getFirst() instanceof Expr.Call)) {
      return Optional.empty();
    }
    Optional<String> loop = Edits.oneLine(method.value(), block).filter(each -> !each.equals(asyncio.get()));
    return loop.flatMap(of -> Edits.fix(block, "from another thread", 0,
        Edit.replace(call.func(), asyncio.get() + ".run_coroutine_threadsafe"), Edit.after(call.args().getFirst(), ", " + of)));
  }

  /// `trio.sleep(0)` becomes `trio.lowlevel.checkpoint()`.
  static Optional<Fix> checkpoint(Expr.Call call, String family, CodeBlock block) {
    return Edits.imported(family, block).flatMap(name -> Edits.fix(block, "a checkpoint", 0, Edit.replace(call, name + ".lowlevel.checkpoint()")));
  }

  /// `loop.run_in_executor(None, f, x)` becomes `asyncio.to_thread(f, x)`, which takes the context along.
  static Optional<Fix> intoThread(Expr.Call call, CodeBlock block) {
    Optional<String> asyncio = Edits.imported("asyncio", block);
    boolean plain = Flow.isNone(call.args().getFirst()) && call.keywords().isEmpty() && Reach.isAwaited(call, block);
    Span first = call.args().getFirst().span();
    Span second = call.args().get(1).span();
    return asyncio.isPresent() && plain && first.line() == second.line()
        ? Edits.fix(block, "with the context", THREAD, Edit.replace(call.func(), asyncio.get() + ".to_thread"),
            new Edit(new Span(first.line(), first.column(), second.line(), second.column()), "")) : Optional.empty();
  }

  /// A connection under a limit: a block for it from Python 3.11 on, else `wait_for`.
  static Optional<Fix> limited(Expr.Call call, CodeBlock block, Program program) {
    Optional<String> asyncio = Edits.imported("asyncio", block);
    if (asyncio.isEmpty() || !Reach.isAwaited(call, block)) {
      return Optional.empty();
    }
    return program.projectOf(block.module()).python().orElse(0) >= 11 ? Fixers.timeout(call, block)
        : Edits.fix(block, "limit it to 10 s (a guess)", 0, Edit.before(call, asyncio.get() + ".wait_for("), Edit.after(call, ", timeout=10)"));
  }

  private static Edit last(Expr.Attribute method, String to) {
    Span end = method.span();
    return new Edit(new Span(end.endLine(), end.endColumn() - method.attr().length(), end.endLine(), end.endColumn()), to);
  }
}
