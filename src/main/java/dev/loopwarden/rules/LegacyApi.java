package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Meaning;
import dev.loopwarden.program.Program;
import dev.loopwarden.python.Expr;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Confidence;
import dev.loopwarden.rule.Fix;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// LW905: parts of asyncio that are gone, or on their way out.
public final class LegacyApi implements Rule {

  /// They took `loop=` until Python 3.9. Source: "What's New In Python 3.10".
  private static final Set<String> TOOK_LOOP =
      Set.of("asyncio.sleep", "asyncio.wait", "asyncio.wait_for", "asyncio.gather", "asyncio.shield", "asyncio.as_completed", "asyncio.Queue",
          "asyncio.PriorityQueue", "asyncio.LifoQueue", "asyncio.Lock", "asyncio.Event", "asyncio.Condition", "asyncio.Semaphore", "asyncio.BoundedSemaphore",
          "asyncio.open_connection", "asyncio.start_server", "asyncio.create_subprocess_exec", "asyncio.create_subprocess_shell");

  private static final RuleCard CARD =
      new RuleCard(
          "LW905", "legacy-api", "A part of asyncio that is gone", Aspect.DESIGN, Severity.INFO, true, List.of(),
          "The argument `loop=` (gone in Python 3.10), bare coroutines in `asyncio.wait` and `@asyncio.coroutine` (gone in 3.11), `nest_asyncio`, and"
              + " `asyncio.get_event_loop()` where no loop runs (a warning since 3.10, an error in 3.14; in another thread than the main one always an error).",
          "The code raises `TypeError`, `AttributeError` or `RuntimeError` on a newer Python; `nest_asyncio` lets tasks run in the middle of others.",
          "In code that only ever runs on an old Python.",
          "Leave `loop=` out; `async def`; tasks for `asyncio.wait`; `asyncio.run` and `asyncio.get_running_loop`.",
          """
          import asyncio

          async def rest(loop):
              await asyncio.sleep(1, loop=loop)  # LW905
          """,
          """
          import asyncio

          async def rest():
              await asyncio.sleep(1)
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    for (Expr.Call call : block.calls()) {
      fault(call, block, program).ifPresent(each -> obligations.add(Obligation.unmet("calls of asyncio", Sites.finding(
          CARD, each.severity(), each.confidence(), Sites.of(block, call), each.message(), List.of()).withFix(each.fix()))));
    }
    for (Expr decorator : block.decorators()) {
      if (program.meaning(decorator, block.module()).nameInLibrary().equals("asyncio.coroutine")) {
        obligations.add(Obligation.unmet("calls of asyncio", Sites.finding(
            CARD, Sites.ofDefinition(block, "@asyncio.coroutine " + block.name()),
            new Message("`@asyncio.coroutine` is gone", "`asyncio.coroutine` was removed in Python 3.11.",
                "The module cannot be imported there: `AttributeError`.", "Write `async def`, and `await` for `yield from`."), List.of())));
      }
    }
    return obligations;
  }

  private record Fault(Message message, Confidence confidence, Severity severity, Optional<Fix> fix) {
    Fault(Message message, Confidence confidence) {
      this(message, confidence, CARD.severity(), Optional.empty());
    }
  }

  private static Optional<Fault> fault(Expr.Call call, CodeBlock block, Program program) {
    String name = program.meaning(call.func(), block.module()).nameInLibrary();
    if (TOOK_LOOP.contains(name) && call.keyword("loop").isPresent()) {
      return Optional.of(new Fault(new Message(
          "`" + name + "` takes no `loop=` any more", "The argument was removed in Python 3.10.",
          "There it raises `TypeError` each time the code comes here.", "Leave it out: the running loop is used."), Confidence.HIGH, CARD.severity(),
          Renames.withoutLoop(call, block)));
    }
    if (name.equals("asyncio.wait") && !call.args().isEmpty() && program.meaning(call.args().getFirst(), block.module()) instanceof Meaning.Container(Meaning.Coroutine _)) {
      return Optional.of(new Fault(new Message(
          "`asyncio.wait` takes no bare coroutines any more", "It is given coroutines; since Python 3.11 they must be tasks.",
          "There it raises `TypeError` each time the code comes here.", "Make tasks of them first, or use a `TaskGroup`."), Confidence.HIGH));
    }
    if (name.equals("asyncio.get_event_loop")) {
      return LoopAtHand.fault(call, block, program).map(each -> new Fault(each.message(), each.confidence(), each.severity(), Renames.runningLoop(call, block)));
    }
    if (name.equals("nest_asyncio.apply")) {
      return Optional.of(new Fault(new Message(
          "`nest_asyncio` lets a task run in the middle of another", "It patches asyncio so that a running loop can be run again.",
          "What a function sees can change while it calls a plain function; errors in order and locks are hard to find, and the project is archived.",
          "Await where the code is async, and call `asyncio.run` once, at the top."), Confidence.MEDIUM));
    }
    return Optional.empty();
  }
}
