package dev.loopwarden.analysis;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Finding;
import dev.loopwarden.rule.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// Answers the five questions for changed async functions, from their own syntax and from what the rules found. A function that
/// does one thing after the other and has no risk is not worth a word.
final class Postures {

  private static final Set<String> SPAWNS = Set.of("create_task", "ensure_future", "start_soon");
  private static final Set<String> JOINS = Set.of("gather", "wait", "as_completed");
  private static final Set<String> OFFLOADS = Set.of("to_thread", "run_in_executor", "run_in_threadpool", "run_sync");

  private Postures() {}

  static List<Posture> of(Collection<CodeBlock> changed, List<Inspection.Told> told) {
    return changed.stream().filter(CodeBlock::isAsync)
        .map(block -> of(block, told.stream().filter(each -> each.block().equals(block) && !each.suppressed()).toList()))
        .filter(each -> !each.risks().isEmpty() || !each.shape().equals(Shape.SEQUENTIAL.words))
        .toList();
  }

  /// The answers for one function.
  static Posture of(CodeBlock block, List<Inspection.Told> told) {
    List<Finding> findings = told.stream()
        .map(each -> each.obligation().verdict())
        .filter(Verdict.Unmet.class::isInstance).map(each -> ((Verdict.Unmet) each).finding()).toList();
    List<Expr.Await> awaits = block.own(Expr.Await.class);
    boolean waits = !awaits.isEmpty() || !block.own(Stmt.AsyncFor.class).isEmpty() || !block.own(Stmt.AsyncWith.class).isEmpty();
    boolean blocks = findings.stream().anyMatch(each -> each.aspect() == Aspect.BLOCKING);
    boolean computes = findings.stream().anyMatch(each -> each.aspect() == Aspect.CPU);
    Shape shape = shape(block);
    var risks = new ArrayList<String>();
    findings.stream().map(each -> each.message().title()).distinct().limit(3).forEach(risks::add);
    String workload = computes ? (waits ? "mixed" : "CPU-bound") : waits ? "I/O-bound" : blocks ? "I/O-bound, but it blocks" : "trivial";
    return new Posture(
        block.module().path(), block.qualifiedName(), block.node().span().line(), workload, shape.words,
        bottleneck(findings), boundary(block, blocks || computes), cancellation(block), risks,
        pattern(shape, waits, blocks, computes, findings), because(shape, waits, blocks, computes, findings));
  }

  private enum Shape {
    SEQUENTIAL("sequential"),
    FIXED("fixed fan-out"),
    BY_DATA("data-dependent fan-out"),
    BACKGROUND("starts background tasks"),
    STREAM("stream");

    private final String words;

    Shape(String words) {
      this.words = words;
    }
  }

  private static Shape shape(CodeBlock block) {
    boolean spawns = false;
    boolean joins = false;
    boolean byData = false;
    for (Expr.Call call : block.calls()) {
      String name = CodeBlock.lastName(call.func());
      if (JOINS.contains(name)) {
        joins = true;
        byData |= call.args().stream().anyMatch(Expr.Starred.class::isInstance);
      } else if (SPAWNS.contains(name)) {
        spawns = true;
        byData |= block.module().ancestors(call).stream()
            .takeWhile(each -> !CodeBlock.same(each, block.node()))
            .anyMatch(each -> each instanceof Stmt.For || each instanceof Expr.ListComp || each instanceof Stmt.AsyncFor);
      }
    }
    if (byData) {
      return Shape.BY_DATA;
    }
    if (joins) {
      return Shape.FIXED;
    }
    if (spawns) {
      return Shape.BACKGROUND;
    }
    return block.isGenerator() || !block.own(Stmt.AsyncFor.class).isEmpty() ? Shape.STREAM : Shape.SEQUENTIAL;
  }

  private static String bottleneck(List<Finding> findings) {
    return findings.stream()
        .filter(each -> each.aspect() == Aspect.BLOCKING || each.aspect() == Aspect.CPU)
        .findFirst().map(each -> each.message().title()).orElse("");
  }

  private static String boundary(CodeBlock block, boolean shouldOffload) {
    long offloads = block.calls().stream().filter(each -> OFFLOADS.contains(CodeBlock.lastName(each.func()))).count();
    if (shouldOffload) {
      return "what blocks here belongs in a thread, in a process, or behind an async client";
    }
    return offloads > 0 ? offloads + (offloads == 1 ? " call is" : " calls are") + " moved off the loop" : "nothing sync of weight seen";
  }

  private static String cancellation(CodeBlock block) {
    List<Stmt.Try> tries = block.own(Stmt.Try.class);
    boolean cleans = tries.stream().anyMatch(each -> !each.finalbody().isEmpty()) || !block.own(Stmt.AsyncWith.class).isEmpty();
    if (cleans) {
      return "a cancel arrives at the next `await` and passes the clean-up here";
    }
    return tries.isEmpty() ? "a cancel arrives at the next `await` and passes straight through" : "a cancel arrives at the next `await`, inside or outside of `try`";
  }

  private static String pattern(Shape shape, boolean waits, boolean blocks, boolean computes, List<Finding> findings) {
    if (computes) {
      return "a process";
    }
    if (blocks) {
      return "a thread";
    }
    if (shape == Shape.BY_DATA) {
      return findings.stream().anyMatch(each -> each.aspect() == Aspect.BOUNDS) ? "semaphore" : "`TaskGroup`, bounded as it is";
    }
    if (shape == Shape.FIXED) {
      return "`TaskGroup`";
    }
    if (shape == Shape.BACKGROUND) {
      return "background task with an owner";
    }
    return waits || shape == Shape.STREAM ? "simple awaits" : "make it sync";
  }

  private static String because(Shape shape, boolean waits, boolean blocks, boolean computes, List<Finding> findings) {
    if (computes) {
      return "the work holds the interpreter, so neither the loop nor a thread gets on beside it";
    }
    if (blocks) {
      return "the call has no async form on this line, and in a thread it holds up nobody else";
    }
    if (shape == Shape.BY_DATA) {
      return findings.stream().anyMatch(each -> each.aspect() == Aspect.BOUNDS)
          ? "how many run at once is decided by the data, and nothing else sets a limit"
          : "a failure of one stops the others, and none is left behind";
    }
    if (shape == Shape.FIXED) {
      return "the number is known, and a failure of one then stops the others";
    }
    if (shape == Shape.BACKGROUND) {
      return "somebody must hold the task, see its error and stop it at the end";
    }
    return waits || shape == Shape.STREAM ? "one thing after the other; there is nothing to run side by side" : "nothing in it waits";
  }
}
