package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
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
import java.util.Optional;

/// LW505: errors that gather collects and nobody reads.
public final class GatherErrorsIgnored implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW505", "gather-errors-ignored", "Errors that gather collects and nobody reads", Aspect.TASKS, Severity.WARNING, true, List.of(),
          "`await gather(..., return_exceptions=True)` whose result is thrown away, kept under a name that nothing reads, or only counted.",
          "The exceptions are in the result: every failure is silent, and what follows goes on as if all had worked.",
          "The tasks were cancelled just before, at the end of the program.",
          "Read the results, or let the first error through.",
          """
          import asyncio

          async def notify(send, names):
              await asyncio.gather(send(names[0]), send(names[1]), return_exceptions=True)  # LW505
          """,
          """
          import asyncio

          async def notify(send, names):
              results = await asyncio.gather(send(names[0]), send(names[1]), return_exceptions=True)
              for result in results:
                  if isinstance(result, BaseException):
                      print("failed", result)
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

    for (Expr.Await await : block.own(Expr.Await.class)) {
      if (!(await.value() instanceof Expr.Call call)
          || Flow.entry(call, block, program, Role.GATHERS).isEmpty()
          || call.keyword("return_exceptions").filter(each -> Flow.isConstant(each, "True")).isEmpty()) {
        continue;
      }
      Site site = Sites.of(block, call);
      Node parent = block.module().parent(await).orElseThrow();
      Optional<String> name = parent instanceof Stmt.Assign assign && assign.targets().size() == 1 && assign.targets().getFirst() instanceof Expr.Name target
          ? Optional.of(target.id()) : Optional.empty();
      boolean thrownAway = parent instanceof Stmt.ExprStmt || name.filter(each -> Flow.uses(each, block).stream().allMatch(use -> isCounted(use, block)) && !block.isModule()).isPresent();
      if (!thrownAway) {
        obligations.add(Obligation.met(Aspect.TASKS, CARD.id(), "gathers", site, "its result is read"));
      } else if (ends(call, await, block)) {
        obligations.add(Obligation.met(Aspect.TASKS, CARD.id(), "gathers", site, "it only waits for the end of what was cancelled or closed"));
      } else {
        obligations.add(Obligation.unmet("gathers", Sites.finding(CARD, CARD.severity(), Confidence.MEDIUM, site, message(), List.of())));
      }
    }
    return obligations;
  }

  /// `len(results)` counts the errors with the answers.
  private static boolean isCounted(Expr.Name use, CodeBlock block) {
    return block.module().parent(use).filter(up -> up instanceof Expr.Call call && call.func() instanceof Expr.Name name && name.id().equals("len")).isPresent();
  }

  private static boolean ends(Expr.Call call, Expr.Await await, CodeBlock block) {
    return Flow.cancels(block) || Flow.isEnding(block) || call.args().stream().anyMatch(Width::isEndingEach)
        || Flow.around(await, block).anyMatch(each -> each instanceof Stmt.Try tried && tried.finalbody().stream().anyMatch(last -> contains(last, await)));
  }

  private static boolean contains(Node node, Node searched) {
    return Node.walk(List.of(node), Node::children).stream().anyMatch(each -> CodeBlock.same(each, searched));
  }

  private static Message message() {
    return new Message(
        "Every error of these calls is lost",
        "`return_exceptions=True` puts the exceptions into the result, and the result is thrown away.",
        "A failure leaves no trace, not even a log line, and what follows goes on as if all had worked.",
        "Look for exceptions in the result, or leave `return_exceptions` out.");
  }
}
