package dev.loopwarden.program;

import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Event loops that one function runs in a thread of its own, for a job of its own: a bot that polls one chat beside the program's work. What holds
/// such a loop up holds nobody else up. A loop that serves clients is not meant.
final class OwnLoops {

  /// Functions that are looked at from one thread on.
  private static final int FUNCTIONS_MAX = 400;

  /// Words in the names of calls after which anybody may come.
  private static final List<String> SERVES = List.of("serve", "route", "listen", "run_app", "add_get", "add_post", "endpoint", "mount");

  private final Program program;

  OwnLoops(Program program) {
    this.program = program;
  }

  /// The coroutines that run on such a loop and nowhere else, each with the function that runs the loop.
  Map<CodeBlock, CodeBlock> all(Collection<ParsedModule> modules) {
    var found = new HashMap<CodeBlock, CodeBlock>();
    for (ParsedModule module : modules) {
      for (CodeBlock block : module.blocks()) {
        if (runsLoopInThread(block)) {
          of(block).forEach(each -> found.put(each, block));
        }
      }
    }
    return found;
  }

  private boolean runsLoopInThread(CodeBlock block) {
    return !block.isModule() && !block.isAsync() && program.own(block).direct().stream().anyMatch(each -> each.entry().blocks().filter(Blocks.LOOP::equals).isPresent())
        && program.context(block).at(Where.THREAD).filter(Context.Running::direct).isPresent();
  }

  private Set<CodeBlock> of(CodeBlock starter) {
    var coroutines = new LinkedHashSet<CodeBlock>();
    var left = new ArrayDeque<>(List.of(starter));
    while (!left.isEmpty() && coroutines.size() < FUNCTIONS_MAX) {
      CodeBlock block = left.poll();
      if (serves(block)) {
        return Set.of();
      }
      named(block).filter(coroutines::add).forEach(left::add);
    }
    var inside = new LinkedHashSet<>(coroutines);
    inside.add(starter);
    while (coroutines.removeIf(each -> isNamedOutside(each, inside))) {
      inside.retainAll(Stream.concat(coroutines.stream(), Stream.of(starter)).toList());
    }
    return coroutines;
  }

  private static boolean serves(CodeBlock block) {
    return block.calls().stream().map(each -> CodeBlock.lastName(each.func()).toLowerCase(Locale.ROOT)).anyMatch(name -> SERVES.stream().anyMatch(name::contains));
  }

  /// The coroutines that a block calls or hands over.
  private Stream<CodeBlock> named(CodeBlock block) {
    return block.own(Node.class).stream().filter(each -> each instanceof Expr.Name || each instanceof Expr.Attribute)
        .map(each -> program.meaning((Expr) each, block.module()))
        .flatMap(each -> each instanceof Meaning.Function function && function.block().isAsync() ? Stream.of(function.block()) : Stream.empty());
  }

  private boolean isNamedOutside(CodeBlock coroutine, Set<CodeBlock> inside) {
    return program.mentions(coroutine.name()).stream().filter(each -> !each.module().isTest() && !inside.contains(each.module().blockOf(each.at())))
        .anyMatch(each -> program.meaning(each.at(), each.module()) instanceof Meaning.Function function && function.block().equals(coroutine));
  }
}
