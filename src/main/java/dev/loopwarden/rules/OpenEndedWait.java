package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Knowledge;
import dev.loopwarden.program.Meaning;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.python.ExceptHandler;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Stmt;
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

/// LW303: a wait for something of this program that may never come, where somebody waits for the function itself.
public final class OpenEndedWait implements Rule {

  private static final String OWED = "open-ended waits";

  private static final RuleCard CARD =
      new RuleCard(
          "LW303", "open-ended-wait", "Open-ended wait where somebody waits", Aspect.TIMEOUTS, Severity.HINT, true, List.of(),
          "An event, a queue, a process or a future that is waited for without a limit: in a function that serves requests, in one that stops or closes "
              + "something, after `terminate()`, or for an answer that was asked for over a connection.",
          "What should come may never come: a process ignores the signal, a task has died before it set the event, the answer is lost. Then the request, "
              + "or the shutdown of the whole service, hangs.",
          "In workers, which wait for their next item for ever by design: they are not looked at.",
          "`async with asyncio.timeout(10):` around the wait, and what to do when it is over: kill the process, fail the request, go on stopping.",
          """
          import asyncio

          class Server:
              async def stop(self, process: asyncio.subprocess.Process):
                  process.terminate()
                  await process.wait()  # LW303
          """,
          """
          import asyncio

          class Server:
              async def stop(self, process: asyncio.subprocess.Process):
                  process.terminate()
                  try:
                      await asyncio.wait_for(process.wait(), 10)
                  except TimeoutError:
                      process.kill()
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  /// Why a wait owes a limit.
  ///
  /// @param what what is waited for, and where
  /// @param why what happens when it does not come
  private record Owing(String what, String why, Confidence confidence) {}

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    if (!block.isAsync()) {
      return obligations;
    }
    for (Expr.Call call : block.calls()) {
      program.entry(call, block.module()).filter(_ -> Awaiting.of(call, block) == Awaiting.HERE)
          .flatMap(entry -> owing(call, entry, block, program))
          .ifPresent(owing -> obligations.add(obligation(call, owing, block, program)));
    }
    for (Expr.Await await : block.own(Expr.Await.class)) {
      reply(await.value(), block, program).ifPresent(owing -> obligations.add(obligation(await.value(), owing, block, program)));
    }
    return obligations;
  }

  private static Obligation obligation(Expr wait, Owing owing, CodeBlock block, Program program) {
    Site site = Sites.of(block, wait);
    Optional<String> own = wait instanceof Expr.Call call
        ? call.keyword("timeout").filter(each -> !Flow.isNone(each)).map(each -> "`timeout=" + block.module().code(each.span()) + "` is given") : Optional.empty();
    return own.or(() -> Scopes.around(wait, block, program))
        .map(evidence -> Obligation.met(Aspect.TIMEOUTS, CARD.id(), OWED, site, evidence))
        .orElseGet(() -> Obligation.unmet(OWED, Sites.finding(CARD, CARD.severity(), owing.confidence(), site, new Message(
            "`" + block.module().code(wait.span()) + "` may wait for ever", owing.what(), owing.why(), Advice.limit(block, program)), List.of())));
  }

  private static Optional<Owing> owing(Expr.Call call, Knowledge.Entry entry, CodeBlock block, Program program) {
    boolean ending = Flow.isEnding(block);
    if (entry.is(Role.WAITS_PROCESS)) {
      return process(call, ending, block, program);
    }
    if (entry.is(Role.WAITS_MANY) && !entry.is(Role.COMPLETES)) {
      return ending && !Flow.cancels(block)
          ? Optional.of(new Owing(
              "`" + block.qualifiedName() + "` stops something, and waits for all of these without a limit.",
              "One of them that hangs keeps the whole shutdown, until somebody kills the process.", Confidence.MEDIUM))
          : Optional.empty();
    }
    if (!entry.is(Role.OPEN_ENDED)) {
      return Optional.empty();
    }
    if (!entry.is(Role.FREED) && !isWorkerLoop(call, block) && Handlers.serves(block, program)) {
      return Optional.of(new Owing(
          "`" + block.qualifiedName() + "` serves requests, and nothing limits how long it waits here.",
          "Whoever should wake it may have failed before; then the request hangs, and under load they pile up.", Confidence.MEDIUM));
    }
    return ending && entry.is(Role.ENDS_LATE) ? Optional.of(new Owing(
        "`" + block.qualifiedName() + "` stops something, and waits here until the last of it has ended.",
        "One connection, or one thread, that stays keeps the whole shutdown.", Confidence.MEDIUM)) : Optional.empty();
  }

  /// `process.terminate()` above; `kill()` too where a shutdown waits for it; or a request that waits for the process.
  private static Optional<Owing> process(Expr.Call wait, boolean ending, CodeBlock block, Program program) {
    Optional<String> signal = wait.func() instanceof Expr.Attribute method ? lastSignal(method.value(), wait, block) : Optional.empty();
    boolean isFallback = Flow.around(wait, block).anyMatch(ExceptHandler.class::isInstance) || isWaitedForBefore(wait, block, program);
    if (signal.isPresent() && !isFallback && (!signal.get().equals("kill") || ending)) {
      return Optional.of(new Owing(
          "`" + signal.get() + "()` asks the process to end, and nothing limits how long its end is waited for.",
          signal.get().equals("kill")
              ? "A process that hangs in the kernel, or children of it that keep its pipes open, keep the shutdown."
              : "A process may ignore the signal, or hang: then this hangs with it, and so does the shutdown.", Confidence.MEDIUM));
    }
    return signal.isEmpty() && Handlers.serves(block, program) ? Optional.of(new Owing(
        "`" + block.qualifiedName() + "` serves requests, and waits for a process without a limit.",
        "A process that hangs keeps the request and itself; under load they pile up.", Confidence.MEDIUM)) : Optional.empty();
  }

  /// The same wait stands above under a limit: this one comes after the time is up.
  private static boolean isWaitedForBefore(Expr.Call wait, CodeBlock block, Program program) {
    return block.calls().stream().anyMatch(each -> each.span().compareTo(wait.span()) < 0 && Flow.alike(each.func(), wait.func(), block)
        && Scopes.inside(each, block, program).isPresent());
  }

  private static Optional<String> lastSignal(Expr process, Expr.Call wait, CodeBlock block) {
    return block.calls().stream()
        .filter(each -> each.span().compareTo(wait.span()) < 0)
        .filter(each -> each.func() instanceof Expr.Attribute method && List.of("terminate", "kill", "send_signal").contains(method.attr())
            && Flow.alike(method.value(), process, block))
        .map(each -> CodeBlock.lastName(each.func())).reduce((_, later) -> later);
  }

  /// `while True: item = await queue.get()`.
  private static boolean isWorkerLoop(Expr.Call call, CodeBlock block) {
    return Flow.loopAround(call, block).filter(Stmt.While.class::isInstance).isPresent();
  }

  /// A future that is made here and left with whoever reads the answers, after something was sent.
  private static Optional<Owing> reply(Expr awaited, CodeBlock block, Program program) {
    boolean isFuture = (awaited instanceof Expr.Name || awaited instanceof Expr.Attribute)
        && program.meaning(awaited, block.module()) instanceof Meaning.LibraryInstance instance && instance.type().equals("asyncio.Future")
        && instance.made().filter(made -> block.calls().stream().anyMatch(each -> CodeBlock.same(each, made.call()))).isPresent();
    if (!isFuture || !isLeft(awaited, block) || !sends(awaited, block)) {
      return Optional.empty();
    }
    return Optional.of(new Owing(
        "`" + block.qualifiedName() + "` sends something and waits for the answer by a future; nothing limits how long.",
        "When the answer is lost, or the task that reads answers has died, this waits for ever, and so does its caller.", Confidence.MEDIUM));
  }

  /// `self.pending[key] = future`, `self.waiters.append(future)`.
  private static boolean isLeft(Expr future, CodeBlock block) {
    return block.own(Stmt.Assign.class).stream().anyMatch(each ->
            (Flow.alike(each.value(), future, block) && each.targets().stream().anyMatch(target -> !(target instanceof Expr.Name)))
                || (future instanceof Expr.Name name && each.targets().size() > 1
                    && each.targets().stream().anyMatch(target -> target instanceof Expr.Name one && one.id().equals(name.id()))))
        || block.calls().stream().anyMatch(each -> each.func() instanceof Expr.Attribute
            && each.args().stream().anyMatch(arg -> Flow.alike(arg, future, block)));
  }

  private static boolean sends(Expr awaited, CodeBlock block) {
    return block.calls().stream().filter(each -> each.span().compareTo(awaited.span()) < 0)
        .anyMatch(each -> Messages.isSend(CodeBlock.lastName(each.func())));
  }
}
