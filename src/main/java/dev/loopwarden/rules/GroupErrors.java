package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Meaning;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.python.ExceptHandler;
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
import java.util.Set;

/// LW510: errors of a task group come as a group.
public final class GroupErrors implements Rule {

  private static final Set<String> BROAD = Set.of("Exception", "BaseException", "ExceptionGroup", "BaseExceptionGroup", "KeyboardInterrupt", "SystemExit", "CancelledError", "Cancelled",
      "GeneratorExit", "get_cancelled_exc_class", "TimeoutError");

  private static final RuleCard CARD =
      new RuleCard(
          "LW510", "group-errors", "Handler that a task group never reaches", Aspect.TASKS, Severity.WARNING, true, List.of("ASYNC123", "ASYNC400"),
          "`except SomeError` around nothing but an `async with TaskGroup()`; `raise group.exceptions[0]`.",
          "A task group wraps every error of its tasks and of its body in an `ExceptionGroup`, so a handler for the error itself never runs, and the program fails where it was "
              + "thought to be safe. Raising the first of a group loses the others, and its traceback.",
          "Never for asyncio; anyio before version 4 raised a single error as it was.",
          "`except* SomeError`, or handle the error inside of the task.",
          """
          import asyncio

          async def load(fetch, log):
              try:
                  async with asyncio.TaskGroup() as group:
                      group.create_task(fetch("a"))
                      group.create_task(fetch("b"))
              except ValueError:  # LW510
                  log("bad answer")
          """,
          """
          import asyncio

          async def load(fetch, log):
              try:
                  async with asyncio.TaskGroup() as group:
                      group.create_task(fetch("a"))
                      group.create_task(fetch("b"))
              except* ValueError:
                  log("bad answer")
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    for (Stmt.Try tried : block.own(Stmt.Try.class)) {
      if (tried.body().size() == 1 && tried.body().getFirst() instanceof Stmt.AsyncWith with && with.items().size() == 1
          && program.isKind(program.meaning(with.items().getFirst().contextExpr(), block.module()), Role.TASK_GROUP)) {
        boolean asyncio = program.meaning(with.items().getFirst().contextExpr(), block.module()).typeInLibrary().startsWith("asyncio.");
        tried.handlers().stream().filter(each -> each.type().isPresent()).forEach(each -> obligations.add(handler(each, asyncio, block, program)));
      }
    }
    for (Stmt.Raise raise : block.own(Stmt.Raise.class)) {
      if (raise.exc().filter(GroupErrors::isFirstOfGroup).isPresent()) {
        obligations.add(Obligation.unmet("error groups", Sites.finding(
            CARD, CARD.severity(), Confidence.MEDIUM, Sites.of(block, raise), flattened(), List.of())));
      }
    }
    return obligations;
  }

  private static Obligation handler(ExceptHandler handler, boolean asyncio, CodeBlock block, Program program) {
    Expr type = handler.type().orElseThrow();
    List<Expr> types = type instanceof Expr.Tuple tuple ? tuple.elts() : List.of(type);
    Site site = Sites.of(block, type, handler);
    boolean broad = types.stream().anyMatch(each -> BROAD.contains(CodeBlock.lastName(each instanceof Expr.Call call ? call.func() : each)));
    boolean known = types.stream().allMatch(each -> program.meaning(each, block.module()) instanceof Meaning.Library
        || program.meaning(each, block.module()) instanceof Meaning.ClassOf);
    if (broad || !known) {
      return broad ? Obligation.met(Aspect.TASKS, CARD.id(), "handlers of groups", site, "it catches groups too")
          : Obligation.unknown(Aspect.TASKS, CARD.id(), "handlers of groups", site, "what it catches is not known");
    }
    return Obligation.unmet("handlers of groups", Sites.finding(
        CARD, CARD.severity(), asyncio ? Confidence.HIGH : Confidence.MEDIUM, site, never(block.module().code(type.span())), List.of()));
  }

  /// `group.exceptions[0]`.
  private static boolean isFirstOfGroup(Node raised) {
    return raised instanceof Expr.Subscript subscript && subscript.value() instanceof Expr.Attribute attribute && attribute.attr().equals("exceptions")
        && subscript.slice() instanceof Expr.Constant;
  }

  private static Message never(String type) {
    return new Message(
        "`except " + type + "` is never reached here",
        "Around it there is nothing but a task group, and a task group raises an `ExceptionGroup`.",
        "When a task fails with this error, the handler is passed by and the error goes on to the caller, wrapped.",
        "`except* " + type + "`, or catch it inside of the task.");
  }

  private static Message flattened() {
    return new Message(
        "The other errors of the group are lost",
        "The first error of a group is raised alone.",
        "Which tasks failed besides, and why, nobody learns; the traceback of the group is gone too.",
        "Raise the group, or log it before.");
  }
}
