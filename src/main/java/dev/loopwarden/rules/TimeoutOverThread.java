package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Knowledge;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.python.Expr;
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
import java.util.stream.Stream;

/// LW307: a time limit around work in a thread, which no limit stops.
public final class TimeoutOverThread implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW307", "timeout-over-thread", "Time limit around work that cannot be cancelled", Aspect.TIMEOUTS, Severity.WARNING, true, List.of(),
          "`asyncio.timeout`, `wait_for`, `fail_after` or `move_on_after` around work that was handed to a thread.",
          "A thread cannot be stopped. In asyncio the waiter goes on and the thread works on behind its back: under load the pool fills with work that nobody "
              + "waits for. In anyio and trio the limit itself is late: it waits until the thread has finished.",
          "Where the caller must not wait, and the work is known to end soon.",
          "A limit inside the work itself (`requests.get(..., timeout=5)`, `socket.settimeout`); in anyio and trio `abandon_on_cancel=True`; a process, which can be killed.",
          """
          import anyio

          async def load(read):
              with anyio.fail_after(5):
                  return await anyio.to_thread.run_sync(read)  # LW307
          """,
          """
          import anyio

          async def load(read):
              with anyio.fail_after(5):
                  return await anyio.to_thread.run_sync(read, abandon_on_cancel=True)
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    for (Expr.Call call : block.isAsync() ? block.calls() : List.<Expr.Call>of()) {
      Optional<Knowledge.Entry> entry = program.entry(call, block.module()).filter(each -> each.is(Role.OUTLIVES) || each.is(Role.UNCANCELLABLE));
      Optional<String> scope = entry.isPresent() ? Scopes.inside(call, block, program) : Optional.empty();
      if (scope.isPresent()) {
        obligations.add(obligation(call, entry.get(), scope.get(), block));
      }
    }
    return obligations;
  }

  private static Obligation obligation(Expr.Call call, Knowledge.Entry entry, String scope, CodeBlock block) {
    Site site = Sites.of(block, call);
    boolean late = entry.is(Role.UNCANCELLABLE);
    Optional<Expr> abandons = Stream.of("abandon_on_cancel", "cancellable").map(each -> call.keyword(each)).flatMap(Optional::stream).findFirst();
    if (late && abandons.filter(each -> !Flow.isConstant(each, "False")).isPresent()) {
      return Obligation.met(Aspect.TIMEOUTS, CARD.id(), "guarded waits", site, "`" + block.module().code(abandons.get().span()) + "` lets the thread go");
    }
    return Obligation.unmet("guarded waits", Sites.finding(CARD, CARD.severity(), late ? Confidence.HIGH : Confidence.MEDIUM, site, late
        ? new Message(
            "the limit waits for the thread",
            scope + " stands around work in a thread, and a cancel is delivered only when that has ended.",
            "A call that hangs keeps the task as if there were no limit.",
            "Give `abandon_on_cancel=True`, and a limit to the work itself.")
        : new Message(
            "the thread goes on after the limit",
            scope + " ends the wait, not the work: a thread cannot be cancelled.",
            "Each call that times out leaves a thread at work; under load the pool is full of work that nobody waits for, and new work waits in vain.",
            "Give the work itself a limit (the sync call's own `timeout=`), a little shorter than this one."), List.of()));
  }
}
