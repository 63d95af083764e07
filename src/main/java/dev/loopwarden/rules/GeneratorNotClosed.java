package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Confidence;
import dev.loopwarden.rule.Hop;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import dev.loopwarden.rule.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// LW804: an async generator that is left before its end.
public final class GeneratorNotClosed implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW804", "generator-not-closed", "Async generator left before its end", Aspect.CLEANUP, Severity.INFO, true, List.of("ASYNC119", "ASYNC900"),
          "`async for` over a call of an async generator that holds something (`async with`, `finally`) around its `yield`, which is left by `break` or `return` without `aclosing`.",
          "A generator that is left stands at its `yield` with its connection, transaction or lock until the collector finds it; its clean-up then runs at some other time, in another task, "
              + "or never.",
          "The generator holds nothing that matters.",
          "`async with contextlib.aclosing(rows()) as all_rows:` around the loop.",
          """
          async def rows(pool):
              async with pool.acquire() as connection:
                  async for row in connection.cursor():
                      yield row

          async def first(pool):
              async for row in rows(pool):  # LW804
                  return row
          """,
          """
          from contextlib import aclosing

          async def rows(pool):
              async with pool.acquire() as connection:
                  async for row in connection.cursor():
                      yield row

          async def first(pool):
              async with aclosing(rows(pool)) as found:
                  async for row in found:
                      return row
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    for (Stmt.AsyncFor loop : block.own(Stmt.AsyncFor.class)) {
      if (loop.iter() instanceof Expr.Call call) {
        program.runs(call, block.module()).stream().filter(each -> each.isAsync() && each.isGenerator()).findFirst()
            .ifPresent(generator -> obligations.add(obligation(loop, call, generator, block)));
      }
    }
    return obligations;
  }

  private static Obligation obligation(Stmt.AsyncFor loop, Expr.Call call, CodeBlock generator, CodeBlock block) {
    Site site = Sites.of(block, call);
    Optional<Node> holds = holds(generator);
    if (holds.isEmpty()) {
      return met(site, "`" + generator.qualifiedName() + "` holds nothing at its `yield`");
    }
    Optional<Node> leaves = CodeBlock.ownNodes(loop.body()).stream().filter(each -> leaves(each, loop, block)).findFirst();
    if (leaves.isEmpty()) {
      return met(site, "read to its end");
    }
    var hop = new Hop(generator.module().path(), holds.get().span().line(), generator.qualifiedName(), firstLine(holds.get(), generator));
    return Obligation.unmet("async generators", Sites.finding(
        CARD, CARD.severity(), Confidence.MEDIUM, site, message(generator, leaves.get().span().line()), List.of(hop)));
  }

  private static Obligation met(Site site, String evidence) {
    return Obligation.met(Aspect.CLEANUP, CARD.id(), "async generators", site, evidence);
  }

  /// What is around a `yield` of the generator and must be closed.
  private static Optional<Node> holds(CodeBlock generator) {
    return generator.own(Expr.Yield.class).stream()
        .flatMap(each -> Flow.around(each, generator).filter(up -> up instanceof Stmt.AsyncWith
            || (up instanceof Stmt.Try tried && Flow.waits(tried.finalbody()) && tried.body().stream().anyMatch(one -> one.span().contains(each.span())))))
        .findFirst();
  }

  private static boolean leaves(Node node, Stmt.AsyncFor loop, CodeBlock block) {
    return node instanceof Stmt.Return || (node instanceof Stmt.Break && Flow.around(node, block).takeWhile(each -> !CodeBlock.same(each, loop))
        .noneMatch(each -> each instanceof Stmt.For || each instanceof Stmt.AsyncFor || each instanceof Stmt.While));
  }

  private static String firstLine(Node node, CodeBlock block) {
    return node instanceof Stmt.AsyncWith with ? "async with " + block.module().code(with.items().getFirst().contextExpr().span()) : "finally";
  }

  private static Message message(CodeBlock generator, int line) {
    return new Message(
        "What `" + generator.qualifiedName() + "` holds stays open",
        "The loop is left at line " + line + " before the generator has come to its end.",
        "The generator stands at its `yield`, with what it holds, until the collector finds it; its clean-up runs at some other time, in another task, or never.",
        "`async with contextlib.aclosing(...)` around the loop.");
  }
}
