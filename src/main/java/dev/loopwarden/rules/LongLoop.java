package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.python.ConstantType;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Confidence;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import dev.loopwarden.rule.Site;
import java.util.ArrayList;
import java.util.List;

/// LW702: a loop on the event loop that is long and never gives way.
public final class LongLoop implements Rule {

  /// Turns of a counted loop from which on it is felt: some milliseconds of plain Python.
  private static final int TURNS_MAX = 100_000;
  private static final int DEPTH_MAX = 3;

  private static final RuleCard CARD =
      new RuleCard(
          "LW702", "long-loop", "Long loop that never gives way", Aspect.CPU, Severity.INFO, true, List.of("ASYNC913"),
          "In an `async def`: `while True` without `await` and without a way out, a `range` of 100,000 and more, and loops nested three deep, none of which awaits.",
          "No other task of the process runs until the loop has ended.",
          "Where the collections are known to be small.",
          "Move the computing into a plain function and run it in a process, or in a thread where that is enough.",
          """
          async def primes():
              found = []
              for number in range(1_000_000):  # LW702
                  if all(number % each for each in found):
                      found.append(number)
              return found
          """,
          """
          import asyncio

          def primes():
              found = []
              for number in range(1_000_000):
                  if all(number % each for each in found):
                      found.append(number)
              return found

          async def main(pool):
              return await asyncio.get_running_loop().run_in_executor(pool, primes)
          """);

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
    for (Node node : block.own(Node.class)) {
      boolean loop = node instanceof Stmt.For || node instanceof Stmt.While;
      if (loop && Flow.loopAround(node, block).isEmpty() && !givesWay(node)) {
        Site site = site(node, block);
        if (isEndless(node)) {
          obligations.add(unmet(site, Confidence.HIGH, "it never ends by itself"));
        } else if (counted(node) >= TURNS_MAX) {
          obligations.add(unmet(site, Confidence.HIGH, "it takes " + counted(node) + " turns"));
        } else if (depth(node) >= DEPTH_MAX) {
          obligations.add(unmet(site, Confidence.MEDIUM, "its loops are nested " + depth(node) + " deep"));
        }
      }
    }
    return obligations;
  }

  private static Obligation unmet(Site site, Confidence confidence, String how) {
    return Obligation.unmet("loops", Sites.finding(CARD, CARD.severity(), confidence, site, message(how), List.of()));
  }

  private static Site site(Node loop, CodeBlock block) {
    return Sites.of(block, loop instanceof Stmt.For each ? each.iter() : ((Stmt.While) loop).test());
  }

  private static boolean givesWay(Node loop) {
    return Flow.waits(List.of(loop)) || Flow.has(List.of(loop), Expr.Yield.class);
  }

  private static boolean isEndless(Node loop) {
    return loop instanceof Stmt.While each && (Flow.isConstant(each.test(), "True") || Flow.isConstant(each.test(), "1"))
        && !Flow.has(each.body(), Stmt.Break.class) && !Flow.has(each.body(), Stmt.Return.class) && !Flow.has(each.body(), Stmt.Raise.class)
        && !Flow.has(each.body(), Expr.Call.class);
  }

  /// The turns of `for x in range(n)`, where they are written out; 0 where not, or where the loop can be left.
  private static long counted(Node loop) {
    if (!(loop instanceof Stmt.For each && each.iter() instanceof Expr.Call call && CodeBlock.lastName(call.func()).equals("range"))
        || Flow.has(each.body(), Stmt.Break.class) || Flow.has(each.body(), Stmt.Return.class) || call.args().size() > 2) {
      return 0;
    }
    return call.args().getLast() instanceof Expr.Constant last && last.type() == ConstantType.INT && last.value().matches("[0-9_]{1,15}")
        ? Long.parseLong(last.value().replace("_", "")) : 0;
  }

  private static int depth(Node loop) {
    List<Node> below = CodeBlock.ownNodes(loop.children());
    return 1 + below.stream().filter(each -> each instanceof Stmt.For || each instanceof Stmt.While).mapToInt(LongLoop::depth).max().orElse(0);
  }

  private static Message message(String how) {
    return new Message(
        "This loop holds the event loop",
        "There is no `await` in it, and " + how + ".",
        "No other task of the process runs until it is done: requests wait, and time limits pass unseen.",
        "Move the computing into a plain function and run it in a process, or in a thread.");
  }
}
