package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Knowledge;
import dev.loopwarden.program.Meaning;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.python.Expr;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import dev.loopwarden.rule.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// LW606: a coroutine function where a plain callable is called, or a function where a coroutine is asked for.
public final class WrongColourCallable implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW606", "wrong-colour-callable", "Callable of the wrong colour", Aspect.BOUNDARY, Severity.ERROR, true, List.of(),
          "An `async def`, or the coroutine that it makes, given to a thread, an executor, `call_soon`, `call_later`, `add_done_callback` or a signal handler;"
              + " an `async def` as a sort key, as a task of Celery, or as a command of Click or Typer; and a function that is not called where a coroutine is asked for: `create_task(work)`, `asyncio.run(main)`.",
          "Who gets it calls it and does not await: a coroutine is made and thrown away, and the work is never done. The other way round Python raises `TypeError`.",
          "Never.",
          "`asyncio.run_coroutine_threadsafe` from a thread, a plain function that makes a task in a callback, and a call where a coroutine is asked for.",
          """
          import asyncio
          import threading

          async def work():
              await asyncio.sleep(1)

          def start():
              threading.Thread(target=work).start()  # LW606
          """,
          """
          import asyncio
          import threading

          async def work():
              await asyncio.sleep(1)

          def start():
              threading.Thread(target=lambda: asyncio.run(work())).start()
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    for (Expr.Call call : block.calls()) {
      handed(call, block, program).or(() -> asked(call, block, program)).ifPresent(obligations::add);
    }
    for (Expr decorator : block.isAsync() && !block.isGenerator() ? block.decorators() : List.<Expr>of()) {
      Expr name = decorator instanceof Expr.Call made ? made.func() : decorator;
      String by = program.meaning(name, block.module()).nameInLibrary();
      if (program.entryOf(by).filter(each -> each.is(Role.CALLS_PLAIN)).isPresent() && isBare(decorator, by, block, program)) {
        obligations.add(Obligation.unmet("callables", Sites.finding(CARD, Sites.ofDefinition(block, "async def " + block.name()), registered(block.name(), by), List.of())));
      }
    }
    return obligations;
  }

  /// Nothing between the decorator and the function may give it another colour: only the library's own decorators stand below.
  private static boolean isBare(Expr decorator, String by, CodeBlock block, Program program) {
    String library = by.substring(0, by.indexOf('.') + 1);
    List<Expr> all = block.decorators();
    return all.subList(all.indexOf(decorator) + 1, all.size()).stream()
        .allMatch(each -> program.meaning(each instanceof Expr.Call made ? made.func() : each, block.module()).nameInLibrary().startsWith(library));
  }

  private static Message registered(String name, String by) {
    return new Message(
        "`" + name + "` never runs",
        "`@" + by + "` registers it, calls it and does not await it; it is an `async def`.",
        "The call only makes a coroutine, which is thrown away: none of its code runs, and the job or command counts as done.",
        "Make it a plain `def` that calls `asyncio.run(...)`.");
  }

  private static Optional<Obligation> handed(Expr.Call call, CodeBlock block, Program program) {
    Optional<Handed> handed = Handed.of(call, block, program);
    if (handed.isEmpty()) {
      return Optional.empty();
    }
    Site site = Sites.of(block, handed.get().callable());
    if (handed.get().place() != Handed.Place.HERE && handed.get().callable() instanceof Expr.Call made && isOurCoroutine(made, block, program)) {
      return Optional.of(Obligation.unmet("callables", Sites.finding(CARD, site, called(site.code(), handed.get().by()), List.of())));
    }
    if (handed.get().function(block, program).filter(each -> each.isAsync() && !each.isGenerator()).isPresent() || makes(handed.get().callable(), block, program)) {
      return Optional.of(Obligation.unmet("callables", Sites.finding(CARD, site, never(site.code(), handed.get().by()), List.of())));
    }
    return handed.get().function(block, program).isPresent()
        ? Optional.of(Obligation.met(Aspect.BOUNDARY, CARD.id(), "callables", site, "a plain function")) : Optional.empty();
  }

  /// `lambda: work()` of an `async def`: the coroutine is what the lambda gives, and nobody takes it.
  private static boolean makes(Expr callable, CodeBlock block, Program program) {
    return callable instanceof Expr.Lambda lambda && lambda.body() instanceof Expr.Call made && isOurCoroutine(made, block, program);
  }

  private static boolean isOurCoroutine(Expr.Call made, CodeBlock block, Program program) {
    return program.meaning(made.func(), block.module()) instanceof Meaning.Function function
        && function.block().isAsync() && !function.block().isGenerator();
  }

  /// A coroutine is asked for, and an `async def` itself is given.
  private static Optional<Obligation> asked(Expr.Call call, CodeBlock block, Program program) {
    Optional<Knowledge.Entry> entry = program.entry(call, block.module()).filter(each -> each.name().startsWith("asyncio.")
        && (each.is(Role.SPAWNS) || each.is(Role.SPAWNS_OWNED) || each.is(Role.RUNS_LOOP) || each.is(Role.GATHERS) || each.is(Role.TIMEOUT_CALL)));
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    List<Expr> given = entry.get().is(Role.GATHERS) ? call.args() : call.args().stream().limit(1).toList();
    for (Expr each : given) {
      if (program.meaning(each, block.module()) instanceof Meaning.Function of && of.block().isAsync() && (each instanceof Expr.Name || each instanceof Expr.Attribute)) {
        Site site = Sites.of(block, each);
        return Optional.of(Obligation.unmet("callables", Sites.finding(CARD, site, uncalled(site.code(), entry.get().name()), List.of())
            .withFix(Colours.called(each, of.block(), block))));
      }
    }
    return Optional.empty();
  }

  private static Message never(String code, String by) {
    return new Message(
        "`" + code + "` never runs here",
        "`" + by + "` calls what it is given and does not await it; this is a coroutine function.",
        "The call only makes a coroutine, which is thrown away: none of its code runs, and Python says so only in a warning.",
        by.equals("call_soon") || by.equals("call_later") || by.equals("call_at") || by.equals("call_soon_threadsafe") || by.equals("add_signal_handler") || by.equals("add_done_callback")
            ? "Give a plain function that makes a task and keeps it; from another thread use `asyncio.run_coroutine_threadsafe`."
            : "Await it on the loop, or give the thread `lambda: asyncio.run(...)`.");
  }

  private static Message called(String code, String by) {
    return new Message(
        "`" + code + "` never runs here",
        "`" + by + "` wants a function that it can call; this call makes a coroutine, and a coroutine cannot be called.",
        "None of its code runs: whoever takes it gets `TypeError`, in another thread or in a callback, where nobody may see it.",
        "Await it on the loop; from another thread use `asyncio.run_coroutine_threadsafe`.");
  }

  private static Message uncalled(String code, String by) {
    return new Message(
        "`" + by + "` raises: `" + code + "` is not called",
        "`" + by + "` wants a coroutine; `" + code + "` is the function that makes one.",
        "Python raises an error each time the code comes here (`ValueError` or `TypeError`, by its version).",
        "Call it: `" + code + "(...)`.");
  }
}
