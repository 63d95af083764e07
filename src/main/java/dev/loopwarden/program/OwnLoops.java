package dev.loopwarden.program;

import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Event loops that serve one job: those that a function runs in a thread of its own, as a bot that polls one chat beside the program's work, and those of
/// commands and of a worker's jobs, which are plain functions. What holds such a loop up holds nobody else up. A loop that serves clients is not meant.
final class OwnLoops {

  /// Functions that are looked at from one thread on.
  private static final int OF_THREAD_MAX = 400;

  /// Functions that are looked at from all commands and jobs on.
  private static final int OF_JOBS_MAX = 2000;

  /// Words in the names of calls after which anybody may come.
  private static final List<String> SERVES = List.of("serve", "route", "listen", "run_app", "add_get", "add_post", "endpoint", "mount");

  private final Program program;

  OwnLoops(Program program) {
    this.program = program;
  }

  /// The coroutines that run on such loops and nowhere else.
  Set<CodeBlock> all(Collection<ParsedModule> modules) {
    var found = new HashSet<CodeBlock>();
    var jobs = new LinkedHashMap<CodeBlock, Set<CodeBlock>>();
    for (ParsedModule module : modules) {
      for (CodeBlock block : module.blocks()) {
        if (runsLoopInThread(block)) {
          found.addAll(only(Map.of(block, reached(block))));
        } else if (isJob(block) && jobs.values().stream().mapToInt(Set::size).sum() < OF_JOBS_MAX) {
          Set<CodeBlock> reached = reached(block);
          if (!reached.isEmpty()) {
            jobs.put(block, reached);
          }
        }
      }
    }
    found.addAll(only(jobs));
    return found;
  }

  private boolean runsLoopInThread(CodeBlock block) {
    return !block.isModule() && !block.isAsync() && program.own(block).direct().stream().anyMatch(each -> each.entry().blocks().filter(Blocks.LOOP::equals).isPresent())
        && program.context(block).at(Where.THREAD).isPresent() && program.context(block).at(Where.LOOP).isEmpty();
  }

  /// A plain function that a command line or a worker calls, one at a time, and that runs a loop, itself or through helpers.
  private boolean isJob(CodeBlock block) {
    return !block.isAsync() && block.decorators().stream().anyMatch(each -> callsPlain(each, block.module())) && program.summary(block).effects().containsKey(Blocks.LOOP);
  }

  private boolean callsPlain(Expr decorator, ParsedModule module) {
    Expr name = decorator instanceof Expr.Call call ? call.func() : decorator;
    return program.entryOf(program.meaning(name, module).nameInLibrary()).filter(each -> each.is(Role.CALLS_PLAIN)).isPresent();
  }

  /// Those of the coroutines that are named nowhere else.
  ///
  /// @param reached by their starters
  private Set<CodeBlock> only(Map<CodeBlock, Set<CodeBlock>> reached) {
    Set<CodeBlock> coroutines = reached.values().stream().flatMap(Set::stream).collect(Collectors.toCollection(LinkedHashSet::new));
    var inside = new LinkedHashSet<>(coroutines);
    inside.addAll(reached.keySet());
    while (coroutines.removeIf(each -> isNamedOutside(each, inside))) {
      inside.retainAll(Stream.concat(coroutines.stream(), reached.keySet().stream()).collect(Collectors.toSet()));
    }
    return coroutines;
  }

  /// The coroutines that a starter comes to; none where something of it serves.
  private Set<CodeBlock> reached(CodeBlock starter) {
    var coroutines = new LinkedHashSet<CodeBlock>();
    var left = new ArrayDeque<>(List.of(starter));
    while (!left.isEmpty() && coroutines.size() < OF_THREAD_MAX) {
      CodeBlock block = left.poll();
      if (serves(block)) {
        return Set.of();
      }
      named(block).filter(coroutines::add).forEach(left::add);
    }
    return coroutines;
  }

  private static boolean serves(CodeBlock block) {
    return block.calls().stream().map(each -> CodeBlock.lastName(each.func()).toLowerCase(Locale.ROOT)).anyMatch(name -> SERVES.stream().anyMatch(name::contains));
  }

  /// The coroutines that a block calls or hands over, in a lambda too.
  private Stream<CodeBlock> named(CodeBlock block) {
    Stream<Node> inLambdas = block.own(Expr.Lambda.class).stream().flatMap(each -> CodeBlock.ownNodes(List.of(each.body())).stream());
    return Stream.concat(block.own(Node.class).stream(), inLambdas).filter(each -> each instanceof Expr.Name || each instanceof Expr.Attribute)
        .map(each -> program.meaning((Expr) each, block.module()))
        .flatMap(each -> each instanceof Meaning.Function function && function.block().isAsync() ? Stream.of(function.block()) : Stream.empty());
  }

  private boolean isNamedOutside(CodeBlock coroutine, Set<CodeBlock> inside) {
    return program.mentions(coroutine.name()).stream().filter(each -> !each.module().isTest() && !inside.contains(each.module().blockOf(each.at())))
        .anyMatch(each -> program.meaning(each.at(), each.module()) instanceof Meaning.Function function && function.block().equals(coroutine));
  }
}
