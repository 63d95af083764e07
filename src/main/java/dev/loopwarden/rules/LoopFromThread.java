package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Context;
import dev.loopwarden.program.HandedOver;
import dev.loopwarden.program.Meaning;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Where;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Confidence;
import dev.loopwarden.rule.Finding;
import dev.loopwarden.rule.Fix;
import dev.loopwarden.rule.Hop;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import dev.loopwarden.rule.Site;
import dev.loopwarden.rule.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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

  /// Where the function runs instead of the loop.
  ///
  /// @param from "from another thread"
  /// @param runs the sentence's beginning: "It runs in a thread and"
  private record Elsewhere(String from, String runs, Confidence confidence) {}

  private static final Elsewhere IN_THREAD = new Elsewhere("from another thread", "It runs in a thread and", Confidence.HIGH);

  /// https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.loop.add_signal_handler: only its handlers may touch the loop.
  private static final Elsewhere IN_HANDLER =
      new Elsewhere("from a handler of `signal.signal`", "Python runs it between two instructions, wherever the loop is, and it", Confidence.MEDIUM);

  private static final RuleCard CARD =
      new RuleCard(
          "LW1009", "loop-from-thread", "Event loop touched from another thread", Aspect.BOUNDARY, Severity.ERROR, true, List.of(),
          "A function that runs in a thread (given to one, called back by a library in a thread of its own, a plain endpoint), or in a handler of "
              + "`signal.signal`, and that makes tasks, sets futures or events, fills an `asyncio.Queue` or cancels tasks there; or that uses there an object "
              + "of a library that belongs to the thread that made it (a connection of `sqlite3`).",
          "Nothing of asyncio may be called from another thread: the loop is not woken, so that the waiter sleeps on, and its lists can be damaged.",
          "In a thread that runs an event loop of its own.",
          "`loop.call_soon_threadsafe(...)`, or `asyncio.run_coroutine_threadsafe(...)`.",
          """
          import asyncio
          import threading

          done = asyncio.Event()

          def work():
              done.set()  # LW1009

          async def main():
              threading.Thread(target=work).start()
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
    for (HandedOver each : program.handedOver(block)) {
      if (each.where() == Where.THREAD) {
        given(each.callable(), each.site(), block, program, IN_THREAD).ifPresent(obligations::add);
      }
    }
    Map<String, List<Obligation>> handlers = new LinkedHashMap<>();
    for (Expr.Call call : block.calls()) {
      if (name(call, block, program).equals("signal.signal") && call.args().size() == 2) {
        Expr handler = call.args().get(1);
        given(handler, call, block, program, IN_HANDLER)
            .ifPresent(each -> handlers.computeIfAbsent(block.module().code(handler.span()), _ -> new ArrayList<>()).add(each));
      }
    }
    handlers.values().forEach(each -> obligations.addAll(asOne(each)));
    obligations.addAll(asOne(itself(block, program)));
    return obligations;
  }

  /// One finding for what is mended in one go: one handler of several signals, several touches of one function.
  private static List<Obligation> asOne(List<Obligation> all) {
    List<Finding> findings = all.stream().map(Obligation::verdict)
        .flatMap(each -> each instanceof Verdict.Unmet(Finding finding) ? Stream.of(finding) : Stream.<Finding>empty()).toList();
    if (findings.size() < 2) {
      return all;
    }
    Finding first = findings.getFirst();
    return List.of(Obligation.unmet("thread functions", new Finding(
        first.ruleId(), first.aspect(), first.severity(), first.confidence(), first.site(), first.message(), first.hops(),
        findings.stream().skip(1).map(Finding::site).toList(), first.fix())));
  }

  /// A callable that is given to a thread; empty where it is no function of the program and nothing of asyncio.
  private static Optional<Obligation> given(Expr callable, Node at, CodeBlock block, Program program, Elsewhere elsewhere) {
    Meaning meaning = program.meaning(callable, block.module());
    while (meaning instanceof Meaning.Partial partial) {
      meaning = partial.callee();
    }
    Site site = Sites.of(block, callable);
    Hop first = Reach.hop(block, at);
    return switch (meaning) {
      case Meaning.Function function when elsewhere.equals(IN_THREAD) && touchesItself(function.block(), program) ->
          Optional.empty(); // told there, where the mend belongs
      case Meaning.Function function when Reach.isSync(function.block()) -> Optional.of(touched(function.block(), first, program)
          .map(hops -> unmet(site, hops, elsewhere, site.code()))
          .or(() -> bound(function.block().own(Expr.class), function.block(), site, elsewhere, program))
          .orElseGet(() -> Obligation.met(Aspect.BOUNDARY, CARD.id(), "thread functions", site, "it touches nothing of the loop")));
      case Meaning.LambdaOf lambda when CodeBlock.same(lambda.lambda(), callable) ->
          touched(CodeBlock.ownNodes(List.of(lambda.lambda().body())), block, program).map(hops -> unmet(site, hops, elsewhere, site.code()))
              .or(() -> bound(CodeBlock.ownNodes(List.of(lambda.lambda().body())), block, site, elsewhere, program));
      case Meaning.Library library when UNSAFE.contains(library.name()) -> Optional.of(unmet(site, List.of(first), elsewhere, site.code()));
      default -> Optional.empty();
    };
  }

  /// An object of a library that belongs to another thread, in what a thread is given.
  private static Optional<Obligation> bound(List<? extends Node> nodes, CodeBlock block, Site site, Elsewhere elsewhere, Program program) {
    return elsewhere.equals(IN_THREAD) ? ThreadBound.in(nodes, block, program).map(each -> unmet(site, ThreadBound.message(each, site.code(), elsewhere.runs(), block)))
        : Optional.empty();
  }

  private static Obligation unmet(Site site, Message message) {
    return Obligation.unmet("thread functions", Sites.finding(CARD, CARD.severity(), Confidence.MEDIUM, site, message, List.of()));
  }

  private static boolean touchesItself(CodeBlock function, Program program) {
    return !itself(function, program).isEmpty();
  }

  /// A plain function that runs in a thread of itself: a sync endpoint, a method that a library calls from a thread of its own. Of one that is
  /// handed to a thread only what it touches itself; the way through others is told where it is handed over.
  private static List<Obligation> itself(CodeBlock block, Program program) {
    Optional<Context.Running> running = block.isAsync() || block.isModule() ? Optional.empty()
        : program.context(block).at(Where.THREAD).filter(Context.Running::direct);
    if (running.isEmpty() || isGuarded(block, program) || hasOwnLoop(block, Reach.hop(block, block.node()), program)) {
      return List.of();
    }
    boolean handedOver = running.get().caller().isPresent();
    var obligations = new ArrayList<Obligation>();
    for (Expr.Call call : block.calls()) {
      if (handedOver && !UNSAFE.contains(name(call, block, program))) {
        continue;
      }
      touched(List.of(call), block, program).ifPresent(hops -> {
        Site site = Sites.of(block, call);
        obligations.add(unmet(site, hops, new Elsewhere(
            "from another thread", "`" + block.name() + "` runs in a thread: " + running.get().reason() + ". It", Confidence.HIGH), site.code(),
            hops.size() == 1 ? Renames.threadsafe(call, block) : Optional.empty()));
      });
    }
    if (obligations.isEmpty() && !handedOver) {
      ThreadBound.in(block.own(Expr.class), block, program).ifPresent(each -> obligations.add(unmet(
          Sites.of(block, each.object()), ThreadBound.message(each, block.name(), "It runs in a thread (" + running.get().reason() + ") and", block))));
    }
    return obligations;
  }

  /// The way from one of these calls to what is not safe; itself, or through plain functions.
  private static Optional<List<Hop>> touched(List<? extends Node> nodes, CodeBlock block, Program program) {
    for (Node node : nodes) {
      if (node instanceof Expr.Call call) {
        Hop hop = Reach.hop(block, call);
        Optional<List<Hop>> way = UNSAFE.contains(name(call, block, program)) ? Optional.of(List.of(hop))
            : program.runs(call, block.module()).stream().filter(Reach::isSync).flatMap(each -> touched(each, hop, program).stream()).findFirst();
        if (way.isPresent()) {
          return way;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<List<Hop>> touched(CodeBlock function, Hop first, Program program) {
    return hasOwnLoop(function, first, program) ? Optional.empty()
        : Reach.walk(function, first, program, (each, in) -> UNSAFE.contains(name(each, in, program)) && !isGuarded(in, program), Reach::sync).found();
  }

  private static boolean hasOwnLoop(CodeBlock function, Hop first, Program program) {
    return Reach.walk(function, first, program, (each, in) -> OWN_LOOP.contains(name(each, in, program)), Reach::sync).found().isPresent();
  }

  /// It asks whether a loop runs in this very thread.
  private static boolean isGuarded(CodeBlock block, Program program) {
    return block.calls().stream().anyMatch(each -> {
      String name = name(each, block, program);
      return CodeBlock.lastName(each.func()).endsWith("get_running_loop") || name.equals("asyncio.current_task") || name.equals("threading.current_thread") || name.equals("threading.get_ident");
    });
  }

  /// The library's function; of an object that is not known but called a loop, the loop's.
  private static String name(Expr.Call call, CodeBlock block, Program program) {
    Meaning meaning = program.meaning(call.func(), block.module());
    boolean loop = meaning instanceof Meaning.Unknown && call.func() instanceof Expr.Attribute attribute
        && CodeBlock.lastName(attribute.value()).toLowerCase(Locale.ROOT).endsWith("loop");
    return loop ? "asyncio.AbstractEventLoop." + CodeBlock.lastName(call.func()) : meaning.nameInLibrary();
  }

  private static Obligation unmet(Site site, List<Hop> hops, Elsewhere elsewhere, String code) {
    return unmet(site, hops, elsewhere, code, Optional.empty());
  }

  private static Obligation unmet(Site site, List<Hop> hops, Elsewhere elsewhere, String code, Optional<Fix> fix) {
    Hop last = hops.getLast();
    var message = new Message(
        "`" + code + "` touches the event loop " + elsewhere.from(),
        elsewhere.runs() + (hops.size() == 1 ? " touches the loop itself." : " calls `" + last.what() + "` at `" + last.path() + ":" + last.line() + "`."),
        "asyncio is not safe for threads: the loop is not woken, so that the waiter may sleep on, and under load its own lists are damaged.",
        "Hand the call over: `loop.call_soon_threadsafe(...)`, or `asyncio.run_coroutine_threadsafe(...)` for a coroutine.");
    return Obligation.unmet("thread functions", Sites.finding(CARD, CARD.severity(), elsewhere.confidence(), site, message, hops.size() > 1 ? hops : List.of()).withFix(fix));
  }
}
