package dev.loopwarden.rules;

import dev.loopwarden.program.Blocks;
import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Context;
import dev.loopwarden.program.Knowledge;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Where;
import dev.loopwarden.python.Expr;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Library calls that stand in an `async def`, or in a plain function that the loop calls, and block it.
final class OnLoop {

  private OnLoop() {}

  static List<Obligation> check(CodeBlock block, Program program, Blocks kind, RuleCard card, String owed) {
    var obligations = new ArrayList<Obligation>();
    if (!program.isOnLoop(block)) {
      return obligations;
    }
    for (Expr.Call call : block.calls()) {
      Optional<Knowledge.Entry> entry = blocking(call, block, program);
      if (entry.flatMap(Knowledge.Entry::blocks).filter(kind::equals).isPresent()) {
        Site site = Sites.of(block, call);
        obligations.add(Obligation.unmet(owed, Sites.finding(card, site, message(entry.get(), kind, block, program), List.of())));
      }
    }
    return obligations;
  }

  /// The blocking library function that a call calls. What is awaited gives way, whatever its name.
  static Optional<Knowledge.Entry> blocking(Expr.Call call, CodeBlock block, Program program) {
    boolean awaited = block.module().parent(call).filter(Expr.Await.class::isInstance).isPresent();
    return awaited ? Optional.empty()
        : program.entry(call, block.module()).filter(each -> each.blocks().isPresent());
  }

  /// "`load` runs on the event loop", for a plain function with the reason.
  static String runs(CodeBlock block, Program program) {
    String plain = "`" + block.qualifiedName() + "` runs on the event loop";
    return block.isAsync() ? plain : plain + ": " + program.context(block).at(Where.LOOP).map(Context.Running::reason).orElse("the loop calls it");
  }

  private static Message message(Knowledge.Entry entry, Blocks kind, CodeBlock block, Program program) {
    return new Message(
        "`" + entry.name() + (kind.isLocal() ? "` holds the event loop up" : "` stops the event loop"),
        "`" + entry.name() + "` " + kind.words() + " in the calling thread, and " + runs(block, program) + ".",
        kind.isLocal()
            ? "On a local disk that is short; on a slow, busy or network disk every other task waits for it."
            : "Until it returns, no other task of the process runs: other requests, heartbeats and time limits wait too.",
        entry.instead().map(each -> "Use " + each + ".").orElse("Move it off the loop: `await asyncio.to_thread(...)`."));
  }
}
