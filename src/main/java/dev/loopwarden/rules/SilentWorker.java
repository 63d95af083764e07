package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.python.ExceptHandler;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
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

/// LW507: a loop that passes over its errors in silence.
public final class SilentWorker implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW507", "silent-worker", "Loop that passes over errors in silence", Aspect.TASKS, Severity.WARNING, true, List.of("S110", "S112", "BLE001"),
          "`except Exception` with nothing but `pass` or `continue`, around an `await` in a loop that goes on for ever.",
          "Every item that fails is lost without a trace. When the cause lasts (a closed connection, a wrong credential), the loop fails at full speed, and nobody knows why nothing happens.",
          "The error is of no interest by design; then catch that error, not `Exception`.",
          "Log it (`logger.exception(...)`), wait a little, or let it end the task.",
          """
          async def work(queue, handle):
              while True:
                  item = await queue.get()
                  try:
                      await handle(item)
                  except Exception:  # LW507
                      pass
          """,
          """
          import logging

          logger = logging.getLogger(__name__)

          async def work(queue, handle):
              while True:
                  item = await queue.get()
                  try:
                      await handle(item)
                  except Exception:
                      logger.exception("item %s failed", item)
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    List<Stmt.Try> statements = block.isAsync() ? block.own(Stmt.Try.class) : List.of();
    for (Stmt.Try statement : statements) {
      Optional<Node> loop = Flow.loopAround(statement, block);
      boolean endless = loop.filter(each -> each instanceof Stmt.While || each instanceof Stmt.AsyncFor).isPresent();
      if (!endless || !Flow.waits(statement.body())) {
        continue;
      }
      for (ExceptHandler handler : statement.handlers()) {
        if (handler.type().filter(each -> each instanceof Expr.Name name && name.id().equals("Exception")).isPresent()) {
          Site site = Sites.of(block, handler.type().<Node>map(each -> each).orElse(handler), handler);
          boolean silent = handler.body().stream().allMatch(each -> each instanceof Stmt.Pass || each instanceof Stmt.Continue);
          obligations.add(silent
              ? Obligation.unmet("worker loops", Sites.finding(CARD, CARD.severity(), confidence(statement, loop.orElseThrow(), block), site, message(block, paces(loop.orElseThrow()) || waitsBefore(statement, loop.orElseThrow())), List.of()))
              : Obligation.met(Aspect.TASKS, CARD.id(), "worker loops", site, "the handler does something about the error"));
        }
      }
    }
    return obligations;
  }

  /// Sure where the loop's own work is in the `try`, and nothing slows it down; one attempt among others, or at the end of other
  /// work such as a clean-up, may fail.
  private static Confidence confidence(Stmt.Try statement, Node loop, CodeBlock block) {
    boolean forEver = loop instanceof Stmt.While repeated && Flow.isConstant(repeated.test(), "True");
    boolean whole = block.module().parent(statement).filter(up -> CodeBlock.same(up, loop)).isPresent();
    boolean cleansUp = CodeBlock.ownNodes(statement.body()).stream()
        .filter(Expr.Await.class::isInstance).map(each -> ((Expr.Await) each).value()).allMatch(Width::isEnding);
    return forEver && whole && !cleansUp && !paces(loop) ? Confidence.HIGH : Confidence.MEDIUM;
  }

  /// A loop that sleeps does not run at full speed.
  private static boolean paces(Node loop) {
    return CodeBlock.ownNodes(loop.children()).stream().anyMatch(each -> each instanceof Expr.Call call && CodeBlock.lastName(call.func()).contains("sleep"));
  }

  /// A loop that waits for something else in each round, such as the next item, runs no faster than that comes.
  private static boolean waitsBefore(Stmt.Try statement, Node loop) {
    return CodeBlock.ownNodes(loop.children()).stream()
        .anyMatch(each -> (each instanceof Expr.Await || each instanceof Stmt.AsyncFor) && !statement.span().contains(each.span()));
  }

  private static Message message(CodeBlock block, boolean paced) {
    return new Message(
        "`" + block.qualifiedName() + "` loses its errors without a trace",
        "A handler in the loop catches every `Exception` and goes on without a word.",
        paced
            ? "What fails is lost; and when the cause lasts, every round fails, with no line in the log that says why."
            : "What fails is lost; and when the cause lasts, the loop runs at full speed doing nothing, with no line in the log that says why.",
        paced
            ? "Log the error (`logger.exception(...)`), or catch only the error that is meant."
            : "Log the error (`logger.exception(...)`), and wait before the next attempt; or catch only the error that is meant.");
  }
}
