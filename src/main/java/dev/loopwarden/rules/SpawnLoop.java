package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.python.Expr;
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

/// LW202: as many tasks as the data has items.
public final class SpawnLoop implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW202", "task-per-item", "One task for each item", Aspect.BOUNDS, Severity.WARNING, true, List.of(),
          "`create_task` or `start_soon` for each item of a collection whose size is decided elsewhere, with nothing that limits how many run.",
          "Each item starts at once; with thousands of them the peer refuses, pools run empty and memory grows.",
          "The collection is known to be short.",
          "A semaphore before the start or in what is started, or workers on a bounded queue.",
          """
          import asyncio

          async def send_all(send, messages):
              async with asyncio.TaskGroup() as group:
                  for message in messages:
                      group.create_task(send(message))  # LW202
          """,
          """
          import asyncio

          async def send_all(send, messages):
              limit = asyncio.Semaphore(10)

              async def one(message):
                  async with limit:
                      await send(message)

              async with asyncio.TaskGroup() as group:
                  for message in messages:
                      group.create_task(one(message))
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    for (Expr.Call call : block.calls()) {
      boolean spawns = program.entry(call, block.module()).filter(each -> each.is(Role.SPAWNS) || each.is(Role.SPAWNS_OWNED)).isPresent();
      Optional<Expr> over = spawns && !call.args().isEmpty() ? iterated(call, block) : Optional.empty();
      if (over.isEmpty() || isGathered(call, block, program) || Width.isEnding(call.args().getFirst()) || Flow.isEnding(block)) {
        continue;
      }
      Site site = Sites.of(block, call);
      Optional<String> limit = Width.limit(call.args().getFirst(), over.get(), block, program);
      obligations.add(limit.isPresent()
          ? Obligation.met(Aspect.BOUNDS, CARD.id(), "task loops", site, limit.get())
          : Obligation.unmet("task loops", Sites.finding(
              CARD, CARD.severity(), Width.confidence(over.get(), block), site, message(block, over.get()), List.of())));
    }
    return obligations;
  }

  /// What the nearest loop or comprehension goes over.
  private static Optional<Expr> iterated(Expr.Call call, CodeBlock block) {
    return Flow.around(call, block).<Optional<Expr>>map(each -> switch (each) {
      case Stmt.For loop -> Optional.of(loop.iter());
      case Expr.ListComp comprehension -> Optional.of(Width.generator(comprehension).iter());
      case Expr.GeneratorExp comprehension -> Optional.of(Width.generator(comprehension).iter());
      case Expr.SetComp comprehension -> Optional.of(Width.generator(comprehension).iter());
      default -> Optional.empty();
    }).flatMap(Optional::stream).findFirst();
  }

  /// Then the fan-out is told there.
  private static boolean isGathered(Expr.Call call, CodeBlock block, Program program) {
    return Flow.around(call, block).anyMatch(each ->
        each instanceof Expr.Call outer && program.entry(outer, block.module()).filter(known -> known.is(Role.GATHERS)).isPresent());
  }

  private static Message message(CodeBlock block, Expr over) {
    String what = block.module().code(over.span());
    return new Message(
        "One task for each of `" + what + "`, all at once",
        "`" + block.qualifiedName() + "` starts a task for each element of `" + what + "` and does not wait in between.",
        "Nothing limits how many run: with thousands of elements the peer refuses, pools run empty and memory grows.",
        "Acquire an `asyncio.Semaphore(10)` before each start (10 is a guess), or let a few workers take from a bounded queue.");
  }
}
