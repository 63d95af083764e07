package dev.loopwarden.rules;

import dev.loopwarden.program.Blocks;
import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Knowledge;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
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

/// LW109: a call that waits for a person at the terminal, on the event loop.
public final class InteractiveOnLoop implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW109", "interactive-on-loop", "Wait for a person at the terminal on the event loop", Aspect.BLOCKING, Severity.WARNING, true,
          List.of("ASYNC250", "S7501"),
          "`input()`, `breakpoint()`, prompts and debuggers in an `async def`.",
          "The event loop stands still until somebody has typed: every other task, time limit and heartbeat waits for that person. In a service nobody ever types.",
          "In a program for the terminal that does nothing else meanwhile: a module that looks like one is told with less confidence.",
          "`await asyncio.to_thread(input, ...)`; take debuggers out.",
          """
          async def ask():
              return input("go on? ")  # LW109
          """,
          """
          import asyncio

          async def ask():
              return await asyncio.to_thread(input, "go on? ")
          """);

  /// Parts of paths where programs for the terminal lie.
  private static final List<String> COMMANDS = List.of("cli", "cmd", "command", "/example", "/script", "/bin/", "__main__", "/demo", "/tool");

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    for (Expr.Call call : block.isAsync() ? block.calls() : List.<Expr.Call>of()) {
      Optional<Knowledge.Entry> entry = OnLoop.blocking(call, block, program).filter(each -> each.blocks().filter(Blocks.INPUT::equals).isPresent());
      if (entry.isPresent()) {
        Site site = Sites.of(block, call);
        obligations.add(Obligation.unmet(OnLoop.CALLS, Sites.finding(
            CARD, CARD.severity(), confidence(call, entry.get(), block, program), site, message(entry.get(), block, program), List.of())
                .withFix(entry.get().is(Role.DEBUGGER) ? Enclosing.without(call, block) : Fixers.toThread(call, block))));
      }
    }
    return obligations;
  }

  /// Sure of a debugger that no `if` switches on, and where a request waits; a command line asks its user on purpose.
  private static Confidence confidence(Expr.Call call, Knowledge.Entry entry, CodeBlock block, Program program) {
    boolean isDebugger = entry.is(Role.DEBUGGER);
    if (isDebugger && Flow.around(call, block).anyMatch(each -> each instanceof Stmt.If)) {
      return Confidence.MEDIUM;
    }
    boolean isSure = isDebugger || Handlers.serves(block, program);
    boolean isCommand = isScript(block) || COMMANDS.stream().anyMatch(("/" + block.module().path())::contains);
    return isSure ? Confidence.HIGH : isCommand ? Confidence.LOW : Confidence.MEDIUM;
  }

  /// `if __name__ == "__main__":` stands in the module.
  private static boolean isScript(CodeBlock block) {
    return block.module().tree().body().stream().anyMatch(each ->
        each instanceof Stmt.If branch && branch.test() instanceof Expr.Compare compare
            && compare.left() instanceof Expr.Name name && name.id().equals("__name__"));
  }

  private static Message message(Knowledge.Entry entry, CodeBlock block, Program program) {
    return new Message(
        "`" + Sites.shortName(entry) + "` stops the event loop until somebody types",
        "`" + Sites.shortName(entry) + "` waits for a person in the calling thread, and `" + block.qualifiedName() + "` runs on the event loop.",
        "Every other task of the process waits for that person; in a service nobody ever types.",
        Advice.instead(entry, block, program));
  }
}
