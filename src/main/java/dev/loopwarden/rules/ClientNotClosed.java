package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.python.WithItem;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import dev.loopwarden.rule.Site;
import java.util.ArrayList;
import java.util.List;

/// LW801: a client that nobody closes.
public final class ClientNotClosed implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW801", "client-not-closed", "Client that is not closed", Aspect.CLEANUP, Severity.WARNING, true, List.of(),
          "An async client or session that is made for a local name and neither entered with `async with`, nor closed, nor handed on.",
          "Its connections stay open until the collector finds it; under load the process runs out of sockets.",
          "One client for the life of the process.",
          "`async with`, or `await client.aclose()` in a `finally`.",
          """
          import httpx

          async def fetch(url):
              client = httpx.AsyncClient()  # LW801
              return await client.get(url)
          """,
          """
          import httpx

          async def fetch(url):
              async with httpx.AsyncClient() as client:
                  return await client.get(url)
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    if (!block.isAsync()) {
      return obligations;
    }

    for (Stmt.Assign assign : block.own(Stmt.Assign.class)) {
      if (assign.targets().size() == 1 && assign.targets().getFirst() instanceof Expr.Name name
          && assign.value() instanceof Expr.Call call && Flow.entry(call, block, program, Role.CLOSES).isPresent()) {
        Site site = Sites.of(block, call);
        obligations.add(isOnlyUsed(name.id(), block) && !Flow.calls(block, name.id(), "close", "aclose")
            ? Obligation.unmet("clients", Sites.finding(CARD, site, message(name.id()), List.of()))
            : Obligation.met(Aspect.CLEANUP, CARD.id(), "clients", site, "it is closed or handed on"));
      }
    }
    for (Stmt.AsyncWith with : block.own(Stmt.AsyncWith.class)) {
      for (WithItem item : with.items()) {
        if (item.contextExpr() instanceof Expr.Call call && Flow.entry(call, block, program, Role.CLOSES).isPresent()) {
          obligations.add(Obligation.met(Aspect.CLEANUP, CARD.id(), "clients", Sites.of(block, call), "`async with`"));
        }
      }
    }
    return obligations;
  }

  /// Every use calls a method of it, or reads an attribute: nobody else has it.
  private static boolean isOnlyUsed(String name, CodeBlock block) {
    List<Node> uses = Node.walk(block.body(), Node::children).stream()
        .filter(each -> each instanceof Expr.Name use && use.id().equals(name)).toList();
    return uses.stream().skip(1).allMatch(each -> block.module().parent(each).filter(Expr.Attribute.class::isInstance).isPresent());
  }

  private static Message message(String name) {
    return new Message(
        "`" + name + "` is never closed",
        "The client is made here, and nothing closes it on any path.",
        "Its connections stay open until the collector finds it; a busy service runs out of sockets.",
        "Make it in an `async with`, or close it in a `finally`.");
  }
}
