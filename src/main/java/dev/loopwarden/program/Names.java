package dev.loopwarden.program;

import dev.loopwarden.python.Arg;
import dev.loopwarden.python.Comprehension;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a name stands for at a place: through the scopes around it, the bindings that reach it, imports and parameters.
final class Names {

  private final Resolver resolver;
  private final Program program;
  private final Knowledge knowledge;
  private final IdentityHashMap<Node, Scope> scopes = new IdentityHashMap<>();
  private final Set<String> lookingUp = new HashSet<>();

  Names(Resolver resolver, Program program, Knowledge knowledge) {
    this.resolver = resolver;
    this.program = program;
    this.knowledge = knowledge;
  }

  Meaning lookup(String name, Node at, ParsedModule module) {
    Node below = at;
    boolean direct = true;
    boolean inFunction = false;
    for (Node up : module.ancestors(at)) {
      switch (up) {
        case Expr.ListComp each -> {
          Optional<Meaning> found = inComprehension(name, each.generators(), module);
          if (found.isPresent()) {
            return found.get();
          }
        }
        case Expr.SetComp each -> {
          Optional<Meaning> found = inComprehension(name, each.generators(), module);
          if (found.isPresent()) {
            return found.get();
          }
        }
        case Expr.GeneratorExp each -> {
          Optional<Meaning> found = inComprehension(name, each.generators(), module);
          if (found.isPresent()) {
            return found.get();
          }
        }
        case Expr.DictComp each -> {
          Optional<Meaning> found = inComprehension(name, each.generators(), module);
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
          if (block.runs(below)) {
            Scope scope = scope(up, module);
            if (scope.isGlobal(name)) {
              return global(name, module, at, false);
            }
            List<Binding> bindings = scope.isNonlocal(name) ? List.of() : scope.of(name);
            if (!bindings.isEmpty()) {
              return chosen(bindings, at, direct, module);
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

  private static boolean isBody(List<Stmt> body, Node child) {
    return body.stream().anyMatch(each -> CodeBlock.same(each, child));
  }

  private Optional<Meaning> inComprehension(String name, List<Comprehension> generators, ParsedModule module) {
    for (Comprehension each : generators) {
      if (each.target() instanceof Expr.Name target && target.id().equals(name)) {
        return Optional.of(resolver.iterated(resolver.of(each.iter(), module)));
      }
      if (each.target().findAll(Expr.Name.class).stream().anyMatch(target -> target.id().equals(name))) {
        return Optional.of(new Meaning.Unknown("`" + name + "` is a part of an element"));
      }
    }
    return Optional.empty();
  }

  private Scope scope(Node node, ParsedModule module) {
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
      return chosen(bindings, at, direct, module);
    }
    for (Stmt.ImportFrom star : scope.stars()) {
      Optional<ParsedModule> from = imported(star, module);
      if (from.isPresent() && !CodeBlock.same(from.get().tree(), module.tree())) {
        Meaning found = global(name, from.get());
        if (!(found instanceof Meaning.Library library && library.name().startsWith("builtins."))) {
          return found;
        }
      } else if (from.isEmpty()) {
        return new Meaning.Unknown("`" + name + "` may come from `" + star.module().orElse(".") + "`");
      }
    }
    return new Meaning.Library("builtins." + name, Optional.empty());
  }

  /// The meaning of a name that has these bindings, at a place.
  private Meaning chosen(List<Binding> bindings, Node at, boolean direct, ParsedModule module) {
    List<Binding> reaching = direct ? Reaching.of(bindings, at, module) : bindings;
    if (reaching.size() > 1 && reaching.stream().allMatch(each -> each instanceof Binding.Imported)) {
      return value(reaching.getFirst(), module); // `try: import x; except ImportError: import y as x`
    }
    return resolver.joined(reaching.stream().limit(12).map(each -> value(each, module)).toList(), false);
  }

  Meaning value(Binding binding, ParsedModule module) {
    return switch (binding) {
      case Binding.Imported imported -> imported(imported, module);
      case Binding.Defined(Node at) -> defined(at, module);
      case Binding.Assigned(Node _, Expr value) -> resolver.of(value, module);
      case Binding.Item(Node _, Expr iterable) -> resolver.iterated(resolver.of(iterable, module));
      case Binding.Part part -> resolver.part(resolver.of(part.value(), module), part.index());
      case Binding.Entered entered -> resolver.entered(resolver.of(entered.context(), module), entered.async());
      case Binding.Param param -> parameter(module.block(owner(param.arg(), module)), param.arg(), param.position());
      case Binding.Declared(Node at, Expr annotation) -> declared(at, annotation, module);
      case Binding.Other(Node _, String reason) -> new Meaning.Unknown("it is " + reason);
    };
  }

  private static Node owner(Arg arg, ParsedModule module) {
    return module.ancestors(arg).stream()
        .filter(each -> each instanceof Stmt.FunctionDef || each instanceof Stmt.AsyncFunctionDef)
        .findFirst()
        .orElseThrow();
  }

  private Meaning declared(Node at, Expr annotation, ParsedModule module) {
    Meaning declared = resolver.annotations().instance(annotation, module, at);
    if (!declared.isKnown() && at instanceof Stmt.AnnAssign assign && assign.value().isPresent()) {
      return resolver.of(assign.value().get(), module);
    }
    return declared;
  }

  Meaning defined(Node at, ParsedModule module) {
    if (at instanceof Stmt.ClassDef def) {
      return new Meaning.ClassOf(module.classOf(def));
    }
    return resolver.function(module.block(at), Optional.empty());
  }

  private Meaning imported(Binding.Imported imported, ParsedModule module) {
    String name = imported.alias().name();
    if (imported.from().isEmpty()) {
      boolean whole = imported.alias().asname().isPresent() || !name.contains(".");
      String shown = whole ? name : name.substring(0, name.indexOf('.'));
      return program.importable(shown, module)
          .<Meaning>map(Meaning.ModuleOf::new)
          .orElseGet(() -> program.isOwn(shown, module)
              ? new Meaning.Unknown("module `" + shown + "` was not read")
              : new Meaning.Library(knowledge.canonical(shown), Optional.empty()));
    }
    Stmt.ImportFrom from = imported.from().get();
    Optional<ParsedModule> source = imported(from, module);
    if (source.isPresent()) {
      return exported(source.get(), name);
    }
    String dotted = from.module().orElse("");
    if (from.level() > 0 || program.isOwn(dotted, module)) {
      Optional<ParsedModule> below = program.importedBelow(from, name, module);
      return below.<Meaning>map(Meaning.ModuleOf::new)
          .orElseGet(() -> new Meaning.Unknown("module `" + ".".repeat(from.level()) + dotted + "` was not read"));
    }
    return new Meaning.Library(knowledge.canonical(dotted + "." + name), Optional.empty());
  }

  private Optional<ParsedModule> imported(Stmt.ImportFrom from, ParsedModule module) {
    return program.importedFrom(from, module);
  }

  Meaning exported(ParsedModule source, String name) {
    Scope scope = scope(source.tree(), source);
    if (scope.of(name).isEmpty()) {
      Optional<ParsedModule> below = program.below(source, name);
      if (below.isPresent()) {
        return new Meaning.ModuleOf(below.get());
      }
      if (scope.stars().isEmpty()) {
        return new Meaning.Unknown("`" + name + "` was not found in " + source.path());
      }
    }
    return global(name, source);
  }

  private Meaning parameter(CodeBlock block, Arg arg, int position) {
    if (position == 0 && block.owner().isPresent() && !block.isStatic()) {
      ClassView owner = block.owner().get();
      boolean cls = block.isClassMethod() || block.name().equals("__new__") || block.name().equals("__init_subclass__");
      return cls ? new Meaning.ClassOf(owner) : new Meaning.Instance(owner);
    }
    if (arg.annotation().isPresent()) {
      Meaning declared = resolver.annotations().instance(arg.annotation().get(), block.module(), arg);
      if (declared.isKnown() || !(declared instanceof Meaning.Unknown unknown && unknown.soft())) {
        return starred(block, arg) ? new Meaning.Unknown("`" + arg.arg() + "` holds many arguments") : declared;
      }
    }
    return dependency(block, arg)
        .orElseGet(() -> new Meaning.Unknown("`" + arg.arg() + "` is a parameter without annotation", true));
  }

  @SuppressWarnings("ReferenceEquality") // nodes are told apart by identity
  private static boolean starred(CodeBlock block, Arg arg) {
    return block.args().map(all -> all.vararg().filter(each -> each == arg).isPresent() || all.kwarg().filter(each -> each == arg).isPresent())
        .orElse(false);
  }

  /// `session = Depends(get_session)`: what the dependency gives.
  private Optional<Meaning> dependency(CodeBlock block, Arg arg) {
    return Defaults.of(block, arg)
        .filter(each -> each instanceof Expr.Call call && CodeBlock.lastName(call.func()).equals("Depends") && !call.args().isEmpty())
        .map(each -> given(resolver.of(((Expr.Call) each).args().getFirst(), block.module())));
  }

  private Meaning given(Meaning callable) {
    return switch (callable) {
      case Meaning.Function function -> function.block().isGenerator() ? resolver.yielded(function.block()) : resolver.result(function.block());
      case Meaning.ClassOf(ClassView view) -> new Meaning.Instance(view);
      default -> new Meaning.Unknown("what a dependency gives is not known");
    };
  }
}
