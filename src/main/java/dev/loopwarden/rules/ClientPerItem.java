package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// LW802: a client for each item or request.
public final class ClientPerItem implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW802", "client-per-item", "Client made for each item or request", Aspect.CLEANUP, Severity.INFO, true, List.of(),
          "An async client or session that is made inside of a `for` loop although nothing about it depends on the item, or anew in each call of a request handler.",
          "Each one opens connections of its own, with a TCP and a TLS handshake, and throws its pool away: it is slow, and under load it leaves thousands of sockets in TIME_WAIT.",
          "A script that does it a few times; a client whose settings depend on the item.",
          "One client around the loop, or one for the life of the process.",
          """
          import httpx

          async def load(urls):
              for url in urls:
                  async with httpx.AsyncClient() as client:  # LW802
                      await client.get(url)
          """,
          """
          import httpx

          async def load(urls):
              async with httpx.AsyncClient() as client:
                  for url in urls:
                      await client.get(url)
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    List<Expr.Call> calls = block.isAsync() ? block.calls() : List.of();
    for (Expr.Call call : calls) {
      if (Flow.entry(call, block, program, Role.CLOSES).isEmpty()) {
        continue;
      }
      Site site = Sites.of(block, call);
      Optional<Node> loop = Flow.around(call, block).filter(each -> each instanceof Stmt.For || each instanceof Stmt.AsyncFor).findFirst();
      if (loop.isPresent() && !dependsOn(call, loop.get()) && !isRetry(loop.get())) {
        obligations.add(Obligation.unmet("client pools", Sites.finding(
            CARD, CARD.severity(), Confidence.HIGH, site, message("each pass of the loop at line " + loop.get().span().line()), List.of())));
      } else if (loop.isEmpty() && isHandler(block, program) && !dependsOnParameters(call, block)) {
        obligations.add(Obligation.unmet("client pools", Sites.finding(
            CARD, CARD.severity(), Confidence.MEDIUM, site, message("each request to `" + block.qualifiedName() + "`"), List.of())));
      } else {
        obligations.add(Obligation.met(Aspect.CLEANUP, CARD.id(), "client pools", site, loop.isPresent() ? "it depends on the item" : "not made in a loop"));
      }
    }
    return obligations;
  }

  /// Whether something that changes from pass to pass is among its arguments.
  private static boolean dependsOn(Expr.Call call, Node loop) {
    Set<String> bound = new HashSet<>();
    for (Node node : CodeBlock.ownNodes(List.of(loop))) {
      switch (node) {
        case Stmt.For each -> each.target().findAll(Expr.Name.class).forEach(name -> bound.add(name.id()));
        case Stmt.AsyncFor each -> each.target().findAll(Expr.Name.class).forEach(name -> bound.add(name.id()));
        case Stmt.Assign each -> each.targets().forEach(target -> target.findAll(Expr.Name.class).forEach(name -> bound.add(name.id())));
        default -> {}
      }
    }
    return CodeBlock.ownNodes(List.of(call)).stream().anyMatch(each -> each instanceof Expr.Name name && bound.contains(name.id()))
        || call.keywords().stream().anyMatch(each -> each.arg().isEmpty());
  }

  /// `for attempt in range(3)`: a fresh client for a fresh attempt.
  private static boolean isRetry(Node loop) {
    return loop instanceof Stmt.For each && each.iter() instanceof Expr.Call call && CodeBlock.lastName(call.func()).equals("range");
  }

  private static boolean dependsOnParameters(Expr.Call call, CodeBlock block) {
    return CodeBlock.ownNodes(List.of(call)).stream().anyMatch(each -> each instanceof Expr.Name name && block.parameters().contains(name.id()));
  }

  private static boolean isHandler(CodeBlock block, Program program) {
    return block.decorators().stream().anyMatch(each -> each instanceof Expr.Call call && Flow.entry(call, block, program, Role.ROUTE).isPresent());
  }

  private static Message message(String each) {
    return new Message(
        "A client, with its connections, for " + each,
        "The client is made anew for " + each + ", and nothing about it changes.",
        "Each one opens connections of its own, with a TCP and a TLS handshake, and throws them away: slow, and under load thousands of sockets are left waiting to close.",
        "Make it once, around the loop or for the life of the process, and share it.");
  }
}
