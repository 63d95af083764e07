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

/// LW107: a file read or written in an `async def`.
public final class FileOnLoop implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW107", "file-on-loop", "File read or written on the event loop", Aspect.BLOCKING, Severity.INFO, true,
          List.of("ASYNC230", "ASYNC231", "ASYNC232", "S7493"),
          "`open` and the reading and writing methods of `pathlib.Path` in an `async def`.",
          "The disk decides how long the loop stands still; large files and network mounts are felt by every task.",
          "For small local files at start and in tools.",
          "`await asyncio.to_thread(path.read_text)`, or one function in a thread around the whole work with the file.",
          "async def load(name):\n    with open(name) as f:  # LW107\n        return f.read()\n",
          "import asyncio\nfrom pathlib import Path\n\nasync def load(name):\n    return await asyncio.to_thread(Path(name).read_text)\n");

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    return OnLoop.check(block, program, Blocks.FILE, CARD, "file calls");
  }
}
