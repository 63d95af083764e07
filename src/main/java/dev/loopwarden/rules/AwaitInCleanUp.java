package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.python.ExceptHandler;
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

/// LW404: a clean-up that may wait for ever.
public final class AwaitInCleanUp implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW404", "await-in-clean-up", "Clean-up that may wait for ever", Aspect.CANCELLATION, Severity.WARNING, true, List.of("ASYNC102", "ASYNC120"),
          "In a `finally`, or in a handler of `CancelledError`, an `await` of something that nothing limits: a network call without a time limit, a queue, an event, a lock.",
          "The cancel has been delivered already: while the clean-up waits, the task does not end, and neither does whoever waits for it. A second cancel, such as that of a shutdown "
              + "or of a timeout further out, then breaks the clean-up off in the middle.",
          "What it waits for is sure to come.",
          "`async with asyncio.timeout(5):` around it, and `asyncio.shield` where it must not be broken off.",
          """
          import asyncio

          async def serve(queue, handle):
              try:
                  await handle()
              finally:
                  await asyncio.Event().wait()  # LW404
          """,
          """
          import asyncio

          async def serve(queue, handle):
              try:
                  await handle()
              finally:
                  async with asyncio.timeout(5):
                      await asyncio.Event().wait()
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
      if (!Flow.waits(statement.body())) {
        continue;
      }
      var cleanUps = new ArrayList<Node>(statement.finalbody());
      for (ExceptHandler handler : statement.handlers()) {
        if (Cancellation.namesIt(handler, block, program)) {
          cleanUps.addAll(handler.body());
        }
      }
      for (Node node : CodeBlock.ownNodes(cleanUps)) {
        if (node instanceof Expr.Await await && await.value() instanceof Expr.Call call) {
          obligation(call, block, program).ifPresent(obligations::add);
        }
      }
    }
    return obligations;
  }

  private static Optional<Obligation> obligation(Expr.Call call, CodeBlock block, Program program) {
    Site site = Sites.of(block, call);
    Optional<String> guard = guard(call, block, program);
    if (guard.isPresent()) {
      return Optional.of(Obligation.met(Aspect.CANCELLATION, CARD.id(), "clean-ups", site, guard.get()));
    }
    boolean openEnded = program.entry(call, block.module()).filter(each -> each.is(Role.OPEN_ENDED)).isPresent()
        && !CodeBlock.lastName(call.func()).equals("wait_closed") && !killed(call, block);
    boolean network = program.entry(call, block.module()).flatMap(each -> each.waits()).filter(each -> each.seconds().isEmpty()).isPresent()
        && !Width.isEnding(call);
    return openEnded || network
        ? Optional.of(Obligation.unmet("clean-ups", Sites.finding(
            CARD, CARD.severity(), Confidence.MEDIUM, site, message(block.module().code(call.func().span()), block, program), List.of())))
        : Optional.empty();
  }

  /// `process.wait()` after `process.kill()`.
  private static boolean killed(Expr.Call call, CodeBlock block) {
    return call.func() instanceof Expr.Attribute attribute && attribute.value() instanceof Expr.Name name
        && Flow.calls(block, name.id(), "kill", "terminate", "send_signal");
  }

  /// A time limit or a shield around it.
  private static Optional<String> guard(Expr.Call call, CodeBlock block, Program program) {
    boolean guarded = program.entry(call, block.module()).filter(each -> each.is(Role.TIMEOUT_CALL) || each.is(Role.SHIELDS)).isPresent();
    if (guarded) {
      return Optional.of("`" + block.module().code(call.func().span()) + "` at line " + call.span().line());
    }
    for (Node up : Flow.around(call, block).toList()) {
      List<WithItem> items = switch (up) {
        case Stmt.With with -> with.items();
        case Stmt.AsyncWith with -> with.items();
        default -> List.of();
      };
      for (WithItem item : items) {
        if (item.contextExpr() instanceof Expr.Call made && program.entry(made, block.module())
            .filter(each -> each.is(Role.TIMEOUT_SCOPE) || each.is(Role.CANCEL_SCOPE)).isPresent()) {
          return Optional.of("`" + block.module().code(made.span()) + "` at line " + made.span().line());
        }
      }
    }
    return Optional.empty();
  }

  private static Message message(String call, CodeBlock block, Program program) {
    return new Message(
        "The clean-up of `" + block.qualifiedName() + "` may wait for ever",
        "`" + call + "` is awaited after a cancel, and nothing limits how long.",
        "Until it is done the task does not end, and shutdown waits for it; a second cancel breaks the clean-up off in the middle.",
        Advice.since311("Put `async with asyncio.timeout(5):` around it", "Wrap it: `await asyncio.wait_for(..., 5)`", block, program)
            + " (5 is a guess), and `asyncio.shield` where it must be finished.");
  }
}
