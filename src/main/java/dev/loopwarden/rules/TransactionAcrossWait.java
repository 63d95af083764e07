package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.python.Expr;
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
import java.util.Locale;
import java.util.Set;

/// LW605: a database connection that is held while another peer is waited for.
public final class TransactionAcrossWait implements Rule {

  /// Waits that have nothing to do with the connection that is held.
  private static final Set<String> FOREIGN =
      Set.of("httpx", "aiohttp", "openai", "anthropic", "websockets", "aiobotocore", "telegram", "discord", "slack_sdk", "cohere", "groq", "mistralai", "aiosmtplib");

  private static final RuleCard CARD =
      new RuleCard(
          "LW605", "transaction-across-wait", "Database connection held over a foreign wait", Aspect.BOUNDARY, Severity.INFO, true, List.of(),
          "`async with` on a database session, connection or transaction whose body awaits an HTTP call or the like.",
          "The connection is out of the pool, and rows stay locked, for as long as somebody else's server takes: when that is slow, all requests wait for a connection.",
          "Where the answer must be stored in the same transaction and the peer is near.",
          "Read what is needed, leave the block, make the call, and open a new one to store the result.",
          """
          import httpx
          from sqlalchemy.ext.asyncio import AsyncSession

          async def pay(engine, client: httpx.AsyncClient, order):
              async with AsyncSession(engine) as session:  # LW605
                  answer = await client.post("/pay", json=order)
                  await session.commit()
              return answer
          """,
          """
          import httpx
          from sqlalchemy.ext.asyncio import AsyncSession

          async def pay(engine, client: httpx.AsyncClient, order):
              answer = await client.post("/pay", json=order)
              async with AsyncSession(engine) as session:
                  await session.commit()
              return answer
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    for (Stmt.AsyncWith with : block.own(Stmt.AsyncWith.class)) {
      for (WithItem item : with.items()) {
        if (isConnection(item, block, program)) {
          Site site = Sites.of(block, item.contextExpr());
          List<Held.Wait> waits = Held.waits(with.body(), block, program, FOREIGN::contains);
          obligations.add(waits.isEmpty()
              ? Obligation.met(CARD.aspect(), CARD.id(), "connections", site, "nothing else is waited for while it is held")
              : Obligation.unmet("connections", Sites.finding(
                  CARD, CARD.severity(), waits.getFirst().hops().size() == 1 ? Confidence.HIGH : Confidence.MEDIUM, site,
                  message(site.code(), waits.getFirst()), waits.getFirst().hops().size() > 1 ? waits.getFirst().hops() : List.of())));
        }
      }
    }
    return obligations;
  }

  private static boolean isConnection(WithItem item, CodeBlock block, Program program) {
    String held = item.optionalVars().filter(Expr.Name.class::isInstance)
        .map(each -> program.meaning(firstUse(each, block), block.module()).typeInLibrary())
        .filter(each -> !each.isEmpty())
        .orElseGet(() -> program.meaning(item.contextExpr(), block.module()).typeInLibrary());
    String last = held.substring(held.lastIndexOf('.') + 1);
    return Held.DATABASES.contains(Held.root(held)) && (last.contains("Session") || last.contains("Connection") || last.contains("Transaction"))
        && !last.toLowerCase(Locale.ROOT).contains("maker");
  }

  /// A name means what was bound to it where it is used, not where it is bound.
  private static Expr firstUse(Expr target, CodeBlock block) {
    return block.own(Expr.Name.class).stream()
        .filter(each -> each.id().equals(CodeBlock.lastName(target)) && each.span().compareTo(target.span()) > 0).findFirst().map(Expr.class::cast).orElse(target);
  }

  private static Message message(String held, Held.Wait wait) {
    return new Message(
        "A database connection is held while `" + wait.name() + "` is waited for",
        "`" + held + "` keeps a connection out of the pool, and its body awaits `" + wait.hops().getFirst().what() + "`.",
        "When that peer is slow, connections and row locks are held as long: soon no request gets a connection.",
        "Make the call before or after the block, and keep only statements in it.");
  }
}
