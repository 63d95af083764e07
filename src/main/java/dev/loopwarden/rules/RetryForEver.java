package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.python.ExceptHandler;
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
import java.util.List;
import java.util.Optional;

/// LW207: a retry without an end or without a pause.
public final class RetryForEver implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW207", "retry-for-ever", "Retry without an end or without a pause", Aspect.BOUNDS, Severity.WARNING, true, List.of(),
          "`while True` around a `try` that leaves the loop when its `await` works, whose handler neither leaves, nor counts, nor waits; "
              + "and a retry of tenacity that names no end, which then has none.",
          "When the peer is down, the loop asks again as fast as it can: it takes a whole core, floods the log, and keeps the peer from coming back. All clients do so at once.",
          "A supervisor that is meant to go on for ever; then with a growing pause.",
          "A number of attempts, and a pause that grows, with some chance in it: `await asyncio.sleep(random.uniform(0, min(30, 2 ** attempt)))`.",
          """
          async def load(client, url):
              while True:
                  try:
                      return await client.get(url)
                  except ConnectionError:  # LW207
                      continue
          """,
          """
          import asyncio
          import random

          async def load(client, url):
              for attempt in range(5):
                  try:
                      return await client.get(url)
                  except ConnectionError:
                      await asyncio.sleep(random.uniform(0, 2 ** attempt))
              raise ConnectionError(url)
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>(Retried.check(block, program, CARD));
    List<Stmt.While> loops = block.isAsync() ? block.own(Stmt.While.class) : List.of();
    for (Stmt.While loop : loops) {
      if (!Flow.isConstant(loop.test(), "True") && !Flow.isConstant(loop.test(), "1")) {
        continue;
      }
      for (Stmt.Try tried : ofLoop(loop, block)) {
        if (Flow.waits(tried.body()) && leavesWhenItWorks(tried, loop)) {
          tried.handlers().stream().filter(each -> goesOn(each)).findFirst()
              .ifPresent(handler -> obligations.add(obligation(handler, tried, loop, block, program)));
        }
      }
    }
    return obligations;
  }

  private static List<Stmt.Try> ofLoop(Stmt.While loop, CodeBlock block) {
    return CodeBlock.ownNodes(loop.body()).stream().filter(Stmt.Try.class::isInstance).map(Stmt.Try.class::cast)
        .filter(each -> Flow.loopAround(each, block).filter(around -> CodeBlock.same(around, loop)).isPresent()).toList();
  }

  /// The `try` returns or breaks in its last statement or its `else`, or the loop does so right after it.
  private static boolean leavesWhenItWorks(Stmt.Try tried, Stmt.While loop) {
    Stmt last = tried.body().getLast();
    boolean here = last instanceof Stmt.Return || last instanceof Stmt.Break
        || tried.orelse().stream().anyMatch(each -> each instanceof Stmt.Return || each instanceof Stmt.Break);
    Stmt end = loop.body().getLast();
    return here || (CodeBlock.same(loop.body().getFirst(), tried) && (end instanceof Stmt.Break || end instanceof Stmt.Return)
        && tried.handlers().stream().allMatch(each -> each.body().getLast() instanceof Stmt.Continue));
  }

  private static boolean goesOn(ExceptHandler handler) {
    return CodeBlock.ownNodes(handler.body()).stream().noneMatch(each -> each instanceof Stmt.Raise || each instanceof Stmt.Return || each instanceof Stmt.Break);
  }

  private static Obligation obligation(ExceptHandler handler, Stmt.Try tried, Stmt.While loop, CodeBlock block, Program program) {
    Site site = Sites.of(block, handler.type().<Node>map(each -> each).orElse(handler), handler);
    List<Node> nodes = CodeBlock.ownNodes(loop.body());
    Optional<Expr.Call> pause = nodes.stream().filter(Expr.Call.class::isInstance).map(Expr.Call.class::cast)
        .filter(each -> Flow.entry(each, block, program, Role.SLEEPS).isPresent() && !each.args().isEmpty()).findFirst();
    boolean counts = nodes.stream().anyMatch(each -> each instanceof Stmt.AugAssign);
    if (pause.isPresent()) {
      boolean grows = !(pause.get().args().getFirst() instanceof Expr.Constant);
      return counts || grows
          ? Obligation.met(Aspect.BOUNDS, CARD.id(), "retries", site, "`" + block.module().code(pause.get().span()) + "` at line " + pause.get().span().line())
          : Obligation.unmet("retries", Sites.finding(CARD, Severity.INFO, Confidence.MEDIUM, site, constantPause(block, pause.get()), List.of()));
    }
    if (counts) {
      return Obligation.met(Aspect.BOUNDS, CARD.id(), "retries", site, "its attempts are counted");
    }
    boolean waitsElsewhere = handler.body().stream().anyMatch(each -> Flow.waits(List.of(each)))
        || nodes.stream().anyMatch(each -> each instanceof Expr.Await await && tried.body().stream().noneMatch(one -> one.span().contains(await.span())));
    boolean outside = CodeBlock.ownNodes(tried.body()).stream().anyMatch(each -> each instanceof Expr.Call call
        && program.entry(call, block.module()).filter(known -> known.is(Role.OPEN_ENDED) || known.is(Role.SLEEPS)
            || known.is(Role.TIMEOUT_CALL)).isPresent());
    return Obligation.unmet("retries", Sites.finding(
        CARD, CARD.severity(), waitsElsewhere || outside || !isOutage(handler) || block.name().startsWith("__") ? Confidence.MEDIUM : Confidence.HIGH, site, noPause(block), List.of()));
  }

  /// An error that lasts: everything, or one whose name tells of the network.
  private static boolean isOutage(ExceptHandler handler) {
    return handler.type().map(type -> (type instanceof Expr.Tuple tuple ? tuple.elts() : List.of(type)).stream().map(CodeBlock::lastName)
        .anyMatch(name -> name.equals("Exception") || name.equals("BaseException") || name.equals("OSError")
            || List.of("Connect", "Timeout", "HTTP", "Http", "Network", "Client", "Socket", "Request", "Unavailable", "Transport").stream().anyMatch(name::contains)))
        .orElse(true);
  }

  private static Message noPause(CodeBlock block) {
    return new Message(
        "`" + block.qualifiedName() + "` tries again at once, for ever",
        "The loop leaves only when the `await` works, and the handler goes straight back to it.",
        "While the cause lasts, it asks as fast as it can: a whole core, a flood of requests and log lines, from every client at once.",
        "Count the attempts, and wait longer each time: `await asyncio.sleep(random.uniform(0, 2 ** attempt))`.");
  }

  private static Message constantPause(CodeBlock block, Expr.Call pause) {
    return new Message(
        "`" + block.qualifiedName() + "` tries again for ever",
        "The loop leaves only when the `await` works; `" + block.module().code(pause.span()) + "` is its only pause, and nothing counts.",
        "A cause that lasts is never told to the caller, and all clients ask again in step.",
        "Count the attempts, and wait longer each time, with some chance in it.");
  }
}
