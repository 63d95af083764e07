package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.python.ExceptHandler;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.rule.Fix;
import dev.loopwarden.rules.Edits.Edit;
import dev.loopwarden.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Fixes that are complete on their own lines. What is offered is tried before anybody sees it: the file is parsed and looked at
/// again with the fix in it.
final class Fixers {

  private static final int THREAD = 9;
  private static final int TIMEOUT = 11;

  private Fixers() {}

  /// `await` in front of a call.
  static Optional<Fix> await(Expr.Call call, CodeBlock block) {
    if (!block.isAsync()) {
      return Optional.empty();
    }
    Node up = block.module().parent(call).orElseThrow();
    boolean bare = up instanceof Stmt.ExprStmt || up instanceof Stmt.Assign || up instanceof Stmt.Return || up instanceof Stmt.AnnAssign;
    return bare
        ? Edits.fix(block, "await it", 0, Edit.before(call, "await "))
        : Edits.fix(block, "await it", 0, Edit.before(call, "(await "), Edit.after(call, ")"));
  }

  /// `await load()[0]` becomes `(await load())[0]`.
  static Optional<Fix> awaitInside(Expr.Await outer, Expr.Call call, CodeBlock block) {
    Span from = outer.span();
    Span to = call.span();
    return Edits.fix(block, "await the call itself", 0, new Edit(new Span(from.line(), from.column(), to.line(), to.column()), "(await "), Edit.after(call, ")"));
  }

  /// `time.sleep(x)` as a statement becomes `await asyncio.sleep(x)`.
  static Optional<Fix> sleep(Expr.Call call, CodeBlock block) {
    Optional<String> asyncio = Edits.imported("asyncio", block);
    boolean statement = block.module().parent(call).filter(Stmt.ExprStmt.class::isInstance).isPresent();
    return asyncio.isPresent() && statement && block.isAsync()
        ? Edits.fix(block, "await `asyncio.sleep` instead", 0, Edit.replace(call.func(), "await " + asyncio.get() + ".sleep"))
        : Optional.empty();
  }

  /// `f(a, b=c)` becomes `await asyncio.to_thread(f, a, b=c)`.
  static Optional<Fix> toThread(Expr.Call call, CodeBlock block) {
    Optional<String> asyncio = Edits.imported("asyncio", block);
    Node up = block.module().parent(call).orElseThrow();
    boolean whole = up instanceof Stmt.ExprStmt || up instanceof Stmt.Return || (up instanceof Stmt.Assign assign && CodeBlock.same(assign.value(), call));
    boolean yields = CodeBlock.ownNodes(List.of(call)).stream().anyMatch(each -> each instanceof Expr.Await || each instanceof Expr.Yield);
    Optional<String> function = Edits.oneLine(call.func(), block);
    if (asyncio.isEmpty() || !whole || yields || function.isEmpty() || !block.isAsync() || call.span().line() != call.func().span().endLine()) {
      return Optional.empty();
    }
    String given = asyncio.get() + ".to_thread(" + function.get();
    boolean none = call.args().isEmpty() && call.keywords().isEmpty();
    return none
        ? Edits.fix(block, "run it in a thread", THREAD, Edit.replace(call, "await " + given + ")"))
        : firstArgument(call).flatMap(first -> first.span().line() == call.func().span().endLine()
            ? Edits.fix(block, "run it in a thread", THREAD, Edit.replace(call.func(), "await " + asyncio.get() + ".to_thread"), Edit.before(first, function.get() + ", "))
            : Optional.<Fix>empty());
  }

  private static Optional<Node> firstArgument(Expr.Call call) {
    var all = new ArrayList<Node>(call.args());
    all.addAll(call.keywords());
    return all.stream().min((one, other) -> one.span().compareTo(other.span()));
  }

  /// `asyncio.run(f())` on a running loop becomes `await f()`.
  static Optional<Fix> awaitInstead(Expr.Call call, CodeBlock block) {
    boolean single = call.args().size() == 1 && call.keywords().isEmpty() && call.args().getFirst() instanceof Expr.Call;
    Optional<String> coroutine = single ? Edits.oneLine(call.args().getFirst(), block) : Optional.empty();
    Node up = block.module().parent(call).orElseThrow();
    boolean whole = up instanceof Stmt.ExprStmt || up instanceof Stmt.Return || up instanceof Stmt.Assign;
    return coroutine.isPresent() && whole && block.isAsync()
        ? Edits.fix(block, "await the coroutine", 0, Edit.replace(call, "await " + coroutine.get()))
        : Optional.empty();
  }

  /// One line under a time limit.
  static Optional<Fix> timeout(Expr.Call call, CodeBlock block) {
    Optional<String> asyncio = Edits.imported("asyncio", block);
    Optional<Stmt> statement = block.module().ancestors(call).stream().filter(Stmt.class::isInstance).map(Stmt.class::cast).findFirst();
    boolean plain = statement.filter(each -> each instanceof Stmt.ExprStmt || each instanceof Stmt.Assign || each instanceof Stmt.Return).isPresent();
    if (asyncio.isEmpty() || !plain || !block.isAsync()) {
      return Optional.empty();
    }
    Stmt one = statement.orElseThrow();
    if (one.span().line() != one.span().endLine() || !Edits.standsAlone(block.module(), one)) {
      return Optional.empty();
    }
    String source = block.module().line(one.span().line()).substring(Edits.indent(block.module(), one.span().line()).length());
    String step = Edits.indent(block.module(), one.span().line()).startsWith("\t") ? "\t" : "    ";
    String indent = Edits.indent(block.module(), one.span().line());
    return Optional.of(new Fix(one.span().line(), one.span().line(),
        indent + "async with " + asyncio.get() + ".timeout(10):\n" + indent + step + source, "limit it to 10 s (a guess)", TIMEOUT));
  }

  /// `raise` at the end of a handler, in place of a `pass`.
  static Optional<Fix> raise(ExceptHandler handler, CodeBlock block) {
    Stmt last = handler.body().getLast();
    boolean leaves = CodeBlock.ownNodes(handler.body()).stream().anyMatch(each -> each instanceof Stmt.Return || each instanceof Stmt.Raise
        || each instanceof Stmt.Break || each instanceof Stmt.Continue);
    if (leaves) {
      return Optional.empty();
    }
    return last instanceof Stmt.Pass
        ? Edits.fix(block, "let it through", 0, Edit.replace(last, "raise"))
        : last.span().line() == last.span().endLine() ? Edits.addAfter(block, last, "let it through", 0, "raise") : Optional.empty();
  }

  /// A handler for another type: `except Exception` for a bare one.
  static Optional<Fix> catches(ExceptHandler handler, String type, CodeBlock block) {
    if (handler.type().isPresent()) {
      return Edits.fix(block, "catch `" + type + "`", 0, Edit.replace(handler.type().get(), type));
    }
    int line = handler.span().line();
    String source = block.module().line(line);
    return source.strip().startsWith("except:")
        ? Optional.of(new Fix(line, line, source.replaceFirst("except:", "except " + type + ":"), "catch `" + type + "`"))
        : Optional.empty();
  }

  /// `return_exceptions=True` for a gather whose result nobody reads.
  static Optional<Fix> returnExceptions(Expr.Call gather, CodeBlock block) {
    boolean unread = block.module().parent(gather).filter(up -> up instanceof Expr.Await await
        && block.module().parent(await).filter(Stmt.ExprStmt.class::isInstance).isPresent()).isPresent();
    boolean oneLine = gather.span().line() == gather.span().endLine();
    return unread && oneLine && !gather.args().isEmpty()
        ? Edits.fix(block, "collect the errors, wait for all", 0, Edit.after(gather.args().getLast(), ", return_exceptions=True"))
        : Optional.empty();
  }

  /// The other keyword in front of a `with`.
  static Optional<Fix> colour(Stmt with, CodeBlock block) {
    int line = with.span().line();
    int column = with.span().column();
    var at = new dev.loopwarden.source.Span(line, column, line, column);
    if (with instanceof Stmt.With && block.isAsync()) {
      return Edits.fix(block, "`async with`", 0, new Edit(at, "async "));
    }
    boolean spaced = with instanceof Stmt.AsyncWith && block.module().line(line).strip().startsWith("async with");
    return spaced
        ? Edits.fix(block, "`with`", 0, new Edit(new dev.loopwarden.source.Span(line, column, line, column + "async ".length()), ""))
        : Optional.empty();
  }

  /// A bound of 100, where every `put` waits and others take.
  static Optional<Fix> maxsize(Expr.Call queue, CodeBlock block) {
    boolean plain = queue.args().isEmpty() && queue.keywords().isEmpty();
    Optional<String> function = Edits.oneLine(queue.func(), block);
    return plain && function.isPresent()
        ? Edits.fix(block, "a bound of 100 (a guess)", 0, Edit.replace(queue, function.get() + "(maxsize=100)"))
        : Optional.empty();
  }

  /// The wait for a stream's end.
  static Optional<Fix> waitClosed(Expr.Call close, String writer, CodeBlock block) {
    return block.module().parent(close).filter(Stmt.ExprStmt.class::isInstance).map(Stmt.class::cast)
        .flatMap(each -> Edits.addAfter(block, each, "wait for its end", 0, "await " + writer + ".wait_closed()"));
  }

  /// The task kept in a set that the module or the object has for tasks.
  static Optional<Fix> keep(Expr.Call spawn, CodeBlock block) {
    Optional<Stmt.ExprStmt> statement = block.module().parent(spawn).filter(Stmt.ExprStmt.class::isInstance).map(Stmt.ExprStmt.class::cast);
    Optional<String> kept = tasks(block);
    boolean free = !Flow.isMentioned("task", block);
    return statement.isPresent() && kept.isPresent() && free && Edits.standsAlone(block.module(), statement.get()) && spawn.span().line() == spawn.span().endLine()
        ? Edits.oneLine(spawn, block).flatMap(code -> Edits.instead(
            block, statement.get(), "keep it in `" + kept.get() + "`", 0,
            "task = " + code, kept.get() + ".add(task)", "task.add_done_callback(" + kept.get() + ".discard)"))
        : Optional.empty();
  }

  /// A set for tasks, by its name: one of the module, or one that the object's `__init__` makes.
  private static Optional<String> tasks(CodeBlock block) {
    if (block.owner().isPresent() && !block.isStatic() && !block.parameters().isEmpty()) {
      Optional<String> own = block.owner().get().method("__init__").flatMap(init -> set(init.body(), init.parameters().getFirst() + ".", init));
      if (own.isPresent()) {
        return own.map(each -> block.parameters().getFirst() + each.substring(each.indexOf('.')));
      }
    }
    return set(block.module().tree().body(), "", block.module().body());
  }

  private static Optional<String> set(List<Stmt> body, String prefix, CodeBlock block) {
    for (Stmt statement : body) {
      Optional<Expr> target = switch (statement) {
        case Stmt.Assign assign when isSet(assign.value()) -> Optional.of(assign.targets().getFirst());
        case Stmt.AnnAssign assign when assign.value().filter(Fixers::isSet).isPresent() -> Optional.of(assign.target());
        default -> Optional.empty();
      };
      Optional<String> name = target.map(each -> block.module().code(each.span())).filter(each -> each.startsWith(prefix)
          && each.indexOf('.') == prefix.length() - 1 && each.contains("task"));
      if (name.isPresent()) {
        return name;
      }
    }
    return Optional.empty();
  }

  private static boolean isSet(Expr value) {
    return value instanceof Expr.Call call && call.args().isEmpty() && Set.of("set").contains(CodeBlock.lastName(call.func()));
  }
}
