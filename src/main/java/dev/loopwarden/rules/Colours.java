package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Mentions;
import dev.loopwarden.program.Program;
import dev.loopwarden.python.Comprehension;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.rule.Fix;
import dev.loopwarden.rules.Edits.Edit;
import dev.loopwarden.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Fixes that change the colour of something: an `await` too many, an `async` too few.
final class Colours {

  /// What makes a list of an iterable, and the brackets that do the same.
  private static final Set<String> LISTS = Set.of("list", "set");

  private Colours() {}

  /// `await f(x)` of what is not awaitable becomes `f(x)`.
  static Optional<Fix> withoutAwait(Expr.Await await, CodeBlock block) {
    Span word = await.span();
    Span call = await.value().span();
    return word.line() == call.line()
        ? Edits.fix(block, "without `await`", 0, new Edit(new Span(word.line(), word.column(), call.line(), call.column()), "")) : Optional.empty();
  }

  /// `async def` becomes `def`, where nothing in it waits and nobody but a framework calls it.
  static Optional<Fix> plain(CodeBlock block, Program program) {
    boolean waits = Flow.waits(block.body()) || block.own(Comprehension.class).stream().anyMatch(each -> each.isAsync() == 1);
    boolean called = program.mentions(block.name()).stream().anyMatch(each -> !isDefinition(each, block));
    int line = block.node().span().line();
    int column = block.node().span().column();
    boolean isWritten = block.module().line(line).strip().startsWith("async def ");
    return block.isAsync() && !waits && !called && !block.isGenerator() && isWritten
        ? Edits.fix(block, "a plain `def`: FastAPI runs it in a thread", 0, new Edit(new Span(line, column, line, column + "async ".length()), "")) : Optional.empty();
  }

  /// `def` becomes `async def`, where it is handed to `Depends` and never called.
  static Optional<Fix> async(CodeBlock block, Program program) {
    boolean called = program.mentions(block.name()).stream().anyMatch(each -> !isDefinition(each, block) && !isDependency(each));
    int line = block.node().span().line();
    int column = block.node().span().column();
    return !block.isAsync() && !called && block.module().line(line).strip().startsWith("def ")
        ? Edits.fix(block, "`async def`: FastAPI calls it on the loop", 0, new Edit(new Span(line, column, line, column), "async ")) : Optional.empty();
  }

  /// Another thing of the same name is not meant; when in doubt, it is a call.
  private static boolean isDefinition(Mentions.Mention mention, CodeBlock block) {
    return mention.at() instanceof Expr.Attribute && block.owner().isEmpty() && mention.module().equals(block.module());
  }

  private static boolean isDependency(Mentions.Mention mention) {
    return mention.module().parent(mention.at()).filter(up -> up instanceof Expr.Call call && CodeBlock.lastName(call.func()).equals("Depends")).isPresent();
  }

  /// An async generator in a plain loop, a comprehension with brackets, or `list()`.
  static Optional<Fix> iteration(Expr.Call call, CodeBlock block) {
    if (!block.isAsync()) {
      return Optional.empty();
    }
    Node up = block.module().parent(call).orElseThrow();
    return switch (up) {
      case Stmt.For loop when loop.orelse().isEmpty() -> Edits.fix(block, "`async for`", 0, Edit.before(loop, "async "));
      case Comprehension of when block.module().parent(of).filter(each -> !(each instanceof Expr.GeneratorExp)).isPresent() ->
          Edits.fix(block, "`async for`", 0, Edit.before(of, "async "));
      case Expr.Call outer when outer.func() instanceof Expr.Name name && LISTS.contains(name.id()) && outer.args().size() == 1 && outer.keywords().isEmpty() ->
          Edits.oneLine(call, block).flatMap(code -> Edits.fix(block, "`async for`", 0,
              Edit.replace(outer, name.id().equals("list") ? "[each async for each in " + code + "]" : "{each async for each in " + code + "}")));
      default -> Optional.empty();
    };
  }

  /// `create_task(work)` becomes `create_task(work())`, where `work` needs no argument.
  static Optional<Fix> called(Expr function, CodeBlock of, CodeBlock block) {
    List<String> owed = of.args().map(all -> all.all().stream().map(each -> each.arg()).toList()).orElse(List.of());
    boolean bound = of.owner().isPresent() && !of.isStatic();
    boolean free = owed.size() == (bound ? 1 : 0);
    return free ? Edits.fix(block, "call it", 0, Edit.after(function, "()")) : Optional.empty();
  }

  /// `Order.objects.get(...)` becomes `await Order.objects.aget(...)`.
  static Optional<Fix> ofDjango(Expr.Call call, CodeBlock block) {
    Node up = block.module().parent(call).orElseThrow();
    boolean bare = up instanceof Stmt.ExprStmt || up instanceof Stmt.Assign || up instanceof Stmt.Return || up instanceof Stmt.AnnAssign;
    if (!block.isAsync() || !bare || !(call.func() instanceof Expr.Attribute method) || call.span().line() != call.span().endLine()) {
      return Optional.empty();
    }
    Span end = method.span();
    int from = end.endColumn() - method.attr().length();
    return Edits.fix(block, "`a" + method.attr() + "`, awaited", 0,
        Edit.before(call, "await "), new Edit(new Span(end.endLine(), from, end.endLine(), end.endColumn()), "a" + method.attr()));
  }
}
