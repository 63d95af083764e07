package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Meaning;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.python.WithItem;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Fix;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// LW805: `with` and `async with` mixed up.
public final class WrongManagerColour implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW805", "wrong-with", "`with` and `async with` mixed up", Aspect.CLEANUP, Severity.ERROR, true, List.of("S7515", "E1701"),
          "`with` on something that only has `__aenter__`, or `async with` on something that only has `__enter__`.",
          "Python raises when it gets there: nothing of the body runs.",
          "Never.",
          "The other keyword.",
          """
          import asyncio

          lock = asyncio.Lock()

          async def save(write):
              with lock:  # LW805
                  write()
          """,
          """
          import asyncio

          lock = asyncio.Lock()

          async def save(write):
              async with lock:
                  write()
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    for (Stmt.With with : block.own(Stmt.With.class)) {
      with.items().forEach(item -> check(item, Role.ASYNC_MANAGER, "async with", block, program, obligations));
    }
    for (Stmt.AsyncWith with : block.own(Stmt.AsyncWith.class)) {
      with.items().forEach(item -> check(item, Role.THREAD_LOCK, "with", block, program, obligations));
      with.items().forEach(item -> check(item, Role.SYNC_MANAGER, "with", block, program, obligations));
    }
    return obligations;
  }

  private static void check(WithItem item, Role wrong, String right, CodeBlock block, Program program, List<Obligation> into) {
    Meaning meaning = program.meaning(item.contextExpr(), block.module());
    boolean own = meaning instanceof Meaning.Manager(CodeBlock manager) && manager.isAsync() == (wrong == Role.ASYNC_MANAGER) && wrong != Role.THREAD_LOCK;
    if (own) {
      into.add(Obligation.unmet("context managers", Sites.finding(
          CARD, Sites.of(block, item.contextExpr()), message(((Meaning.Manager) meaning).block().qualifiedName(), right), List.of()).withFix(fix(item, block))));
    } else if (meaning instanceof Meaning.LibraryInstance && program.isKind(meaning, wrong)) {
      into.add(Obligation.unmet("context managers", Sites.finding(CARD, Sites.of(block, item.contextExpr()), message(meaning.typeInLibrary(), right), List.of()).withFix(fix(item, block))));
    }
  }

  /// The other keyword, where the statement has this one item.
  private static Optional<Fix> fix(WithItem item, CodeBlock block) {
    return block.module().parent(item).filter(Stmt.class::isInstance).map(Stmt.class::cast).filter(with -> switch (with) {
      case Stmt.With each -> each.items().size() == 1;
      case Stmt.AsyncWith each -> each.items().size() == 1;
      default -> false;
    }).flatMap(with -> Fixers.colour(with, block));
  }

  private static Message message(String type, String right) {
    return new Message(
        "This `with` fails when it is reached",
        "`" + type + "` is for `" + right + "`.",
        "Python raises before the body is entered, on every call.",
        "Write `" + right + "`.");
  }
}
