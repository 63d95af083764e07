package dev.loopwarden.rules;

import dev.loopwarden.program.Blocks;
import dev.loopwarden.program.ClassView;
import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Effect;
import dev.loopwarden.program.Program;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Confidence;
import dev.loopwarden.rule.Finding;
import dev.loopwarden.rule.Hop;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// LW112: code on the event loop calls a sync function that blocks, itself or through others, in this file or another.
public final class BlockingCallPath implements Rule {

  /// Waits that are reported wherever they are reached; local ones weigh less. CPU work and loops have rules of their own.
  private static final Set<Blocks> KINDS = EnumSet.complementOf(EnumSet.of(Blocks.CPU, Blocks.LOOP));

  private static final Set<Blocks> REMOTE = EnumSet.of(Blocks.SLEEP, Blocks.HTTP, Blocks.SDK, Blocks.DB, Blocks.MQ, Blocks.SOCKET, Blocks.PROCESS, Blocks.ORM);

  /// Longer code is not repeated in a sentence.
  private static final int CALLABLE_MAX = 60;

  /// A sleep of at most this long is told as information: 20 ms, a frame of a screen.
  private static final double BRIEF_SECONDS = 0.02;

  private static final RuleCard CARD =
      new RuleCard(
          "LW112", "blocking-call-path", "Blocking call reached through a sync helper", Aspect.BLOCKING, Severity.ERROR, true,
          List.of(),
          "Calls in an `async def` of a sync function of the program that blocks, itself or through further functions; up to 8 steps are followed. "
              + "A way with a step that depends on a state, on a failure or on a parameter that is not known at the call is listed, not commented.",
          "It stops the event loop as if the blocking call stood there, but nobody sees it in the `async def`.",
          "Where the helper runs in a thread.",
          "Run the helper off the loop (`await asyncio.to_thread(helper, ...)`), or make it async.",
          "import time\n\ndef settle():\n    time.sleep(1)\n\nasync def save():\n    settle()  # LW112\n",
          "import asyncio\nimport time\n\ndef settle():\n    time.sleep(1)\n\nasync def save():\n    await asyncio.to_thread(settle)\n");

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    if (!program.isOnLoop(block)) {
      return obligations;
    }
    var sites = new IdentityHashMap<Node, List<Effect>>();
    var order = new ArrayList<Node>();
    for (Effect each : program.reached(block)) {
      if (KINDS.contains(each.kind()) && each.length() <= Reach.HOPS_MAX) {
        sites.computeIfAbsent(each.site(), site -> {
          order.add(site);
          return new ArrayList<>();
        }).add(each);
      }
    }
    for (Node site : order) {
      if (program.isShutByCallers(site, block)) {
        continue;
      }
      Effect worst = sites.getOrDefault(site, List.of()).stream()
          .min(Comparator.comparing((Effect each) -> each.kind().isLocal()).thenComparing(each -> !program.isSure(each)).thenComparingInt(Effect::length)).orElseThrow();
      obligations.add(Obligation.unmet(OnLoop.CALLS, finding(block, worst, program)));
    }
    for (Expr.Call call : block.calls()) {
      if (!sites.containsKey(call)) {
        right(call, block, program).ifPresent(obligations::add);
      }
    }
    return obligations;
  }

  /// What can be said of a call that is not known to block.
  private static Optional<Obligation> right(Expr.Call call, CodeBlock block, Program program) {
    List<CodeBlock> helpers = program.runs(call, block.module()).stream().filter(Reach::isSync).toList();
    if (helpers.isEmpty()) {
      return guessed(call, block, program).or(() -> Verdicts.of(call, block, program, CARD.id()));
    }
    Reach.Walk walk = Reach.walk(helpers.getFirst(), Reach.hop(block, call), program, (_, _) -> false, Reach::sync);
    return Optional.of(Verdicts.followed(Sites.of(block, call), CARD.id(), walk));
  }

  private static Finding finding(CodeBlock block, Effect effect, Program program) {
    boolean brief = effect.seconds().filter(each -> each <= BRIEF_SECONDS).isPresent();
    boolean local = effect.kind().isLocal() || brief;
    List<Hop> hops = Reach.hops(effect);
    return Sites.finding(
        CARD, local ? Severity.INFO : CARD.severity(), OnLoop.confidence(effect, block, program), Sites.of(block, effect.site()), message(block, effect, hops, local, brief, program), hops);
  }

  /// The object is not known, but all methods of that name in the program are plain ones and most of them wait.
  private static Optional<Obligation> guessed(Expr.Call call, CodeBlock block, Program program) {
    List<CodeBlock> named = Reach.isAwaited(call, block) ? List.of() : ByName.methods(call, block, program);
    if (named.size() < 2 || named.stream().anyMatch(each -> !Reach.isSync(each))) {
      return Optional.empty();
    }
    List<Effect> waiting = named.stream().flatMap(each -> program.summary(each).nearest(REMOTE).stream()).toList();
    if (waiting.size() < 2 || waiting.size() * 2 < named.size()) {
      return Optional.empty();
    }
    List<Hop> hops = new ArrayList<>(List.of(Reach.hop(block, call)));
    hops.addAll(Reach.hops(waiting.getFirst()));
    return Optional.of(Obligation.unmet(OnLoop.CALLS, Sites.finding(
        CARD, CARD.severity(), Confidence.MEDIUM, Sites.of(block, call), guess(call, named.size(), waiting.size(), hops), hops)));
  }

  private static Message guess(Expr.Call call, int all, int waiting, List<Hop> hops) {
    String name = CodeBlock.lastName(call.func());
    return new Message(
        "`" + name + "` most likely blocks the event loop",
        "Which class this object is of cannot be told, but " + waiting + " of the " + all + " methods `" + name + "` of the program wait, as `"
            + hops.getLast().what() + "` at `" + hops.getLast().path() + ":" + hops.getLast().line() + "`.",
        "While that waits, no other task of the process runs: requests, heartbeats and time limits wait with it.",
        "Run it off the loop, `await asyncio.to_thread(...)`, or give these classes an async method.");
  }

  /// What is handed to a thread as it is written at the call, `self.repo.get_one`; by its name where that is long.
  private static String callable(CodeBlock block, Effect effect, String called) {
    String written = effect.site() instanceof Expr.Call call ? block.module().code(call.func().span()) : called;
    return written.length() > CALLABLE_MAX || written.contains("\n") ? called : written;
  }

  private static Message message(CodeBlock block, Effect effect, List<Hop> hops, boolean local, boolean brief, Program program) {
    CodeBlock helper = effect.next().orElse(effect).block();
    Hop last = hops.getLast();
    String called = helper.owner().filter(_ -> helper.name().startsWith("__") && helper.name().endsWith("__"))
        .map(ClassView::name).orElse(helper.name());
    if (program.entryOf(effect.name()).filter(OnLoop::raises).isPresent()) {
      return new Message(
          "`" + called + "` raises on the event loop",
          "`" + helper.qualifiedName() + "` is a plain function and asks the database: `" + last.what() + "` at `" + last.path() + ":" + last.line() + "`.",
          "Django sees the running loop and raises `SynchronousOnlyOperation` as soon as it gets there.",
          "`await sync_to_async(" + callable(block, effect, called) + ")(...)`, or an async form of the helper with Django's `a` methods and `async for`.");
    }
    if (helper.isGenerator() && !helper.isDecoratedWith("contextmanager")) {
      return new Message(
          "`" + called + "` blocks the event loop while it is run through",
          "`" + helper.qualifiedName() + "` is a generator and reaches `" + last.what() + "` at `" + last.path() + ":" + last.line() + "`.",
          "While that waits, no other task of the process runs; and a generator that is only called in a thread runs nothing there.",
          "Collect it in the thread, `await asyncio.to_thread(lambda: list(" + callable(block, effect, called) + "(...)))`, or make it an async generator.");
    }
    return new Message(
        "`" + called + (local ? "` holds the event loop up" : "` blocks the event loop"),
        "`" + helper.qualifiedName() + "` is a plain function and reaches `" + last.what() + "` at `" + last.path() + ":" + last.line() + "`.",
        brief
            ? "That is short, but every other task waits for it, and waits again for each call."
            : local
            ? "On a local disk that is short; on a slow, busy or network disk every other task waits for it."
            : "While that waits, no other task of the process runs: requests, heartbeats and time limits wait with it.",
        ThreadTies.transaction(effect)
            .map(with -> "The transaction of `" + with + "` belongs to this thread: put the whole `with` into a function, and run that in a thread, `await asyncio.to_thread(...)`.")
            .or(() -> ThreadTies.of(effect, program).map(tie ->
                "Make the helper async. Before you give it to a thread as it is, check " + tie + ": another thread may get something else, or an error."))
            .orElse("Run it off the loop: `await asyncio.to_thread(" + callable(block, effect, called) + ", ...)`, or make the helper async."));
  }
}
