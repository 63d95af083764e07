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

/// LW111: bulk file work on the event loop.
public final class BulkIoOnLoop implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW111", "bulk-io-on-loop", "Bulk file work on the event loop", Aspect.BLOCKING, Severity.WARNING, true,
          List.of(),
          "Copying or deleting trees, packing archives and reading large tables in an `async def`.",
          "The event loop stands still for as long as the data is large.",
          "With data that is known to be small.",
          "`await asyncio.to_thread(...)`.",
          """
          import shutil

          async def clear(folder):
              shutil.rmtree(folder)  # LW111
          """,
          """
          import asyncio
          import shutil

          async def clear(folder):
              await asyncio.to_thread(shutil.rmtree, folder)
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    return OnLoop.check(block, program, Blocks.BULK, CARD, "bulk file calls");
  }
}
