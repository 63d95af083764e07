package dev.loopwarden.program;

import dev.loopwarden.python.Expr;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;

/// Who calls a function of the program, as far as the calls can be resolved.
final class Callers {

  private final IdentityHashMap<CodeBlock, List<CallSite>> sites = new IdentityHashMap<>();

  Callers(Program program, Collection<ParsedModule> modules) {
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

  List<CallSite> of(CodeBlock block) {
    return List.copyOf(sites.getOrDefault(block, List.of()));
  }
}
