package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Knowledge;
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

/// LW1003: `await` on something that cannot be awaited.
public final class AwaitOfValue implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW1003", "await-of-value", "`await` on something that is not awaitable", Aspect.TASKS, Severity.WARNING, true, List.of(),
          "`await` on the result of a plain function that gives nothing or a built-in value, or of a blocking library call.",
          "The call runs first, on the event loop; then Python raises `TypeError: object can't be used in 'await' expression`.",
          "Where the function is replaced by an async one at run time.",
          "Drop the `await`, or call the async function that was meant.",
          """
          def price(item):
              return 3

          async def total(item):
              return await price(item)  # LW1003
          """,
          """
          def price(item):
              return 3

          async def total(item):
              return price(item)
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    for (Expr.Await await : block.own(Expr.Await.class)) {
      if (await.value() instanceof Expr.Call call) {
        fault(call, block, program).ifPresent(fault -> obligations.add(Obligation.unmet("awaits", Sites.finding(
            CARD, CARD.severity(), fault.confidence(), Sites.of(block, call), message(block.module().code(call.func().span()), fault.what()), List.of())
                .withFix(Colours.withoutAwait(await, block)))));
      }
    }
    return obligations;
  }

  private record Fault(String what, Confidence confidence) {}

  private static Optional<Fault> fault(Expr.Call call, CodeBlock block, Program program) {
    return switch (program.meaning(call.func(), block.module())) {
      case Meaning.Function function -> ofProgram(function.block(), call, block, program);
      case Meaning.Library library when library.receiver().isEmpty() ->
          program.entry(call, block.module()).filter(each -> each.blocks().isPresent() && !each.async()).filter(each -> isFunction(each, library))
              .map(each -> new Fault("`" + each.name() + "` is a plain function of a library", Confidence.HIGH));
      default -> Optional.empty();
    };
  }

  /// The very name, not one of a family.
  private static boolean isFunction(Knowledge.Entry entry, Meaning.Library library) {
    return entry.name().equals(library.name()) && !entry.name().startsWith("builtins.");
  }

  private static Optional<Fault> ofProgram(CodeBlock called, Expr.Call call, CodeBlock block, Program program) {
    boolean plain = !called.isAsync() && !called.isGenerator() && called.decorators().isEmpty() && !Flow.isStub(called)
        && called.outer().filter(CodeBlock::isModule).isPresent();
    boolean overridden = called.owner().map(owner -> !program.family(owner).below().isEmpty() || program.family(owner).unknown()).orElse(false);
    if (!plain || overridden) {
      return Optional.empty();
    }
    List<Stmt.Return> returns = called.own(Stmt.Return.class).stream().filter(each -> each.value().isPresent()).toList();
    boolean value = switch (program.meaning(call, block.module())) {
      case Meaning.Value _, Meaning.Parts _, Meaning.Container _ -> returns.stream().allMatch(each -> isValue(each, called, program));
      case Meaning.None _ -> returns.isEmpty();
      case Meaning.Unknown _ -> returns.isEmpty();
      default -> false;
    };
    return value ? Optional.of(new Fault("`" + called.qualifiedName() + "` is a plain function and gives no awaitable", Confidence.HIGH)) : Optional.empty();
  }

  /// The annotation may say what an `await` gives; the `return` statements tell what there is.
  private static boolean isValue(Stmt.Return result, CodeBlock called, Program program) {
    return switch (program.meaning(result.value().orElseThrow(), called.module())) {
      case Meaning.Value _, Meaning.Parts _, Meaning.Container _, Meaning.None _ -> true;
      default -> false;
    };
  }

  private static Message message(String code, String what) {
    return new Message(
        "`await " + code + "(...)` raises",
        what + ".",
        "It runs on the event loop all the same; then `await` raises `TypeError`, on every call.",
        "Drop the `await`, or call the async function that was meant.");
  }
}
