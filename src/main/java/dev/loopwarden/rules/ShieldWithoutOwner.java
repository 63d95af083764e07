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

/// LW308: `wait_for(shield(work()), ...)`: after the limit nobody holds the work.
public final class ShieldWithoutOwner implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW308", "shield-without-owner", "Shielded work that nobody holds after the limit", Aspect.TIMEOUTS, Severity.INFO, true, List.of(),
          "`asyncio.wait_for(asyncio.shield(work()), 5)`, where the shielded work is made on the spot and has no name.",
          "After the limit the work goes on and nobody can wait for it, cancel it or see its error; the loop keeps but a weak reference to its task.",
          "Never: a name costs one line.",
          "`task = asyncio.create_task(work())`, kept where somebody ends it, then `await asyncio.wait_for(asyncio.shield(task), 5)`.",
          """
          import asyncio

          async def save(store, item):
              await asyncio.wait_for(asyncio.shield(store.write(item)), 5)  # LW308
          """,
          """
          import asyncio

          async def save(store, item, running):
              task = asyncio.create_task(store.write(item))
              running.add(task)
              task.add_done_callback(running.discard)
              await asyncio.wait_for(asyncio.shield(task), 5)
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    for (Expr.Call call : block.calls()) {
      Optional<Expr> shielded = Flow.entry(call, block, program, Role.SHIELDS).flatMap(_ -> call.args().stream().findFirst());
      if (shielded.isEmpty() || Scopes.inside(call, block, program).isEmpty()) {
        continue;
      }
      Site site = Sites.of(block, call);
      obligations.add(shielded.get() instanceof Expr.Call work
          ? Obligation.unmet("guarded waits", Sites.finding(CARD, site, message(work, block), List.of()))
          : Obligation.met(Aspect.TIMEOUTS, CARD.id(), "guarded waits", site, "`" + block.module().code(shielded.get().span()) + "` is held by its name"));
    }
    return obligations;
  }

  private static Message message(Expr.Call work, CodeBlock block) {
    String code = block.module().code(work.span());
    return new Message(
        "after the limit nobody holds `" + code + "`",
        "`shield` lets `" + code + "` go on when the limit is over, and nothing but this line knows its task.",
        "Nobody can wait for it, end it at shutdown or see its error; the loop keeps but a weak reference, so it may vanish half-way.",
        "Keep the task: `task = asyncio.create_task(" + code + ")`, then shield `task`.");
  }
}
