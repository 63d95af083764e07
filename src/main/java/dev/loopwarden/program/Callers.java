package dev.loopwarden.program;

import dev.loopwarden.python.Expr;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;

/// Who calls a function of the program, as far as the calls can be resolved. A call of a method may run the one of a class below.
final class Callers {

  private final Program program;
  private final IdentityHashMap<CodeBlock, List<CallSite>> sites = new IdentityHashMap<>();

  Callers(Program program, Collection<ParsedModule> modules) {
    this.program = program;
    for (ParsedModule module : modules) {
      for (CodeBlock block : module.blocks()) {
        for (Expr.Call call : block.calls()) {
          for (CodeBlock called : program.runs(call, module)) {
            sites.computeIfAbsent(called, _ -> new ArrayList<>()).add(new CallSite(block, call));
          }
        }
      }
    }
  }

  /// The calls that run a block: those of itself, and those of the method of a class above that it stands in for.
  List<CallSite> of(CodeBlock block) {
    var all = new ArrayList<>(sites.getOrDefault(block, List.of()));
    if (block.owner().isPresent() && !block.name().startsWith("__")) {
      for (ClassView above : program.family(block.owner().get()).above()) {
        above.method(block.name()).filter(each -> !each.equals(block)).ifPresent(overridden ->
            sites.getOrDefault(overridden, List.of()).stream().filter(each -> !isOfSuper(each.call())).forEach(all::add));
      }
    }
    return List.copyOf(all);
  }

  /// `super().close()`: that one, and none below.
  private static boolean isOfSuper(Expr.Call call) {
    return call.func() instanceof Expr.Attribute attribute && attribute.value() instanceof Expr.Call made
        && CodeBlock.lastName(made.func()).equals("super");
  }
}
