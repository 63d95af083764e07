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
import java.util.Optional;
import java.util.Set;

/// LW806: what is given back only on `except Exception`, which a cancel passes by.
public final class ReleaseSkipped implements Rule {

  /// What ends an object as a whole.
  private static final Set<String> ENDS = Set.of("close", "aclose", "disconnect", "stop", "shutdown", "cleanup");

  private static final Set<String> RELEASES =
      Set.of("release", "_release", "rollback", "unsubscribe", "disconnect", "_cleanup", "cleanup", "_close", "close", "aclose");

  private static final RuleCard CARD =
      new RuleCard(
          "LW806", "release-skipped", "A cancel skips the release", Aspect.CLEANUP, Severity.WARNING, true, List.of(),
          "A `try` with an `await` in it whose `except Exception` gives something back (or sets a state back) and raises again, where nothing else does it; "
              + "and a lock or semaphore that is acquired and released with a wait in between and no `finally`.",
          "`CancelledError` is no `Exception`: a task that is cancelled while it waits there (a client that hangs up, a time limit, a shutdown) "
              + "leaves the lock held, the transaction open or the connection half made.",
          "Something around it closes the whole thing anyway.",
          "Give it back in `finally`, or catch `BaseException` and raise again.",
          """
          async def connect(pool, address):
              slot = pool.reserve(address)
              try:
                  await slot.open()
              except Exception:  # LW806
                  slot.release()
                  raise
          """,
          """
          async def connect(pool, address):
              slot = pool.reserve(address)
              try:
                  await slot.open()
              except BaseException:
                  slot.release()
                  raise
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    List<Stmt.Try> statements = block.isAsync() ? block.own(Stmt.Try.class) : List.of();
    for (Stmt.Try statement : statements) {
      boolean cancelHandled = statement.handlers().stream().anyMatch(each -> Cancellation.isBroad(each) || Cancellation.namesIt(each, block, program));
      if (cancelHandled || !program.maySuspend(statement.body(), block)) {
        continue;
      }
      for (ExceptHandler handler : statement.handlers()) {
        if (isException(handler) && handler.body().getLast() instanceof Stmt.Raise) {
          undone(handler, statement, block, program).ifPresent(obligations::add);
        }
      }
    }
    acquired(block, program, obligations);
    return obligations;
  }

  /// What the handler gives back, or sets back, before it raises again.
  private static Optional<Obligation> undone(ExceptHandler handler, Stmt.Try statement, CodeBlock block, Program program) {
    Optional<Expr.Call> release = release(handler);
    Optional<Stmt.Assign> reset = reset(handler);
    if (release.isEmpty() && reset.isEmpty()) {
      return Optional.empty();
    }
    Site site = Sites.of(block, handler.type().<Node>map(each -> each).orElse(handler), handler);
    String code = release.map(each -> block.module().code(each.span())).orElseGet(() -> block.module().code(reset.orElseThrow().span()));
    boolean again = statement.finalbody().stream().anyMatch(each -> block.module().code(each.span()).contains(code));
    if (again) {
      return Optional.of(Obligation.met(Aspect.CLEANUP, CARD.id(), "releases", site, "`finally` does it too"));
    }
    boolean elsewhere = release.filter(each -> ClosedElsewhere.isClosedByItsOwner(each, block, program)).isPresent();
    boolean owned = !elsewhere && release.filter(each -> !CodeBlock.lastName(each.func()).equals("rollback")).isPresent(); // who opened a session closes it, and that rolls back
    boolean sure = owned && release.filter(ReleaseSkipped::isOfItself).isEmpty() && statement.finalbody().isEmpty() && !isClosedAround(statement, block)
        && release.filter(each -> isFilledAfterwards(each, statement, block, program)).isEmpty();
    return Optional.of(Obligation.unmet("releases", Sites.finding(
        CARD, CARD.severity(), sure ? Confidence.HIGH : Confidence.MEDIUM, site, message(code), List.of())
            .withFix(sure ? Fixers.catches(handler, "BaseException", block) : Optional.empty())));
  }

  /// `self.close()`: whoever has the object ends it once more.
  private static boolean isOfItself(Expr.Call release) {
    return release.func() instanceof Expr.Attribute method && ENDS.contains(method.attr()) && method.value() instanceof Expr.Name self && self.id().equals("self");
  }

  /// What is given back is made here empty, and something is put into it only when the last wait is over: a cancel finds nothing in it.
  private static boolean isFilledAfterwards(Expr.Call release, Stmt.Try statement, CodeBlock block, Program program) {
    if (!(release.func() instanceof Expr.Attribute attribute && attribute.value() instanceof Expr.Name name)) {
      return false;
    }
    boolean made = block.own(Stmt.Assign.class).stream().anyMatch(each -> each.targets().getFirst() instanceof Expr.Name target && target.id().equals(name.id())
        && each.value() instanceof Expr.Call call && program.meaning(call.func(), block.module()) instanceof Meaning.ClassOf);
    List<Node> nodes = CodeBlock.ownNodes(statement.body());
    Optional<Node> first = nodes.stream().filter(each -> each instanceof Expr.Name use && use.id().equals(name.id())).findFirst();
    return made && first.isPresent() && nodes.stream().filter(each -> isAfter(each, first.get(), block) || isOf(each, first.get()))
        .noneMatch(each -> each instanceof Expr.Await || each instanceof Stmt.AsyncFor || each instanceof Stmt.AsyncWith);
  }

  /// `await made.open()`: a wait of the thing itself.
  private static boolean isOf(Node node, Node use) {
    return node instanceof Expr.Await && node.span().contains(use.span());
  }

  /// Whether something is done once a name was used: `made.part = await read()` reads first.
  private static boolean isAfter(Node node, Node use, CodeBlock block) {
    Optional<Node> assigned = Flow.around(use, block).filter(up -> up instanceof Stmt.Assign assign && assign.targets().stream().anyMatch(each -> each.span().contains(use.span()))).findFirst();
    return node.span().compareTo(assigned.orElse(use).span()) > 0 && assigned.filter(each -> each.span().contains(node.span())).isEmpty();
  }

  /// `self._connection = None`: a state that is set back.
  private static Optional<Stmt.Assign> reset(ExceptHandler handler) {
    return handler.body().stream().filter(Stmt.Assign.class::isInstance).map(Stmt.Assign.class::cast)
        .filter(each -> each.targets().getFirst() instanceof Expr.Attribute && each.value() instanceof Expr.Constant value
            && (value.value().equals("None") || value.value().equals("False"))).findFirst();
  }

  /// `await lock.acquire()`, a wait, and `lock.release()` that an error or a cancel in between passes by.
  private static void acquired(CodeBlock block, Program program, List<Obligation> into) {
    for (Expr.Await await : block.own(Expr.Await.class)) {
      boolean acquires = await.value() instanceof Expr.Call call && call.func() instanceof Expr.Attribute attribute && attribute.attr().equals("acquire")
          && (program.isKind(program.meaning(attribute.value(), block.module()), Role.LIMITER) || program.isKind(program.meaning(attribute.value(), block.module()), Role.ASYNC_LOCK));
      if (!acquires) {
        continue;
      }
      Expr.Attribute acquire = (Expr.Attribute) ((Expr.Call) await.value()).func();
      List<Expr.Call> releases = block.calls().stream().filter(each -> each.func() instanceof Expr.Attribute release && release.attr().equals("release")
          && Flow.alike(release.value(), acquire.value(), block)).toList();
      Site site = Sites.of(block, await);
      Optional<Expr.Call> sure = releases.stream().filter(each -> isInFinally(each, block)).findFirst();
      if (sure.isPresent()) {
        into.add(Obligation.met(Aspect.CLEANUP, CARD.id(), "releases", site, "given back in a `finally` at line " + sure.get().span().line()));
      } else if (releases.isEmpty()) {
        into.add(Obligation.unknown(Aspect.CLEANUP, CARD.id(), "releases", site, "it is given back elsewhere"));
      } else {
        int last = releases.getLast().span().line();
        boolean waits = block.own(Expr.Await.class).stream().anyMatch(each -> each.span().line() > await.span().line() && each.span().line() < last);
        into.add(waits
            ? Obligation.unmet("releases", Sites.finding(CARD, CARD.severity(), Confidence.MEDIUM, site, passedBy(block.module().code(acquire.value().span()), last), List.of()))
            : Obligation.met(Aspect.CLEANUP, CARD.id(), "releases", site, "given back at line " + last + ", and nothing waits before that"));
      }
    }
  }

  private static boolean isInFinally(Expr.Call release, CodeBlock block) {
    return Flow.around(release, block).anyMatch(up -> up instanceof Stmt.Try tried && tried.finalbody().stream().anyMatch(each -> each.span().contains(release.span())));
  }

  private static Message passedBy(String lock, int line) {
    return new Message(
        "An error or a cancel leaves `" + lock + "` held",
        "`" + lock + ".release()` at line " + line + " is not in a `finally`, and the function waits before it gets there.",
        "Once it is passed by, nobody else ever gets `" + lock + "`: all who want it wait for ever.",
        "`async with " + lock + ":`, or release it in a `finally`.");
  }

  private static boolean isException(ExceptHandler handler) {
    return handler.type().filter(each -> each instanceof Expr.Name name && name.id().equals("Exception")).isPresent();
  }

  private static Optional<Expr.Call> release(ExceptHandler handler) {
    return CodeBlock.ownNodes(handler.body()).stream()
        .filter(Expr.Call.class::isInstance).map(Expr.Call.class::cast)
        .filter(each -> each.func() instanceof Expr.Attribute attribute && RELEASES.contains(attribute.attr())).findFirst();
  }

  /// A `with` around it, or a `finally` further out, may give the same thing back.
  private static boolean isClosedAround(Stmt.Try statement, CodeBlock block) {
    return Flow.around(statement, block).anyMatch(each ->
        each instanceof Stmt.AsyncWith || each instanceof Stmt.With || (each instanceof Stmt.Try tried && !tried.finalbody().isEmpty()));
  }

  private static Message message(String release) {
    return new Message(
        "A cancel skips `" + release + "`",
        "`except Exception` does not catch `CancelledError`: a task that is cancelled while it waits in this `try` never gets to `" + release + "`.",
        "Each such cancel (a client that hangs up, a time limit, a shutdown) leaves one more thing held.",
        "Do it in `finally`, or catch `BaseException` and raise again.");
  }
}
