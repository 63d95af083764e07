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

/// LW103: sync database or cache call on the event loop.
public final class DbOnLoop implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW103", "sync-db-on-loop", "Sync database or cache call on the event loop", Aspect.BLOCKING, Severity.ERROR, true,
          List.of(),
          "Calls of a synchronous database or cache driver in an `async def`.",
          "The event loop stands still until the database has answered; one slow query or one lock stops every other request.",
          "In a script that does nothing else meanwhile.",
          "An async driver, or `await asyncio.to_thread(...)`.",
          """
          import sqlite3

          async def load(path):
              connection = sqlite3.connect(path)  # LW103
              return connection.execute("select 1")  # LW103
          """,
          """
          import asyncio
          import sqlite3

          def read(path):
              return sqlite3.connect(path).execute("select 1").fetchall()

          async def load(path):
              return await asyncio.to_thread(read, path)
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    return OnLoop.check(block, program, Blocks.DB, CARD, "database calls");
  }
}
