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

/// LW101: a sync HTTP client in an `async def`.
public final class SyncHttpOnLoop implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW101", "sync-http-on-loop", "Sync HTTP call on the event loop", Aspect.BLOCKING, Severity.ERROR, true,
          List.of("ASYNC210", "ASYNC211", "ASYNC212", "S7499"),
          "Calls of a synchronous HTTP client in an `async def`.",
          "The event loop stands still until the server has answered; with `requests` and no `timeout`, for ever.",
          "In a function that runs in a thread of its own.",
          "An async client, or `await asyncio.to_thread(...)`.",
          "import requests\n\nasync def fetch(url):\n    return requests.get(url).text  # LW101\n",
          "import asyncio\nimport requests\n\nasync def fetch(url):\n    return await asyncio.to_thread(requests.get, url, timeout=5)\n");

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    return OnLoop.check(block, program, Blocks.HTTP, CARD, "HTTP calls");
  }
}
