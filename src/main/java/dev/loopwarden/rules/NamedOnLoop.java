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

/// LW113: a call that the repository's settings name as blocking, on the event loop.
public final class NamedOnLoop implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW113", "named-on-loop", "Call that the settings name as blocking, on the event loop", Aspect.BLOCKING, Severity.WARNING, true, List.of("ASYNC200"),
          "Calls in an `async def` of what the repository's own settings list under `blocking`, by qualified name (`mycorp.db.fetch`, `mycorp.db.*`); "
              + "through plain functions too (LW112).",
          "The event loop stands still until it returns; with each request that waits for it, all the others do.",
          "Where the name no longer blocks: take it off the list.",
          "What the settings' authors keep for it: its async form, or `await asyncio.to_thread(...)`.",
          """
          # with `blocking: [mycorp.db.fetch]` in .github/loopwarden.yml
          import mycorp.db

          async def load(key):
              return mycorp.db.fetch(key)  # LW113
          """,
          """
          # with `blocking: [mycorp.db.fetch]` in .github/loopwarden.yml
          import asyncio
          import mycorp.db

          async def load(key):
              return await asyncio.to_thread(mycorp.db.fetch, key)
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    return OnLoop.check(block, program, Blocks.NAMED, CARD, "calls named in the settings");
  }
}
