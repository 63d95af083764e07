package dev.loopwarden.program;

import dev.loopwarden.python.Arg;
import dev.loopwarden.python.Arguments;
import dev.loopwarden.python.ConstantType;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Keyword;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.TypeParam;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// What type variables stand for: those of a generic class by what its subclasses write (`Users(Repo[User])`), by annotations (`repo: Repo[User]`)
/// or by what its constructor is given (`Repo(User)`); those of a function by what a call gives it (`make(User)`).
final class Generics {

  private static final int BASES_MAX = 20;

  private final Resolver resolver;
  private final Set<Meaning> variables = Collections.newSetFromMap(new IdentityHashMap<>());
  private final IdentityHashMap<TypeParam, Meaning> parameters = new IdentityHashMap<>();
  private final IdentityHashMap<Expr, Set<String>> inAnnotation = new IdentityHashMap<>();
  private final Map<ClassView, List<String>> ofClasses = new HashMap<>();

  Generics(Resolver resolver) {
    this.resolver = resolver;
  }

  /// `TypeVar("T", bound=...)`: a type of which only the bound is known.
  Meaning variable(Optional<Expr> bound, ParsedModule module, Node at) {
    var variable = new Meaning.TypeOf(bound.map(each -> resolver.annotations().instance(each, module, at)).orElse(new Meaning.Unknown("a type variable", true)));
    variables.add(variable);
    return variable;
  }

  /// One in brackets: `class Repo[T]`.
  Meaning parameter(TypeParam.TypeVar parameter, ParsedModule module, Node at) {
    Meaning before = parameters.get(parameter);
    if (before == null) {
      before = variable(parameter.bound(), module, at);
      parameters.put(parameter, before);
    }
    return before;
  }

  /// What a call gives whose function gives a type variable; empty where its annotation names none, or nothing tells what it is.
  Optional<Meaning> result(Meaning.Function function, Expr.Call call, ParsedModule module) {
    CodeBlock block = function.block();
    Set<String> wanted = block.returns().map(each -> wanted(each, block.module(), block.node())).orElse(Set.of());
    if (wanted.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Meaning> bound = ofReceiver(function);
    given(function, call, module, bound);
    return bound(block.returns().orElseThrow(), wanted, block.module(), block.node(), bound);
  }

  /// What a function gives to its own receiver, whatever else it is given; `annotation` is that of its result, or a part of it.
  Optional<Meaning> result(Meaning.Function function, Expr annotation) {
    CodeBlock block = function.block();
    Set<String> wanted = wanted(annotation, block.module(), block.node());
    return wanted.isEmpty() ? Optional.empty() : bound(annotation, wanted, block.module(), block.node(), ofReceiver(function));
  }

  /// What a field of a generic class is in an object of it, or of a class below it.
  Optional<Meaning> field(Expr annotation, Node at, ClassView owner, Meaning receiver) {
    Set<String> wanted = wanted(annotation, owner.module(), at);
    return wanted.isEmpty() ? Optional.empty() : bound(annotation, wanted, owner.module(), at, ofClass(receiver, owner)).filter(Meaning::isKnown);
  }

  /// `Repo[User]`: the class with what its variables stand for.
  Meaning.ClassOf bound(ClassView view, Expr.Subscript generic, ParsedModule module) {
    return parameters(view).isEmpty() ? new Meaning.ClassOf(view)
        : new Meaning.ClassOf(view, resolver.annotations().all(arguments(generic), module, generic, Map.of()));
  }

  /// An object that a call makes: its constructor's arguments may tell what the class's variables stand for.
  Meaning made(Meaning.ClassOf type, Expr.Call call, ParsedModule module) {
    List<String> names = type.of().isEmpty() ? parameters(type.view()) : List.of();
    if (names.isEmpty()) {
      return new Meaning.Instance(type.view(), type.of());
    }
    var bound = new HashMap<String, Meaning>();
    resolver.classes().constructors(type.view()).stream().filter(each -> each.name().equals("__init__") && each.owner().filter(type.view()::equals).isPresent())
        .forEach(each -> given(new Meaning.Function(each, Optional.of(type)), call, module, bound));
    return new Meaning.Instance(type.view(), bound.isEmpty() ? List.of() : names.stream().map(each -> bound.getOrDefault(each, Elements.nothing())).toList());
  }

  private Set<String> wanted(Expr annotation, ParsedModule module, Node at) {
    Set<String> before = inAnnotation.get(annotation);
    if (before == null) {
      before = named(annotation, module, at);
      inAnnotation.put(annotation, before);
    }
    return before;
  }

  private Optional<Meaning> bound(Expr annotation, Set<String> wanted, ParsedModule module, Node at, Map<String, Meaning> bound) {
    return wanted.stream().noneMatch(bound::containsKey) ? Optional.empty() : Optional.of(resolver.annotations().instance(annotation, module, at, bound));
  }

  // of a class

  private Map<String, Meaning> ofReceiver(Meaning.Function function) {
    var bound = new HashMap<String, Meaning>();
    if (function.receiver().isPresent() && function.block().owner().isPresent()) {
      bound.putAll(ofClass(function.receiver().get(), function.block().owner().get()));
    }
    return bound;
  }

  private Map<String, Meaning> ofClass(Meaning receiver, ClassView owner) {
    return switch (receiver) {
      case Meaning.Instance(ClassView view, List<Meaning> of) -> ofClass(view, of, owner);
      case Meaning.ClassOf(ClassView view, List<Meaning> of) -> ofClass(view, of, owner);
      default -> Map.of();
    };
  }

  private Map<String, Meaning> ofClass(ClassView view, List<Meaning> of, ClassView owner) {
    Map<String, Meaning> bound = of.isEmpty() ? Map.of() : paired(parameters(view), of);
    return view.equals(owner) ? bound : up(view, owner, bound, 0);
  }

  /// The variables of a class as one below it binds them.
  private Map<String, Meaning> up(ClassView view, ClassView owner, Map<String, Meaning> bound, int steps) {
    for (Expr base : steps > BASES_MAX ? List.<Expr>of() : view.bases()) {
      Expr plain = base instanceof Expr.Subscript generic ? generic.value() : base;
      if (resolver.of(plain, view.module()) instanceof Meaning.ClassOf(ClassView above, _) && !above.equals(view)) {
        Map<String, Meaning> there = base instanceof Expr.Subscript generic ? bind(above, arguments(generic), view, bound) : Map.of();
        Map<String, Meaning> found = above.equals(owner) ? there : up(above, owner, there, steps + 1);
        if (!found.isEmpty()) {
          return found;
        }
      }
    }
    return Map.of();
  }

  private Map<String, Meaning> bind(ClassView above, List<Expr> arguments, ClassView view, Map<String, Meaning> bound) {
    return paired(parameters(above), resolver.annotations().all(arguments, view.module(), view.definition(), bound));
  }

  private static Map<String, Meaning> paired(List<String> names, List<Meaning> arguments) {
    var there = new HashMap<String, Meaning>();
    for (int i = 0; i < Math.min(names.size(), arguments.size()); i++) {
      if (arguments.get(i).isKnown()) {
        there.put(names.get(i), arguments.get(i));
      }
    }
    return there;
  }

  private List<String> parameters(ClassView view) {
    List<String> before = ofClasses.get(view);
    if (before == null) {
      ofClasses.put(view, List.of()); // its bases may name the class itself
      before = parametersOf(view);
      ofClasses.put(view, before);
    }
    return before;
  }

  /// The names of a generic class's variables, in order: those in brackets, those of `Generic[...]`, else those of its bases.
  private List<String> parametersOf(ClassView view) {
    if (!view.definition().typeParams().isEmpty()) {
      return view.definition().typeParams().stream().map(Generics::name).toList();
    }
    var all = new LinkedHashSet<String>();
    for (Expr base : view.bases()) {
      if (base instanceof Expr.Subscript generic) {
        Set<String> named = named(generic.slice(), view.module(), view.definition());
        if (Set.of("Generic", "Protocol").contains(CodeBlock.lastName(generic.value()))) {
          return List.copyOf(named);
        }
        all.addAll(named);
      }
    }
    return List.copyOf(all);
  }

  private static String name(TypeParam parameter) {
    return switch (parameter) {
      case TypeParam.TypeVar each -> each.name();
      case TypeParam.ParamSpec each -> each.name();
      case TypeParam.TypeVarTuple each -> each.name();
    };
  }

  /// The type variables that an annotation names, in order.
  private Set<String> named(Expr annotation, ParsedModule module, Node at) {
    var found = new LinkedHashSet<String>();
    annotation.findAll(Expr.class).forEach(each -> {
      if (each instanceof Expr.Name name && variables.contains(resolver.names().lookup(name.id(), at, module))) {
        found.add(name.id());
      } else if (each instanceof Expr.Constant quoted && quoted.type() == ConstantType.STR) {
        resolver.annotations().parsed(quoted.value()).ifPresent(inner -> found.addAll(named(inner, module, at)));
      }
    });
    return found;
  }

  private static List<Expr> arguments(Expr.Subscript generic) {
    return generic.slice() instanceof Expr.Tuple tuple ? tuple.elts() : List.of(generic.slice());
  }

  // of a call

  private void given(Meaning.Function function, Expr.Call call, ParsedModule module, Map<String, Meaning> bound) {
    CodeBlock block = function.block();
    Arguments all = block.args().orElseThrow();
    var positional = new ArrayList<Arg>(all.posonlyargs());
    positional.addAll(all.args());
    int first = function.receiver().isPresent() && !block.isStatic() ? 1 : 0;
    for (int i = 0; i < call.args().size() && i + first < positional.size() && !(call.args().get(i) instanceof Expr.Starred); i++) {
      match(positional.get(i + first), call.args().get(i), call, block, module, bound);
    }
    for (Keyword each : call.keywords()) {
      all.all().stream().filter(arg -> each.arg().filter(arg.arg()::equals).isPresent()).findFirst()
          .ifPresent(arg -> match(arg, each.value(), call, block, module, bound));
    }
  }

  private void match(Arg parameter, Expr argument, Expr.Call call, CodeBlock block, ParsedModule module, Map<String, Meaning> bound) {
    parameter.annotation().ifPresent(annotation -> {
      for (String name : named(annotation, block.module(), block.node())) {
        if (!bound.containsKey(name)) {
          part(annotation, name, resolver.of(argument, module), call, module).filter(Meaning::isKnown).ifPresent(found -> bound.put(name, found));
        }
      }
    });
  }

  /// What the variable stands for where a value of this annotation is that.
  private Optional<Meaning> part(Expr annotation, String variable, Meaning value, Expr.Call call, ParsedModule module) {
    return switch (annotation) {
      case Expr.Name name -> name.id().equals(variable) ? Optional.of(value) : Optional.empty();
      case Expr.Constant quoted when quoted.type() == ConstantType.STR ->
          resolver.annotations().parsed(quoted.value()).flatMap(each -> part(each, variable, value, call, module));
      case Expr.BinOp either -> part(either.left(), variable, value, call, module).or(() -> part(either.right(), variable, value, call, module));
      case Expr.Subscript generic -> inside(generic, variable, value, call, module);
      default -> Optional.empty();
    };
  }

  private Optional<Meaning> inside(Expr.Subscript generic, String variable, Meaning value, Expr.Call call, ParsedModule module) {
    List<Expr> arguments = arguments(generic);
    return switch (CodeBlock.lastName(generic.value())) {
      case "Optional", "Annotated" -> part(arguments.getFirst(), variable, value, call, module);
      case "type", "Type" -> part(arguments.getFirst(), variable, made(value), call, module);
      case "list", "List", "set", "Set", "Sequence", "Iterable", "Iterator", "Collection" ->
          part(arguments.getFirst(), variable, resolver.elements().iterated(value, false), call, module);
      case "Callable" -> arguments.size() != 2 ? Optional.empty() : part(arguments.get(1), variable, resolver.call(value, call, module), call, module);
      case "Awaitable" -> part(arguments.getFirst(), variable, resolver.elements().awaited(value), call, module);
      case "Coroutine" -> arguments.size() != 3 ? Optional.empty() : part(arguments.get(2), variable, resolver.elements().awaited(value), call, module);
      default -> value instanceof Meaning.Instance(ClassView view, List<Meaning> of) && !of.isEmpty()
          && CodeBlock.lastName(generic.value()).equals(view.name()) ? argument(arguments, variable, of, call, module) : Optional.empty();
    };
  }

  /// `def first(repo: Repo[T]) -> T`.
  private Optional<Meaning> argument(List<Expr> arguments, String variable, List<Meaning> of, Expr.Call call, ParsedModule module) {
    return IntStream.range(0, Math.min(arguments.size(), of.size())).boxed()
        .flatMap(each -> part(arguments.get(each), variable, of.get(each), call, module).stream()).findFirst();
  }

  private static Meaning made(Meaning type) {
    return switch (type) {
      case Meaning.ClassOf(ClassView view, List<Meaning> of) -> new Meaning.Instance(view, of);
      case Meaning.Library library when Resolver.isClass(library.name()) -> new Meaning.LibraryInstance(library.name(), Optional.empty());
      default -> new Meaning.Unknown("no class");
    };
  }
}
