package dev.loopwarden.analysis;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.ParsedModule;
import dev.loopwarden.python.ExceptHandler;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Finding;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Answers the five questions for changed async functions, from their own syntax and from what the rules found, and for whole
/// scripts whether they gain anything from being async. A function that does one thing after the other and has no risk is not worth a word.
final class Postures {

  private static final int RISKS_MAX = 3;

  /// What serves many at once, or holds a connection open: async whatever its own code looks like.
  private static final List<String> SERVERS =
      List.of("fastapi", "starlette", "aiohttp", "sanic", "quart", "litestar", "uvicorn", "discord", "nextcord", "disnake", "telegram", "aiogram", "telethon",
          "pyrogram", "websockets", "slack_bolt", "nonebot", "tornado", "arq", "mcp", "fastmcp", "playwright");

  private Postures() {}

  static List<Posture> of(Collection<CodeBlock> changed, List<Inspection.Told> told) {
    var postures = new ArrayList<Posture>();
    Set<ParsedModule> modules = new LinkedHashSet<>();
    for (CodeBlock block : changed) {
      if (modules.add(block.module())) {
        script(block.module()).ifPresent(postures::add);
      }
    }
    changed.stream().filter(CodeBlock::isAsync)
        .map(block -> of(block, told.stream().filter(each -> each.block().equals(block) && !each.suppressed()).toList()))
        .filter(each -> !each.risks().isEmpty() || !each.shape().equals(Shape.SEQUENTIAL.words()))
        .forEach(postures::add);
    return postures;
  }

  /// The answers for one function.
  static Posture of(CodeBlock block, List<Inspection.Told> told) {
    List<Obligation> obligations = told.stream().map(Inspection.Told::obligation).toList();
    List<Finding> findings = obligations.stream().map(Obligation::verdict)
        .filter(Verdict.Unmet.class::isInstance).map(each -> ((Verdict.Unmet) each).finding())
        .sorted(Comparator.comparing(Finding::severity).thenComparing(Finding::confidence)).toList();
    boolean waits = !block.own(Expr.Await.class).isEmpty() || !block.own(Stmt.AsyncFor.class).isEmpty() || !block.own(Stmt.AsyncWith.class).isEmpty();
    Shape shape = Shape.of(block);
    Remedy remedy = Remedy.of(shape, waits, findings, Family.of(block.module()), gathersErrors(block), Shape.startsWithoutEnd(block));
    return new Posture(
        block.module().path(), block.qualifiedName(), block.node().span().line(), workload(waits, findings), shape.words(),
        bottleneck(shape, findings), boundary(obligations, findings), cancellation(block, obligations),
        findings.stream().map(each -> each.message().title()).distinct().limit(RISKS_MAX).toList(), remedy.pattern(), remedy.because());
  }

  private static String workload(boolean waits, List<Finding> findings) {
    boolean blocks = findings.stream().anyMatch(each -> each.aspect() == Aspect.BLOCKING);
    boolean computes = findings.stream().anyMatch(each -> each.aspect() == Aspect.CPU);
    return computes ? (waits ? "mixed" : "CPU-bound") : waits ? (blocks ? "I/O-bound, partly blocking" : "I/O-bound") : blocks ? "I/O-bound, but it blocks" : "trivial";
  }

  /// The longest wait that could be avoided: what holds the loop up, then waits that stand in a row for nothing.
  private static String bottleneck(Shape shape, List<Finding> findings) {
    Optional<Finding> holding = findings.stream().filter(each -> each.aspect() == Aspect.BLOCKING || each.aspect() == Aspect.CPU).findFirst();
    if (holding.isPresent()) {
      int steps = holding.get().hops().size();
      return holding.get().message().title() + (steps > 1 ? ", " + steps + " steps away at `" + holding.get().hops().getLast().path() + ":"
          + holding.get().hops().getLast().line() + "`" : " at line " + holding.get().site().span().line());
    }
    return findings.stream().filter(each -> each.ruleId().equals("LW903")).findFirst().map(each -> each.message().title())
        .orElse(shape == Shape.ONE_BY_ONE ? "one wait after the other, as many as there are elements" : "");
  }

  /// What is moved off the loop already, and what should be.
  private static String boundary(List<Obligation> obligations, List<Finding> findings) {
    var parts = new ArrayList<String>();
    List<String> moved = obligations.stream()
        .filter(each -> each.verdict() instanceof Verdict.Met(String evidence) && evidence.startsWith("runs in a "))
        .map(each -> "line " + each.site().span().line()).distinct().toList();
    if (!moved.isEmpty()) {
      parts.add("moved off the loop: " + String.join(", ", moved));
    }
    List<String> should = findings.stream().filter(each -> each.aspect() == Aspect.BLOCKING || each.aspect() == Aspect.CPU || each.ruleId().equals("LW602"))
        .map(each -> "`" + each.site().code().split("\\(", 2)[0] + "` at line " + each.site().span().line()).distinct().limit(RISKS_MAX).toList();
    if (!should.isEmpty()) {
      parts.add("to be moved, or replaced by an async form: " + String.join(", ", should));
    }
    return parts.isEmpty() ? "nothing sync of weight seen" : String.join("; ", parts);
  }

  /// What a cancel meets between the `await` where it arrives and the caller.
  private static String cancellation(CodeBlock block, List<Obligation> obligations) {
    List<Obligation> kept = obligations.stream()
        .filter(each -> each.aspect() == Aspect.CANCELLATION && each.verdict() instanceof Verdict.Unmet).toList();
    if (!kept.isEmpty()) {
      return "a cancel arrives at the next `await` and does not get past line " + kept.getFirst().site().span().line();
    }
    var passes = new ArrayList<String>();
    block.own(Stmt.Try.class).stream().filter(each -> !each.finalbody().isEmpty())
        .forEach(each -> passes.add("the `finally` at line " + each.finalbody().getFirst().span().line()));
    block.own(ExceptHandler.class).stream().filter(Postures::catchesCancel).forEach(each -> passes.add("the handler at line " + each.span().line()));
    block.own(Stmt.AsyncWith.class).forEach(each -> passes.add("the clean-up of `async with` at line " + each.span().line()));
    return "a cancel arrives at the next `await` and passes "
        + (passes.isEmpty() ? "straight through" : String.join(", ", passes.stream().limit(RISKS_MAX).toList())) + failure(block);
  }

  /// What becomes of the others when one of several fails.
  private static String failure(CodeBlock block) {
    boolean gathers = block.calls().stream().anyMatch(each -> CodeBlock.lastName(each.func()).equals("gather"));
    boolean groups = block.own(Stmt.AsyncWith.class).stream().flatMap(each -> each.items().stream()).map(each -> each.contextExpr())
        .anyMatch(each -> each instanceof Expr.Call call && Set.of("TaskGroup", "create_task_group", "open_nursery").contains(CodeBlock.lastName(call.func())));
    return gathersErrors(block) ? "; when one fails, the others go on and its error stands among the results"
        : gathers ? "; when one fails, its error is raised at once and the others run on unseen"
        : groups ? "; when one fails, the others are cancelled and waited for" : "";
  }

  private static boolean catchesCancel(ExceptHandler handler) {
    return handler.type().isEmpty() || handler.type().stream().flatMap(each -> each.findAll(Expr.class).stream())
        .anyMatch(each -> Set.of("CancelledError", "BaseException").contains(CodeBlock.lastName(each)));
  }

  private static boolean gathersErrors(CodeBlock block) {
    return block.calls().stream().anyMatch(each -> CodeBlock.lastName(each.func()).equals("gather")
        && each.keyword("return_exceptions").isPresent());
  }

  /// A module that runs a loop of its own for one thing after the other.
  private static Optional<Posture> script(ParsedModule module) {
    List<CodeBlock> async = module.blocks().stream().filter(CodeBlock::isAsync).toList();
    Optional<Expr.Call> start = module.body().calls().stream()
        .filter(each -> each.func() instanceof Expr.Attribute attribute && attribute.attr().equals("run") && CodeBlock.lastName(attribute.value()).equals("asyncio"))
        .findFirst();
    boolean alone = async.stream().map(Shape::of).allMatch(each -> each == Shape.SEQUENTIAL || each == Shape.ONE_BY_ONE || each == Shape.REPEATS);
    boolean serves = Stream.concat(SERVERS.stream(), Stream.of("anyio", "trio")).anyMatch(each -> Family.imports(module, each));
    if (start.isEmpty() || async.isEmpty() || !alone || serves) {
      return Optional.empty();
    }
    boolean each = async.stream().anyMatch(block -> Shape.of(block) == Shape.ONE_BY_ONE);
    return Optional.of(new Posture(
        module.path(), module.body().qualifiedName(), start.get().span().line(), "a script", "sequential throughout",
        each ? "one wait after the other, as many as there are elements" : "", "the whole script may be sync", "Ctrl-C ends it",
        List.of(), each ? Family.of(module).limiter() : "make it sync",
        each ? "it awaits one element at a time, and so gains nothing from asyncio as it is; with a fixed number side by side it would"
            : "it awaits one thing at a time and serves nobody meanwhile: asyncio gains it nothing"));
  }
}
