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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// LW806: what is given back only on `except Exception`, which a cancel passes by.
public final class ReleaseSkipped implements Rule {

  private static final Set<String> RELEASES =
      Set.of("release", "_release", "rollback", "unsubscribe", "disconnect", "_cleanup", "cleanup", "_close", "close", "aclose");

  private static final RuleCard CARD =
      new RuleCard(
          "LW806", "release-skipped", "A cancel skips the release", Aspect.CLEANUP, Severity.WARNING, true, List.of(),
          "A `try` with an `await` in it whose `except Exception` gives something back and raises again, where nothing else gives it back.",
          "`CancelledError` is no `Exception`: a task that is cancelled while it waits there (a client that hangs up, a time limit, a shutdown) "
              + "leaves the lock held, the transaction open or the connection half made.",
          "Something around it closes the whole thing anyway.",
          "Give it back in `finally`, or catch `BaseException` and raise again.",
          """
          async def connect(pool, address):
              slot = pool.reserve(address)
              try:
                  await slot.open()
              except Exception:  # LW806
                  slot.release()
                  raise
          """,
          """
          async def connect(pool, address):
              slot = pool.reserve(address)
              try:
                  await slot.open()
              except BaseException:
                  slot.release()
                  raise
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
      boolean cancelHandled = !statement.finalbody().isEmpty()
          || statement.handlers().stream().anyMatch(each -> Cancellation.isBroad(each) || Cancellation.namesIt(each, block, program));
      if (cancelHandled || !Flow.waits(statement.body())) {
        continue;
      }
      for (ExceptHandler handler : statement.handlers()) {
        Optional<Expr.Call> release = release(handler);
        if (isException(handler) && release.isPresent() && handler.body().getLast() instanceof Stmt.Raise) {
          obligations.add(Obligation.unmet("releases", Sites.finding(
              CARD, CARD.severity(), isClosedAround(statement, block) ? Confidence.MEDIUM : Confidence.HIGH,
              Sites.of(block, handler.type().<Node>map(each -> each).orElse(handler), handler),
              message(block.module().code(release.get().span())), List.of())));
        }
      }
    }
    return obligations;
  }

  private static boolean isException(ExceptHandler handler) {
    return handler.type().filter(each -> each instanceof Expr.Name name && name.id().equals("Exception")).isPresent();
  }

  private static Optional<Expr.Call> release(ExceptHandler handler) {
    return CodeBlock.ownNodes(handler.body()).stream()
        .filter(Expr.Call.class::isInstance).map(Expr.Call.class::cast)
        .filter(each -> each.func() instanceof Expr.Attribute attribute && RELEASES.contains(attribute.attr())).findFirst();
  }

  /// A `with` around it, or a `finally` further out, may give the same thing back.
  private static boolean isClosedAround(Stmt.Try statement, CodeBlock block) {
    return Flow.around(statement, block).anyMatch(each ->
        each instanceof Stmt.AsyncWith || each instanceof Stmt.With || (each instanceof Stmt.Try tried && !tried.finalbody().isEmpty()));
  }

  private static Message message(String release) {
    return new Message(
        "A cancel skips `" + release + "`",
        "`except Exception` does not catch `CancelledError`: a task that is cancelled while it waits in this `try` never gets to `" + release + "`.",
        "Each such cancel (a client that hangs up, a time limit, a shutdown) leaves one more thing held.",
        "Do it in `finally`, or catch `BaseException` and raise again.");
  }
}
