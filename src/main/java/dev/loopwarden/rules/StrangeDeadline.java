package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Knowledge;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.python.ConstantType;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.python.WithItem;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// LW306: a deadline that cannot be meant.
public final class StrangeDeadline implements Rule {

  /// A day: a limit or a nap of more is no limit.
  private static final double DAY_SECONDS = 86_400;

  private static final RuleCard CARD =
      new RuleCard(
          "LW306", "strange-deadline", "Deadline that cannot be meant", Aspect.TIMEOUTS, Severity.INFO, true,
          List.of("ASYNC116", "ASYNC122", "ASYNC125", "S7486"),
          "A constant as a point in time (`asyncio.timeout_at(5)`), a limit or a sleep of more than a day, a limit that begins to run long before it is entered.",
          "The clock of the loop counts from an unknown start, so a constant lies in the past or far ahead; a limit of days is none; "
              + "and one that is made early has partly run out before the work begins.",
          "A job that sleeps for days on purpose.",
          "`asyncio.timeout(5)`; an `Event` or a `Future` to wait for ever; make the limit where it is entered.",
          """
          import asyncio

          async def ask(peer):
              async with asyncio.timeout_at(5):  # LW306
                  return await peer.ask()
          """,
          """
          import asyncio

          async def ask(peer):
              async with asyncio.timeout(5):
                  return await peer.ask()
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    for (Expr.Call call : block.calls()) {
      program.entry(call, block.module()).flatMap(entry -> message(call, entry, block))
          .ifPresent(message -> obligations.add(Obligation.unmet("guarded waits", Sites.finding(CARD, Sites.of(block, call), message, List.of())
              .withFix(Renames.relative(call, block)))));
    }
    return obligations;
  }

  private static Optional<Message> message(Expr.Call call, Knowledge.Entry entry, CodeBlock block) {
    boolean absolute = entry.is(Role.ABSOLUTE);
    Optional<Expr> point = absolute ? first(call) : call.keyword("deadline").filter(_ -> entry.is(Role.CANCEL_SCOPE));
    if (point.filter(each -> seconds(each).isPresent()).isPresent()) {
      return Optional.of(new Message(
          "`" + block.module().code(call.span()) + "` is a point in time, not a number of seconds from now",
          "The deadline is a constant, and the clock that it is held against counts from an unknown start.",
          "It lies in the past, so that everything under it is cancelled at once, or so far ahead that nothing ever is.",
          "Give the seconds from now to the relative form (`asyncio.timeout(5)`), or add the loop's own time."));
    }
    if (!absolute && limit(call, entry).filter(each -> seconds(each).orElse(0) > DAY_SECONDS).isPresent()) {
      boolean sleeps = entry.is(Role.SLEEPS);
      return Optional.of(new Message(
          "`" + block.module().code(call.span()) + "` is longer than a day",
          sleeps ? "The task sleeps for more than 24 hours." : "The limit is over 24 hours.",
          sleeps ? "Nothing wakes it before; a restart of the process forgets it." : "A process seldom lives that long: the limit is none.",
          sleeps ? "To wait for ever, wait for an `asyncio.Event`; to run a job daily, a scheduler that survives restarts." : "Give what the caller is ready to wait."));
    }
    return entry.is(Role.TIMEOUT_SCOPE) && !absolute ? delayed(call, block) : Optional.empty();
  }

  private static Optional<Expr> first(Expr.Call call) {
    return call.args().stream().findFirst();
  }

  /// The number of seconds among a call's arguments.
  private static Optional<Expr> limit(Expr.Call call, Knowledge.Entry entry) {
    if (entry.is(Role.TIMEOUT_SCOPE) || entry.is(Role.SLEEPS)) {
      return first(call).or(() -> Stream.of("delay", "seconds").map(each -> call.keyword(each)).flatMap(Optional::stream).findFirst());
    }
    return entry.is(Role.TIMEOUT_CALL) ? call.keyword("timeout").or(() -> call.args().stream().skip(1).findFirst()) : Optional.empty();
  }

  /// A literal number, or literal numbers multiplied: `60 * 60`.
  private static OptionalDouble seconds(Expr expr) {
    return switch (expr) {
      case Expr.Constant constant when constant.type() == ConstantType.INT || constant.type() == ConstantType.FLOAT -> number(constant.value());
      case Expr.BinOp op when op.op().equals("Mult") -> {
        OptionalDouble left = seconds(op.left());
        OptionalDouble right = seconds(op.right());
        yield left.isPresent() && right.isPresent() ? OptionalDouble.of(left.getAsDouble() * right.getAsDouble()) : OptionalDouble.empty();
      }
      default -> OptionalDouble.empty();
    };
  }

  private static OptionalDouble number(String text) {
    try {
      return OptionalDouble.of(Double.parseDouble(text.replace("_", "")));
    } catch (NumberFormatException otherBase) {
      return OptionalDouble.empty();
    }
  }

  /// `scope = move_on_after(5)`, and something is awaited before `with scope:`.
  private static Optional<Message> delayed(Expr.Call call, CodeBlock block) {
    Optional<String> name = block.module().parent(call)
        .filter(each -> each instanceof Stmt.Assign assign && assign.targets().size() == 1 && assign.targets().getFirst() instanceof Expr.Name)
        .map(each -> ((Expr.Name) ((Stmt.Assign) each).targets().getFirst()).id());
    Optional<WithItem> entered = name.flatMap(id -> items(block)
        .filter(each -> each.contextExpr() instanceof Expr.Name of && of.id().equals(id) && each.span().compareTo(call.span()) > 0).findFirst());
    boolean waits = entered.isPresent() && block.own(Expr.Await.class).stream()
        .anyMatch(each -> each.span().compareTo(call.span()) > 0 && each.span().compareTo(entered.get().span()) < 0);
    return waits ? Optional.of(new Message(
        "`" + block.module().code(call.span()) + "` runs before it is entered",
        "The limit is made here and entered at line " + entered.get().span().line() + "; something is awaited in between.",
        "Its time runs from here on: part of it, or all, is gone before the work begins.",
        "Make the limit in the `with` itself.")) : Optional.empty();
  }

  private static Stream<WithItem> items(CodeBlock block) {
    return Stream.concat(
        block.own(Stmt.With.class).stream().flatMap(each -> each.items().stream()),
        block.own(Stmt.AsyncWith.class).stream().flatMap(each -> each.items().stream()));
  }
}
