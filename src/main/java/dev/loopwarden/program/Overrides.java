package dev.loopwarden.program;

import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Stmt;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which methods of the program's subclasses stand in for a method that is only declared.
final class Overrides {

  private final Collection<ParsedModule> modules;
  private final Classes classes;
  private @Nullable Map<ClassView, Set<ClassView>> below;

  Overrides(Collection<ParsedModule> modules, Classes classes) {
    this.modules = modules;
    this.classes = classes;
  }

  /// Whether a function only declares: its body is a docstring, `pass`, `...` or `raise`.
  static boolean isStub(CodeBlock block) {
    return block.body().stream().allMatch(each -> each instanceof Stmt.Pass
        || (each instanceof Stmt.ExprStmt statement && statement.value() instanceof Expr.Constant)
        || (each instanceof Stmt.Raise raise && raise.exc().filter(Overrides::isNotImplemented).isPresent()));
  }

  private static boolean isNotImplemented(Expr raised) {
    return CodeBlock.lastName(raised instanceof Expr.Call call ? call.func() : raised).equals("NotImplementedError");
  }

  /// The methods that run in place of a declared one, at most one for each class; empty where it is no declaration of a class.
  List<CodeBlock> of(CodeBlock method) {
    if (method.owner().isEmpty() || !isStub(method)) {
      return List.of();
    }
    var found = new LinkedHashSet<CodeBlock>();
    for (ClassView each : below().getOrDefault(method.owner().get(), Set.of())) {
      Optional<CodeBlock> own = each.method(method.name());
      own.filter(block -> !isStub(block)).ifPresent(found::add);
    }
    return new ArrayList<>(found);
  }

  /// The classes that inherit from one.
  Set<ClassView> below(ClassView view) {
    return below().getOrDefault(view, Set.of());
  }

  private Map<ClassView, Set<ClassView>> below() {
    if (below == null) {
      below = new HashMap<>();
      for (ParsedModule module : modules) {
        for (ClassView view : module.classes()) {
          for (ClassView above : classes.lineage(view).classes()) {
            if (!above.equals(view)) {
              below.computeIfAbsent(above, _ -> new LinkedHashSet<>()).add(view);
            }
          }
        }
      }
    }
    return below;
  }
}
