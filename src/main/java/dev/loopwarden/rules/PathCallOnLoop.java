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

/// LW110: a question to the file system in an `async def`.
public final class PathCallOnLoop implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW110", "path-call-on-loop", "File system call on the event loop", Aspect.BLOCKING, Severity.HINT, true,
          List.of("ASYNC240"),
          "Methods of `pathlib.Path` that ask the operating system (`exists`, `unlink`, `iterdir`, ...) in an `async def`.",
          "Each is a system call: short on a local disk, long on a network mount or a busy one, and the loop stands still for it.",
          "For single calls on a local disk, at start and in tools.",
          "`await asyncio.to_thread(path.exists)`; best one function in a thread for several calls.",
          "from pathlib import Path\n\nasync def clean(path: Path):\n    path.unlink()  # LW110\n",
          "import asyncio\nfrom pathlib import Path\n\nasync def clean(path: Path):\n    await asyncio.to_thread(path.unlink)\n");

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    return OnLoop.check(block, program, Blocks.PATH, CARD, "file system calls");
  }
}
