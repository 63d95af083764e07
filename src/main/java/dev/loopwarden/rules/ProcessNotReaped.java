package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.python.WithItem;
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
import java.util.Set;

/// LW807: a child process that outlives its wait.
public final class ProcessNotReaped implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW807", "process-not-reaped", "Child process that outlives its wait", Aspect.CLEANUP, Severity.WARNING, true, List.of(),
          "`create_subprocess_exec` or `create_subprocess_shell` whose end is awaited (with a time limit, or without), in a function that never kills the process.",
          "When the limit strikes or the task is cancelled, the wait ends and the process does not: it goes on running, with its memory, its locks and its pipes, one more for each timeout.",
          "A process that is meant to go on by itself.",
          "`process.kill()` and `await process.wait()` in `except`/`finally`.",
          """
          import asyncio

          async def convert(path):
              process = await asyncio.create_subprocess_exec("convert", path)
              await asyncio.wait_for(process.wait(), 30)  # LW807
          """,
          """
          import asyncio

          async def convert(path):
              process = await asyncio.create_subprocess_exec("convert", path)
              try:
                  await asyncio.wait_for(process.wait(), 30)
              except BaseException:
                  process.kill()
                  await process.wait()
                  raise
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    List<Stmt.Assign> assigns = block.isAsync() ? block.own(Stmt.Assign.class) : List.of();
    for (Stmt.Assign assign : assigns) {
      boolean starts = assign.value() instanceof Expr.Await await && await.value() instanceof Expr.Call call
          && Flow.entry(call, block, program, Role.STARTS_PROCESS).isPresent();
      if (starts && assign.targets().getFirst() instanceof Expr.Name name) {
        process(name.id(), block, program).ifPresent(obligations::add);
      }
    }
    return obligations;
  }

  private static Optional<Obligation> process(String name, CodeBlock block, Program program) {
    List<Expr.Name> uses = Flow.uses(name, block);
    Optional<Expr.Await> waits = block.own(Expr.Await.class).stream().filter(each -> mentionsWait(each, name, block)).findFirst();
    if (waits.isEmpty()) {
      return Optional.empty();
    }
    Site site = Sites.of(block, waits.get());
    for (Expr.Name use : uses) {
      Optional<String> method = Flow.methodOn(use, block);
      if (method.filter(Set.of("kill", "terminate", "send_signal")::contains).isPresent()) {
        return Optional.of(met(site, "`" + name + "." + method.get() + "` at line " + use.span().line()));
      }
      boolean handedOn = block.module().parent(use).filter(up -> up instanceof Expr.Call || up instanceof Stmt.Return || up instanceof Stmt.Assign
          || up instanceof Expr.Yield || up instanceof Expr.Tuple || up instanceof dev.loopwarden.python.Keyword).isPresent();
      if (handedOn) {
        return Optional.of(met(site, "handed on at line " + use.span().line()));
      }
      if (block.module().parent(use).filter(up -> up instanceof Expr.Attribute attribute && attribute.attr().equals("pid")).isPresent()) {
        return Optional.of(Obligation.unknown(Aspect.CLEANUP, CARD.id(), "processes", site, "its number is used: it may be killed by that"));
      }
    }
    boolean limited = isLimited(waits.get(), block, program);
    return Optional.of(Obligation.unmet("processes", Sites.finding(
        CARD, limited ? CARD.severity() : Severity.INFO, limited ? Confidence.HIGH : Confidence.MEDIUM, site, message(name, limited), List.of())));
  }

  private static boolean mentionsWait(Expr.Await await, String name, CodeBlock block) {
    return Node.walk(List.of(await.value()), Node::children).stream().anyMatch(each -> each instanceof Expr.Name use && use.id().equals(name)
        && Flow.methodOn(use, block).filter(method -> method.equals("wait") || method.equals("communicate")).isPresent());
  }

  private static boolean isLimited(Expr.Await await, CodeBlock block, Program program) {
    if (await.value() instanceof Expr.Call call && Flow.entry(call, block, program, Role.TIMEOUT_CALL).isPresent()) {
      return true;
    }
    return Flow.around(await, block).anyMatch(up -> up instanceof Stmt.AsyncWith with && with.items().stream().map(WithItem::contextExpr)
        .anyMatch(each -> each instanceof Expr.Call made && Flow.entry(made, block, program, Role.TIMEOUT_SCOPE).isPresent()));
  }

  private static Obligation met(Site site, String evidence) {
    return Obligation.met(Aspect.CLEANUP, CARD.id(), "processes", site, evidence);
  }

  private static Message message(String name, boolean limited) {
    return new Message(
        limited ? "The process runs on after the timeout" : "The process runs on after a cancel",
        "The wait for `" + name + "` can end before the process does, and nothing in this function kills it.",
        "It goes on running with its memory, locks and pipes; each " + (limited ? "timeout" : "cancelled task") + " leaves one more.",
        "`" + name + ".kill()` and `await " + name + ".wait()` where the wait fails or is cancelled.");
  }
}
