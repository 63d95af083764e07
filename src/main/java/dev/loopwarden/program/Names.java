package dev.loopwarden.program;

import dev.loopwarden.python.Arg;
import dev.loopwarden.python.Comprehension;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.python.TypeParam;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a name stands for at a place: through the scopes around it, the bindings that reach it, imports and parameters.
final class Names {

  private final Resolver resolver;
  private final Imports imports;
  private final Taken taken;
  private final Filled filled;
  private final IdentityHashMap<Node, Scope> scopes = new IdentityHashMap<>();
  private final Set<String> lookingUp = new HashSet<>();
  private final Set<Node> declaring = Collections.newSetFromMap(new IdentityHashMap<>());

  private static final int BINDINGS_MAX = 12;

  /// Names of modules that are looked up one for the sake of another: `from . import a as b`, `type A = B`.
  private static final int LOOKUPS_MAX = 60;

  Names(Resolver resolver, Program program, Knowledge knowledge) {
    this.resolver = resolver;
    this.imports = new Imports(this, program, knowledge);
    this.filled = new Filled(resolver);
    this.taken = new Taken(resolver, new Passed(program.modules(), resolver), new Fixtures(program, resolver, knowledge));
  }

  Imports imports() {
    return imports;
  }

  Taken taken() {
    return taken;
  }

  Filled filled() {
    return filled;
  }

  Meaning lookup(String name, Node at, ParsedModule module) {
    Optional<Meaning> own = switch (at) { // what its own annotations and bases name
      case Stmt.FunctionDef _, Stmt.AsyncFunctionDef _ -> typeParameter(name, module.block(at).typeParameters(), at, module);
      case Stmt.ClassDef def -> typeParameter(name, def.typeParams(), at, module);
      default -> Optional.empty();
    };
    if (own.isPresent()) {
      return own.get();
    }
    Node below = at;
    boolean direct = true;
    boolean inFunction = false;
    for (Node up = module.above(at); up != null; up = module.above(up)) {
      switch (up) {
        case Expr.ListComp each -> {
          Optional<Meaning> found = inComprehension(name, each.generators(), at, module);
          if (found.isPresent()) {
            return found.get();
          }
        }
        case Expr.SetComp each -> {
          Optional<Meaning> found = inComprehension(name, each.generators(), at, module);
          if (found.isPresent()) {
            return found.get();
          }
        }
        case Expr.GeneratorExp each -> {
          Optional<Meaning> found = inComprehension(name, each.generators(), at, module);
          if (found.isPresent()) {
            return found.get();
          }
        }
        case Expr.DictComp each -> {
          Optional<Meaning> found = inComprehension(name, each.generators(), at, module);
          if (found.isPresent()) {
            return found.get();
          }
        }
        case Expr.Lambda lambda -> {
          if (CodeBlock.same(below, lambda.body())) {
            if (lambda.args().all().stream().anyMatch(each -> each.arg().equals(name))) {
              return new Meaning.Unknown("`" + name + "` is a parameter of a lambda");
            }
            direct = false;
          }
        }
        case Stmt.ClassDef def -> {
          Optional<Meaning> parameter = typeParameter(name, def.typeParams(), up, module);
          if (parameter.isPresent()) {
            return parameter.get();
          }
          if (!inFunction && isBody(def.body(), below)) {
            List<Binding> bindings = scope(def, module).of(name);
            if (!bindings.isEmpty()) {
              return chosen(bindings, at, direct, module);
            }
            direct = false;
          }
        }
        case Stmt.FunctionDef _, Stmt.AsyncFunctionDef _ -> {
          CodeBlock block = module.block(up);
          Optional<Meaning> parameter = typeParameter(name, block.typeParameters(), up, module);
          if (parameter.isPresent()) {
            return parameter.get();
          }
          if (block.runs(below)) {
            Scope scope = scope(up, module);
            if (scope.isGlobal(name)) {
              return global(name, module, at, false);
            }
            List<Binding> bindings = scope.isNonlocal(name) ? List.of() : scope.of(name);
            if (!bindings.isEmpty()) {
              return filled(chosen(bindings, at, direct, module), name, bindings, block);
            }
            direct = false;
            inFunction = true;
          }
        }
        default -> {}
      }
      below = up;
    }
    return global(name, module, at, direct);
  }

  /// `def first[T](...)`, `class Repo[T]`.
  private Optional<Meaning> typeParameter(String name, List<TypeParam> parameters, Node at, ParsedModule module) {
    for (TypeParam each : parameters) {
      if (each instanceof TypeParam.TypeVar variable && variable.name().equals(name)) {
        return Optional.of(resolver.generics().parameter(variable, module, at));
      }
    }
    return Optional.empty();
  }

  private static boolean isBody(List<Stmt> body, Node child) {
    return body.stream().anyMatch(each -> CodeBlock.same(each, child));
  }

  private Optional<Meaning> inComprehension(String name, List<Comprehension> generators, Node at, ParsedModule module) {
    for (Comprehension each : generators) {
      var targets = new ArrayList<Binding.Target>();
      Binding.unpacked(each.target(), List.of(), targets, way -> new Binding.Item(each, each.iter(), each.isAsync() == 1, way));
      for (Binding.Target target : targets) {
        if (target.target() instanceof Expr.Name own && own.id().equals(name) && !each.iter().span().contains(at.span())) {
          return Optional.of(value(target.binding(), module));
        }
      }
    }
    return Optional.empty();
  }

  Scope scope(Node node, ParsedModule module) {
    Scope scope = scopes.get(node);
    if (scope == null) {
      scope = node instanceof Stmt.ClassDef def ? Scope.of(module.classOf(def)) : Scope.of(module.block(node));
      scopes.put(node, scope);
    }
    return scope;
  }

  List<Binding> inClass(ClassView view, String name) {
    return scope(view.definition(), view.module()).of(name);
  }

  /// A name of a module, seen from anywhere.
  Meaning global(String name, ParsedModule module) {
    return global(name, module, module.tree(), false);
  }

  /// Imports may go round in a circle; then a name is defined by itself.
  private Meaning global(String name, ParsedModule module, Node at, boolean direct) {
    String asked = module.path() + "::" + name;
    if (lookingUp.size() >= LOOKUPS_MAX) {
      return Resolver.FAR;
    }
    if (!lookingUp.add(asked)) {
      return Resolver.CIRCULAR;
    }
    try {
      return inModule(name, module, at, direct);
    } finally {
      lookingUp.remove(asked);
    }
  }

  private Meaning inModule(String name, ParsedModule module, Node at, boolean direct) {
    Scope scope = scope(module.tree(), module);
    List<Binding> bindings = scope.of(name);
    if (!bindings.isEmpty()) {
      return filled(chosen(bindings, at, direct, module), name, bindings, module.block(module.tree()));
    }
    return fromStars(name, scope, module)
        .orElseGet(() -> Builtins.has(name) ? new Meaning.Library("builtins." + name, Optional.empty()) : undefined(name));
  }

  /// `from module import *`: the last one that has the name counts, one that stands in an `except` after all others.
  private Optional<Meaning> fromStars(String name, Scope scope, ParsedModule module) {
    Optional<Meaning> unread = Optional.empty();
    for (Stmt.ImportFrom star : scope.stars(module)) {
      Optional<ParsedModule> from = imports.source(star, module);
      if (from.isEmpty()) {
        unread = unread.or(() -> Optional.of(new Meaning.Unknown("`" + name + "` may come from `" + star.module().orElse(".") + "`")));
      } else if (!CodeBlock.same(from.get().tree(), module.tree())) {
        Scope there = scope(from.get().tree(), from.get());
        Meaning found = !there.gives(name) ? undefined(name) : there.names(name) ? imports.exported(from.get(), name) : global(name, from.get());
        if (found.isKnown() ? !isBuiltin(found) : !there.of(name).isEmpty()) {
          return Optional.of(found);
        }
        unread = unread.or(() -> found.isKnown() || found.equals(undefined(name)) ? Optional.empty() : Optional.of(found));
      }
    }
    return unread;
  }

  private static boolean isBuiltin(Meaning found) {
    return found instanceof Meaning.Library library && library.name().startsWith("builtins.");
  }

  private static Meaning undefined(String name) {
    return new Meaning.Unknown("`" + name + "` is not defined here");
  }

  /// The meaning of a name that has these bindings, at a place. Where the place is in another scope, the last one counts that is
  /// always run, and those behind it.
  private Meaning chosen(List<Binding> all, Node at, boolean direct, ParsedModule module) {
    List<Binding> bindings = all.stream().filter(each -> !isOverload(each, module)).toList();
    List<Binding> reaching = direct ? Reaching.of(bindings, at, module) : Reaching.last(bindings, module);
    if (reaching.size() > 1 && reaching.stream().anyMatch(each -> each instanceof Binding.Imported)) {
      Optional<Binding> preferred = Reaching.preferred(reaching, module);
      if (preferred.isPresent()) {
        return value(preferred.get(), module);
      }
    }
    return Joined.of(reaching.stream().limit(BINDINGS_MAX).map(each -> value(each, module)).toList(), false);
  }

  /// What begins empty holds what is put into it; of a parameter others may have filled it.
  private Meaning filled(Meaning found, String name, List<Binding> bindings, CodeBlock scope) {
    return bindings.stream().anyMatch(Binding.Param.class::isInstance) ? found : filled.name(found, name, scope);
  }

  private static boolean isOverload(Binding binding, ParsedModule module) {
    return binding instanceof Binding.Defined(Node at) && !(at instanceof Stmt.ClassDef) && module.block(at).isDecoratedWith("overload");
  }

  Meaning value(Binding binding, ParsedModule module) {
    return switch (binding) {
      case Binding.Imported imported -> imports.of(imported, module);
      case Binding.Defined(Node at) -> defined(at, module);
      case Binding.Assigned(Node _, Expr value) -> resolver.of(value, module);
      case Binding.Item item -> elements().down(elements().iterated(resolver.of(item.iterable(), module), item.async()), item.way());
      case Binding.Part part -> elements().down(resolver.of(part.value(), module), part.way());
      case Binding.Entered entered -> elements().down(elements().entered(resolver.of(entered.context(), module), entered.async()), entered.way());
      case Binding.Alternative(Node at, Expr type) -> new Meaning.TypeOf(resolver.annotations().instance(type, module, at));
      case Binding.Captured(Node at, Expr type, String name) -> resolver.member(resolver.annotations().instance(type, module, at), name);
      case Binding.Placed(Node at, Expr type, int position) -> elements().placed(resolver.annotations().instance(type, module, at), position);
      case Binding.Caught(Node at, Expr type) -> resolver.annotations().instance(type, module, at);
      case Binding.Param param -> taken.of(module.block(owner(param.arg(), module)), param.arg(), param.position());
      case Binding.Declared(Node at, Expr annotation) -> declared(at, annotation, module);
      case Binding.Other(Node _, String reason) -> new Meaning.Unknown("it is " + reason);
    };
  }

  private Elements elements() {
    return resolver.elements();
  }

  private static Node owner(Arg arg, ParsedModule module) {
    return module.ancestors(arg).stream()
        .filter(each -> each instanceof Stmt.FunctionDef || each instanceof Stmt.AsyncFunctionDef)
        .findFirst()
        .orElseThrow();
  }

  /// A class may have `json: json`: its annotation names what it declares.
  private Meaning declared(Node at, Expr annotation, ParsedModule module) {
    if (!declaring.add(at)) {
      return new Meaning.Unknown("its annotation names itself", true);
    }
    Meaning declared;
    try {
      declared = resolver.annotations().instance(annotation, module, at);
    } finally {
      declaring.remove(at);
    }
    if (!declared.isKnown() && at instanceof Stmt.AnnAssign assign && assign.value().isPresent()) {
      if (CodeBlock.lastName(annotation).equals("TypeAlias") && assign.value().get() instanceof Expr.Constant quoted) {
        return new Meaning.TypeOf(resolver.annotations().instance(quoted, module, at));
      }
      return resolver.of(assign.value().get(), module);
    }
    return declared instanceof Meaning.CallableOf && at instanceof Stmt.AnnAssign assign
        ? assign.value().map(each -> resolver.of(each, module)).filter(Meaning.Function.class::isInstance).orElse(declared) : declared;
  }

  Meaning defined(Node at, ParsedModule module) {
    if (at instanceof Stmt.ClassDef def) {
      return new Meaning.ClassOf(module.classOf(def));
    }
    return resolver.function(module.block(at), Optional.empty());
  }
}
