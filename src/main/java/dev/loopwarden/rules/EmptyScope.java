package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.python.Comprehension;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.python.WithItem;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import dev.loopwarden.rule.Site;
import java.util.ArrayList;
import java.util.List;

/// LW304: a time limit around code that cannot be interrupted.
public final class EmptyScope implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW304", "empty-timeout", "Time limit with nothing to interrupt", Aspect.TIMEOUTS, Severity.WARNING, true, List.of("ASYNC100", "ASYNC912", "S7490"),
          "`asyncio.timeout`, `move_on_after`, `fail_after` and the like around code without any `await`, `async for`, `async with` or `yield`.",
          "A limit acts only where the code gives way: what stands here runs to its end however long it takes, and the loop with it.",
          "Never: it does nothing.",
          "Put the awaited call inside, or take the limit away; move what takes long to a thread.",
          """
          import asyncio

          async def load(read):
              async with asyncio.timeout(5):  # LW304
                  return read()
          """,
          """
          import asyncio

          async def load(read):
              async with asyncio.timeout(5):
                  return await asyncio.to_thread(read)
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    if (!block.isAsync()) {
      return obligations;
    }
    block.own(Stmt.With.class).forEach(each -> scope(each.items(), each.body(), false, block, program, obligations));
    block.own(Stmt.AsyncWith.class).forEach(each -> scope(each.items(), each.body(), true, block, program, obligations));
    return obligations;
  }

  private static void scope(
      List<WithItem> items, List<Stmt> body, boolean async, CodeBlock block, Program program, List<Obligation> into) {
    for (int i = 0; i < items.size(); i++) {
      if (!(items.get(i).contextExpr() instanceof Expr.Call made) || !program.isKind(program.meaning(made.func(), block.module()), Role.TIMEOUT_SCOPE)) {
        continue;
      }
      Site site = Sites.of(block, made);
      boolean givesWay = (async && i < items.size() - 1) || givesWay(items.subList(i + 1, items.size())) || givesWay(body);
      into.add(givesWay
          ? Obligation.met(Aspect.TIMEOUTS, CARD.id(), "guarded waits", site, "its body gives way")
          : Obligation.unmet("guarded waits", Sites.finding(CARD, site, message(made, block, program), List.of())));
    }
  }

  private static boolean givesWay(List<? extends Node> nodes) {
    return Flow.waits(nodes) || Flow.has(nodes, Expr.Yield.class) || Flow.has(nodes, Expr.YieldFrom.class)
        || CodeBlock.ownNodes(nodes).stream().anyMatch(each -> each instanceof Comprehension comprehension && comprehension.isAsync() != 0);
  }

  private static Message message(Expr.Call made, CodeBlock block, Program program) {
    return new Message(
        "`" + block.module().code(made.span()) + "` can interrupt nothing",
        "Nothing in its body gives way to the event loop.",
        "A limit acts only at an `await`: what stands here runs to its end, however long it takes, and every other task waits with it.",
        "Put the awaited call inside, or take the limit away; what takes long belongs in a thread, " + Advice.thread(block, program) + ".");
  }
}
