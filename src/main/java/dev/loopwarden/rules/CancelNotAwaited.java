package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
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
import java.util.Set;

/// LW405: a task that is cancelled, and nobody waits for its end.
public final class CancelNotAwaited implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW405", "cancel-not-awaited", "Cancelled task that nobody waits for", Aspect.CANCELLATION, Severity.WARNING, true, List.of(),
          "`task.cancel()` in an `async def` that goes on to close or await other things, where the task is awaited nowhere in the module.",
          "`cancel()` only asks. The task still runs its clean-up while what it uses is closed under it, its errors are lost, and at the end of the loop it is destroyed while pending.",
          "Nothing depends on the task's end.",
          "`await asyncio.gather(task, return_exceptions=True)` after `task.cancel()`, or `try: await task` with `CancelledError` caught.",
          """
          import asyncio

          class Feed:
              async def start(self):
                  self._task = asyncio.create_task(self._run())

              async def close(self):
                  self._task.cancel()  # LW405
                  await self.connection.close()

              async def _run(self):
                  try:
                      await self.connection.read()
                  finally:
                      await self.connection.flush()
          """,
          """
          import asyncio

          class Feed:
              async def start(self):
                  self._task = asyncio.create_task(self._run())

              async def close(self):
                  self._task.cancel()
                  await asyncio.gather(self._task, return_exceptions=True)
                  await self.connection.close()

              async def _run(self):
                  try:
                      await self.connection.read()
                  finally:
                      await self.connection.flush()
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    List<Expr.Call> calls = block.isAsync() ? block.calls() : List.of();
    for (Expr.Call call : calls) {
      if (call.func() instanceof Expr.Attribute attribute && attribute.attr().equals("cancel") && isTask(attribute.value(), block, program)) {
        Site site = Sites.of(block, call);
        Optional<Integer> waited = waited(attribute.value(), call, block);
        if (waited.isPresent()) {
          obligations.add(Obligation.met(Aspect.CANCELLATION, CARD.id(), "cancels", site, "waited for at line " + waited.get()));
        } else {
          obligations.add(Obligation.unmet("cancels", Sites.finding(
              CARD, CARD.severity(), confidence(call, attribute.value(), block, program), site,
              message(block.module().code(attribute.value().span()), CleanUp.ofTask(attribute.value(), block, program), block), List.of())));
        }
      }
    }
    return obligations;
  }

  private static boolean isTask(Expr receiver, CodeBlock block, Program program) {
    return program.meaning(receiver, block.module()).typeInLibrary().equals("asyncio.Task");
  }

  /// Where the task, or the collection it is in, is awaited, gathered or handed on: for a local name in the block, for an attribute
  /// anywhere in the module.
  private static Optional<Integer> waited(Expr task, Expr.Call cancel, CodeBlock block) {
    Set<String> names = Canceller.cancelled(block);
    List<CodeBlock> blocks = task instanceof Expr.Name && names.stream().noneMatch(each -> each.contains(".")) ? List.of(block) : block.module().blocks();
    for (CodeBlock each : blocks) {
      for (Expr.Await await : each.own(Expr.Await.class)) {
        if (mentions(await.value(), names, each)) {
          return Optional.of(await.span().line());
        }
      }
    }
    for (Node node : block.own(Node.class)) {
      boolean handedOn = switch (node) {
        case Expr.Call call -> !CodeBlock.same(call, cancel) && call.args().stream().anyMatch(given -> names.contains(block.module().code(given.span())))
            && !Set.of("discard", "remove", "append", "add", "print", "isinstance", "bool", "id").contains(CodeBlock.lastName(call.func()));
        case Stmt.Return returned -> returned.value().filter(value -> mentions(value, names, block)).isPresent();
        default -> false;
      };
      if (handedOn) {
        return Optional.of(node.span().line());
      }
    }
    return Optional.empty();
  }

  private static boolean mentions(Expr awaited, Set<String> names, CodeBlock block) {
    return Node.walk(List.of(awaited), Node::children).stream()
        .anyMatch(each -> each instanceof Expr expr && names.contains(block.module().code(expr.span())));
  }

  /// Sure where an ending function goes on to close what the task may use, and the task is seen to have something to do at its end.
  private static Confidence confidence(Expr.Call cancel, Expr task, CodeBlock block, Program program) {
    boolean goesOn = block.own(Expr.Await.class).stream().anyMatch(each -> each.span().line() > cancel.span().line()
        && each.value() instanceof Expr.Call call && Width.isEnding(call));
    return Flow.isEnding(block) && goesOn && CleanUp.ofTask(task, block, program).isPresent() ? Confidence.HIGH : Confidence.MEDIUM;
  }

  private static Message message(String task, Optional<String> cleanUp, CodeBlock block) {
    return new Message(
        "`" + task + "` may still run after this",
        "`" + block.qualifiedName() + "` cancels the task, and nothing waits for its end.",
        cleanUp.map(each -> "`cancel()` only asks: " + each + " runs later, while what it uses is closed under it, and an error in it is lost.")
            .orElse("`cancel()` only asks: the task goes on until the loop comes to it, while what it uses may be closed under it, and an error in it is lost."),
        "`await asyncio.gather(" + task + ", return_exceptions=True)` after the cancel.");
  }
}
