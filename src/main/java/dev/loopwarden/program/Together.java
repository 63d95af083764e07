package dev.loopwarden.program;

import dev.loopwarden.python.Expr;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What only all modules of a program together tell: where its blocks run, who calls them, where names are written. Each is made when it is
/// first asked for.
final class Together {

  private final Program program;
  private final Collection<ParsedModule> modules;
  private final CallGraph graph;
  private final Handing handing;
  private final Mentions mentions;
  private @Nullable Map<CodeBlock, Context> contexts;
  private @Nullable Callers callers;
  private @Nullable Set<CodeBlock> ownLoops;

  Together(Program program, Collection<ParsedModule> modules, CallGraph graph, Handing handing) {
    this.program = program;
    this.modules = modules;
    this.graph = graph;
    this.handing = handing;
    this.mentions = new Mentions(modules);
  }

  Context context(CodeBlock block) {
    if (contexts == null) {
      contexts = Contexts.of(modules, program, graph, handing);
    }
    return Objects.requireNonNull(contexts.get(block), () -> "no block of the program: " + block);
  }

  /// Whether a coroutine runs only on loops of its own.
  boolean hasOwnLoop(CodeBlock coroutine) {
    if (ownLoops == null) {
      ownLoops = new OwnLoops(program).all(modules);
    }
    return ownLoops.contains(coroutine);
  }

  Callers callers() {
    if (callers == null) {
      callers = new Callers(program, modules);
    }
    return callers;
  }

  Mentions mentions() {
    return mentions;
  }

  /// Whether a function is named anywhere but in a call of it.
  boolean isGivenAway(CodeBlock block) {
    return mentions.of(block.name()).stream()
        .filter(each -> each.module().parent(each.at()).filter(up -> up instanceof Expr.Call call && CodeBlock.same(call.func(), each.at())).isEmpty())
        .anyMatch(each -> program.meaning(each.at(), each.module()) instanceof Meaning.Function function && function.block().equals(block));
  }
}
