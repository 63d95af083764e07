package dev.loopwarden.rules;

import dev.loopwarden.program.Blocks;
import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Knowledge;
import dev.loopwarden.program.Program;
import dev.loopwarden.python.Expr;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Finding;
import dev.loopwarden.rule.Hop;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// LW112: an `async def` calls a sync function that blocks, itself or through others, in this file or another.
public final class BlockingCallPath implements Rule {

  /// Functions that are followed from one call on.
  private static final int HOPS_MAX = 8;

  /// Waits that are reported wherever they are reached; local ones weigh less. CPU work and loops have rules of their own.
  private static final Set<Blocks> KINDS = EnumSet.complementOf(EnumSet.of(Blocks.CPU, Blocks.LOOP));

  private static final RuleCard CARD =
      new RuleCard(
          "LW112", "blocking-call-path", "Blocking call reached through a sync helper", Aspect.BLOCKING, Severity.ERROR, true,
          List.of(),
          "Calls in an `async def` of a sync function of the program that blocks, itself or through further functions; up to 8 steps are followed.",
          "It stops the event loop as if the blocking call stood there, but nobody sees it in the `async def`.",
          "Where the helper runs in a thread.",
          "Run the helper off the loop (`await asyncio.to_thread(helper, ...)`), or make it async.",
          "import time\n\ndef settle():\n    time.sleep(1)\n\nasync def save():\n    settle()  # LW112\n",
          "import asyncio\nimport time\n\ndef settle():\n    time.sleep(1)\n\nasync def save():\n    await asyncio.to_thread(settle)\n");

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    if (!block.isAsync()) {
      return obligations;
    }
    for (Expr.Call call : block.calls()) {
      Hop first = hop(block, call);
      for (CodeBlock helper : program.runs(call, block.module())) {
        Optional<Finding> finding = follows(helper) ? finding(block, call, helper, first, program) : Optional.empty();
        if (finding.isPresent()) {
          obligations.add(Obligation.unmet("helper calls", finding.get()));
          break;
        }
      }
    }
    return obligations;
  }

  private static Optional<Finding> finding(CodeBlock block, Expr.Call call, CodeBlock helper, Hop first, Program program) {
    return path(helper, List.of(first), program, kind -> KINDS.contains(kind) && !kind.isLocal())
        .map(hops -> Sites.finding(CARD, Sites.of(block, call), message(helper, hops, false), hops))
        .or(() -> path(helper, List.of(first), program, Blocks::isLocal)
            .map(hops -> Sites.finding(CARD, Severity.INFO, Sites.of(block, call), message(helper, hops, true), hops)));
  }

  /// A way still to be walked: a function, and the steps that led into it.
  private record Way(CodeBlock helper, List<Hop> hops) {}

  private static Optional<List<Hop>> path(CodeBlock start, List<Hop> begun, Program program, Predicate<Blocks> kinds) {
    var seen = new HashSet<CodeBlock>(Set.of(start));
    var left = new ArrayDeque<Way>(List.of(new Way(start, begun)));
    while (!left.isEmpty()) {
      Way way = left.poll();
      for (Expr.Call call : way.helper().calls()) {
        List<Hop> hops = new ArrayList<>(way.hops());
        hops.add(hop(way.helper(), call));
        if (OnLoop.blocking(call, way.helper(), program).flatMap(Knowledge.Entry::blocks).filter(kinds).isPresent()) {
          return Optional.of(hops);
        }
        for (CodeBlock next : program.runs(call, way.helper().module())) {
          if (hops.size() < HOPS_MAX && follows(next) && seen.add(next)) {
            left.add(new Way(next, hops));
          }
        }
      }
    }
    return Optional.empty();
  }

  /// A generator's body does not run when it is called.
  private static boolean follows(CodeBlock helper) {
    return !helper.isAsync() && !helper.isGenerator();
  }

  private static Hop hop(CodeBlock block, Expr.Call call) {
    return new Hop(block.module().path(), call.span().line(), block.qualifiedName(), block.module().code(call.span()));
  }

  private static Message message(CodeBlock helper, List<Hop> hops, boolean local) {
    Hop last = hops.getLast();
    return new Message(
        "`" + helper.name() + (local ? "` holds the event loop up" : "` blocks the event loop"),
        "`" + helper.qualifiedName() + "` is a plain function and reaches `" + last.what() + "` at `" + last.path() + ":" + last.line() + "`.",
        local
            ? "On a local disk that is short; on a slow, busy or network disk every other task waits for it."
            : "While that waits, no other task of the process runs: the more requests there are, the more of them stand still with it.",
        "Run it off the loop: `await asyncio.to_thread(" + helper.name() + ", ...)`, or make the helper async.");
  }
}
