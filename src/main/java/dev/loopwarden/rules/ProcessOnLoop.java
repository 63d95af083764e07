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

/// LW106: a process that is waited for in an `async def`.
public final class ProcessOnLoop implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW106", "process-on-loop", "Sync process call on the event loop", Aspect.BLOCKING, Severity.ERROR, true,
          List.of("ASYNC220", "ASYNC221", "ASYNC222", "S7487", "S7489"),
          "`subprocess.run` and its like, `Popen.wait` and `communicate`, and `os.system` in an `async def`.",
          "The loop stands still until the process has ended.",
          "In a function that runs in a thread of its own.",
          "`asyncio.create_subprocess_exec`, or `await asyncio.to_thread(subprocess.run, ...)`.",
          "import subprocess\n\nasync def build():\n    subprocess.run([\"make\"])  # LW106\n",
          "import asyncio\n\nasync def build():\n    process = await asyncio.create_subprocess_exec(\"make\")\n    await process.wait()\n");

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    return OnLoop.check(block, program, Blocks.PROCESS, CARD, "processes");
  }
}
