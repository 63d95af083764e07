package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.python.Expr;
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

/// LW203: a queue without a bound.
public final class UnboundedQueue implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW203", "unbounded-queue", "Queue without a bound", Aspect.BOUNDS, Severity.INFO, true, List.of(),
          "`asyncio.Queue()` without `maxsize`, or a channel of endless size, that a loop fills, or that others fill through a callback or a method.",
          "When the consumer is slower than the producer, the queue grows until memory is gone; nothing tells the producer to wait.",
          "The number of items is small by design.",
          "`asyncio.Queue(maxsize=100)` and `await queue.put(...)`.",
          """
          import asyncio

          async def run(source, handle):
              queue = asyncio.Queue()  # LW203
              async for item in source:
                  await queue.put(item)
          """,
          """
          import asyncio

          async def run(source, handle):
              queue = asyncio.Queue(maxsize=100)
              async for item in source:
                  await queue.put(item)
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    for (Expr.Call call : block.calls()) {
      if (Flow.entry(call, block, program, Role.QUEUE).isPresent()) {
        target(call, block).filter(target -> !isMadeBefore(call, target, block, program)).ifPresent(target -> obligations.add(queue(call, target, block, program)));
      } else if (Flow.entry(call, block, program, Role.CHANNEL).isPresent()) {
        obligations.add(channel(call, block));
      }
    }
    return obligations;
  }

  /// The name, or attribute, that the queue gets.
  private static Optional<Expr> target(Expr.Call call, CodeBlock block) {
    return block.module().parent(call).flatMap(up -> switch (up) {
      case Stmt.Assign assign -> Optional.of(assign.targets().getFirst());
      case Stmt.AnnAssign assign -> Optional.of(assign.target());
      case Expr.NamedExpr named -> Optional.of(named.target());
      default -> Optional.<Expr>empty();
    }).filter(each -> !CodeBlock.lastName(each).isEmpty());
  }

  /// The same attribute got a queue of the same kind further up: that place tells it.
  private static boolean isMadeBefore(Expr.Call call, Expr target, CodeBlock block, Program program) {
    return target instanceof Expr.Attribute attribute && block.owner().filter(owner -> owner.allMethods().stream().anyMatch(method ->
        method.own(Expr.Call.class).stream().anyMatch(other -> other.span().line() < call.span().line()
            && Flow.entry(other, method, program, Role.QUEUE).isPresent()
            && target(other, method).filter(kept -> kept instanceof Expr.Attribute && CodeBlock.lastName(kept).equals(attribute.attr())).isPresent()))).isPresent();
  }

  private static Obligation queue(Expr.Call call, Expr target, CodeBlock block, Program program) {
    Site site = Sites.of(block, call);
    Optional<Expr> size = call.args().isEmpty() ? call.keyword("maxsize") : Optional.of(call.args().getFirst());
    if (size.isPresent() && !Flow.isConstant(size.get(), "0")) {
      return Obligation.met(Aspect.BOUNDS, CARD.id(), "queues", site, "`" + block.module().code(call.span()) + "`");
    }
    if (Flow.hasHiddenKeywords(call)) {
      return Obligation.unknown(Aspect.BOUNDS, CARD.id(), "queues", site, "its keywords are handed over unseen");
    }
    String name = CodeBlock.lastName(target);
    return switch (Feed.of(target, block, program)) {
      case Feed.Loop(int line, boolean waits) -> Obligation.unmet("queues", Sites.finding(CARD, site, message(name, "A loop puts items into this queue at line " + line), List.of())
          .withFix(waits ? Fixers.maxsize(call, block) : Optional.empty()));
      case Feed.Others(int line) -> Obligation.unmet("queues", Sites.finding(
          CARD, CARD.severity(), Confidence.MEDIUM, site, message(name, "Others decide how often something is put into this queue, at line " + line), List.of()));
      case Feed.Few(String evidence) -> Obligation.met(Aspect.BOUNDS, CARD.id(), "queues", site, evidence);
      case Feed.Unseen _ -> Obligation.unknown(Aspect.BOUNDS, CARD.id(), "queues", site, "who fills it cannot be seen");
    };
  }

  /// `create_memory_object_stream(math.inf)`.
  private static Obligation channel(Expr.Call call, CodeBlock block) {
    Site site = Sites.of(block, call);
    Optional<Expr> size = call.args().isEmpty() ? call.keyword("max_buffer_size") : Optional.of(call.args().getFirst());
    boolean endless = size.filter(each -> CodeBlock.lastName(each).equals("inf") || block.module().code(each.span()).matches("float\\(['\"]inf['\"]\\)")).isPresent();
    return endless
        ? Obligation.unmet("queues", Sites.finding(CARD, CARD.severity(), Confidence.MEDIUM, site, message("the channel", "This channel is made without a limit"), List.of()))
        : Obligation.met(Aspect.BOUNDS, CARD.id(), "queues", site, "`" + block.module().code(call.span()) + "`");
  }

  private static Message message(String name, String what) {
    return new Message(
        "`" + name + "` grows without a limit",
        what + ", and it has no `maxsize`.",
        "When the consumer is slower than the producer, memory grows until it is gone; nothing tells the producer to wait.",
        "Give it a bound, such as `maxsize=100` (100 is a guess), and `await` the `put`.");
  }
}
