package dev.loopwarden.rules;

import dev.loopwarden.program.CallSite;
import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.program.Treatment;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Limits that those set who call a function: around the call, around their own calls, or around the wait for a task that they make of it.
///
/// @param evidence the limits that are seen
/// @param all whether each call that is seen stands under one
record CallerLimits(List<String> evidence, boolean all) {

  /// Callers of callers that are looked at.
  private static final int STEPS_MAX = 6;

  /// Calls of one function; of one that is called from more places nothing is said.
  private static final int CALLS_MAX = 60;

  private static final CallerLimits NONE = new CallerLimits(List.of(), false);

  static CallerLimits of(CodeBlock block, Program program) {
    return of(block, program, new HashMap<>(Map.of(block, Optional.empty())), STEPS_MAX).orElse(NONE);
  }

  /// A limit around every call that is seen, in the words of evidence; empty where no call is seen, or one without.
  Optional<String> everywhere() {
    return all && !evidence.isEmpty()
        ? Optional.of((evidence.size() == 1 ? "its caller's " : "each of its " + evidence.size() + " callers' limits, first ") + evidence.getFirst())
        : Optional.empty();
  }

  /// Whether a limit stands around one call, and none around another.
  boolean somewhere() {
    return !all && !evidence.isEmpty();
  }

  /// @param known what was found of functions before; empty for those that are looked at just now, whose calls of themselves say nothing
  private static Optional<CallerLimits> of(CodeBlock block, Program program, Map<CodeBlock, Optional<CallerLimits>> known, int steps) {
    List<CallSite> sites = program.callers(block).stream().filter(each -> !each.block().module().isTest() || block.module().isTest()).toList();
    if (sites.isEmpty() || sites.size() > CALLS_MAX || steps == 0) {
      return Optional.of(NONE);
    }
    var evidence = new ArrayList<String>();
    boolean all = true;
    for (CallSite each : sites) {
      Optional<String> own = around(each, program)
          .map(scope -> each.block().module().path().equals(block.module().path()) ? scope : scope + " of " + each.block().module().path());
      if (own.isPresent()) {
        evidence.add(own.get());
      } else {
        Optional<CallerLimits> further = known.get(each.block());
        if (further == null) {
          known.put(each.block(), Optional.empty());
          further = of(each.block(), program, known, steps - 1);
          known.put(each.block(), further);
        }
        if (further.isPresent()) {
          further.get().evidence().stream().findFirst().ifPresent(evidence::add);
          all &= further.get().all();
        }
      }
    }
    return Optional.of(new CallerLimits(evidence, all));
  }

  private static Optional<String> around(CallSite site, Program program) {
    Optional<Expr.Call> spawn = spawn(site, program);
    return spawn.isPresent() ? task(spawn.get(), site.block(), program)
        : Scopes.inside(site.call(), site.block(), program).or(() -> Scopes.decorator(site.block()));
  }

  /// The call that makes a task of a coroutine: `create_task(fetch())`.
  private static Optional<Expr.Call> spawn(CallSite site, Program program) {
    return site.block().module().parent(site.call())
        .filter(up -> up instanceof Expr.Call outer && !CodeBlock.same(outer.func(), site.call()) && makesTask(outer, site, program)).map(Expr.Call.class::cast);
  }

  private static boolean makesTask(Expr.Call outer, CallSite site, Program program) {
    return Spawn.is(outer, site.block(), program)
        || program.treatments(site.call(), outer, site.block().module()).contains(Treatment.SPAWNS);
  }

  /// `await wait_for(task, 5)`, `async with timeout(5): await task`, and `await asyncio.wait(tasks, timeout=5)` before what is left is cancelled.
  private static Optional<String> task(Expr.Call spawn, CodeBlock block, Program program) {
    Optional<String> name = Spawn.named(spawn, block);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    for (Expr.Name use : Flow.uses(name.get(), block)) {
      List<Node> around = Flow.around(use, block).toList();
      boolean awaited = around.stream().anyMatch(Expr.Await.class::isInstance) && around.stream().noneMatch(each -> is(each, Role.SHIELDS, block, program));
      boolean left = around.stream().anyMatch(each -> is(each, Role.WAITS_MANY, block, program)) && !Flow.cancels(block);
      Optional<String> limit = awaited && !left ? Scopes.inside(use, block, program) : Optional.empty();
      if (limit.isPresent()) {
        return limit;
      }
    }
    return Optional.empty();
  }

  private static boolean is(Node node, Role role, CodeBlock block, Program program) {
    return node instanceof Expr.Call call && Flow.entry(call, block, program, role).isPresent();
  }
}
