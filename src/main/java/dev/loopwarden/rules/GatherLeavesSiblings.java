package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Meaning;
import dev.loopwarden.program.Knowledge;
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
import java.util.Set;
import java.util.stream.Stream;

/// LW504: a `gather` that returns at the first failure while the other calls run on.
public final class GatherLeavesSiblings implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW504", "gather-leaves-siblings", "The rest runs on after the first failure", Aspect.TASKS, Severity.INFO, true, List.of(),
          "`await gather(...)` over several calls without `return_exceptions=True`. Where a function closes or cancels what it gathers, catches nothing and goes on to end more, it becomes a comment; "
              + "where the data says how many, it is listed in the summary; a few calls that are written out are told only when all is asked for.",
          "`gather` raises the first exception at once. The other calls run on with nobody waiting, and their errors are lost; in a clean-up, "
              + "what comes after is skipped while the rest is half closed.",
          "Every call handles its own errors.",
          "A `TaskGroup` (Python 3.11), which cancels the rest and waits for it; or `return_exceptions=True` and a look at the results.",
          """
          import asyncio

          async def close_all(sessions, pool):
              await asyncio.gather(*[session.close() for session in sessions])  # LW504
              await pool.close()
          """,
          """
          import asyncio

          async def close_all(sessions, pool):
              results = await asyncio.gather(*[session.close() for session in sessions], return_exceptions=True)
              for result in results:
                  if isinstance(result, Exception):
                      print("not closed", result)
              await pool.close()
          """);

  /// Waits in which nothing goes wrong but a cancel.
  private static final Set<String> NEVER_FAIL = Set.of("asyncio.Event.wait", "asyncio.sleep", "asyncio.Condition.wait");

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    for (Expr.Await await : block.own(Expr.Await.class)) {
      Optional<Expr.Call> gather = gather(await.value(), block, program);
      if (gather.isEmpty() || !isSeveral(gather.get())) {
        continue;
      }
      Expr.Call call = gather.get();
      Site site = Sites.of(block, call);
      if (call.keyword("return_exceptions").isPresent()) {
        obligations.add(Obligation.met(Aspect.TASKS, CARD.id(), "gathers", site, "`return_exceptions` says what a failure does"));
      } else if (areDone(call, block, program)) {
        obligations.add(Obligation.met(Aspect.TASKS, CARD.id(), "gathers", site, "all of them are done: this raises their errors"));
      } else if (restIsCancelled(call, block)) {
        obligations.add(Obligation.met(Aspect.TASKS, CARD.id(), "gathers", site, "after a failure the rest is cancelled in the `finally` or the handler around it"));
      } else if (!call.args().isEmpty() && call.args().stream().allMatch(each -> failsAlone(each, block, program))) {
        obligations.add(Obligation.met(Aspect.TASKS, CARD.id(), "gathers", site, "each of the calls deals with its own errors, or is done in one go"));
      } else if (Flow.hasHiddenKeywords(call)) {
        obligations.add(Obligation.unknown(Aspect.TASKS, CARD.id(), "gathers", site, "its keywords are handed over unseen"));
      } else {
        boolean raises = call.args().stream().anyMatch(each -> each instanceof Expr.Starred starred
            && Canceller.cancelled(block).contains(block.module().code(starred.value().span())));
        boolean closes = (cancelsBefore(call, block) || Flow.isEnding(block) || call.args().stream().anyMatch(Width::isEndingEach)) && goesOn(call, block);
        boolean ends = (raises || closes) && !isCaught(call, block);
        boolean many = call.args().stream().anyMatch(Expr.Starred.class::isInstance);
        Confidence confidence = ends && areCoroutines(call, block, program) ? Confidence.HIGH : many || ends ? Confidence.MEDIUM : Confidence.LOW;
        obligations.add(Obligation.unmet("gathers", Sites.finding(
            CARD, ends ? Severity.WARNING : CARD.severity(), confidence, site, message(ends, raises, block, program), List.of())
                .withFix(ends ? Fixers.returnExceptions(call, block) : Optional.empty())));
      }
    }
    return obligations;
  }

  /// `gather(...)`, also inside of `shield(...)` or `wait_for(...)`.
  private static Optional<Expr.Call> gather(Expr awaited, CodeBlock block, Program program) {
    if (!(awaited instanceof Expr.Call call)) {
      return Optional.empty();
    }
    Optional<Knowledge.Entry> entry = program.entry(call, block.module());
    if (entry.filter(each -> each.is(Role.GATHERS)).isPresent()) {
      return Optional.of(call);
    }
    boolean wraps = entry.filter(each -> each.is(Role.SHIELDS) || each.is(Role.TIMEOUT_CALL)).isPresent();
    return wraps && !call.args().isEmpty() ? gather(call.args().getFirst(), block, program) : Optional.empty();
  }

  private static boolean isSeveral(Expr.Call call) {
    return call.args().size() > 1 || call.args().stream().anyMatch(Expr.Starred.class::isInstance);
  }

  /// `done, pending = await asyncio.wait(...)`, and a gather over `done`.
  private static boolean areDone(Expr.Call call, CodeBlock block, Program program) {
    return call.args().size() == 1 && call.args().getFirst() instanceof Expr.Starred starred && starred.value() instanceof Expr.Name name
        && block.own(Stmt.Assign.class).stream().anyMatch(each -> each.targets().getFirst() instanceof Expr.Tuple pair
            && pair.elts().getFirst() instanceof Expr.Name done && done.id().equals(name.id())
            && each.value() instanceof Expr.Await await && await.value() instanceof Expr.Call wait
            && program.entry(wait, block.module()).filter(known -> known.is(Role.WAITS_MANY)).isPresent());
  }

  /// A `try` around it cancels in its `finally`, or in a handler, what is gathered.
  private static boolean restIsCancelled(Expr.Call call, CodeBlock block) {
    List<Stmt.Try> around = Flow.around(call, block).filter(each -> each instanceof Stmt.Try tried && CodeBlock.ownNodes(tried.body()).stream().anyMatch(inner -> CodeBlock.same(inner, call)))
        .map(Stmt.Try.class::cast).toList();
    List<Node> after = around.stream().flatMap(each -> Stream.concat(CodeBlock.ownNodes(each.finalbody()).stream(),
        each.handlers().stream().flatMap(handler -> CodeBlock.ownNodes(handler.body()).stream()))).toList();
    boolean cancels = after.stream().anyMatch(each -> each instanceof Expr.Call end && end.func() instanceof Expr.Attribute method && method.attr().equals("cancel"));
    Set<String> cancelled = cancels ? Canceller.cancelled(block) : Set.of();
    return cancels && call.args().stream().allMatch(each -> mentions(each instanceof Expr.Starred starred ? starred.value() : each, after)
        || cancelled.contains(block.module().code(each.span())));
  }

  private static boolean mentions(Expr gathered, List<Node> nodes) {
    return gathered instanceof Expr.Name name && nodes.stream().anyMatch(each -> each instanceof Expr.Name use && use.id().equals(name.id()));
  }

  /// A coroutine of the program that lets no error out, or that is done before another one runs.
  private static boolean failsAlone(Expr given, CodeBlock block, Program program) {
    Optional<Expr> each = given instanceof Expr.Starred starred ? Made.of(starred.value(), block).map(Made::element) : Optional.of(given);
    boolean safe = each.filter(call -> call instanceof Expr.Call made && NEVER_FAIL.contains(program.meaning(made.func(), block.module()).nameInLibrary())).isPresent();
    if (safe) {
      return true;
    }
    List<CodeBlock> run = each.filter(Expr.Call.class::isInstance).map(call -> program.runs((Expr.Call) call, block.module())).orElse(List.of());
    return run.size() == 1 && (program.keepsErrors(run.getFirst()) || program.neverSuspends(run.getFirst()));
  }

  /// Whether what is gathered is seen to be coroutines or tasks; an object that can be awaited may keep its errors to itself.
  private static boolean areCoroutines(Expr.Call call, CodeBlock block, Program program) {
    return call.args().stream().allMatch(each -> switch (each instanceof Expr.Starred starred ? starred.value() : each) {
      case Expr.ListComp comprehension -> isCoroutine(program.meaning(comprehension.elt(), block.module()));
      case Expr.GeneratorExp comprehension -> isCoroutine(program.meaning(comprehension.elt(), block.module()));
      case Expr.SetComp comprehension -> isCoroutine(program.meaning(comprehension.elt(), block.module()));
      case Expr given -> isCoroutine(program.meaning(given, block.module()));
    });
  }

  private static boolean isCoroutine(Meaning meaning) {
    return switch (meaning) {
      case Meaning.Container(Meaning element) -> isCoroutine(element);
      case Meaning.Instance _ -> false;
      default -> true;
    };
  }

  /// Whether something was cancelled before it is waited for.
  private static boolean cancelsBefore(Expr.Call gather, CodeBlock block) {
    return block.calls().stream().anyMatch(each -> each.func() instanceof Expr.Attribute attribute && attribute.attr().equals("cancel")
        && each.span().compareTo(gather.span()) < 0);
  }

  /// Whether something that matters comes after it: a wait, or the end of something else.
  private static boolean goesOn(Expr.Call call, CodeBlock block) {
    return block.own(Expr.class).stream().filter(each -> each.span().line() > call.span().endLine())
        .anyMatch(each -> each instanceof Expr.Await || (each instanceof Expr.Call after && Width.isEnding(after)));
  }

  /// Somebody thought of a failure there.
  private static boolean isCaught(Expr.Call call, CodeBlock block) {
    return Flow.around(call, block).anyMatch(each -> each instanceof Stmt.Try tried && !tried.handlers().isEmpty());
  }

  private static Message message(boolean ends, boolean cancelled, CodeBlock block, Program program) {
    if (!ends) {
      return new Message(
          "After the first failure the other calls run on",
          "`gather` raises the first exception at once and leaves the rest running with nobody waiting for it.",
          "What the rest still does, and the errors it meets, nobody sees.",
          "Use " + Advice.since311("an `asyncio.TaskGroup`, or ", "", block, program) + "`return_exceptions=True` and look at the results.");
    }
    return new Message(
        "The first failure leaves the rest unfinished",
        cancelled
            ? "The function cancels tasks, and `gather` without `return_exceptions=True` raises their `CancelledError`, or the first error, at once."
            : "`gather` without `return_exceptions=True` raises the first error at once; nobody waits for the other calls then.",
        "What comes after it in this clean-up is skipped, and the rest ends half way with its errors lost.",
        "Give it `return_exceptions=True` and look at the results.");
  }
}
