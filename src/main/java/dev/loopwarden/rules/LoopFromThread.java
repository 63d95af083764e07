package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.python.Expr;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Hop;
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

/// LW1009: something of the event loop that is touched from another thread.
public final class LoopFromThread implements Rule {

  private static final Set<String> UNSAFE =
      Set.of("asyncio.create_task", "asyncio.ensure_future", "asyncio.AbstractEventLoop.create_task",
          "asyncio.AbstractEventLoop.call_soon", "asyncio.AbstractEventLoop.call_later", "asyncio.AbstractEventLoop.call_at",
          "asyncio.AbstractEventLoop.stop", "asyncio.Queue.put_nowait", "asyncio.Queue.get_nowait", "asyncio.PriorityQueue.put_nowait",
          "asyncio.LifoQueue.put_nowait", "asyncio.Event.set", "asyncio.Event.clear", "asyncio.Future.set_result", "asyncio.Future.set_exception",
          "asyncio.Future.cancel", "asyncio.Task.cancel", "asyncio.Lock.release", "asyncio.Semaphore.release");
  private static final Set<String> OWN_LOOP =
      Set.of("asyncio.run", "asyncio.new_event_loop", "asyncio.set_event_loop", "asyncio.Runner", "asyncio.AbstractEventLoop.run_forever",
          "asyncio.AbstractEventLoop.run_until_complete");

  private static final RuleCard CARD =
      new RuleCard(
          "LW1009", "loop-from-thread", "Event loop touched from another thread", Aspect.BOUNDARY, Severity.ERROR, true, List.of(),
          "A function that is given to a thread, and that makes tasks, sets futures or events, fills an `asyncio.Queue` or cancels tasks there.",
          "Nothing of asyncio may be called from another thread: the loop is not woken, so that the waiter sleeps on, and its lists can be damaged.",
          "In a thread that runs an event loop of its own.",
          "`loop.call_soon_threadsafe(...)`, or `asyncio.run_coroutine_threadsafe(...)`.",
          """
          import asyncio
          import threading

          done = asyncio.Event()

          def work():
              done.set()

          async def main():
              threading.Thread(target=work).start()  # LW1009
              await done.wait()
          """,
          """
          import asyncio
          import threading

          done = asyncio.Event()

          def work(loop):
              loop.call_soon_threadsafe(done.set)

          async def main():
              threading.Thread(target=work, args=(asyncio.get_running_loop(),)).start()
              await done.wait()
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    for (Expr.Call call : block.calls()) {
      Optional<Handed> handed = Handed.of(call, block, program).filter(each -> each.place() == Handed.Place.THREAD);
      if (handed.isEmpty()) {
        continue;
      }
      Site site = Sites.of(block, handed.get().callable());
      Optional<CodeBlock> function = handed.get().function(block, program).filter(Reach::isSync);
      if (function.isPresent()) {
        Hop first = Reach.hop(block, call);
        Optional<List<Hop>> touched = hasOwnLoop(function.get(), first, program) ? Optional.empty()
            : Reach.walk(function.get(), first, program, (each, in) -> UNSAFE.contains(name(each, in, program)) && !isGuarded(in, program), Reach::sync).found();
        obligations.add(touched
            .map(hops -> Obligation.unmet("thread functions", Sites.finding(CARD, site, message(site.code(), hops), hops)))
            .orElseGet(() -> Obligation.met(Aspect.BOUNDARY, CARD.id(), "thread functions", site, "it touches nothing of the loop")));
      } else if (UNSAFE.contains(program.meaning(handed.get().callable(), block.module()).nameInLibrary())) {
        List<Hop> hops = List.of(Reach.hop(block, call));
        obligations.add(Obligation.unmet("thread functions", Sites.finding(CARD, site, message(site.code(), hops), List.of())));
      }
    }
    return obligations;
  }

  private static boolean hasOwnLoop(CodeBlock function, Hop first, Program program) {
    return Reach.walk(function, first, program, (each, in) -> OWN_LOOP.contains(name(each, in, program)), Reach::sync).found().isPresent();
  }

  /// It asks whether a loop runs in this very thread.
  private static boolean isGuarded(CodeBlock block, Program program) {
    return block.calls().stream().anyMatch(each -> {
      String name = name(each, block, program);
      return name.equals("asyncio.get_running_loop") || name.equals("asyncio.current_task") || name.equals("threading.current_thread") || name.equals("threading.get_ident");
    });
  }

  private static String name(Expr.Call call, CodeBlock block, Program program) {
    return program.meaning(call.func(), block.module()).nameInLibrary();
  }

  private static Message message(String code, List<Hop> hops) {
    Hop last = hops.getLast();
    return new Message(
        "`" + code + "` touches the event loop from another thread",
        "It runs in a thread and calls `" + last.what() + "` at `" + last.path() + ":" + last.line() + "`.",
        "asyncio is not safe for threads: the loop is not woken, so that the waiter may sleep on, and under load its own lists are damaged.",
        "Hand the call over: `loop.call_soon_threadsafe(...)`, or `asyncio.run_coroutine_threadsafe(...)` for a coroutine.");
  }
}
