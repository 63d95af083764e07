package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Knowledge;
import dev.loopwarden.program.Program;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// LW903: questions to the network that do not depend on each other, asked one by one.
public final class OneByOne implements Rule {

  private static final Set<String> READS = Set.of("get", "head", "fetch", "fetchrow", "fetchval", "options");

  private static final RuleCard CARD =
      new RuleCard(
          "LW903", "one-by-one", "Independent waits done one by one", Aspect.DESIGN, Severity.HINT, true, List.of("WPS476"),
          "Two reads from HTTP servers, one statement after the other, of which the second uses nothing of the first; and a list comprehension that awaits a read for each element.",
          "The function takes as long as all answers together, though it could take as long as the slowest.",
          "Where the peer limits the rate, or the order matters.",
          "`asyncio.gather` or a `TaskGroup` for a few; for many with a semaphore of a fixed number.",
          """
          import httpx

          async def page(client: httpx.AsyncClient):
              user = await client.get("/user")
              news = await client.get("/news")  # LW903
              return user, news
          """,
          """
          import asyncio
          import httpx

          async def page(client: httpx.AsyncClient):
              return await asyncio.gather(client.get("/user"), client.get("/news"))
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
    Stream<List<Stmt>> bodies = Stream.concat(Stream.of(block.body()), block.own(Stmt.class).stream().map(OneByOne::body));
    bodies.filter(each -> !each.isEmpty()).forEach(body -> {
      for (int i = 1; i < body.size(); i++) {
        Optional<Expr.Await> second = read(body.get(i), block, program);
        if (second.isPresent() && read(body.get(i - 1), block, program).isPresent() && !uses(second.get(), target(body.get(i - 1)))
            && (i < 2 || read(body.get(i - 2), block, program).isEmpty())) {
          obligations.add(Obligation.unmet("reads", Sites.finding(
              CARD, CARD.severity(), Confidence.MEDIUM, Sites.of(block, second.get()), message(block.module().code(second.get().value().span()), block, program), List.of())));
        }
      }
    });
    return obligations;
  }

  private static List<Stmt> body(Stmt statement) {
    return switch (statement) {
      case Stmt.If each -> each.body();
      case Stmt.Try each -> each.body();
      case Stmt.AsyncWith each -> each.body();
      case Stmt.With each -> each.body();
      default -> List.of();
    };
  }

  /// `x = await client.get(...)`.
  private static Optional<Expr.Await> read(Stmt statement, CodeBlock block, Program program) {
    return statement instanceof Stmt.Assign assign && assign.targets().size() == 1 && assign.targets().getFirst() instanceof Expr.Name
        && assign.value() instanceof Expr.Await await && await.value() instanceof Expr.Call call && isRead(call, block, program)
        ? Optional.of(await) : Optional.empty();
  }

  /// A read over HTTP: two statements of one database session must not run side by side.
  private static boolean isRead(Expr.Call call, CodeBlock block, Program program) {
    Optional<Knowledge.Entry> entry = program.entry(call, block.module());
    return entry.filter(each -> each.waits().filter(Knowledge.Wait::sure).isPresent() && Set.of("httpx", "aiohttp").contains(Held.root(each.name()))
        && READS.contains(each.name().substring(each.name().lastIndexOf('.') + 1))).isPresent();
  }

  private static String target(Stmt statement) {
    return statement instanceof Stmt.Assign assign && assign.targets().getFirst() instanceof Expr.Name name ? name.id() : "";
  }

  private static boolean uses(Node node, String name) {
    return node.findAll(Expr.Name.class).stream().anyMatch(each -> each.id().equals(name));
  }

  private static Message message(String code, CodeBlock block, Program program) {
    return new Message(
        "This wait could run beside the one before",
        "`" + code + "` uses nothing of the answer that was waited for just before.",
        "The function takes as long as both together: on every request, for nothing.",
        "Start them together: `await asyncio.gather(...)`" + Advice.since311(", or a `TaskGroup` where a failure of one should stop the other.", ".", block, program));
  }
}
