package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.python.Comprehension;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
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

/// LW201: as many at once as the data has.
public final class FanOut implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW201", "unbounded-gather", "Fan-out as wide as the data", Aspect.BOUNDS, Severity.WARNING, true, List.of(),
          "`asyncio.gather` or `asyncio.wait` over a collection whose size is decided elsewhere, with nothing that limits how many run at once.",
          "A thousand items are a thousand connections, queries or files at one moment: the peer refuses, the pool is empty, memory grows.",
          "The collection is known to be short.",
          "A semaphore inside the function that is called, workers on a bounded queue, or batches.",
          """
          import asyncio

          async def fetch_all(fetch, urls):
              return await asyncio.gather(*(fetch(url) for url in urls))  # LW201
          """,
          """
          import asyncio

          async def fetch_all(fetch, urls):
              limit = asyncio.Semaphore(10)

              async def one(url):
                  async with limit:
                      return await fetch(url)

              return await asyncio.gather(*(one(url) for url in urls))
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    for (Expr.Call call : block.calls()) {
      boolean joins = program.entry(call, block.module()).filter(each -> each.is(Role.GATHERS) || each.is(Role.WAITS_MANY)).isPresent();
      if (joins && !call.args().isEmpty()) {
        obligation(call, block, program).ifPresent(obligations::add);
      }
    }
    return obligations;
  }

  private static Optional<Obligation> obligation(Expr.Call call, CodeBlock block, Program program) {
    Site site = Sites.of(block, call);
    Expr given = call.args().getFirst();
    Expr spread = given instanceof Expr.Starred starred ? starred.value() : given;
    boolean many = given instanceof Expr.Starred || Width.isComprehension(spread) || spread instanceof Expr.Name;
    if (!many) {
      return Optional.of(met(site, "fixed fan-out of " + call.args().size()));
    }
    Optional<Made> made = Width.isComprehension(spread) ? Optional.of(new Made(Width.element(spread), Width.generator(spread).iter()))
        : spread instanceof Expr.Name name ? made(name.id(), block) : Optional.empty();
    if (made.isEmpty()) {
      return Optional.of(Obligation.unknown(Aspect.BOUNDS, CARD.id(), "fan-outs", site, "what is gathered is made elsewhere"));
    }
    if (Width.isEnding(made.get().element()) || Flow.isEnding(block)) {
      return Optional.empty();
    }
    Optional<String> limit = Width.limit(made.get().element(), made.get().iterated(), block, program);
    return Optional.of(limit.isPresent()
        ? met(site, limit.get())
        : Obligation.unmet("fan-outs", Sites.finding(
            CARD, CARD.severity(), Width.confidence(made.get().iterated(), block), site, message(block, made.get()), List.of())));
  }

  /// How the gathered awaitables are made.
  private record Made(Expr element, Expr iterated) {}

  /// `tasks = [f(x) for x in xs]`, or an empty list and `tasks.append(f(x))` in a `for`.
  private static Optional<Made> made(String name, CodeBlock block) {
    for (Stmt.Assign assign : block.own(Stmt.Assign.class)) {
      if (assign.targets().size() == 1 && assign.targets().getFirst() instanceof Expr.Name target && target.id().equals(name)
          && Width.isComprehension(assign.value())) {
        Comprehension generator = Width.generator(assign.value());
        return Optional.of(new Made(Width.element(assign.value()), generator.iter()));
      }
    }
    for (Expr.Call call : block.calls()) {
      boolean appends = call.func() instanceof Expr.Attribute attribute && attribute.attr().equals("append")
          && attribute.value() instanceof Expr.Name receiver && receiver.id().equals(name) && call.args().size() == 1;
      Optional<Node> loop = appends ? Flow.loopAround(call, block) : Optional.empty();
      if (loop.isPresent() && loop.get() instanceof Stmt.For each) {
        return Optional.of(new Made(call.args().getFirst(), each.iter()));
      }
    }
    return Optional.empty();
  }

  private static Obligation met(Site site, String evidence) {
    return Obligation.met(Aspect.BOUNDS, CARD.id(), "fan-outs", site, evidence);
  }

  private static Message message(CodeBlock block, Made made) {
    String over = block.module().code(made.iterated().span());
    return new Message(
        "As many at once as `" + over + "` has",
        "`" + block.qualifiedName() + "` starts one for each element of `" + over + "`, all at the same moment.",
        "Nothing limits how many: with thousands of elements the peer refuses, pools run empty and memory grows.",
        "Hold an `asyncio.Semaphore(10)` in what is called (10 is a guess), or let a few workers take from a bounded queue.");
  }
}
