package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
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
import java.util.Set;

/// LW202: as many tasks as the data has items.
public final class SpawnLoop implements Rule {

  private static final Set<String> SOURCES = Set.of("get", "receive", "recv", "accept", "read", "readline", "receive_json", "receive_text", "pop", "blpop", "poll", "next");

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
      Optional<Made> made = Spawn.is(call, block, program) || Spawn.isOwned(call, block, program) ? made(call, block) : Optional.empty();
      if (made.isEmpty() || isJoined(call, block, program) || Width.isEnding(call.args().getFirst()) || Flow.isEnding(block)) {
        continue;
      }
      Site site = Sites.of(block, call);
      Optional<String> limit = Width.limit(made.get(), block, program).or(() -> Pacing.of(made.get(), block, program));
      obligations.add(limit.isPresent()
          ? Obligation.met(Aspect.BOUNDS, CARD.id(), "task loops", site, limit.get())
          : Obligation.unmet("task loops", Sites.finding(
              CARD, CARD.severity(), Width.confidence(made.get(), block, program), site, message(block, made.get(), limiter(call, block, program), Advice.many(block, program).words()), List.of())));
    }
    return obligations;
  }

  /// What the nearest loop or comprehension goes over: a collection, a stream, or what a `while` waits for.
  private static Optional<Made> made(Expr.Call call, CodeBlock block) {
    if (call.args().isEmpty()) {
      return Optional.empty();
    }
    Expr element = call.args().size() == 1 || call.args().getFirst() instanceof Expr.Call ? call.args().getFirst() : call;
    return Made.around(element, call, block).or(() -> taken(element, call, block));
  }

  /// `while True: item = await source.get()`, and a task for it.
  private static Optional<Made> taken(Expr element, Expr.Call call, CodeBlock block) {
    Optional<Stmt.While> loop = Flow.around(call, block).filter(Stmt.While.class::isInstance).map(Stmt.While.class::cast).findFirst();
    return loop.flatMap(each -> CodeBlock.ownNodes(each.body()).stream()
        .filter(Stmt.Assign.class::isInstance).map(Stmt.Assign.class::cast)
        .filter(assign -> assign.span().line() < call.span().line() && assign.value() instanceof Expr.Await await
            && await.value() instanceof Expr.Call source && SOURCES.contains(CodeBlock.lastName(source.func())))
        .filter(assign -> mentions(element, assign.targets().getFirst()))
        .findFirst()
        .map(assign -> new Made(element, List.of(assign.value()), true, Optional.of(each))));
  }

  private static boolean mentions(Expr element, Expr target) {
    return target instanceof Expr.Name name
        && CodeBlock.ownNodes(List.of(element)).stream().anyMatch(each -> each instanceof Expr.Name used && used.id().equals(name.id()));
  }

  /// Then the fan-out is told there: inside of a `gather`, or in a list that is gathered or waited for.
  private static boolean isJoined(Expr.Call call, CodeBlock block, Program program) {
    for (Node each : Flow.around(call, block).toList()) {
      if (each instanceof Expr.Call outer && Flow.entry(outer, block, program, Role.GATHERS).isPresent()) {
        return true;
      }
    }
    return Spawn.collection(call, block).filter(name -> block.calls().stream().anyMatch(outer ->
        program.entry(outer, block.module()).filter(known -> known.is(Role.GATHERS) || known.is(Role.WAITS_MANY)).isPresent()
            && Made.of(outer.args().isEmpty() ? outer : outer.args().getFirst() instanceof Expr.Starred starred ? starred.value() : outer.args().getFirst(), block).isPresent()
            && CodeBlock.ownNodes(outer.args()).stream().anyMatch(used -> used instanceof Expr.Name local && local.id().equals(name)))).isPresent();
  }

  /// In the terms of the library that starts the task.
  private static String limiter(Expr.Call call, CodeBlock block, Program program) {
    int many = Advice.many(block, program).number();
    String name = program.entry(call, block.module()).map(each -> each.name()).orElse("");
    return name.startsWith("anyio.") ? "anyio.CapacityLimiter(" + many + ")" : name.startsWith("trio.") ? "trio.CapacityLimiter(" + many + ")" : "asyncio.Semaphore(" + many + ")";
  }

  private static Message message(CodeBlock block, Made made, String limiter, String many) {
    String what = block.module().code(made.first().span());
    return new Message(
        made.stream() ? "A task for each that comes, with no limit" : "One task for each of `" + what + "`, all at once",
        "`" + block.qualifiedName() + "` starts a task for each " + (made.stream() ? "thing that comes from" : "element of") + " `" + what + "` and does not wait in between.",
        "Nothing limits how many run: " + (made.stream() ? "when more comes than is finished," : "with thousands of elements") + " the peer refuses, pools run empty and memory grows.",
        limiter.startsWith("asyncio")
            ? "Acquire an `" + limiter + "` before each start (" + many + "), or let a few workers take from a bounded queue."
            : "Hold an `" + limiter + "` in what is started (" + many + "), or let a few workers read from a channel with a bound.");
  }
}
