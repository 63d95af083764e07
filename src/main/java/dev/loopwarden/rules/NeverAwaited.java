package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Meaning;
import dev.loopwarden.program.Program;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Confidence;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// LW1001: a coroutine that is made and thrown away.
public final class NeverAwaited implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW1001", "never-awaited", "Coroutine that is never awaited", Aspect.TASKS, Severity.ERROR, true,
          List.of("ASYNC105"),
          "A call of an `async def` that stands alone as a statement, without `await`.",
          "Nothing of the function runs; Python says so only in a warning when the coroutine is collected.",
          "Never.",
          "`await` it, or start it as a task that somebody keeps.",
          "async def save():\n    pass\n\nasync def main():\n    save()  # LW1001\n",
          "async def save():\n    pass\n\nasync def main():\n    await save()\n");

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    for (Stmt.ExprStmt statement : block.own(Stmt.ExprStmt.class)) {
      if (statement.value() instanceof Expr.Call call) {
        confidence(call, block, program).ifPresent(confidence -> obligations.add(Obligation.unmet("coroutines", Sites.finding(
            CARD, CARD.severity(), confidence, Sites.of(block, call), message(block.module().code(call.func().span()), confidence), List.of())
            .withFix(confidence == Confidence.HIGH ? Fixers.await(call, block) : Optional.empty()))));
      } else if (statement.value() instanceof Expr.Await await && await.value() instanceof Expr.Call call
          && program.meaning(call, block.module()) instanceof Meaning.Coroutine) {
        obligations.add(Obligation.met(Aspect.TASKS, CARD.id(), "coroutines", Sites.of(block, call), "it is awaited"));
      }
    }
    return obligations;
  }

  /// Sure where the function is known; a guess where every method of that name in the program is async.
  private static Optional<Confidence> confidence(Expr.Call call, CodeBlock block, Program program) {
    if (Sites.isCoroutine(call, block, program)) {
      return Optional.of(!block.isAsync() && isMethod(call, block, program) && Synced.methodsMayBe(program) ? Confidence.MEDIUM : Confidence.HIGH);
    }
    List<CodeBlock> named = ByName.methods(call, block, program);
    boolean async = block.isAsync() && !named.isEmpty() && named.stream().allMatch(each -> each.isAsync() && !each.isGenerator() && each.decorators().isEmpty());
    return async ? Optional.of(Confidence.MEDIUM) : Optional.empty();
  }

  private static boolean isMethod(Expr.Call call, CodeBlock block, Program program) {
    return program.meaning(call.func(), block.module()) instanceof Meaning.Function function && function.block().owner().isPresent();
  }

  private static Message message(String code, Confidence confidence) {
    return new Message(
        confidence == Confidence.HIGH ? "`" + code + "` never runs" : "`" + code + "` most likely never runs",
        confidence == Confidence.HIGH
            ? "`" + code + "` is an `async def`; calling it makes a coroutine, and this one is thrown away."
            : "Every method of that name in the program is an `async def`; calling one makes a coroutine, and this one is thrown away.",
        "None of its code runs, on any call; Python tells it only in a warning at run time.",
        "Write `await` before it.");
  }
}
