package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.python.Expr;
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
          "`asyncio.gather` or `asyncio.wait` over a collection whose size is decided elsewhere, with nothing that limits how many run at once: no limiter "
              + "in what is called, no batch, no fixed number, no pool of threads.",
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
    boolean gathers = program.entry(call, block.module()).filter(each -> each.is(Role.GATHERS)).isPresent();
    List<Expr> many = gathers
        ? call.args().stream().filter(Expr.Starred.class::isInstance).map(each -> ((Expr.Starred) each).value()).toList()
        : List.of(call.args().getFirst());
    if (many.isEmpty()) {
      return Optional.of(met(site, "fixed fan-out of " + call.args().size()));
    }
    if (Flow.isEnding(block)) {
      return Optional.empty();
    }
    var limits = new ArrayList<String>();
    for (Expr given : many) {
      Optional<Made> made = Made.of(given, block);
      if (made.isEmpty()) {
        Optional<String> written = Width.written(given);
        if (written.isEmpty()) {
          return Optional.of(Obligation.unknown(Aspect.BOUNDS, CARD.id(), "fan-outs", site, "`" + block.module().code(given.span()) + "` is made elsewhere"));
        }
        limits.add(written.get());
      } else if (Width.isEnding(made.get().element())) {
        limits.add("each only ends something");
      } else {
        Optional<String> limit = Width.limit(made.get(), block, program).or(() -> Pacing.of(made.get(), block, program));
        if (limit.isEmpty()) {
          return Optional.of(Obligation.unmet("fan-outs", Sites.finding(
              CARD, CARD.severity(), Width.confidence(made.get(), block, program), site, message(block, made.get(), Advice.many(block, program)), List.of())));
        }
        limits.add(limit.get());
      }
    }
    return Optional.of(met(site, String.join("; ", limits)));
  }

  private static Obligation met(Site site, String evidence) {
    return Obligation.met(Aspect.BOUNDS, CARD.id(), "fan-outs", site, evidence);
  }

  private static Message message(CodeBlock block, Made made, Advice.Many many) {
    String over = block.module().code(made.first().span());
    return new Message(
        "As many at once as `" + over + "` has",
        "`" + block.qualifiedName() + "` starts one for each element of `" + over + "`, all at the same moment.",
        "Nothing limits how many: with thousands of elements the peer refuses, pools run empty and memory grows.",
        "Hold an `asyncio.Semaphore(" + many.number() + ")` in what is called (" + many.words() + "), or let a few workers take from a bounded queue.");
  }
}
