package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
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
import java.util.OptionalInt;
import java.util.Set;

/// LW1006: a lock, event or queue of asyncio that is made when its module is imported.
public final class BoundAtImport implements Rule {

  /// Until Python 3.9 they took the loop of the thread when they were made. Source: "What's New In Python 3.10".
  private static final Set<String> BOUND =
      Set.of("asyncio.Lock", "asyncio.Event", "asyncio.Condition", "asyncio.Semaphore", "asyncio.BoundedSemaphore", "asyncio.Queue", "asyncio.PriorityQueue", "asyncio.LifoQueue");
  private static final int LAZY = 10;
  private static final String OWED = "locks, events and queues";

  private static final RuleCard CARD =
      new RuleCard(
          "LW1006", "bound-at-import", "Lock, event or queue bound to a loop at import", Aspect.TASKS, Severity.INFO, true, List.of(),
          "`asyncio.Lock()`, `Event()`, `Semaphore()`, `Queue()` and their like in a module's or a class's body, in a project that must run on a Python before 3.10.",
          "There they take the loop of the thread when they are made; `asyncio.run` starts another one, and the first task that has to wait gets `RuntimeError: ... attached to a different loop`: under load, not in a try.",
          "The project needs Python 3.10 or newer: they then take the loop that first waits in them.",
          "Make them in the coroutine that starts everything, or ask for Python 3.10.",
          """
          # with `python: "3.8"` in .github/loopwarden.yml
          import asyncio

          lock = asyncio.Lock()  # LW1006

          async def work(do):
              async with lock:
                  await do()
          """,
          """
          # with `python: "3.8"` in .github/loopwarden.yml
          import asyncio

          async def work_all(do, items):
              lock = asyncio.Lock()
              for item in items:
                  async with lock:
                      await do(item)
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    for (Expr.Call call : block.isModule() ? block.calls() : List.<Expr.Call>of()) {
      String name = program.meaning(call.func(), block.module()).nameInLibrary();
      if (BOUND.contains(name)) {
        obligations.add(obligation(Sites.of(block, call), name, program.projectOf(block.module()).python()));
      }
    }
    return obligations;
  }

  private static Obligation obligation(Site site, String name, OptionalInt python) {
    if (python.isEmpty()) {
      return Obligation.unknown(Aspect.TASKS, CARD.id(), OWED, site, "which Python the project must run on is not told");
    }
    if (python.getAsInt() >= LAZY) {
      return Obligation.met(Aspect.TASKS, CARD.id(), OWED, site, "since Python 3.10 it takes the loop that first waits in it");
    }
    return Obligation.unmet(OWED, Sites.finding(CARD, CARD.severity(), Confidence.MEDIUM, site, new Message(
        "`" + site.code() + "` belongs to a loop that never runs",
        "It is made when the module is imported; the project must run on Python 3." + python.getAsInt() + ", where `" + name + "` takes the loop of that moment.",
        "`asyncio.run` starts another loop: the first task that has to wait here gets `RuntimeError`, which is seen under load only.",
        "Make it in the coroutine that starts everything, or ask for Python 3.10."), List.of()));
  }
}
