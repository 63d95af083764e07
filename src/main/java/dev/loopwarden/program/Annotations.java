package dev.loopwarden.program;

import dev.loopwarden.python.ConstantType;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.ParseResult;
import dev.loopwarden.python.PythonParser;
import dev.loopwarden.python.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What an annotation says of a value.
final class Annotations {

  private static final Set<String> CONTAINERS =
      Set.of("list", "List", "set", "Set", "frozenset", "FrozenSet", "Sequence", "Iterable", "Iterator", "Collection", "deque", "Deque");
  private static final Set<String> TYPES = Set.of("str", "bytes", "int", "float", "bool", "complex", "dict", "list", "set", "tuple", "object");

  private final Resolver resolver;

  Annotations(Resolver resolver) {
    this.resolver = resolver;
  }

  /// The meaning of a value that is annotated so.
  ///
  /// @param at a node of the module at whose place names are looked up
  Meaning instance(Expr annotation, ParsedModule module, Node at) {
    return switch (annotation) {
      case Expr.Constant constant when constant.type() == ConstantType.NONE -> new Meaning.None();
      case Expr.Constant constant when constant.type() == ConstantType.STR -> quoted(constant.value(), module, at);
      case Expr.BinOp op when op.op().equals("BitOr") ->
          resolver.joined(List.of(instance(op.left(), module, at), instance(op.right(), module, at)), false);
      case Expr.Subscript subscript -> generic(subscript, module, at);
      case Expr.Name _, Expr.Attribute _ -> object(type(annotation, module, at));
      default -> new Meaning.Unknown("an annotation that is not followed");
    };
  }

  private Meaning quoted(String text, ParsedModule module, Node at) {
    return PythonParser.parse(text.strip() + "\n") instanceof ParseResult.Parsed parsed
            && parsed.module().body().size() == 1
            && parsed.module().body().getFirst() instanceof Stmt.ExprStmt statement
        ? instance(statement.value(), module, at)
        : new Meaning.Unknown("an annotation that cannot be read");
  }

  /// The class that an annotation names. Its nodes may be those of a quoted annotation, which are in no tree: names are looked
  /// up where the annotation stands.
  private Meaning type(Expr annotation, ParsedModule module, Node at) {
    return switch (annotation) {
      case Expr.Name name -> resolver.names().lookup(name.id(), at, module);
      case Expr.Attribute attribute -> resolver.member(type(attribute.value(), module, at), attribute.attr());
      default -> new Meaning.Unknown("an annotation that is not followed");
    };
  }

  private static Meaning object(Meaning type) {
    return switch (type) {
      case Meaning.ClassOf(ClassView view) -> new Meaning.Instance(view);
      case Meaning.Library library -> ofLibrary(library.name());
      case Meaning.Unknown unknown -> unknown;
      default -> new Meaning.Unknown("an annotation that names no class");
    };
  }

  private static Meaning ofLibrary(String name) {
    String last = name.substring(name.lastIndexOf('.') + 1);
    if (name.startsWith("builtins.")) {
      return TYPES.contains(last) ? new Meaning.Value(last) : new Meaning.Unknown("`" + last + "` is not defined here");
    }
    if (name.startsWith("typing.") || name.startsWith("typing_extensions.") || name.startsWith("collections.abc.")) {
      return new Meaning.Unknown("`" + last + "` says little of the value", last.equals("Any"));
    }
    return new Meaning.LibraryInstance(name, Optional.empty());
  }

  private Meaning generic(Expr.Subscript subscript, ParsedModule module, Node at) {
    List<Expr> arguments = subscript.slice() instanceof Expr.Tuple tuple ? tuple.elts() : List.of(subscript.slice());
    String name = CodeBlock.lastName(subscript.value());
    if (arguments.isEmpty()) {
      return instance(subscript.value(), module, at);
    }
    Expr first = arguments.getFirst();
    if (CONTAINERS.contains(name)) {
      return new Meaning.Container(instance(first, module, at));
    }
    return switch (name) {
      case "Optional", "Annotated", "Final", "ClassVar", "Required", "NotRequired", "ReadOnly" -> instance(first, module, at);
      case "Union" -> {
        var all = new ArrayList<Meaning>();
        arguments.forEach(each -> all.add(instance(each, module, at)));
        yield resolver.joined(all, false);
      }
      case "type", "Type" -> type(first, module, at);
      case "tuple", "Tuple" -> new Meaning.Parts(arguments.stream().map(each -> instance(each, module, at)).toList());
      case "dict", "Dict", "Mapping", "MutableMapping", "defaultdict" -> new Meaning.Value("dict");
      default -> instance(subscript.value(), module, at);
    };
  }
}
