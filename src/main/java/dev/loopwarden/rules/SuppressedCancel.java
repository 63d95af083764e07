package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Meaning;
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
import java.util.Optional;

/// LW403: `suppress(CancelledError)` around a wait of one's own.
public final class SuppressedCancel implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW403", "suppressed-cancel", "Cancellation suppressed", Aspect.CANCELLATION, Severity.WARNING, true, List.of(),
          "`with suppress(CancelledError)` or `suppress(BaseException)` around an `await` of something that the function has not cancelled itself.",
          "A cancel that arrives while it waits there is thrown away: the task goes on, shutdown hangs, and `asyncio.timeout` and `TaskGroup` lose count.",
          "The function cancelled the task that it waits for.",
          "Leave `CancelledError` out of it, or suppress only around `await task` after `task.cancel()`.",
          """
          import asyncio
          from contextlib import suppress

          async def work(queue):
              while True:
                  with suppress(asyncio.CancelledError):  # LW403
                      await queue.get()
          """,
          """
          import asyncio
          from contextlib import suppress

          async def stop(task):
              task.cancel()
              with suppress(asyncio.CancelledError):
                  await task
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    List<Stmt.With> statements = block.isAsync() ? block.own(Stmt.With.class) : List.of();
    for (Stmt.With with : statements) {
      for (WithItem item : with.items()) {
        Optional<Expr> type = suppressed(item.contextExpr(), block, program);
        if (type.isPresent() && Flow.waits(with.body())) {
          Site site = Sites.of(block, item.contextExpr());
          obligations.add(Canceller.waitsForItsOwn(with.body(), block)
              ? Obligation.met(Aspect.CANCELLATION, CARD.id(), "suppressions", site, "the function cancelled what it waits for")
              : Obligation.unmet("suppressions", Sites.finding(
                  CARD, CARD.severity(), confidence(with, block), site, message(block.module().code(type.get().span()), block), List.of())));
        }
      }
    }
    return obligations;
  }

  private static Optional<Expr> suppressed(Expr manager, CodeBlock block, Program program) {
    if (!(manager instanceof Expr.Call call)) {
      return Optional.empty();
    }
    boolean suppresses = Flow.entry(call, block, program, Role.SUPPRESSES).isPresent();
    return suppresses ? call.args().stream().filter(each -> Cancellation.isCancel(each, block, program)
        || (program.meaning(each, block.module()) instanceof Meaning.Library library && library.name().equals("builtins.BaseException"))).findFirst() : Optional.empty();
  }

  /// Sure where the task demonstrably goes on: in a loop that the body does not leave, with a wait for something that is no task.
  private static Confidence confidence(Stmt.With with, CodeBlock block) {
    List<Node> nodes = CodeBlock.ownNodes(with.body());
    boolean leaves = nodes.stream().anyMatch(each -> each instanceof Stmt.Break || each instanceof Stmt.Return);
    boolean calls = nodes.stream().anyMatch(each -> each instanceof Expr.Await await && await.value() instanceof Expr.Call);
    boolean inLoop = Flow.loopAround(with, block).filter(Stmt.While.class::isInstance).isPresent();
    return inLoop && calls && !leaves && !Flow.cancels(block) && !Cancellation.waitsUntilDone(with, block) ? Confidence.HIGH : Confidence.MEDIUM;
  }

  private static Message message(String type, CodeBlock block) {
    return new Message(
        "A cancel of `" + block.qualifiedName() + "` is swallowed",
        "`suppress(" + type + ")` stands around a wait, and the function has not cancelled what it waits for.",
        "A cancel that arrives there is thrown away and the task goes on: shutdown hangs, `asyncio.timeout` and `TaskGroup` do not work around it.",
        "Leave `" + type + "` out, or suppress it only around `await task` after `task.cancel()`.");
  }
}
