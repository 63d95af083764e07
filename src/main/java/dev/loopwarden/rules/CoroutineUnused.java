package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Meaning;
import dev.loopwarden.program.Program;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// LW1002: a coroutine that is taken for a value.
public final class CoroutineUnused implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW1002", "coroutine-unused", "Coroutine used as a value", Aspect.TASKS, Severity.ERROR, true, List.of(),
          "A coroutine that is assigned and never used, or taken for a truth value, a part of a text or a thing to compare, without `await`.",
          "Nothing of the function runs; the coroutine itself is always true and never equal to anything.",
          "Never.",
          "`await` it.",
          """
          async def is_free(name):
              return True

          async def book(name):
              if is_free(name):  # LW1002
                  return name
          """,
          """
          async def is_free(name):
              return True

          async def book(name):
              if await is_free(name):
                  return name
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    for (Expr.Call call : block.calls()) {
      Node parent = block.module().parent(call).orElse(null);
      if (parent == null || parent instanceof Expr.Await || !(program.meaning(call, block.module()) instanceof Meaning.Coroutine)) {
        continue;
      }
      Optional<String> use = use(call, parent, block);
      use.ifPresent(what -> obligations.add(Obligation.unmet(
          "coroutines", Sites.finding(CARD, Sites.of(block, call), message(block.module().code(call.func().span()), what), List.of()))));
    }
    return obligations;
  }

  private static Optional<String> use(Expr.Call call, Node parent, CodeBlock block) {
    return switch (parent) {
      case Stmt.If statement when CodeBlock.same(statement.test(), call) -> Optional.of("a condition");
      case Stmt.While statement when CodeBlock.same(statement.test(), call) -> Optional.of("a condition");
      case Expr.UnaryOp op when op.op().equals("Not") -> Optional.of("a condition");
      case Expr.BoolOp _ -> Optional.of("a condition");
      case Expr.IfExp choice when CodeBlock.same(choice.test(), call) -> Optional.of("a condition");
      case Expr.Compare _ -> Optional.of("a thing to compare");
      case Expr.FormattedValue _ -> Optional.of("a part of a text");
      case Expr.Attribute _ -> Optional.of("its result");
      case Expr.Subscript subscript when CodeBlock.same(subscript.value(), call) -> Optional.of("its result");
      case Stmt.Assign assign when assign.targets().size() == 1 && assign.targets().getFirst() instanceof Expr.Name name
          && !block.isModule() && !Flow.isUsed(name.id(), block) -> Optional.of("a value that nothing uses");
      default -> Optional.empty();
    };
  }

  private static Message message(String code, String what) {
    return new Message(
        "`" + code + "` never runs here",
        "`" + code + "` is an `async def`; its coroutine is taken for " + what + " without being awaited.",
        "None of its code runs, and the coroutine itself is always true.",
        "Write `await` before it.");
  }
}
