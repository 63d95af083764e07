package dev.loopwarden.program;

import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Stmt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A class of the program as it is written: its methods, the fields of its body, and what its methods assign to `self`.
public final class ClassView {

  /// What is assigned to `self.x`: the value and the statement.
  record SelfAssign(CodeBlock method, Optional<Expr> annotation, Optional<Expr> value, Binding binding) {}

  private final ParsedModule module;
  private final Stmt.ClassDef definition;
  private final String qualifiedName;
  private @Nullable Map<String, CodeBlock> methods;
  private @Nullable Map<String, List<SelfAssign>> selfAssigns;

  ClassView(ParsedModule module, Stmt.ClassDef definition, String qualifiedName) {
    this.module = module;
    this.definition = definition;
    this.qualifiedName = qualifiedName;
  }

  public ParsedModule module() {
    return module;
  }

  public Stmt.ClassDef definition() {
    return definition;
  }

  public String name() {
    return definition.name();
  }

  public String qualifiedName() {
    return qualifiedName;
  }

  public List<Expr> bases() {
    return definition.bases();
  }

  /// The method of that name in this very class; of several (overloads, setters) the one that counts.
  public Optional<CodeBlock> method(String name) {
    return Optional.ofNullable(methods().get(name));
  }

  public List<CodeBlock> allMethods() {
    return List.copyOf(methods().values());
  }

  /// Whether its body gives a name this constant: `run_inline = True`.
  boolean says(String name, String constant) {
    return definition.body().stream().anyMatch(each -> each instanceof Stmt.Assign assign && assign.targets().getFirst() instanceof Expr.Name target
        && target.id().equals(name) && assign.value() instanceof Expr.Constant value && value.value().equals(constant));
  }

  private Map<String, CodeBlock> methods() {
    if (methods == null) {
      var found = new HashMap<String, CodeBlock>();
      for (var node : Scope.nodes(definition.body())) {
        if (node instanceof Stmt.FunctionDef || node instanceof Stmt.AsyncFunctionDef) {
          CodeBlock block = module.block(node);
          if (!block.isDecoratedWith("overload", "setter", "deleter")) {
            found.put(block.name(), block);
          }
        }
      }
      methods = found;
    }
    return methods;
  }

  /// All that the class's own methods assign to an attribute of `self`.
  List<SelfAssign> assignsTo(String attribute) {
    if (selfAssigns == null) {
      selfAssigns = new HashMap<>();
      for (CodeBlock method : allMethods()) {
        List<String> parameters = method.parameters();
        if (!method.isStatic() && !parameters.isEmpty()) {
          collect(method, parameters.getFirst());
        }
      }
    }
    return selfAssigns.getOrDefault(attribute, List.of());
  }

  private void collect(CodeBlock method, String self) {
    for (Binding.Target target : Binding.targets(method.own(dev.loopwarden.python.Node.class))) {
      if (target.target() instanceof Expr.Attribute attribute
          && attribute.value() instanceof Expr.Name name
          && name.id().equals(self)
          && selfAssigns != null) {
        selfAssigns
            .computeIfAbsent(attribute.attr(), _ -> new ArrayList<>())
            .add(new SelfAssign(method, target.annotation(), target.value(), target.binding()));
      }
    }
  }

  @Override
  public String toString() {
    return module.path() + "::" + qualifiedName;
  }
}
