package dev.loopwarden.program;

import dev.loopwarden.python.ExceptHandler;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.MatchCase;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Whether a way through several functions is gone at a call: `save(consent=False)` never comes to what stands under `if consent:`, and
/// what stands under `if not self._markets:` only sometimes.
final class Ways {

  /// How sure it is that a place is reached, the least sure first.
  enum Passage {
    /// Constants rule it out.
    SHUT,
    /// Something is handed over, and it is reached only where nothing is.
    UNLIKELY,
    /// It depends on what is not known: a state, a parameter, a failure.
    MAYBE,
    /// On the main way.
    OPEN;

    Passage and(Passage other) {
      return compareTo(other) < 0 ? this : other;
    }
  }

  /// Whether a part of a block comes to a wait too, as long as the one of that kind or longer, wherever in it.
  interface Waiting {
    boolean isIn(Node part, CodeBlock block, Blocks kind);
  }

  private final Waiting waiting;

  Ways(Waiting waiting) {
    this.waiting = waiting;
  }

  /// How sure the way is behind its first step.
  Passage of(Effect effect) {
    List<Effect.Step> steps = effect.steps();
    Passage all = Passage.OPEN;
    Given given = Given.NOTHING;
    for (int i = 0; i + 1 < steps.size() && all != Passage.SHUT; i++) {
      Effect.Step step = steps.get(i);
      Effect.Step next = steps.get(i + 1);
      given = Given.at(step.site(), next.block(), step.block(), given.until(step.site(), step.block()));
      all = all.and(within(next.site(), next.block(), given, effect.kind()));
    }
    return all;
  }

  /// How sure a place is to be reached once its block runs.
  Passage within(Node site, CodeBlock block, Given given, Blocks kind) {
    Passage all = Passage.OPEN;
    Node below = site;
    for (Node above : block.module().ancestors(site)) {
      all = all.and(under(above, below, block, given, kind)).and(behind(above, below, block, given, kind));
      if (all == Passage.SHUT || CodeBlock.same(above, block.node())) {
        return all;
      }
      below = above;
    }
    return all;
  }

  private Passage under(Node above, Node below, CodeBlock block, Given given, Blocks kind) {
    return switch (above) {
      case Stmt.If branch when !CodeBlock.same(branch.test(), below) -> {
        boolean inBody = contains(branch.body(), below);
        yield branch(branch, branch.test(), inBody, inBody ? otherwise(branch, block) : branch.body(), block, given, kind);
      }
      case Expr.IfExp choice when !CodeBlock.same(choice.test(), below) -> {
        boolean inBody = CodeBlock.same(choice.body(), below);
        yield branch(choice, choice.test(), inBody, List.of(inBody ? choice.orelse() : choice.body()), block, given, kind);
      }
      case Stmt.While loop when contains(loop.body(), below) ->
          Condition.of(loop.test(), given.until(loop.test(), block)).filter(each -> !each.holds()).map(Ways::gone).orElse(Passage.OPEN);
      case Expr.BoolOp both -> after(both, below, block, given);
      case ExceptHandler _, MatchCase _ -> Passage.MAYBE;
      default -> Passage.OPEN;
    };
  }

  /// @param other what runs where this does not
  private Passage branch(
      Node statement, Expr test, boolean whenTrue, List<? extends Node> other, CodeBlock block, Given given, Blocks kind) {
    Optional<Condition> condition = Condition.of(test, given.until(test, block));
    if (condition.isPresent()) {
      return condition.get().holds() == whenTrue ? Passage.OPEN : gone(condition.get());
    }
    return State.isOfEach(test, statement, block) || reaches(other, block, kind) ? Passage.OPEN : Passage.MAYBE;
  }

  private static Passage gone(Condition condition) {
    return condition.sure() ? Passage.SHUT : Passage.UNLIKELY;
  }

  /// Whether statements that follow each other come to a wait whatever their conditions are; one that returns early checks its input.
  private boolean reaches(List<? extends Node> part, CodeBlock block, Blocks kind) {
    return part.stream().anyMatch(each -> switch (each) {
      case Stmt.If branch -> waiting.isIn(branch.test(), block, kind) || (reaches(branch.body(), block, kind) && reaches(branch.orelse(), block, kind));
      case Stmt.Try tried -> reaches(tried.body(), block, kind) || reaches(tried.finalbody(), block, kind);
      case Stmt.With with -> with.items().stream().anyMatch(item -> waiting.isIn(item, block, kind)) || reaches(with.body(), block, kind);
      case Stmt.For loop -> waiting.isIn(loop.iter(), block, kind) || reaches(loop.body(), block, kind);
      case Stmt.While loop -> waiting.isIn(loop.test(), block, kind) || reaches(loop.body(), block, kind);
      case Stmt.Match _ -> false;
      case Node other -> waiting.isIn(other, block, kind);
    });
  }

  /// `else`, and what follows a body that leaves.
  private static List<? extends Node> otherwise(Stmt.If branch, CodeBlock block) {
    if (!leaves(branch.body())) {
      return branch.orelse();
    }
    Stream<Stmt> after = block.module().parent(branch).stream().flatMap(up -> suites(up).stream()).filter(each -> contains(each, branch))
        .flatMap(suite -> suite.stream().dropWhile(each -> !CodeBlock.same(each, branch)).skip(1));
    return Stream.concat(branch.orelse().stream(), after).toList();
  }

  /// `wanted and load()`. What stands before it in a condition, as in `if user and allowed(user)`, is mostly there.
  private static Passage after(Expr.BoolOp both, Node below, CodeBlock block, Given given) {
    List<Expr> before = both.values().stream().takeWhile(each -> !CodeBlock.same(each, below)).toList();
    Passage all = Passage.OPEN;
    for (Expr each : before) {
      Optional<Condition> condition = Condition.of(each, given.until(each, block));
      boolean ends = condition.filter(known -> known.holds() == both.op().equals("Or")).isPresent();
      boolean open = condition.isPresent() || (isCondition(both, block) && !(both.op().equals("Or") ? State.isAskedForAsThere(each, block) : State.isAskedFor(each, block)));
      all = all.and(ends ? gone(condition.get()) : open ? Passage.OPEN : Passage.MAYBE);
    }
    return all;
  }

  private static boolean isCondition(Expr expr, CodeBlock block) {
    Node below = expr;
    for (Node above : block.module().ancestors(expr)) {
      switch (above) {
        case Expr.BoolOp _, Expr.UnaryOp _, Expr.Compare _ -> below = above;
        case Stmt.If branch -> {
          return CodeBlock.same(branch.test(), below);
        }
        case Stmt.While loop -> {
          return CodeBlock.same(loop.test(), below);
        }
        default -> {
          return false;
        }
      }
    }
    return false;
  }

  /// `if not wanted: return` before it. A check of what is handed over, or of what must be there, does not count; a question for what is there
  /// already does: `if self._markets: return self._markets`.
  private Passage behind(Node above, Node below, CodeBlock block, Given given, Blocks kind) {
    Passage all = Passage.OPEN;
    for (List<Stmt> suite : suites(above)) {
      if (!contains(suite, below)) {
        continue;
      }
      for (Stmt each : suite.stream().takeWhile(one -> !CodeBlock.same(one, below)).toList()) {
        if (each instanceof Stmt.If branch) {
          all = all.and(past(branch, block, given, kind));
        }
      }
    }
    return all;
  }

  private Passage past(Stmt.If branch, CodeBlock block, Given given, Blocks kind) {
    Optional<Condition> condition = Condition.of(branch.test(), given.until(branch.test(), block));
    if (condition.isPresent()) {
      return leaves(condition.get().holds() ? branch.body() : branch.orelse()) ? gone(condition.get()) : Passage.OPEN;
    }
    boolean returns = !branch.body().isEmpty() && branch.body().getLast() instanceof Stmt.Return;
    return returns && State.isAskedForAsThere(branch.test(), block) && !reaches(branch.body(), block, kind) ? Passage.MAYBE : Passage.OPEN;
  }

  private static boolean leaves(List<Stmt> suite) {
    return !suite.isEmpty() && (suite.getLast() instanceof Stmt.Return || suite.getLast() instanceof Stmt.Raise
        || suite.getLast() instanceof Stmt.Continue || suite.getLast() instanceof Stmt.Break);
  }

  private static boolean contains(List<Stmt> suite, Node node) {
    return suite.stream().anyMatch(each -> CodeBlock.same(each, node));
  }

  private static List<List<Stmt>> suites(Node node) {
    return switch (node) {
      case Stmt.FunctionDef def -> List.of(def.body());
      case Stmt.AsyncFunctionDef def -> List.of(def.body());
      case Stmt.If branch -> List.of(branch.body(), branch.orelse());
      case Stmt.For loop -> List.of(loop.body(), loop.orelse());
      case Stmt.AsyncFor loop -> List.of(loop.body(), loop.orelse());
      case Stmt.While loop -> List.of(loop.body(), loop.orelse());
      case Stmt.With with -> List.of(with.body());
      case Stmt.AsyncWith with -> List.of(with.body());
      case Stmt.Try tried -> List.of(tried.body(), tried.orelse(), tried.finalbody());
      case Stmt.TryStar tried -> List.of(tried.body(), tried.orelse(), tried.finalbody());
      case ExceptHandler handler -> List.of(handler.body());
      case MatchCase each -> List.of(each.body());
      default -> List.of();
    };
  }
}
