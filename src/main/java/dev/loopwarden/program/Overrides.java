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

/// Which methods stand in for one that is only declared: those of subclasses, or of the one class that has all that a protocol asks for.
final class Overrides {

  private final Collection<ParsedModule> modules;
  private final Classes classes;
  private final Map<ClassView, Optional<ClassView>> implementations = new HashMap<>();
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
    implementation(method.owner().get()).flatMap(each -> each.method(method.name())).filter(block -> !isStub(block)).ifPresent(found::add);
    for (ClassView each : below().getOrDefault(method.owner().get(), Set.of())) {
      Optional<CodeBlock> own = each.method(method.name());
      own.filter(block -> !isStub(block)).ifPresent(found::add);
    }
    return new ArrayList<>(found);
  }

  /// The one class of the program, tests left out, that has all methods of a protocol, with the same parameters and colours; empty where there are
  /// several, or where the protocol asks for so little that a class may have it by chance.
  private Optional<ClassView> implementation(ClassView view) {
    Optional<ClassView> before = implementations.get(view);
    if (before != null) {
      return before;
    }
    List<CodeBlock> wanted = isProtocol(view) ? view.allMethods().stream().filter(each -> !each.name().startsWith("__")).toList() : List.of();
    boolean much = wanted.size() > 1 || wanted.stream().anyMatch(each -> each.parameters().size() > 1);
    List<ClassView> all = much && wanted.stream().allMatch(Overrides::isStub) ? modules.stream().filter(each -> !each.isTest()).flatMap(each -> each.classes().stream())
        .filter(each -> !isProtocol(each) && wanted.stream().allMatch(method -> each.method(method.name()).filter(own -> isAlike(own, method)).isPresent()))
        .limit(2).toList() : List.of();
    Optional<ClassView> found = all.size() == 1 && below(view).isEmpty() ? Optional.of(all.getFirst()) : Optional.empty();
    implementations.put(view, found);
    return found;
  }

  private static boolean isProtocol(ClassView view) {
    return view.bases().stream().anyMatch(each -> CodeBlock.lastName(each instanceof Expr.Subscript generic ? generic.value() : each).equals("Protocol"));
  }

  private static boolean isAlike(CodeBlock own, CodeBlock wanted) {
    return own.isAsync() == wanted.isAsync() && own.parameters().equals(wanted.parameters());
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
