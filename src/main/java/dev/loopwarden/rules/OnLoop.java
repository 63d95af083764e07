package dev.loopwarden.rules;

import dev.loopwarden.program.Blocks;
import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Context;
import dev.loopwarden.program.Effect;
import dev.loopwarden.program.Knowledge;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.program.Where;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Confidence;
import dev.loopwarden.rule.Fix;
import dev.loopwarden.rule.Hop;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Library calls that stand in an `async def`, or in a plain function that the loop calls, and block it.
final class OnLoop {

  /// Calls that open, read or write a file as a whole, and close it.
  private static final Set<String> WHOLE_FILES = Set.of("read_text", "read_bytes", "write_text", "write_bytes");

  private OnLoop() {}

  /// What every rule of the aspect counts, so that its row is one sentence.
  static final String CALLS = "calls on the loop";

  /// @param things what is counted where the rule is of another aspect than blocking
  static List<Obligation> check(CodeBlock block, Program program, Blocks kind, RuleCard card, String things) {
    String owed = card.aspect() == Aspect.BLOCKING ? CALLS : things;
    var obligations = new ArrayList<Obligation>();
    if (!program.isOnLoop(block)) {
      return obligations;
    }
    for (Expr.Call call : block.calls()) {
      Optional<Knowledge.Entry> entry = blocking(call, block, program);
      if (entry.flatMap(Knowledge.Entry::blocks).filter(kind::equals).isPresent()) {
        if (program.isShutByCallers(call, block)) {
          continue;
        }
        Site site = Sites.of(block, call);
        obligations.add(Obligation.unmet(owed, Sites.finding(
            card, card.severity(), confidence(call, block, kind, entry, List.of(new Effect.Step(block, call)), program), site, message(entry.get(), kind, block, program), List.of())
                .withFix(fix(call, kind, entry.get(), block, program))));
      } else if (offloaded(call, block, program).flatMap(Knowledge.Entry::blocks).filter(kind::equals).isPresent()) {
        obligations.add(Obligation.met(
            card.aspect(), card.id(), owed, Sites.of(block, call),
            "runs in a thread: `" + program.entry(call, block.module()).orElseThrow().name() + "` at line " + call.span().line()));
      }
    }
    return obligations;
  }

  /// Complete on its own lines: a thread for what may run in one as it is, `await` for what runs a loop.
  private static Optional<Fix> fix(Expr.Call call, Blocks kind, Knowledge.Entry entry, CodeBlock block, Program program) {
    return switch (kind) {
      case SLEEP -> Fixers.sleep(call, block);
      case PROCESS, BULK, CPU -> Fixers.toThread(call, block);
      case LOOP -> Fixers.awaitInstead(call, block);
      case FILE -> WHOLE_FILES.contains(CodeBlock.lastName(call.func())) ? Fixers.toThread(call, block) : Optional.empty();
      case ORM -> hasAsyncTwin(entry, block, program) ? Colours.ofDjango(call, block) : Optional.empty();
      default -> Optional.empty();
    };
  }

  /// Django has the same method with `a` before its name, from a version on that the project has.
  private static boolean hasAsyncTwin(Knowledge.Entry entry, CodeBlock block, Program program) {
    boolean named = entry.instead().filter(each -> each.startsWith("the method of the same name with `a` before it")).isPresent();
    return named && entry.newer().flatMap(each -> program.projectOf(block.module()).hasAtLeast(each.of(), each.since())).orElse(false);
  }

  /// Whether the way out of some call of the block is offered at its line already.
  static boolean isMended(CodeBlock block, Program program) {
    return block.calls().stream().anyMatch(call -> blocking(call, block, program)
        .flatMap(entry -> entry.blocks().flatMap(kind -> fix(call, kind, entry, block, program))).isPresent());
  }

  /// The same, reached through plain functions of the program.
  static List<Obligation> through(CodeBlock block, Program program, Blocks kind, RuleCard card, String owed, Function<List<Hop>, Message> message) {
    if (!program.isOnLoop(block)) {
      return List.of();
    }
    var sites = new ArrayList<Node>();
    var obligations = new ArrayList<Obligation>();
    for (Effect effect : program.reached(block)) {
      if (effect.kind() == kind && effect.length() <= Reach.HOPS_MAX && sites.stream().noneMatch(each -> CodeBlock.same(each, effect.site()))
          && !program.isShutByCallers(effect.site(), block)) {
        sites.add(effect.site());
        List<Hop> hops = Reach.hops(effect);
        obligations.add(Obligation.unmet(owed, Sites.finding(
            card, card.severity(), confidence(effect, block, program), Sites.of(block, effect.site()), message.apply(hops), hops)));
      }
    }
    return obligations;
  }

  /// Less sure where a computation may be short, where the file system is only asked, where a person sits at the terminal of a tool,
  /// where nobody else is there to wait, as on a loop of its own in a thread of its own, and where what is to be done may be little.
  private static Confidence confidence(Node site, CodeBlock block, Blocks kind, Optional<Knowledge.Entry> entry, List<Effect.Step> steps, Program program) {
    Effect.Step last = steps.getLast();
    boolean lasting = switch (kind) {
      case CPU -> entry.filter(each -> each.is(Role.SLOW) && Heavy.isFelt(steps, each, program)).isPresent();
      case PATH, INPUT -> false;
      case BULK -> entry.filter(each -> each.is(Role.FEW)).isEmpty();
      default -> !(last.site() instanceof Expr.Call call) || (!wasAsked(call, steps) && entry.filter(each -> Brief.is(call, last.block(), each, program)).isEmpty());
    };
    boolean raises = kind == Blocks.LOOP || entry.filter(OnLoop::raises).isPresent();
    boolean felt = raises || !((kind == Blocks.SLEEP ? Alone.isLifespan(block, program) : Alone.isOnce(block, program)) || Alone.is(site, block, program));
    boolean admin = kind == Blocks.BULK && Alone.isForOperators(block);
    boolean shared = raises || !program.hasOwnLoop(block);
    return lasting && felt && shared && !admin ? Confidence.HIGH : Confidence.MEDIUM;
  }

  /// Whether a step of the way has asked a queue if it is empty before `get()` is called on it.
  private static boolean wasAsked(Expr.Call call, List<Effect.Step> steps) {
    if (!(call.func() instanceof Expr.Attribute get) || !get.attr().equals("get")) {
      return false;
    }
    String queue = steps.getLast().block().module().code(get.value().span());
    return steps.stream().map(Effect.Step::block).anyMatch(block -> block.own(Expr.Call.class).stream()
        .anyMatch(each -> each.func() instanceof Expr.Attribute asked && List.of("empty", "qsize").contains(asked.attr())
            && block.module().code(asked.value().span()).equals(queue)));
  }

  /// The same of what is reached through helpers; less sure too where a step of the way depends on what is not known, and where it is done once and kept.
  static Confidence confidence(Effect effect, CodeBlock block, Program program) {
    boolean walked = effect.kind() == Blocks.LOOP ? Branches.isAlwaysTaken(effect) : program.isSure(effect) && !program.isFirstTimeOnly(effect.site(), block)
        && effect.steps().stream().skip(1).noneMatch(each -> Flow.isCached(each.block()));
    return walked ? confidence(effect.site(), block, effect.kind(), program.entryOf(effect.name()), effect.steps(), program) : Confidence.MEDIUM;
  }

  /// Whether a library refuses to wait on a running loop: Django's ORM does, https://docs.djangoproject.com/en/5.2/topics/async/#async-safety
  static boolean raises(Knowledge.Entry entry) {
    return entry.blocks().filter(Blocks.ORM::equals).isPresent() && entry.name().startsWith("django.");
  }

  /// The blocking library function that a call calls. What is awaited gives way, whatever its name.
  static Optional<Knowledge.Entry> blocking(Expr.Call call, CodeBlock block, Program program) {
    return Reach.isAwaited(call, block) ? Optional.empty()
        : program.entry(call, block.module()).filter(each -> each.blocks().isPresent() && !(each.blocks().get() == Blocks.LOCK && isDone(call, block)));
  }

  /// The blocking library function that a call hands over to a thread.
  static Optional<Knowledge.Entry> offloaded(Expr.Call call, CodeBlock block, Program program) {
    return program.entry(call, block.module()).filter(each -> each.is(Role.OFFLOADS_THREAD) && each.callable() < call.args().size())
        .map(each -> program.meaning(call.args().get(each.callable()), block.module()).nameInLibrary())
        .filter(each -> !each.isEmpty())
        .flatMap(program::entryOf).filter(each -> each.blocks().isPresent());
  }

  /// `result()` of a future that was asked whether it is done.
  private static boolean isDone(Expr.Call call, CodeBlock block) {
    return call.func() instanceof Expr.Attribute attribute && attribute.value() instanceof Expr.Name name
        && List.of("result", "exception").contains(attribute.attr())
        && (Flow.calls(block, name.id(), "done") || Flow.loopAround(call, block).filter(each -> each instanceof Stmt.For).isPresent());
  }

  /// "`load` runs on the event loop", for a plain function with the reason.
  static String runs(CodeBlock block, Program program) {
    String plain = "`" + block.qualifiedName() + "` runs on the event loop";
    return block.isAsync() ? plain : plain + ": " + program.context(block).at(Where.LOOP).map(Context.Running::reason).orElse("the loop calls it");
  }

  private static Message message(Knowledge.Entry entry, Blocks kind, CodeBlock block, Program program) {
    if (raises(entry)) {
      return new Message(
          "`" + Sites.lastPart(entry) + "` raises on the event loop",
          "`" + entry.name() + "` asks the database in the calling thread, and " + runs(block, program) + ".",
          "Django sees the running loop and raises `SynchronousOnlyOperation`: the line works nowhere where a loop runs.",
          Advice.instead(entry, block, program));
    }
    return new Message(
        "`" + entry.name() + (kind.isLocal() ? "` holds the event loop up" : "` stops the event loop"),
        "`" + entry.name() + "` " + kind.words() + " in the calling thread, and " + runs(block, program) + ".",
        kind.isLocal()
            ? "On a local disk that is short; on a slow, busy or network disk every other task waits for it."
            : "Until it returns, no other task of the process runs: other requests, heartbeats and time limits wait too.",
        block.isAsync() ? Advice.instead(entry, block, program)
            : program.context(block).at(Where.LOOP).filter(each -> each.reason().startsWith("it stands under ")).isPresent()
            ? "Make it an `async def`: it is called on the loop either way, and then it can await. " + Advice.instead(entry, block, program)
            : "A plain function cannot await: hand the work to a thread with `loop.run_in_executor(None, ...)`, or start a task that awaits it.");
  }
}
