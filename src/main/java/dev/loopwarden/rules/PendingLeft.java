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
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import dev.loopwarden.rule.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The tasks that `asyncio.wait` leaves pending: it cancels nothing, neither after the first result nor when its time is over; and those that a loop
/// over `asyncio.as_completed` leaves behind when it is left early.
/// https://docs.python.org/3/library/asyncio-task.html#asyncio.wait, https://docs.python.org/3/library/asyncio-task.html#asyncio.as_completed
final class PendingLeft {

  private PendingLeft() {}

  static List<Obligation> check(CodeBlock block, Program program, RuleCard card) {
    var obligations = new ArrayList<Obligation>();
    for (Expr.Await await : block.own(Expr.Await.class)) {
      if (await.value() instanceof Expr.Call call && leavesSome(call)
          && Flow.entry(call, block, program, Role.WAITS_MANY).isPresent()) {
        obligation(call, await, block, program, card).ifPresent(obligations::add);
      }
    }
    block.own(Stmt.For.class).forEach(each -> asCompleted(each.iter(), each.body(), block, program, card).ifPresent(obligations::add));
    block.own(Stmt.AsyncFor.class).forEach(each -> asCompleted(each.iter(), each.body(), block, program, card).ifPresent(obligations::add));
    return obligations;
  }

  /// `for each in asyncio.as_completed(tasks)` with a `return` or `break` in it. Empty where it is not left early, or the tasks come from elsewhere.
  private static Optional<Obligation> asCompleted(Expr iterated, List<Stmt> body, CodeBlock block, Program program, RuleCard card) {
    if (!(iterated instanceof Expr.Call call) || Flow.entry(call, block, program, Role.COMPLETES).isEmpty() || call.args().isEmpty()) {
      return Optional.empty();
    }
    List<String> tasks = waitedFor(call);
    boolean made = tasks.isEmpty() ? isDisplayOfCalls(call.args().getFirst()) : tasks.stream().allMatch(each -> startsHere(each, block, program));
    boolean seenAgain = tasks.stream().flatMap(each -> Flow.uses(each, block).stream()).anyMatch(each -> each.span().compareTo(call.span()) > 0 && !call.span().contains(each.span()));
    if (!made || !isLeftEarly(body)) {
      return Optional.empty();
    }
    Site site = Sites.of(block, call);
    Optional<Expr.Call> cancel = cancel(block);
    if (cancel.isPresent()) {
      return Optional.of(Obligation.met(Aspect.CLEANUP, card.id(), "background tasks", site, "what is left pending is cancelled at line " + cancel.get().span().line()));
    }
    return seenAgain ? Optional.empty()
        : Optional.of(Obligation.unmet("background tasks", Sites.finding(card, Severity.WARNING, Confidence.MEDIUM, site, leftBehind(block), List.of())));
  }

  /// `[fetch(each) for each in names]`: `as_completed` makes tasks of them that nobody else has.
  private static boolean isDisplayOfCalls(Expr given) {
    return switch (given) {
      case Expr.ListComp each -> each.elt() instanceof Expr.Call;
      case Expr.SetComp each -> each.elt() instanceof Expr.Call;
      case Expr.GeneratorExp each -> each.elt() instanceof Expr.Call;
      case Expr.List each -> each.elts().size() > 1 && each.elts().stream().allMatch(Expr.Call.class::isInstance);
      default -> false;
    };
  }

  /// Whether a `return` or `break` leaves the loop whose body this is, under a condition: that of an inner loop stays inside.
  private static boolean isLeftEarly(List<Stmt> body) {
    return Node.walk(body, each -> each instanceof Stmt.FunctionDef || each instanceof Stmt.AsyncFunctionDef || each instanceof Expr.Lambda ? List.of() : each.children())
            .stream().anyMatch(Stmt.Return.class::isInstance)
        || Node.walk(body, each -> each instanceof Stmt.For || each instanceof Stmt.AsyncFor || each instanceof Stmt.While || each instanceof Stmt.FunctionDef
            || each instanceof Stmt.AsyncFunctionDef ? List.of() : each.children()).stream().anyMatch(Stmt.Break.class::isInstance);
  }

  private static Optional<Expr.Call> cancel(CodeBlock block) {
    return block.calls().stream().filter(each -> each.func() instanceof Expr.Attribute attribute && attribute.attr().equals("cancel")).findFirst();
  }

  /// It may come back before all are done.
  private static boolean leavesSome(Expr.Call call) {
    return call.keyword("return_when").filter(each -> CodeBlock.lastName(each).startsWith("FIRST_")).isPresent()
        || call.keyword("timeout").filter(each -> !Flow.isNone(each)).isPresent();
  }

  /// Empty where nobody can say here who has the tasks: they come from elsewhere, are used later, or are waited for again by a loop.
  private static Optional<Obligation> obligation(Expr.Call call, Expr.Await await, CodeBlock block, Program program, RuleCard card) {
    Site site = Sites.of(block, call);
    List<String> tasks = waitedFor(call);
    Optional<Expr.Call> cancel = cancel(block);
    if (cancel.isPresent()) {
      return Optional.of(Obligation.met(Aspect.CLEANUP, card.id(), "background tasks", site, "what is left pending is cancelled at line " + cancel.get().span().line()));
    }
    boolean made = !tasks.isEmpty() && tasks.stream().allMatch(each -> startsHere(each, block, program));
    boolean seenAgain = Flow.loopAround(await, block).isPresent() || readsPending(await, block)
        || tasks.stream().flatMap(each -> Flow.uses(each, block).stream()).anyMatch(each -> each.span().compareTo(call.span()) > 0 && !call.span().contains(each.span()));
    return !made || seenAgain ? Optional.empty()
        : Optional.of(Obligation.unmet("background tasks", Sites.finding(
            card, Severity.WARNING, Confidence.HIGH, site, message(block), List.of())));
  }

  /// The names of `[a, b]`, `{a, b}` or `tasks`; none where something else is among them.
  private static List<String> waitedFor(Expr.Call call) {
    List<Expr> given = call.args().isEmpty() ? List.of() : switch (call.args().getFirst()) {
      case Expr.List list -> list.elts();
      case Expr.Set set -> set.elts();
      case Expr.Tuple tuple -> tuple.elts();
      case Expr other -> List.of(other);
    };
    List<String> names = given.stream().filter(Expr.Name.class::isInstance).map(each -> ((Expr.Name) each).id()).toList();
    return names.size() == given.size() ? names : List.of();
  }

  /// `task = create_task(...)`, or `tasks = [create_task(...) for ...]`.
  private static boolean startsHere(String name, CodeBlock block, Program program) {
    return block.own(Stmt.Assign.class).stream()
        .filter(each -> each.targets().size() == 1 && each.targets().getFirst() instanceof Expr.Name target && target.id().equals(name))
        .flatMap(each -> CodeBlock.ownNodes(List.of(each.value())).stream())
        .anyMatch(each -> each instanceof Expr.Call call && Flow.entry(call, block, program, Role.SPAWNS).isPresent());
  }

  /// `done, pending = await asyncio.wait(...)`, and something is done with `pending`; or the pair goes elsewhere.
  private static boolean readsPending(Expr.Await await, CodeBlock block) {
    Node up = block.module().parent(await).orElseThrow();
    return switch (up) {
      case Stmt.ExprStmt _ -> false;
      case Stmt.Assign assign when assign.targets().size() == 1 && assign.targets().getFirst() instanceof Expr.Tuple pair
          && pair.elts().size() == 2 && pair.elts().getLast() instanceof Expr.Name pending ->
          !Flow.uses(pending.id(), block).stream().allMatch(each -> CodeBlock.same(each, pending));
      default -> true;
    };
  }

  private static Message leftBehind(CodeBlock block) {
    return new Message(
        "The tasks that are not done run on",
        "`asyncio.as_completed` cancels nothing when its loop is left early, and `" + block.qualifiedName() + "` neither cancels nor awaits the rest.",
        "Each call leaves tasks behind that still hold their connections; their errors are seen by nobody.",
        "Make the tasks first, and in a `finally`: `for task in tasks: task.cancel()`, then `await asyncio.gather(*tasks, return_exceptions=True)`.");
  }

  private static Message message(CodeBlock block) {
    return new Message(
        "The tasks that are not done run on",
        "`asyncio.wait` cancels nothing when it comes back early, and `" + block.qualifiedName() + "` neither cancels nor awaits what is left.",
        "Each call leaves a task behind that still holds its connection; its error is seen by nobody, and at the end of the loop it is destroyed while pending.",
        "`for task in pending: task.cancel()`, then `await asyncio.gather(*pending, return_exceptions=True)`.");
  }
}
