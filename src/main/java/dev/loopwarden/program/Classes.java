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
    return attribute(lineage(view), name, receiver);
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
    if (vague.isEmpty() && !lineage.unknown() && lineage.libraries().size() == 1) {
      return resolver.objectMember(new Meaning.LibraryInstance(lineage.libraries().getFirst(), Optional.empty()), name, receiver);
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
    var all = new ArrayList<Meaning>();
    for (Binding binding : resolver.names().inClass(view, name)) {
      Meaning value = resolver.names().value(binding, view.module());
      if (binding instanceof Binding.Declared(Node at, Expr annotation)) {
        Optional<Meaning> declared = resolver.generics().field(annotation, at, view, receiver).or(() -> Optional.of(value).filter(Meaning::isKnown));
        if (declared.isPresent()) {
          return declared.map(each -> read(each, receiver));
        }
      }
      all.add(read(bound(value, receiver), receiver));
    }
    for (ClassView.SelfAssign assign : view.assignsTo(name)) {
      Optional<Meaning> told = annotation(assign).flatMap(each -> resolver.generics().field(each, assign.method().node(), view, receiver));
      if (told.isPresent()) {
        return told;
      }
      Meaning value = resolver.names().value(assign.binding(), view.module());
      if (assign.annotation().isPresent() && value.isKnown()) {
        return Optional.of(value);
      }
      all.add(value);
    }
    return all.isEmpty() ? Optional.empty() : Optional.of(Joined.of(all, false));
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
