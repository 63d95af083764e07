package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Keyword;
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
import java.util.Set;

/// LW208: a connection pool whose limit is switched off.
public final class PoolWithoutLimit implements Rule {

  private static final Set<String> LIMITS = Set.of("limit", "max_connections", "max_size", "maxsize", "max_overflow", "pool_size");

  private static final RuleCard CARD =
      new RuleCard(
          "LW208", "pool-without-limit", "Connection pool without a limit", Aspect.BOUNDS, Severity.INFO, true, List.of(),
          "A pool or connector whose limit of connections is switched off: `TCPConnector(limit=0)`, `Limits(max_connections=None)`, `max_overflow=-1`.",
          "The pool was the last thing that kept a burst from opening a connection for each of its requests: sockets run out here, or the peer refuses.",
          "Something else limits how many run at once.",
          "A number that the peer can bear.",
          """
          import aiohttp

          async def connect():
              return aiohttp.TCPConnector(limit=0)  # LW208
          """,
          """
          import aiohttp

          async def connect():
              return aiohttp.TCPConnector(limit=100)
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    for (Expr.Call call : block.calls()) {
      if (Flow.entry(call, block, program, Role.POOL).isPresent()) {
        Site site = Sites.of(block, call);
        Optional<Keyword> off = call.keywords().stream().filter(each -> each.arg().filter(LIMITS::contains).isPresent()).filter(each -> isOff(each, block)).findFirst();
        obligations.add(off.isPresent()
            ? Obligation.unmet("pools", Sites.finding(CARD, site, message(block.module().code(off.get().span())), List.of()))
            : Obligation.met(Aspect.BOUNDS, CARD.id(), "pools", site, "its limit is given, or the library's default"));
      }
    }
    return obligations;
  }

  /// `None`, or -1 for an overflow; 0 where that stands for no limit.
  private static boolean isOff(Keyword keyword, CodeBlock block) {
    String name = keyword.arg().orElse("");
    String value = block.module().code(keyword.value().span());
    return switch (name) {
      case "limit" -> value.equals("0") || value.equals("None");
      case "max_overflow" -> value.equals("-1");
      case "pool_size" -> value.equals("0");
      default -> value.equals("None");
    };
  }

  private static Message message(String written) {
    return new Message(
        "A burst opens as many connections as it has requests",
        "`" + written + "` switches the pool's limit off.",
        "Nothing then keeps a burst from opening a connection for each request: sockets run out here, or the peer refuses.",
        "Give it a number that the peer can bear, such as 100 (a guess).");
  }
}
