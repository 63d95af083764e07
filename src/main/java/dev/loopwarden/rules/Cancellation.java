package dev.loopwarden.rules;

import dev.loopwarden.program.CallSite;
import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.python.ExceptHandler;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Confidence;
import dev.loopwarden.rule.Fix;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Site;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;

/// What a handler does with a cancel.
final class Cancellation {

  private static final Set<String> NAMES =
      Set.of("asyncio.CancelledError", "asyncio.exceptions.CancelledError", "concurrent.futures.CancelledError", "trio.Cancelled");

  private Cancellation() {}

  /// One obligation for each handler of an awaiting `try` that the rule is about.
  ///
  /// @param message from what comes of it
  static List<Obligation> check(CodeBlock block, Program program, RuleCard card, Function<String, Message> message, BiPredicate<ExceptHandler, Stmt.Try> isMeant,
      Function<ExceptHandler, Optional<Fix>> fix) {
    var obligations = new ArrayList<Obligation>();
    List<Stmt.Try> statements = block.isAsync() ? block.own(Stmt.Try.class) : List.of();
    for (Stmt.Try statement : statements) {
      if (!Flow.waits(statement.body())) {
        continue;
      }
      for (ExceptHandler handler : statement.handlers()) {
        if (isMeant.test(handler, statement)) {
          Site site = Sites.of(block, handler.type().<Node>map(each -> each).orElse(handler), handler);
          Optional<String> way = program.maySuspend(statement.body(), block) ? wayThrough(handler, statement, block, program)
              : Optional.of("what is awaited there never gives way to the loop, so that no cancel arrives");
          obligations.add(way.isPresent()
              ? Obligation.met(Aspect.CANCELLATION, card.id(), "handlers", site, way.get())
              : Obligation.unmet("handlers", Sites.finding(
                  card, card.severity(), confidence(handler, statement, block, program), site, message.apply(consequence(handler, statement, block)), List.of()).withFix(fix.apply(handler))));
        }
      }
    }
    return obligations;
  }

  private static String consequence(ExceptHandler handler, Stmt.Try statement, CodeBlock block) {
    return staysInLoop(handler, statement, block)
        ? "Whoever cancels this task believes that it ends, and it goes on: shutdown hangs, `asyncio.timeout` and `TaskGroup` do not work around it."
        : "Whoever waits for it takes what the handler leaves for the whole answer and goes on; `asyncio.timeout` and `TaskGroup` do not work around it.";
  }

  /// `while not task.done():` around it, and a shielded wait in it: what was begun is to be ended, whoever cancels meanwhile.
  static boolean waitsUntilDone(Stmt statement, CodeBlock block) {
    boolean asks = Flow.loopAround(statement, block).filter(each -> each instanceof Stmt.While loop
        && loop.test().findAll(Expr.Call.class).stream().anyMatch(call -> CodeBlock.lastName(call.func()).equals("done"))).isPresent();
    return asks && CodeBlock.ownNodes(List.of(statement)).stream().anyMatch(each -> each instanceof Expr.Call call && CodeBlock.lastName(call.func()).equals("shield"));
  }

  private static boolean staysInLoop(ExceptHandler handler, Stmt.Try statement, CodeBlock block) {
    return Flow.loopAround(statement, block).isPresent() && !leaves(handler) && !leavesAfter(statement, block);
  }

  /// `break` or `return` right behind the `try`.
  private static boolean leavesAfter(Stmt statement, CodeBlock block) {
    Node list = block.module().parent(statement).orElseThrow();
    return block.own(Stmt.class).stream().filter(each -> each.span().line() > statement.span().endLine()
            && CodeBlock.same(block.module().parent(each).orElseThrow(), list))
        .min(Comparator.comparing(Node::span)).filter(each -> each instanceof Stmt.Break || each instanceof Stmt.Return).isPresent();
  }

  private static boolean leaves(ExceptHandler handler) {
    return Flow.has(handler.body(), Stmt.Break.class) || Flow.has(handler.body(), Stmt.Return.class) || Flow.has(handler.body(), Stmt.Raise.class);
  }

  /// Whether the handler names `CancelledError`, alone or among others.
  static boolean namesIt(ExceptHandler handler, CodeBlock block, Program program) {
    return handler.type().map(type -> types(type).stream().anyMatch(each -> isCancel(each, block, program))).orElse(false);
  }

  /// Whether an expression names `CancelledError`, or what anyio or trio call it.
  static boolean isCancel(Expr type, CodeBlock block, Program program) {
    return NAMES.contains(program.meaning(type, block.module()).nameInLibrary()) || isAnyio(type);
  }

  private static boolean isAnyio(Expr type) {
    return type instanceof Expr.Call call && CodeBlock.lastName(call.func()).equals("get_cancelled_exc_class");
  }

  /// Whether it catches everything.
  static boolean isBroad(ExceptHandler handler) {
    return handler.type().isEmpty()
        || types(handler.type().get()).stream().anyMatch(each -> each instanceof Expr.Name name && name.id().equals("BaseException"));
  }

  private static List<Expr> types(Expr type) {
    return type instanceof Expr.Tuple tuple ? tuple.elts() : List.of(type);
  }

  /// How a cancel gets through; empty where it does not.
  private static Optional<String> wayThrough(ExceptHandler handler, Stmt.Try statement, CodeBlock block, Program program) {
    List<Node> nodes = CodeBlock.ownNodes(handler.body());
    for (Node node : nodes) {
      if (node instanceof Stmt.Raise raise && raisesAgain(raise, handler)) {
        return Optional.of("raised again at line " + raise.span().line());
      }
      if (node instanceof Expr.Call call) {
        String name = CodeBlock.lastName(call.func());
        if (Set.of("uncancel", "cancelling", "exit", "_exit", "set_exception").contains(name)) {
          return Optional.of("counted or handed on: `" + name + "` at line " + call.span().line());
        }
        if (handsOn(call, handler) && program.runs(call, block.module()).stream().anyMatch(each -> Flow.has(each.body(), Stmt.Raise.class))) {
          return Optional.of("`" + block.module().code(call.func().span()) + "` at line " + call.span().line() + " raises it again");
        }
      }
    }
    if (isRaisedAround(statement, block, program)) {
      return Optional.of("the handler for a cancel that it stands in raises");
    }
    Optional<Stmt.Raise> later = raisedLater(handler, block);
    if (later.isPresent()) {
      return Optional.of("kept, and raised at line " + later.get().span().line());
    }
    if (Canceller.waitsForItsOwn(statement, block)) {
      return Optional.of("the function cancelled what it waits for");
    }
    if (isOutermost(block)) {
      return Optional.of("`" + block.name() + "` is the program's outermost function");
    }
    return Flow.has(statement.finalbody(), Stmt.Raise.class) ? Optional.of("`finally` raises") : Optional.empty();
  }

  /// A second cancel, that arrives while a first one is dealt with: the handler of the first ends with `raise`.
  private static boolean isRaisedAround(Stmt.Try statement, CodeBlock block, Program program) {
    return Flow.around(statement, block).anyMatch(each -> each instanceof ExceptHandler outer && (namesIt(outer, block, program) || isBroad(outer))
        && outer.body().getLast() instanceof Stmt.Raise last && raisesAgain(last, outer));
  }

  /// Where a cancel is already on its way, `finally` goes on with it.
  private static boolean isInFinally(Stmt.Try statement, CodeBlock block) {
    return Flow.around(statement, block).anyMatch(each -> each instanceof Stmt.Try outer
        && CodeBlock.ownNodes(outer.finalbody()).stream().anyMatch(inner -> CodeBlock.same(inner, statement)));
  }

  /// `except CancelledError as error: kept = kept or error`, and `raise kept` when the work is done; with it a second cancel that arrives meanwhile.
  private static Optional<Stmt.Raise> raisedLater(ExceptHandler handler, CodeBlock block) {
    List<String> kept = block.own(ExceptHandler.class).stream().filter(each -> each.name().isPresent())
        .filter(each -> CodeBlock.same(each, handler) || CodeBlock.ownNodes(each.body()).stream().anyMatch(inner -> CodeBlock.same(inner, handler)))
        .flatMap(each -> kept(each.name().get(), each)).toList();
    return block.own(Stmt.Raise.class).stream().filter(each -> each.exc().filter(raised -> raised instanceof Expr.Name name && kept.contains(name.id())).isPresent()).findFirst();
  }

  private static Stream<String> kept(String error, ExceptHandler handler) {
    return CodeBlock.ownNodes(handler.body()).stream()
        .filter(each -> each instanceof Stmt.Assign assign && isItself(assign.value(), error))
        .flatMap(each -> ((Stmt.Assign) each).targets().stream()).filter(Expr.Name.class::isInstance).map(each -> ((Expr.Name) each).id());
  }

  /// `error`, `kept or error`: not a new one that is made of it.
  private static boolean isItself(Expr value, String error) {
    return isNamed(value, error) || (value instanceof Expr.BoolOp either && either.values().stream().anyMatch(each -> isNamed(each, error)));
  }

  private static boolean handsOn(Expr.Call call, ExceptHandler handler) {
    return handler.name().filter(name -> call.args().stream().anyMatch(each -> each instanceof Expr.Name given && given.id().equals(name))).isPresent();
  }

  /// `main`, or what the module gives to `asyncio.run`: whoever cancels it is done with the program.
  private static boolean isOutermost(CodeBlock block) {
    if (block.owner().isPresent()) {
      return false;
    }
    return Set.of("main", "_main", "amain", "async_main").contains(block.name()) || block.module().blocks().stream()
        .filter(each -> !each.isAsync())
        .flatMap(each -> each.calls().stream())
        .anyMatch(call -> Set.of("run", "run_until_complete").contains(CodeBlock.lastName(call.func())) && !call.args().isEmpty()
            && call.args().getFirst() instanceof Expr.Call started && started.func() instanceof Expr.Name name && name.id().equals(block.name()));
  }

  /// `raise`, `raise error` of `except ... as error`, or a new `CancelledError`. A handler for everything that raises something
  /// else at least ends the task.
  private static boolean raisesAgain(Stmt.Raise raise, ExceptHandler handler) {
    if (raise.exc().isEmpty() || handler.type().isEmpty() || isBroad(handler)) {
      return true;
    }
    Expr raised = raise.exc().get();
    boolean same = raised instanceof Expr.Name name && handler.name().filter(name.id()::equals).isPresent();
    return same || CodeBlock.lastName(raised instanceof Expr.Call call ? call.func() : raised).contains("Cancel");
  }

  /// Sure where the task demonstrably goes on, and the handler does not look as if it was meant to end it: it stands in a loop and does not
  /// leave it, or takes a cancel for one failure among others.
  private static Confidence confidence(ExceptHandler handler, Stmt.Try statement, CodeBlock block, Program program) {
    boolean stays = staysInLoop(handler, statement, block) && !waitsUntilDone(statement, block);
    boolean amongOthers = handler.type().filter(type -> types(type).stream().anyMatch(each ->
        each instanceof Expr.Name name && name.id().equals("Exception"))).isPresent();
    boolean anyio = handler.type().filter(Cancellation::isAnyio).isPresent();
    boolean bare = handler.type().isEmpty();
    boolean kept = handler.name().filter(name -> isKept(name, handler)).isPresent();
    boolean other = !handler.body().isEmpty() && handler.body().getLast() instanceof Stmt.Raise;
    boolean meant = !(stays || (amongOthers && !other) || anyio || bare);
    boolean broad = isBroad(handler); // hardly meant for a cancel, and few tasks are cancelled: sure only where the task goes on for ever
    boolean goesOn = stays || (!broad && ((!leaves(handler) && waitsAfter(statement, block)) || isAwaited(block, program)));
    return goesOn && !(broad && isOneTry(statement)) && !meant && !kept && !Flow.cancels(block) && !isInFinally(statement, block) ? Confidence.HIGH : Confidence.MEDIUM;
  }

  /// The `try` holds one call that ends or removes something, which may as well fail.
  private static boolean isOneTry(Stmt.Try statement) {
    return statement.body().size() == 1 && statement.body().getFirst() instanceof Stmt.ExprStmt only
        && only.value() instanceof Expr.Await await && await.value() instanceof Expr.Call && Width.isEnding(await.value());
  }

  private static boolean waitsAfter(Stmt.Try statement, CodeBlock block) {
    return block.own(Node.class).stream().anyMatch(each -> each.span().line() > statement.span().endLine()
        && (each instanceof Expr.Await || each instanceof Stmt.AsyncFor || each instanceof Stmt.AsyncWith));
  }

  /// Whether a function is seen that waits for it by `await` and takes it for done. `gather` raises the cancel all the same, and a task of its
  /// own ends with it.
  private static boolean isAwaited(CodeBlock block, Program program) {
    Stream<CodeBlock> declared = block.owner().stream().flatMap(owner -> program.family(owner).above().stream()).flatMap(each -> each.method(block.name()).stream());
    return Stream.concat(Stream.of(block), declared).flatMap(each -> program.callers(each).stream()).anyMatch(each -> awaits(each, block));
  }

  /// Of a method that hands over to the one that it overrides, nothing more is known.
  private static boolean awaits(CallSite site, CodeBlock block) {
    return !site.block().name().equals(block.name())
        && site.block().module().parent(site.call()).filter(Expr.Await.class::isInstance).isPresent();
  }

  /// The exception is put somewhere, or given away: somebody may raise it later.
  private static boolean isKept(String name, ExceptHandler handler) {
    return CodeBlock.ownNodes(handler.body()).stream().anyMatch(each -> switch (each) {
      case Stmt.Assign assign -> isNamed(assign.value(), name);
      case Stmt.Return returned -> returned.value().filter(value -> isNamed(value, name)).isPresent();
      case Expr.Call call -> call.func() instanceof Expr.Attribute attribute && Set.of("append", "add", "put_nowait", "set_result").contains(attribute.attr())
          && call.args().stream().anyMatch(given -> isNamed(given, name));
      default -> false;
    });
  }

  private static boolean isNamed(Expr expr, String name) {
    return expr instanceof Expr.Name given && given.id().equals(name);
  }
}
