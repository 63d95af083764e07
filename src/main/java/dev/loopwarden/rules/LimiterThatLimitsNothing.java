package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
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
import java.util.Optional;

/// LW204: a limiter that does not limit.
public final class LimiterThatLimitsNothing implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW204", "limiter-limits-nothing", "Limiter that limits nothing", Aspect.BOUNDS, Severity.WARNING, true, List.of(),
          "A semaphore that is made anew in each call and never leaves it, or one that is held only while tasks are started and given back before they run.",
          "Every caller has a semaphore of its own, so nobody ever waits for a slot; or the slot is free again before the work begins. It reads like a limit, and under load there is none.",
          "A semaphore that limits the tasks which one call starts, and is held inside of them.",
          "One semaphore for all callers (of the module or the object), held around the `await` of the work itself.",
          """
          import asyncio

          async def fetch(client, url):
              async with asyncio.Semaphore(10):  # LW204
                  return await client.get(url)
          """,
          """
          import asyncio

          LIMIT = asyncio.Semaphore(10)

          async def fetch(client, url):
              async with LIMIT:
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
    for (Expr.Call call : block.calls()) {
      if (Flow.entry(call, block, program, Role.LIMITER).isPresent()) {
        made(call, block).ifPresent(obligations::add);
      }
    }
    for (Stmt.AsyncWith with : block.own(Stmt.AsyncWith.class)) {
      for (WithItem item : with.items()) {
        if (!(item.contextExpr() instanceof Expr.Call) && program.isKind(program.meaning(item.contextExpr(), block.module()), Role.LIMITER)) {
          held(item.contextExpr(), with, block, program).ifPresent(obligations::add);
        }
      }
    }
    return obligations;
  }

  /// A limiter that is made here: does anybody else get it?
  private static Optional<Obligation> made(Expr.Call call, CodeBlock block) {
    Site site = Sites.of(block, call);
    Node up = block.module().parent(call).orElseThrow();
    if (up instanceof WithItem) {
      return Optional.of(unmet(site, Confidence.HIGH, alone(block)));
    }
    if (!(up instanceof Stmt.Assign assign) || assign.targets().size() != 1 || !(assign.targets().getFirst() instanceof Expr.Name name)) {
      return Optional.empty();
    }
    List<Expr.Name> uses = Flow.uses(name.id(), block);
    boolean onlyHere = uses.stream().allMatch(use -> CodeBlock.same(block.module().blockOf(use).node(), block.node())
        && (block.module().parent(use).filter(WithItem.class::isInstance).isPresent()
            || Flow.methodOn(use, block).filter(method -> method.equals("acquire") || method.equals("release") || method.equals("locked")).isPresent()));
    boolean startsTasks = uses.stream().anyMatch(use -> Flow.loopAround(use, block).isPresent());
    if (uses.isEmpty() || !onlyHere) {
      return uses.isEmpty() ? Optional.empty()
          : Optional.of(Obligation.met(Aspect.BOUNDS, CARD.id(), "limiters", site, "handed on at line " + uses.getFirst().span().line()));
    }
    return Optional.of(startsTasks
        ? Obligation.unknown(Aspect.BOUNDS, CARD.id(), "limiters", site, "it is held in a loop")
        : unmet(site, Confidence.HIGH, alone(block)));
  }

  /// A limiter that is held while nothing is waited for.
  private static Optional<Obligation> held(Expr limiter, Stmt.AsyncWith with, CodeBlock block, Program program) {
    Optional<Expr.Call> start = CodeBlock.ownNodes(with.body()).stream().filter(Expr.Call.class::isInstance).map(Expr.Call.class::cast)
        .filter(each -> Spawn.is(each, block, program) || Spawn.isOwned(each, block, program)).findFirst();
    if (start.isEmpty()) {
      return Optional.empty();
    }
    Site site = Sites.of(block, limiter);
    return Optional.of(Flow.waits(with.body())
        ? Obligation.met(Aspect.BOUNDS, CARD.id(), "limiters", site, "held while its body waits")
        : unmet(site, Confidence.HIGH, early(block.module().code(limiter.span()), start.get().span().line())));
  }

  private static Obligation unmet(Site site, Confidence confidence, Message message) {
    return Obligation.unmet("limiters", Sites.finding(CARD, CARD.severity(), confidence, site, message, List.of()));
  }

  private static Message alone(CodeBlock block) {
    return new Message(
        "This limiter limits nothing",
        "Each call of `" + block.qualifiedName() + "` makes a limiter of its own, and nobody else gets it.",
        "Nobody ever waits for a slot of it: however many calls run at once, all of them pass.",
        "Make it once, for the module or the object, and hold it around the wait.");
  }

  private static Message early(String limiter, int line) {
    return new Message(
        "`" + limiter + "` is free again before the work begins",
        "`" + limiter + "` is held only while the task is started at line " + line + "; the body waits for nothing.",
        "The slot is given back at once, so all tasks run at the same time: it reads like a limit, and there is none.",
        "Hold it inside of the coroutine that is started, around what that awaits.");
  }
}
