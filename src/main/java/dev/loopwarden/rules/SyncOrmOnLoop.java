package dev.loopwarden.rules;

import dev.loopwarden.program.Blocks;
import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import java.util.List;

/// LW602: sync ORM session on the event loop.
public final class SyncOrmOnLoop implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW602", "sync-orm-on-loop", "Sync ORM session on the event loop", Aspect.BOUNDARY, Severity.ERROR, true,
          List.of(),
          "A synchronous SQLAlchemy session, query or connection used in an `async def`.",
          "Every query stops the event loop, and with a pool of connections all requests wait for the slowest.",
          "Inside `run_sync`, or in a thread.",
          "`AsyncSession`, or `await asyncio.to_thread(...)`.",
          """
          from sqlalchemy.orm import Session

          async def save(session: Session, user):
              session.add(user)
              session.commit()  # LW602
          """,
          """
          from sqlalchemy.ext.asyncio import AsyncSession

          async def save(session: AsyncSession, user):
              session.add(user)
              await session.commit()
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    return OnLoop.check(block, program, Blocks.ORM, CARD, "sync ORM calls");
  }
}
