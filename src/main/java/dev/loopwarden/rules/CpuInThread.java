package dev.loopwarden.rules;

import dev.loopwarden.program.Blocks;
import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Effect;
import dev.loopwarden.program.HandedOver;
import dev.loopwarden.program.Knowledge;
import dev.loopwarden.program.Meaning;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.program.Where;
import dev.loopwarden.python.Expr;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Confidence;
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

/// LW703: Python code that computes for long, moved to a thread where a process is needed.
public final class CpuInThread implements Rule {

  private static final String OWED = "computations moved away";

  /// How the knowledge of libraries begins its advice where the interpreter is kept.
  private static final String KEEPS_INTERPRETER = "a process: ";

  private static final RuleCard CARD =
      new RuleCard(
          "LW703", "cpu-in-thread", "Computation in a thread that keeps the interpreter", Aspect.CPU, Severity.HINT, true, List.of(),
          "A call that is known to compute for long in Python code (it does not give the interpreter free), handed to a thread with `asyncio.to_thread`, "
              + "`run_in_executor` or their like, itself or through helpers.",
          "Only one thread runs Python code at a time: the loop gets its turn every few milliseconds only, and two such computations take as long as one after the other.",
          "One short computation at a time, or a Python without the global lock.",
          "A `ProcessPoolExecutor` that the program keeps: `await loop.run_in_executor(pool, work, ...)`.",
          """
          import asyncio
          from pypdf import PdfReader

          async def pages(path):
              return await asyncio.to_thread(PdfReader, path)  # LW703
          """,
          """
          import asyncio
          from concurrent.futures import ProcessPoolExecutor
          from pypdf import PdfReader

          pool = ProcessPoolExecutor()

          def count(path):
              return len(PdfReader(path).pages)

          async def pages(path):
              return await asyncio.get_running_loop().run_in_executor(pool, count, path)
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    for (HandedOver each : block.isAsync() ? program.handedOver(block) : List.<HandedOver>of()) {
      if (each.site() instanceof Expr.Call call && Flow.entry(call, block, program, Role.OFFLOADS_THREAD).isPresent()) {
        obligation(each, call, block, program).ifPresent(obligations::add);
      }
    }
    return obligations;
  }

  /// Of what is handed over only what is known to compute.
  private static Optional<Obligation> obligation(HandedOver handed, Expr.Call call, CodeBlock block, Program program) {
    Site site = Sites.of(block, call);
    Hop first = Reach.hop(block, call);
    Meaning callable = program.meaning(handed.callable(), block.module());
    while (callable instanceof Meaning.Partial partial) {
      callable = partial.callee();
    }
    Optional<Effect> inside = callable instanceof Meaning.Function function
        ? Optional.ofNullable(program.summary(function.block()).effects().get(Blocks.CPU)) : Optional.empty();
    Optional<Knowledge.Entry> entry = program.entryOf(inside.map(Effect::name).orElse(callable.nameInLibrary()))
        .filter(each -> each.blocks().filter(Blocks.CPU::equals).isPresent());
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    boolean keeps = entry.get().instead().filter(each -> each.startsWith(KEEPS_INTERPRETER)).isPresent();
    if (handed.where() != Where.THREAD || !keeps) {
      return Optional.of(Obligation.met(
          Aspect.CPU, CARD.id(), OWED, site, handed.where() == Where.PROCESS ? "it runs in another process" : "`" + entry.get().name() + "` is not known to keep the interpreter"));
    }
    var hops = new ArrayList<Hop>();
    inside.ifPresent(effect -> {
      hops.add(first);
      hops.addAll(Reach.hops(effect));
    });
    return Optional.of(Obligation.unmet(OWED, Sites.finding(
        CARD, CARD.severity(), Confidence.MEDIUM, site, message(entry.get(), entry.get().instead().orElseThrow().substring(KEEPS_INTERPRETER.length())), hops)));
  }

  private static Message message(Knowledge.Entry entry, String why) {
    return new Message(
        "A thread does not take `" + entry.name() + "` off the loop's shoulders",
        "`" + entry.name() + "` is handed to a thread; " + why + ".",
        "The thread and the loop share one interpreter: every other task gets its turn only every few milliseconds, and two of these run one after the other.",
        "Hand it to a `ProcessPoolExecutor` that the program keeps, with what can be pickled.");
  }
}
