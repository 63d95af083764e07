package dev.loopwarden.program;

import dev.loopwarden.python.Arg;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Attributes of classes and their objects, inherited ones included.
final class Classes {

  private static final int BASES_MAX = 40;

  /// Bases that bring no attributes of weight.
  private static final Set<String> BARE =
      Set.of("builtins.object", "typing.Generic", "typing.Protocol", "abc.ABC", "typing_extensions.Protocol", "typing_extensions.Generic");

  private final Resolver resolver;
  private final Knowledge knowledge;
  private final Map<ClassView, Lineage> lineages = new HashMap<>();
  private int depth;

  Classes(Resolver resolver, Knowledge knowledge) {
    this.resolver = resolver;
    this.knowledge = knowledge;
  }

  /// A class with all that it inherits from, in the order in which Python looks: a base that several share comes after them.
  ///
  /// @param classes of the program, the class itself first
  /// @param libraries names of the library classes among the bases
  /// @param unknown some base is not known: it may define anything
  record Lineage(List<ClassView> classes, List<String> libraries, boolean unknown) {}

  Lineage lineage(ClassView view) {
    Lineage before = lineages.get(view);
    if (before != null) {
      return before;
    }
    var itself = new Lineage(List.of(view), List.of(), true);
    if (depth > BASES_MAX) {
      return itself;
    }
    lineages.put(view, itself);
    depth++;
    try {
      Lineage found = withBases(view);
      lineages.put(view, found);
      return found;
    } finally {
      depth--;
    }
  }

  private Lineage withBases(ClassView view) {
    var classes = new LinkedHashSet<ClassView>();
    var libraries = new LinkedHashSet<String>();
    boolean unknown = false;
    classes.add(view);
    for (Expr base : view.bases()) {
      Expr plain = base instanceof Expr.Subscript generic ? generic.value() : base;
      switch (resolver.of(plain, view.module())) {
        case Meaning.ClassOf(ClassView above, _) when !above.equals(view) -> {
          Lineage inherited = lineage(above);
          for (ClassView each : inherited.classes()) {
            if (!each.equals(view)) {
              classes.remove(each);
              classes.add(each);
            }
          }
          libraries.addAll(inherited.libraries());
          unknown |= inherited.unknown();
        }
        case Meaning.Library library -> {
          if (!BARE.contains(library.name())) {
            libraries.add(library.name());
          }
        }
        case Meaning.ClassOf _, Meaning.TypeOf _ -> {}
        default -> unknown = true;
      }
    }
    return new Lineage(List.copyOf(classes), List.copyOf(libraries), unknown);
  }

  /// An attribute of an object of a class.
  Meaning attribute(ClassView view, String name, Meaning receiver) {
    Lineage lineage = lineage(view);
    Optional<Meaning> ofEnum = isEnum(view) && receiver instanceof Meaning.Instance && lineage.classes().stream().allMatch(each -> each.method(name).isEmpty())
        ? ofMember(view, name) : Optional.empty();
    return ofEnum.orElseGet(() -> attribute(lineage, name, receiver));
  }

  /// An attribute of an object as the bases of a class see it: the next one that its own class's order gives after that class.
  Meaning above(Meaning.Super above, String name) {
    ClassView start = above.receiver() instanceof Meaning.Instance(ClassView view, _) ? view : above.owner();
    Lineage whole = lineage(lineage(start).classes().contains(above.owner()) ? start : above.owner());
    List<ClassView> after = whole.classes().subList(whole.classes().indexOf(above.owner()) + 1, whole.classes().size());
    return attribute(new Lineage(after, whole.libraries(), whole.unknown()), name, above.receiver());
  }

  private Meaning attribute(Lineage lineage, String name, Meaning receiver) {
    Optional<Meaning> vague = Optional.empty();
    for (ClassView each : lineage.classes()) {
      Optional<Meaning> found = own(each, name, receiver);
      if (found.isPresent()) {
        if (!isVague(found.get())) {
          return found.get();
        }
        vague = vague.or(() -> found);
      }
    }
    for (String library : lineage.libraries()) {
      if (knowledge.member(library, name).isPresent()) {
        return resolver.objectMember(new Meaning.LibraryInstance(library, Optional.empty()), name, receiver);
      }
    }
    List<String> told = lineage.libraries().size() < 2 ? lineage.libraries()
        : lineage.libraries().stream().filter(each -> !each.startsWith("enum.")).toList(); // `class Kind(str, Enum)`
    if (vague.isEmpty() && !lineage.unknown() && told.size() == 1) {
      return resolver.objectMember(new Meaning.LibraryInstance(told.getFirst(), Optional.empty()), name, receiver);
    }
    Optional<CodeBlock> any = receiver instanceof Meaning.Instance && !name.startsWith("__")
        ? lineage.classes().stream().flatMap(each -> each.method("__getattr__").stream()).findFirst() : Optional.empty();
    if (vague.isEmpty() && any.isPresent()) {
      Meaning given = any.get().returns().isPresent() ? resolver.result(any.get()) : new Meaning.None();
      return given.isKnown() && !(given instanceof Meaning.None) ? given : new Meaning.Unknown("`" + name + "` may come from `__getattr__`");
    }
    return vague.orElseGet(() -> new Meaning.Unknown(lineage.unknown()
        ? "`" + name + "` may come from a base class that is not known"
        : "`" + name + "` is not defined where it can be seen"));
  }

  /// `None`, or nothing told: a base class may say more.
  private static boolean isVague(Meaning found) {
    return found instanceof Meaning.None || found instanceof Meaning.Unknown;
  }

  private Optional<Meaning> own(ClassView view, String name, Meaning receiver) {
    Optional<CodeBlock> method = view.method(name);
    if (method.isPresent()) {
      return Optional.of(method.get().isProperty() && !(receiver instanceof Meaning.ClassOf) ? property(method.get(), receiver)
          : resolver.function(method.get(), Optional.of(receiver)));
    }
    if (isEnum(view) && isMember(view, name)) {
      return Optional.of(new Meaning.Instance(view));
    }
    var all = new ArrayList<Meaning>();
    for (Binding binding : resolver.names().inClass(view, name)) {
      Meaning value = resolver.names().value(binding, view.module());
      if (binding instanceof Binding.Declared(Node at, Expr annotation)) {
        Optional<Meaning> declared = resolver.generics().field(annotation, at, view, receiver).or(() -> Optional.of(value).filter(Meaning::isKnown));
        if (declared.isPresent()) {
          return declared.map(each -> resolver.names().filled().attribute(read(each, receiver), name, view));
        }
      }
      all.add(getter(binding, view).filter(_ -> receiver instanceof Meaning.Instance).map(each -> got(each, receiver))
          .orElseGet(() -> read(bound(value, receiver), receiver)));
    }
    for (ClassView.SelfAssign assign : view.assignsTo(name)) {
      Optional<Meaning> told = annotation(assign).flatMap(each -> resolver.generics().field(each, assign.method().node(), view, receiver));
      if (told.isPresent()) {
        return told.map(each -> resolver.names().filled().attribute(each, name, view));
      }
      Meaning value = resolver.names().value(assign.binding(), view.module());
      if (assign.annotation().isPresent() && value.isKnown()) {
        return Optional.of(resolver.names().filled().attribute(value, name, view));
      }
      all.add(value);
    }
    return all.isEmpty() ? Optional.empty() : Optional.of(resolver.names().filled().attribute(Joined.of(all, false), name, view));
  }

  /// A descriptor in a class's body is asked for the value that an object has: `name: Mapped[str]`.
  private Meaning read(Meaning value, Meaning receiver) {
    if (!(receiver instanceof Meaning.Instance)) {
      return value;
    }
    return switch (value) {
      case Meaning.LibraryInstance object when object.of().isPresent() -> resolver.given(object, "__get__").filter(Meaning::isKnown).orElse(value);
      case Meaning.Instance(ClassView view, _) when lineage(view).classes().stream().anyMatch(each -> each.method("__get__").isPresent()) ->
          attribute(view, "__get__", value) instanceof Meaning.Function get ? resolver.result(get) : value;
      default -> value;
    };
  }

  /// `session = property(_open)`: what the getter stands for.
  private Optional<Meaning> getter(Binding binding, ClassView view) {
    return binding instanceof Binding.Assigned(Node _, Expr value) && value instanceof Expr.Call call && !call.args().isEmpty()
        && Set.of("builtins.property", "functools.cached_property").contains(resolver.of(call.func(), view.module()).nameInLibrary())
        ? Optional.of(resolver.of(call.args().getFirst(), view.module())) : Optional.empty();
  }

  private Meaning got(Meaning getter, Meaning receiver) {
    return switch (getter) {
      case Meaning.Function function -> property(function.block(), receiver);
      case Meaning.LambdaOf lambda -> resolver.of(lambda.lambda().body(), lambda.module());
      default -> new Meaning.Unknown("what a property gives is not known");
    };
  }

  /// What is written of the type of an attribute: at the assignment, or at the parameter that it gets.
  private static Optional<Expr> annotation(ClassView.SelfAssign assign) {
    return assign.annotation().or(() -> assign.value().filter(Expr.Name.class::isInstance).map(each -> ((Expr.Name) each).id())
        .flatMap(name -> assign.method().args().flatMap(all -> all.all().stream().filter(each -> each.arg().equals(name)).findFirst()))
        .flatMap(Arg::annotation));
  }

  /// A function that a class body binds to a second name is a method too.
  private static Meaning bound(Meaning value, Meaning receiver) {
    return value instanceof Meaning.Function function && function.receiver().isEmpty() && function.block().owner().isPresent()
        ? new Meaning.Function(function.block(), Optional.of(receiver)) : value;
  }

  private Meaning property(CodeBlock getter, Meaning receiver) {
    Meaning result = resolver.result(new Meaning.Function(getter, Optional.of(receiver)));
    return getter.isAsync() ? new Meaning.Coroutine(result) : result;
  }

  /// An attribute of the class itself.
  Meaning classAttribute(ClassView view, String name) {
    return attribute(view, name, new Meaning.ClassOf(view));
  }

  /// The getter that runs when an attribute of an object is read.
  Optional<CodeBlock> getter(ClassView view, String name) {
    for (ClassView each : lineage(view).classes()) {
      Optional<CodeBlock> method = each.method(name);
      if (method.isPresent()) {
        return method.filter(CodeBlock::isProperty);
      }
      if (!each.assignsTo(name).isEmpty() || !resolver.names().inClass(each, name).isEmpty()) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /// What `super()` gives: the object as its bases see it.
  Meaning superOf(Expr.Call call, ParsedModule module) {
    CodeBlock block = module.blockOf(call);
    while (block.owner().isEmpty() && block.outer().isPresent()) {
      block = block.outer().get();
    }
    if (block.owner().isEmpty() || block.isStatic()) {
      return new Meaning.Unknown("`super` outside of a class");
    }
    ClassView owner = block.owner().get();
    return new Meaning.Super(owner, block.isClassMethod() ? new Meaning.ClassOf(owner) : new Meaning.Instance(owner));
  }

  /// `Colour["RED"]` is a colour.
  boolean isEnum(ClassView view) {
    return lineage(view).libraries().stream().anyMatch(each -> each.startsWith("enum."));
  }

  /// Whether a name of an enum's body is one of its members: https://docs.python.org/3/howto/enum.html#supported-dunder-names
  private boolean isMember(ClassView view, String name) {
    List<Binding> bindings = resolver.names().inClass(view, name);
    return !name.startsWith("_") && !bindings.isEmpty() && bindings.stream().allMatch(each -> each instanceof Binding.Assigned(Node _, Expr value)
        && !(value instanceof Expr.Lambda) && !CodeBlock.lastName(value instanceof Expr.Call call ? call.func() : value).equals("nonmember"));
  }

  /// `Colour.RED.value`: what stands at its members; `name` is a text.
  private Optional<Meaning> ofMember(ClassView view, String name) {
    return switch (name) {
      case "name", "_name_" -> Optional.of(new Meaning.Value("str"));
      case "value", "_value_" -> Optional.of(Joined.of(view.definition().body().stream()
          .flatMap(each -> each instanceof Stmt.Assign assign && assign.targets().getFirst() instanceof Expr.Name member && isMember(view, member.id())
              ? Stream.of(resolver.of(assign.value(), view.module())) : Stream.of()).toList(), false));
      default -> Optional.empty();
    };
  }

  /// `job["client"]` is what the field of that name is.
  boolean isTypedDict(ClassView view) {
    return lineage(view).libraries().stream().anyMatch(each -> each.equals("typing.TypedDict") || each.equals("typing_extensions.TypedDict"));
  }

  boolean isNamedTuple(ClassView view) {
    return lineage(view).libraries().contains("typing.NamedTuple");
  }

  /// The fields that a class declares, in order, those of its bases first: as `__match_args__` of a dataclass or named tuple.
  List<String> fields(ClassView view) {
    return lineage(view).classes().reversed().stream().flatMap(each -> each.definition().body().stream())
        .filter(each -> each instanceof Stmt.AnnAssign field && field.target() instanceof Expr.Name && !CodeBlock.lastName(field.annotation()).equals("ClassVar")
            && !(field.annotation() instanceof Expr.Subscript generic && CodeBlock.lastName(generic.value()).equals("ClassVar")))
        .map(each -> ((Expr.Name) ((Stmt.AnnAssign) each).target()).id()).distinct().toList();
  }

  /// What runs when an object is made.
  List<CodeBlock> constructors(ClassView view) {
    var found = new ArrayList<CodeBlock>();
    for (String name : List.of("__init__", "__post_init__", "__new__")) {
      lineage(view).classes().stream().flatMap(each -> each.method(name).stream()).findFirst()
          .filter(each -> each.node() instanceof Stmt.FunctionDef)
          .ifPresent(found::add);
    }
    return found;
  }
}
