package dev.loopwarden.rules;

import dev.loopwarden.program.Blocks;
import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Knowledge;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.python.Expr;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// LW302: a limit that is switched off.
public final class TimeoutOff implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW302", "timeout-off", "Limit switched off", Aspect.TIMEOUTS, Severity.WARNING, true, List.of("S113", "B113"),
          "`timeout=None` or `timeout=0` on a network call or on a client.",
          "The library's own limit is taken away: a peer that says nothing keeps the task for ever.",
          "Streams and long polls that are meant to stay open.",
          "Give a number, or a limit for each phase.",
          """
          import httpx

          async def fetch(url):
              async with httpx.AsyncClient(timeout=None) as client:  # LW302
                  return await client.get(url)
          """,
          """
          import httpx

          async def fetch(url):
              async with httpx.AsyncClient(timeout=10) as client:
                  return await client.get(url)
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    for (Expr.Call call : block.calls()) {
      Optional<Expr> limit = Flow.keyword(call, "timeout");
      Optional<Knowledge.Entry> entry = limit.isPresent() ? program.entry(call, block.module()) : Optional.empty();
      boolean network = entry.isPresent() && (entry.get().waits().isPresent() || entry.get().is(Role.CLOSES)
          || entry.get().blocks().filter(Blocks.HTTP::equals).isPresent());
      if (network && (Flow.isNone(limit.get()) || Flow.isConstant(limit.get(), "0"))) {
        obligations.add(Obligation.unmet("network waits", Sites.finding(CARD, Sites.of(block, call), message(entry.get()), List.of())));
      }
    }
    return obligations;
  }

  private static Message message(Knowledge.Entry entry) {
    return new Message(
        "`" + entry.name() + "` has no limit any more",
        "The limit is switched off on this call.",
        "A peer that accepts and says nothing keeps the task, its connection and whoever waits for it for ever.",
        "Give a number, such as `timeout=10` (10 is a guess), or a limit for each phase.");
  }
}
