package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.python.Arg;
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

/// LW305: a `timeout` parameter of an async function.
public final class TimeoutParameter implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW305", "timeout-parameter", "Async function with a `timeout` parameter", Aspect.TIMEOUTS, Severity.HINT, false, List.of("ASYNC109", "S7483"),
          "A parameter called `timeout` of an `async def`. Off by default: many interfaces have one on purpose.",
          "Each function on the way must take it, hand it on and subtract what has passed; a caller can put one limit around everything instead.",
          "The limit is of a phase that a caller cannot see, or the interface is given.",
          "Leave it to the caller: `async with asyncio.timeout(5):` around the call.",
          """
          async def ask(peer, timeout=5):  # LW305
              return await peer.ask(timeout)
          """,
          """
          async def ask(peer):
              return await peer.ask()
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    if (!block.isAsync() || block.args().isEmpty() || overrides(block, program)) {
      return obligations;
    }
    for (Arg each : block.args().get().all()) {
      if (each.arg().equals("timeout")) {
        var site = new Site(block.module().path(), block.qualifiedName(), each.span(), block.module().code(each.span()));
        obligations.add(Obligation.unmet("parameters", Sites.finding(CARD, CARD.severity(), Confidence.MEDIUM, site, new Message(
            "`" + block.name() + "` takes a limit that its caller could set",
            "It has a parameter `timeout`.",
            "Each function on the way must hand it on and subtract what has passed; where one forgets, the limit is another one.",
            "Let the caller put its limit around the call. " + Advice.limit(block, program)), List.of())));
      }
    }
    return obligations;
  }

  /// The interface is given by a class above.
  private static boolean overrides(CodeBlock block, Program program) {
    return block.owner().filter(owner -> {
      Program.Family family = program.family(owner);
      return family.unknown() || family.libraries().stream().anyMatch(each -> !each.startsWith("builtins.") && !each.startsWith("typing.") && !each.startsWith("abc."))
          || family.above().stream().anyMatch(each -> each.method(block.name()).isPresent());
    }).isPresent();
  }
}
