package dev.loopwarden.rules;

import dev.loopwarden.program.Blocks;
import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Finding;
import dev.loopwarden.rule.Hop;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import dev.loopwarden.rule.Verdict;
import java.util.ArrayList;
import java.util.List;

/// LW601: event loop started inside a running one.
public final class LoopInLoop implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW601", "loop-in-loop", "Event loop started inside a running one", Aspect.BOUNDARY, Severity.ERROR, true,
          List.of(),
          "`asyncio.run` or `run_until_complete` in an `async def`, or in a helper that one calls.",
          "A loop is running in this thread already: Python raises `RuntimeError`.",
          "Never in a coroutine.",
          "`await` the coroutine.",
          """
          import asyncio

          async def work():
              pass

          async def main():
              asyncio.run(work())  # LW601
          """,
          """
          async def work():
              pass

          async def main():
              await work()
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    if (program.isLoopPatched(block.module())) {
      return List.of(); // it patches the loop so that it may be started again
    }
    var obligations = new ArrayList<>(OnLoop.check(block, program, Blocks.LOOP, CARD, "loop starts"));
    OnLoop.through(block, program, Blocks.LOOP, CARD, "loop starts", LoopInLoop::message).stream()
        .filter(each -> each.verdict() instanceof Verdict.Unmet(Finding finding) && !asksFirst(finding.hops(), program)).forEach(obligations::add);
    return obligations;
  }

  /// A helper that asks for a running loop has another way, for the case that there is one.
  private static boolean asksFirst(List<Hop> hops, Program program) {
    return hops.stream().flatMap(hop -> program.module(hop.path()).stream().flatMap(module -> module.blocks().stream())
            .filter(each -> each.qualifiedName().equals(hop.function())))
        .flatMap(each -> each.calls().stream())
        .anyMatch(each -> List.of("get_running_loop", "is_running", "_get_running_loop", "current_task", "new_event_loop", "Thread", "ThreadPoolExecutor")
            .contains(CodeBlock.lastName(each.func())));
  }

  private static Message message(List<Hop> hops) {
    Hop last = hops.getLast();
    return new Message(
        "`" + hops.getFirst().what() + "` starts an event loop inside the running one",
        "It is a plain function and reaches `" + last.what() + "` at `" + last.path() + ":" + last.line() + "`.",
        "A loop runs in this thread already: Python raises `RuntimeError: This event loop is already running`, on every call.",
        "Call the async function behind it and `await` that.");
  }
}
