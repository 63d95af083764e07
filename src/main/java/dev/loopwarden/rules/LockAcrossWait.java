package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Meaning;
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
import java.util.Locale;
import java.util.stream.Stream;

/// LW1008: an `asyncio.Lock` that is held while a peer is waited for.
public final class LockAcrossWait implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW1008", "lock-across-wait", "Lock held over a wait for the network", Aspect.BOUNDS, Severity.HINT, true, List.of(),
          "`async with lock:` whose body awaits a network call or a thread, itself or through async functions of the program.",
          "All who want the lock queue up behind the slowest peer: under load the waiting tasks pile up, and one peer that hangs stops them all.",
          "Where one at a time is the purpose: a token that is refreshed, a connection that is made, a value that is fetched once and kept.",
          "Wait outside: take the lock to read the state, let it go, wait, take it again to store the result; or give the wait a limit.",
          """
          import asyncio
          import httpx

          lock = asyncio.Lock()

          async def report(client: httpx.AsyncClient, rows):
              async with lock:  # LW1008
                  for row in rows:
                      await client.post("/rows", json=row)
          """,
          """
          import asyncio
          import httpx

          lock = asyncio.Lock()

          async def report(client: httpx.AsyncClient, rows):
              async with lock:
                  taken = list(rows)
              for row in taken:
                  await client.post("/rows", json=row)
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
        if (isLock(item.contextExpr(), block, program)) {
          Site site = Sites.of(block, item.contextExpr());
          List<Held.Wait> waits = Held.waits(with.body(), block, program, _ -> true);
          if (waits.isEmpty()) {
            obligations.add(Obligation.met(CARD.aspect(), CARD.id(), "locks", site, "no wait for the network is seen while it is held"));
          } else if (isPurpose(with, site, block)) {
            obligations.add(Obligation.met(CARD.aspect(), CARD.id(), "locks", site, "one at a time is its purpose here"));
          } else {
            obligations.add(Obligation.unmet("locks", Sites.finding(
                CARD, CARD.severity(), confidence(with, waits), site, message(site.code(), waits.getFirst()),
                waits.getFirst().hops().size() > 1 ? waits.getFirst().hops() : List.of())));
          }
        }
      }
    }
    return obligations;
  }

  private static boolean isLock(Expr expr, CodeBlock block, Program program) {
    Meaning meaning = program.meaning(expr, block.module());
    if (program.isKind(meaning, Role.ASYNC_LOCK)) {
      return true;
    }
    String name = CodeBlock.lastName(expr instanceof Expr.Call call ? call.func() : expr).toLowerCase(Locale.ROOT);
    return meaning.typeInLibrary().isEmpty() && (name.endsWith("lock") || name.endsWith("mutex"));
  }

  /// Fetched once and kept, or a connection that many share: the body looks first, or stores what it waited for.
  private static boolean isPurpose(Stmt.AsyncWith with, Site site, CodeBlock block) {
    String names = (site.code() + " " + block.name()).toLowerCase(Locale.ROOT);
    boolean named = Stream.of("token", "refresh", "auth", "login", "connect", "init", "setup", "start", "stop", "close", "ensure", "cache", "once", "load", "open", "handshake", "session")
        .anyMatch(names::contains);
    boolean looks = with.body().getFirst() instanceof Stmt.If first && first.body().getLast() instanceof Stmt.Return;
    boolean keeps = CodeBlock.ownNodes(with.body()).stream().anyMatch(each -> each instanceof Stmt.Assign assign
        && Flow.has(List.of(assign.value()), Expr.Await.class) && assign.targets().stream().anyMatch(LockAcrossWait::isState));
    return named || looks || keeps;
  }

  private static boolean isState(Node target) {
    return target instanceof Expr.Attribute || target instanceof Expr.Subscript;
  }

  /// A whole loop of waits is seldom meant; a single one may be.
  private static Confidence confidence(Stmt.AsyncWith with, List<Held.Wait> waits) {
    boolean loops = CodeBlock.ownNodes(with.body()).stream().anyMatch(each -> each instanceof Stmt.For || each instanceof Stmt.AsyncFor || each instanceof Stmt.While);
    return loops || waits.size() > 1 || waits.getFirst().hops().size() == 1 ? Confidence.MEDIUM : Confidence.LOW;
  }

  private static Message message(String lock, Held.Wait wait) {
    return new Message(
        "`" + lock + "` is held while the task waits for `" + wait.name() + "`",
        "The body of this `async with` awaits `" + wait.hops().getFirst().what() + "`.",
        "Everybody else who wants the lock waits for that peer too: under load the tasks pile up behind the slowest answer.",
        "Wait outside of the lock, and take it only to read and to store; if one at a time is meant, give the wait a limit.");
  }
}
