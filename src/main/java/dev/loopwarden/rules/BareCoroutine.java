package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Meaning;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.python.Expr;
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

/// LW506: a coroutine where a task is wanted.
public final class BareCoroutine implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW506", "bare-coroutine", "Coroutine where a task is wanted", Aspect.TASKS, Severity.INFO, true, List.of(),
          "A coroutine that is given to `asyncio.wait` (an error since Python 3.11), or to `asyncio.shield` with nobody else who holds it.",
          "`wait` raises `TypeError`. `shield` makes a task of its own: when the waiter is cancelled, nothing holds that task any more, and it can be collected in the middle of its work.",
          "Never for `wait`; for `shield` where the work may be lost.",
          "`asyncio.create_task(...)` first, and keep the task.",
          """
          import asyncio

          async def save(item):
              await asyncio.sleep(1)

          async def run(item):
              await asyncio.wait([save(item)])  # LW506
          """,
          """
          import asyncio

          async def save(item):
              await asyncio.sleep(1)

          async def run(item):
              await asyncio.wait([asyncio.create_task(save(item))])
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    for (Expr.Call call : block.calls()) {
      if (call.args().isEmpty()) {
        continue;
      }
      boolean waits = program.entry(call, block.module()).filter(each -> each.is(Role.WAITS_MANY) && !each.is(Role.COMPLETES)).isPresent();
      boolean shields = Flow.entry(call, block, program, Role.SHIELDS).isPresent();
      Optional<Expr> bare = waits ? among(call.args().getFirst(), block, program)
          : shields ? Optional.of(call.args().getFirst()).filter(each -> isCoroutine(each, block, program)) : Optional.empty();
      Site site = Sites.of(block, call);
      if (bare.isPresent()) {
        obligations.add(Obligation.unmet("waits for tasks", Sites.finding(
            CARD, waits ? Severity.ERROR : CARD.severity(), waits ? Confidence.HIGH : Confidence.LOW, site,
            message(block.module().code(bare.get().span()), waits), List.of())));
      } else if (waits || shields) {
        obligations.add(Obligation.met(Aspect.TASKS, CARD.id(), "waits for tasks", site, "no bare coroutine is seen in it"));
      }
    }
    return obligations;
  }

  private static Optional<Expr> among(Expr given, CodeBlock block, Program program) {
    List<Expr> elements = switch (given) {
      case Expr.List each -> each.elts();
      case Expr.Set each -> each.elts();
      case Expr.Tuple each -> each.elts();
      default -> Made.of(given, block).map(each -> List.of(each.element())).orElse(List.of());
    };
    return elements.stream().filter(each -> isCoroutine(each, block, program)).findFirst();
  }

  private static boolean isCoroutine(Expr expr, CodeBlock block, Program program) {
    return expr instanceof Expr.Call call && program.meaning(call.func(), block.module()) instanceof Meaning.Function function
        && function.block().isAsync() && !function.block().isGenerator() && function.block().decorators().isEmpty();
  }

  private static Message message(String bare, boolean waits) {
    return waits
        ? new Message(
            "`asyncio.wait` refuses `" + bare + "`",
            "`" + bare + "` is a coroutine, and `asyncio.wait` takes tasks.",
            "Since Python 3.11 this raises `TypeError` on every call; before, nobody could find the result among the tasks that came back.",
            "Give it `asyncio.create_task(" + bare + ")`.")
        : new Message(
            "What is shielded here may be lost",
            "`shield` makes a task of `" + bare + "`, and nothing else holds that task.",
            "When the waiter is cancelled, which is what the shield is for, the task can be collected in the middle of its work, and nobody sees its error.",
            "Make the task first, keep it, and shield the task.");
  }
}
