package dev.loopwarden.program;

import dev.loopwarden.python.ConstantType;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.ParseResult;
import dev.loopwarden.python.PythonParser;
import dev.loopwarden.python.Stmt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What an annotation says of a value.
final class Annotations {

  private static final Set<String> CONTAINERS =
      Set.of("list", "List", "set", "Set", "frozenset", "FrozenSet", "Sequence", "MutableSequence", "AbstractSet", "MutableSet", "Iterable",
          "Iterator", "Collection", "Container", "deque", "Deque", "AsyncIterator", "AsyncIterable", "AsyncGenerator", "Generator", "ValuesView",
          "KeysView", "Reversible");
  private static final Set<String> MAPPINGS =
      Set.of("dict", "Dict", "Mapping", "MutableMapping", "defaultdict", "DefaultDict", "OrderedDict", "ChainMap");
  private static final Set<String> TYPES =
      Set.of("str", "bytes", "bytearray", "int", "float", "bool", "complex", "dict", "list", "set", "frozenset", "tuple", "object", "range");

  private final Resolver resolver;
  private final Map<String, Optional<Expr>> parsed = new HashMap<>();

  Annotations(Resolver resolver) {
    this.resolver = resolver;
  }

  /// Whether a subscript of this is a type and no element: `Optional[...]`, `dict[...]`.
  static boolean isGeneric(Meaning value) {
    return value instanceof Meaning.Library library && library.receiver().isEmpty()
        && (isTyping(library.name()) || (library.name().startsWith("builtins.") && TYPES.contains(last(library.name())))
            || library.name().equals("builtins.type"));
  }

  /// Whether this stands for a type: a class, or an alias of one.
  static boolean isType(Meaning value) {
    return switch (value) {
      case Meaning.ClassOf _, Meaning.TypeOf _ -> true;
      case Meaning.Library library -> library.receiver().isEmpty() && (Resolver.isClass(library.name()) || TYPES.contains(last(library.name())));
      default -> false;
    };
  }

  /// Whether a method gives back the object, or a new one of the class, that it was called on.
  boolean givesItself(CodeBlock block) {
    if (block.returns().filter(each -> CodeBlock.lastName(each).equals("Self")
        || (each instanceof Expr.Constant constant && constant.value().equals("Self"))).isPresent()) {
      return true;
    }
    if (block.parameters().isEmpty()) {
      return false;
    }
    String self = block.parameters().getFirst();
    List<Stmt.Return> returns = block.own(Stmt.Return.class);
    return !returns.isEmpty() && returns.stream().allMatch(each -> each.value()
        .map(value -> value instanceof Expr.Call call && block.isClassMethod() ? call.func() : value)
        .filter(value -> value instanceof Expr.Name name && name.id().equals(self)).isPresent());
  }

  /// The meaning of a value that is annotated so.
  ///
  /// @param at a node of the module at whose place names are looked up
  Meaning instance(Expr annotation, ParsedModule module, Node at) {
    return instance(annotation, module, at, Map.of());
  }

  /// @param variables what type variables stand for, by their names
  Meaning instance(Expr annotation, ParsedModule module, Node at, Map<String, Meaning> variables) {
    return switch (annotation) {
      case Expr.Constant constant when constant.type() == ConstantType.NONE -> new Meaning.None();
      case Expr.Constant constant when constant.type() == ConstantType.STR -> quoted(constant.value(), module, at, variables);
      case Expr.BinOp op when op.op().equals("BitOr") ->
          Joined.of(List.of(instance(op.left(), module, at, variables), instance(op.right(), module, at, variables)), false);
      case Expr.Subscript subscript -> generic(subscript, module, at, variables);
      case Expr.Name name when variables.containsKey(name.id()) -> variables.getOrDefault(name.id(), Elements.nothing());
      case Expr.Name name when name.id().equals("Self") -> self(type(annotation, module, at), module, at);
      case Expr.Name _, Expr.Attribute _ -> object(type(annotation, module, at));
      case Expr.Tuple tuple -> Joined.of(tuple.elts().stream().map(each -> instance(each, module, at, variables)).toList(), false);
      default -> new Meaning.Unknown("an annotation that is not followed");
    };
  }

  private static Meaning self(Meaning type, ParsedModule module, Node at) {
    return type instanceof Meaning.Library
        ? module.ancestors(at).stream().filter(Stmt.ClassDef.class::isInstance).findFirst()
            .<Meaning>map(each -> new Meaning.Instance(module.classOf((Stmt.ClassDef) each)))
            .orElse(new Meaning.Unknown("`Self` outside of a class"))
        : object(type);
  }

  private Meaning quoted(String text, ParsedModule module, Node at, Map<String, Meaning> variables) {
    return parsed(text).map(each -> instance(each, module, at, variables)).orElse(new Meaning.Unknown("an annotation that cannot be read"));
  }

  /// An annotation that stands in quotes; its nodes are in no module.
  Optional<Expr> parsed(String text) {
    Optional<Expr> before = parsed.get(text);
    if (before == null) {
      before = PythonParser.parse(text.strip() + "\n") instanceof ParseResult.Parsed parsed && parsed.module().body().size() == 1
          && parsed.module().body().getFirst() instanceof Stmt.ExprStmt statement && Nesting.problem(statement).isEmpty() ? Optional.of(statement.value()) : Optional.empty();
      parsed.put(text, before);
    }
    return before;
  }

  /// The class that an annotation names. Its nodes may be those of a quoted annotation, which are in no tree: names are looked
  /// up where the annotation stands.
  private Meaning type(Expr annotation, ParsedModule module, Node at) {
    return switch (annotation) {
      case Expr.Name name -> resolver.names().lookup(name.id(), at, module);
      case Expr.Attribute attribute -> resolver.member(type(attribute.value(), module, at), attribute.attr());
      case Expr.Constant constant when constant.type() == ConstantType.STR ->
          instance(annotation, module, at) instanceof Meaning.Instance(ClassView view, _)
              ? new Meaning.ClassOf(view) : new Meaning.Unknown("an annotation that is not followed");
      default -> new Meaning.Unknown("an annotation that is not followed");
    };
  }

  private static Meaning object(Meaning type) {
    return switch (type) {
      case Meaning.ClassOf(ClassView view, List<Meaning> of) -> new Meaning.Instance(view, of);
      case Meaning.TypeOf(Meaning instance) -> instance;
      case Meaning.Library library -> ofLibrary(library.name());
      case Meaning.Unknown unknown -> unknown;
      case Meaning.None _ -> type;
      default -> new Meaning.Unknown("an annotation that names no class");
    };
  }

  private static Meaning ofLibrary(String name) {
    String last = last(name);
    if (MAPPINGS.contains(last) && (name.startsWith("builtins.") || isTyping(name) || name.startsWith("collections."))) {
      return new Meaning.Mapping(Elements.nothing(), Elements.nothing());
    }
    if (CONTAINERS.contains(last) && (name.startsWith("builtins.") || isTyping(name) || name.startsWith("collections."))) {
      return new Meaning.Container(Elements.nothing());
    }
    if (name.startsWith("builtins.")) {
      if (last.equals("object")) {
        return new Meaning.Unknown("`object` says little of the value");
      }
      return TYPES.contains(last) ? new Meaning.Value(last) : new Meaning.Unknown("`" + last + "` is not defined here");
    }
    if (isTyping(name)) {
      return new Meaning.Unknown("`" + last + "` says little of the value", last.equals("Any"));
    }
    return new Meaning.LibraryInstance(name, Optional.empty());
  }

  private Meaning generic(Expr.Subscript subscript, ParsedModule module, Node at, Map<String, Meaning> variables) {
    List<Expr> arguments = subscript.slice() instanceof Expr.Tuple tuple ? tuple.elts() : List.of(subscript.slice());
    String name = CodeBlock.lastName(subscript.value());
    if (arguments.isEmpty()) {
      return instance(subscript.value(), module, at, variables);
    }
    Expr first = arguments.getFirst();
    if (CONTAINERS.contains(name) && !isOwn(subscript.value(), name, module, at)) {
      return new Meaning.Container(instance(first, module, at, variables));
    }
    if (MAPPINGS.contains(name) && !isOwn(subscript.value(), name, module, at)) {
      return arguments.size() < 2 ? new Meaning.Mapping(Elements.nothing(), Elements.nothing())
          : new Meaning.Mapping(instance(first, module, at, variables), instance(arguments.get(1), module, at, variables));
    }
    return switch (name) {
      case "Optional", "Final", "ClassVar", "Required", "NotRequired", "ReadOnly", "TypeGuard" -> instance(first, module, at, variables);
      case "Annotated" -> {
        Meaning declared = instance(first, module, at, variables);
        yield declared.isKnown() ? declared
            : arguments.stream().skip(1).map(each -> resolver.names().taken().dependency(each, module)).flatMap(Optional::stream)
                .filter(Meaning::isKnown).findFirst().orElse(declared);
      }
      case "Union" -> {
        var all = new ArrayList<Meaning>();
        arguments.forEach(each -> all.add(instance(each, module, at, variables)));
        yield Joined.of(all, false);
      }
      case "Literal" -> first instanceof Expr.Constant constant ? new Meaning.Value(constant.type().python()) : new Meaning.Unknown("a literal");
      case "Awaitable" -> new Meaning.Coroutine(instance(first, module, at, variables));
      case "Coroutine" -> new Meaning.Coroutine(arguments.size() == 3 ? instance(arguments.get(2), module, at, variables) : new Meaning.Unknown("its result is not told"));
      case "type", "Type" -> first instanceof Expr.Name variable && variables.containsKey(variable.id())
          ? classOf(variables.getOrDefault(variable.id(), Elements.nothing())) : type(first, module, at);
      case "Callable" -> {
        Meaning result = arguments.size() == 2 ? instance(arguments.get(1), module, at, variables) : Elements.nothing();
        yield result.isKnown() ? new Meaning.CallableOf(result) : instance(subscript.value(), module, at, variables);
      }
      case "tuple", "Tuple" -> arguments.size() == 2 && arguments.get(1) instanceof Expr.Constant constant && constant.type() == ConstantType.ELLIPSIS
          ? new Meaning.Container(instance(first, module, at, variables))
          : new Meaning.Parts(arguments.stream().map(each -> instance(each, module, at, variables)).toList());
      default -> switch (instance(subscript.value(), module, at, variables)) {
        case Meaning.LibraryInstance object ->
            new Meaning.LibraryInstance(object.type(), object.made(), Optional.of(instance(first, module, at, variables)).filter(Meaning::isKnown));
        case Meaning.Instance(ClassView view, _) -> new Meaning.Instance(view, all(arguments, module, at, variables));
        case Meaning other -> other;
      };
    };
  }

  /// Whether a class of the program is called as one of `typing`.
  private boolean isOwn(Expr generic, String name, ParsedModule module, Node at) {
    return Character.isUpperCase(name.charAt(0)) && type(generic, module, at) instanceof Meaning.ClassOf;
  }

  /// What each of several annotations says.
  List<Meaning> all(List<Expr> annotations, ParsedModule module, Node at, Map<String, Meaning> variables) {
    return annotations.stream().map(each -> instance(each, module, at, variables)).toList();
  }

  /// The class of an object.
  private static Meaning classOf(Meaning object) {
    return switch (object) {
      case Meaning.Instance(ClassView view, List<Meaning> of) -> new Meaning.ClassOf(view, of);
      case Meaning.LibraryInstance instance -> new Meaning.Library(instance.type(), Optional.empty());
      default -> new Meaning.Unknown("a type that is not told");
    };
  }

  private static boolean isTyping(String name) {
    return name.startsWith("typing.") || name.startsWith("typing_extensions.") || name.startsWith("collections.abc.");
  }

  private static String last(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
