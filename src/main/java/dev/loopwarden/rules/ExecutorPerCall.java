package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.python.WithItem;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Confidence;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import dev.loopwarden.rule.Site;
import java.util.ArrayList;
import java.util.List;

/// LW205: threads without a bound of their own.
public final class ExecutorPerCall implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW205", "executor-per-call", "Pool of threads or processes for each call", Aspect.BOUNDS, Severity.INFO, true, List.of(),
          "An executor that an `async def` makes for itself, with `with`, in each call.",
          "Each call starts threads or processes of its own, so that many calls at once are many times that number; and the end of the `with` stops the event loop until the last of "
              + "them is done, where one was cancelled or is not awaited.",
          "A script that does it once.",
          "One executor for the process, made at the start and shut down at the end; or `asyncio.to_thread`.",
          """
          import asyncio
          from concurrent.futures import ThreadPoolExecutor

          async def parse(text, work):
              loop = asyncio.get_running_loop()
              with ThreadPoolExecutor() as pool:  # LW205
                  return await loop.run_in_executor(pool, work, text)
          """,
          """
          import asyncio

          async def parse(text, work):
              return await asyncio.to_thread(work, text)
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    List<Stmt.With> statements = block.isAsync() && !block.name().equals("main") ? block.own(Stmt.With.class) : List.of();
    for (Stmt.With with : statements) {
      for (WithItem item : with.items()) {
        if (item.contextExpr() instanceof Expr.Call call && Flow.entry(call, block, program, Role.EXECUTOR).isPresent()) {
          Site site = Sites.of(block, call);
          boolean kept = CodeBlock.ownNodes(with.body()).stream().anyMatch(each -> isLong(each));
          obligations.add(kept
              ? Obligation.met(Aspect.BOUNDS, CARD.id(), "executors", site, "it serves for as long as its function runs")
              : Obligation.unmet("executors", Sites.finding(
                  CARD, CARD.severity(), Confidence.MEDIUM, site, message(block.module().code(call.func().span()), block), List.of())));
        }
      }
    }
    return obligations;
  }

  /// A loop that goes on, or a `yield`: the executor lives long.
  private static boolean isLong(Node node) {
    return node instanceof Stmt.While || node instanceof Stmt.AsyncFor || node instanceof Expr.Yield;
  }

  private static Message message(String executor, CodeBlock block) {
    return new Message(
        "Each call starts threads of its own",
        "`" + block.qualifiedName() + "` makes a `" + executor + "` for itself.",
        "Many calls at once are many pools at once; and when the wait is cancelled, the end of this `with` stops the event loop until the work is done.",
        "Share one executor, made at the start, or use `await asyncio.to_thread(...)`.");
  }
}
