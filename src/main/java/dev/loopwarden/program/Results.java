package dev.loopwarden.program;

import dev.loopwarden.python.ConstantType;
import dev.loopwarden.python.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What calls of library functions give: by the knowledge files, and for those whose result depends on what they are given.
final class Results {

  private static final Set<String> OF_ELEMENTS =
      Set.of("builtins.list", "builtins.set", "builtins.sorted", "builtins.reversed", "builtins.tuple", "builtins.frozenset", "builtins.iter",
          "builtins.aiter", "collections.deque", "itertools.cycle", "itertools.islice", "copy.copy", "copy.deepcopy", "random.sample");

  private final Resolver resolver;
  private final Knowledge knowledge;

  Results(Resolver resolver, Knowledge knowledge) {
    this.resolver = resolver;
    this.knowledge = knowledge;
  }

  Meaning of(Meaning.Library library, Expr.Call call, ParsedModule module) {
    return special(library.name(), call, module).or(() -> ofContainer(library.name(), call, module)).orElseGet(() -> known(library, call, module));
  }

  private Meaning known(Meaning.Library library, Expr.Call call, ParsedModule module) {
    String name = library.name();
    Optional<Knowledge.Entry> entry = knowledge.of(name);
    Meaning result = entry.flatMap(each -> type(each, call)).map(type -> told(type, library, call, module))
        .orElseGet(() -> Resolver.isCapital(name) ? new Meaning.LibraryInstance(name, Optional.of(new Meaning.Made(module, call)))
            : new Meaning.Unknown("what `" + name + "` gives is not known"));
    return entry.map(Knowledge.Entry::async).orElse(false) ? new Meaning.Coroutine(result) : result;
  }

  /// What it gives with `stream=True` is another thing; with `stream=flag` it is either.
  private static Optional<String> type(Knowledge.Entry entry, Expr.Call call) {
    Optional<Expr> stream = entry.streams().isEmpty() ? Optional.empty() : call.keyword("stream");
    if (stream.isEmpty() || (stream.get() instanceof Expr.Constant no && !no.value().equals("True"))) {
      return entry.returns();
    }
    return stream.get() instanceof Expr.Constant ? entry.streams() : Optional.of("?");
  }

  private Meaning told(String type, Meaning.Library library, Expr.Call call, ParsedModule module) {
    Meaning told = TypeText.of(type, word -> switch (word) {
      case "self" -> self(library, call, module);
      case "element" -> library.receiver().map(resolver.elements()::held).orElse(Elements.nothing());
      case "given" -> object(argument(call, 0, module));
      case "only" -> call.args().size() == 1 ? object(argument(call, 0, module)) : Elements.nothing();
      case "held" -> argument(call, 0, module) instanceof Meaning.LibraryInstance holder ? resolver.elements().held(holder) : Elements.nothing();
      default -> Elements.nothing();
    }).orElse(new Meaning.Unknown("`" + type + "` is no type"));
    return TypeText.WORDS.contains(type) ? told : made(told, new Meaning.Made(module, call));
  }

  /// The object that a method is called on: one of the program's classes where it has the method from a library's.
  private Meaning self(Meaning.Library library, Expr.Call call, ParsedModule module) {
    Meaning object = call.func() instanceof Expr.Attribute attribute ? resolver.of(attribute.value(), module) : Elements.nothing();
    return switch (object) {
      case Meaning.Instance instance -> instance;
      case Meaning.ClassOf(ClassView view, List<Meaning> of) -> new Meaning.Instance(view, of);
      case Meaning.Super(ClassView _, Meaning.Instance receiver) -> receiver;
      default -> library.receiver().<Meaning>map(each -> each).orElse(Elements.nothing());
    };
  }

  /// An object of a class.
  private static Meaning object(Meaning type) {
    return switch (type) {
      case Meaning.ClassOf(ClassView view, List<Meaning> of) -> new Meaning.Instance(view, of);
      case Meaning.Library library when library.receiver().isEmpty() && Resolver.isClass(library.name()) -> new Meaning.LibraryInstance(library.name(), Optional.empty());
      default -> Elements.nothing();
    };
  }

  private static Meaning made(Meaning value, Meaning.Made by) {
    return switch (value) {
      case Meaning.LibraryInstance instance -> instance.made().isPresent() ? instance : new Meaning.LibraryInstance(instance.type(), Optional.of(by), instance.of());
      case Meaning.Parts parts -> new Meaning.Parts(parts.parts().stream().map(each -> made(each, by)).toList());
      default -> value;
    };
  }

  private Optional<Meaning> special(String name, Expr.Call call, ParsedModule module) {
    if (OF_ELEMENTS.contains(name)) {
      return Optional.of(copied(name, call, module));
    }
    return switch (name) {
      case "functools.partial", "functools.partialmethod" -> first(call).map(each -> new Meaning.Partial(resolver.of(each, module), call));
      case "typing.cast" -> first(call).map(each -> resolver.annotations().instance(each, module, call));
      case "typing.NewType" -> call.args().size() < 2 ? Optional.empty()
          : Optional.of(new Meaning.TypeOf(resolver.annotations().instance(call.args().get(1), module, call)));
      case "typing.TypeVar", "typing_extensions.TypeVar" -> Optional.of(resolver.generics().variable(call.keyword("bound"), module, call));
      case "builtins.getattr" -> named(call).map(each -> resolver.member(argument(call, 0, module), each));
      case "importlib.import_module" -> first(call).filter(_ -> call.args().size() == 1)
          .flatMap(each -> each instanceof Expr.Constant text && text.type() == ConstantType.STR ? Optional.of(resolver.names().imports().dotted(text.value(), module)) : Optional.empty());
      case "builtins.super" -> Optional.of(resolver.classes().superOf(call, module));
      case "builtins.type" -> call.args().size() == 1 && argument(call, 0, module) instanceof Meaning.Instance(ClassView view, _)
          ? Optional.of(new Meaning.ClassOf(view)) : Optional.empty();
      case "builtins.next", "builtins.anext" -> first(call).map(each -> resolver.elements().iterated(resolver.of(each, module), name.endsWith("anext")));
      case "dataclasses.replace", "copy.replace", "attr.evolve", "attrs.evolve" -> first(call).map(each -> resolver.of(each, module));
      case "random.choice" -> first(call).map(each -> resolver.elements().iterated(resolver.of(each, module), false));
      case "builtins.min", "builtins.max" -> call.args().size() != 1 ? Optional.empty()
          : Optional.of(resolver.elements().iterated(argument(call, 0, module), false));
      case "builtins.enumerate" -> Optional.of(new Meaning.Container(new Meaning.Parts(List.of(
          new Meaning.Value("int"), resolver.elements().iterated(argument(call, 0, module), false)))));
      case "builtins.zip" -> Optional.of(new Meaning.Container(new Meaning.Parts(call.args().stream()
          .map(each -> resolver.elements().iterated(resolver.of(each, module), false)).toList())));
      case "itertools.chain" -> Optional.of(new Meaning.Container(resolver.elements().joined(
          call.args().stream().<Expr>map(each -> new Expr.Starred(each.span(), each)).toList(), module)));
      case "itertools.chain.from_iterable" -> first(call).map(each -> new Meaning.Container(
          resolver.elements().iterated(resolver.elements().iterated(resolver.of(each, module), false), false)));
      case "builtins.filter" -> call.args().size() != 2 ? Optional.empty()
          : Optional.of(new Meaning.Container(resolver.elements().iterated(argument(call, 1, module), false)));
      case "builtins.map" -> Optional.of(new Meaning.Container(resolver.call(argument(call, 0, module), call, module)));
      case "builtins.dict" -> Optional.of(first(call).map(each -> resolver.of(each, module)).filter(Meaning.Mapping.class::isInstance)
          .orElse(new Meaning.Mapping(Elements.nothing(), Elements.nothing())));
      case "collections.defaultdict" -> Optional.of(new Meaning.Mapping(Elements.nothing(),
          first(call).map(each -> resolver.call(resolver.of(each, module), new Expr.Call(each.span(), each, List.of(), List.of()), module)).orElse(Elements.nothing())));
      case "collections.OrderedDict" -> Optional.of(new Meaning.Mapping(Elements.nothing(), Elements.nothing()));
      case "builtins.str", "builtins.bytes", "builtins.int", "builtins.float", "builtins.bool", "builtins.range" ->
          Optional.of(new Meaning.Value(name.substring(name.indexOf('.') + 1)));
      case "builtins.len", "builtins.id", "builtins.hash", "builtins.ord" -> Optional.of(new Meaning.Value("int"));
      case "json.loads", "json.load" -> Stream.of("object_hook", "object_pairs_hook", "cls").noneMatch(each -> call.keyword(each).isPresent())
          ? Optional.empty() : Optional.of(new Meaning.Unknown("what its hook makes of a JSON text is not known"));
      case "builtins.open", "pathlib.Path.open" -> Optional.of(opened(name, call, module));
      case "builtins.repr", "builtins.chr", "builtins.format", "builtins.input" -> Optional.of(new Meaning.Value("str"));
      case "builtins.isinstance", "builtins.hasattr", "builtins.callable", "builtins.any", "builtins.all" -> Optional.of(new Meaning.Value("bool"));
      case "builtins.print", "builtins.setattr", "builtins.delattr" -> Optional.of(new Meaning.None());
      case "asyncio.wait_for", "asyncio.shield", "asyncio.run", "asyncio.AbstractEventLoop.run_until_complete", "asyncio.Runner.run",
          "asyncio.run_coroutine_threadsafe" -> name.endsWith("threadsafe") ? Optional.empty()
              : Optional.of(passed(name, resolver.elements().awaited(argument(call, 0, module))));
      case "asyncio.as_completed" -> first(call).map(each -> new Meaning.Container(resolver.elements().iterated(resolver.of(each, module), false)));
      case "asyncio.gather" -> Optional.of(new Meaning.Coroutine(gathered(call, module)));
      case "asyncio.to_thread", "anyio.to_thread.run_sync", "trio.to_thread.run_sync", "starlette.concurrency.run_in_threadpool",
          "fastapi.concurrency.run_in_threadpool" -> Optional.of(new Meaning.Coroutine(resolver.call(argument(call, 0, module), call, module)));
      case "asyncio.AbstractEventLoop.run_in_executor" -> Optional.of(new Meaning.LibraryInstance("asyncio.Future",
          Optional.empty(), Optional.of(resolver.call(argument(call, 1, module), call, module)).filter(Meaning::isKnown)));
      case "contextlib.closing", "contextlib.nullcontext", "contextlib.aclosing" -> first(call).map(each ->
          new Meaning.LibraryInstance(name, Optional.of(new Meaning.Made(module, call)), Optional.of(resolver.of(each, module)).filter(Meaning::isKnown)));
      case "contextlib.ExitStack.enter_context" -> first(call).map(each -> resolver.elements().entered(resolver.of(each, module), false));
      case "contextlib.AsyncExitStack.enter_context" -> first(call).map(each -> resolver.elements().entered(resolver.of(each, module), false));
      case "contextlib.AsyncExitStack.enter_async_context" ->
          first(call).map(each -> new Meaning.Coroutine(resolver.elements().entered(resolver.of(each, module), true)));
      case "asgiref.sync.sync_to_async", "channels.db.database_sync_to_async" -> first(call).flatMap(each ->
          resolver.of(each, module) instanceof Meaning.Function function ? Optional.of(new Meaning.Recoloured(function.block(), true)) : Optional.empty());
      case "asgiref.sync.async_to_sync" -> first(call).flatMap(each ->
          resolver.of(each, module) instanceof Meaning.Function function ? Optional.of(new Meaning.Recoloured(function.block(), false)) : Optional.empty());
      default -> Optional.empty();
    };
  }

  /// The attribute that `getattr(client, "get")` asks for; with another default than `None` it may be that.
  private static Optional<String> named(Expr.Call call) {
    boolean either = call.args().size() == 3 && !(call.args().get(2) instanceof Expr.Constant none && none.type() == ConstantType.NONE);
    return call.args().size() >= 2 && !either && call.args().get(1) instanceof Expr.Constant text && text.type() == ConstantType.STR
        ? Optional.of(text.value()) : Optional.empty();
  }

  /// A file of text or of bytes, as its mode says.
  private Meaning opened(String name, Expr.Call call, ParsedModule module) {
    int place = name.startsWith("builtins.") ? 1 : 0;
    Optional<Expr> mode = call.keyword("mode").or(() -> call.args().size() > place ? Optional.of(call.args().get(place)) : Optional.empty());
    if (mode.isPresent() && !(mode.get() instanceof Expr.Constant)) {
      return new Meaning.Unknown("a file whose mode is not known");
    }
    boolean bytes = mode.map(each -> ((Expr.Constant) each).value().contains("b")).orElse(false);
    return new Meaning.LibraryInstance(bytes ? "io.BufferedRandom" : "io.TextIOWrapper", Optional.of(new Meaning.Made(module, call)));
  }

  /// `wait_for` gives an awaitable of what it was given, `run` the result itself.
  private static Meaning passed(String name, Meaning result) {
    return name.endsWith("wait_for") || name.endsWith("shield") ? new Meaning.Coroutine(result) : result;
  }

  private Meaning copied(String name, Expr.Call call, ParsedModule module) {
    Meaning given = argument(call, 0, module);
    if (call.args().isEmpty()) {
      return new Meaning.Container(Elements.nothing());
    }
    return name.startsWith("copy.") ? given : new Meaning.Container(resolver.elements().iterated(given, name.endsWith("aiter")));
  }

  private Meaning gathered(Expr.Call call, ParsedModule module) {
    if (call.args().size() == 1 && call.args().getFirst() instanceof Expr.Starred starred) {
      return new Meaning.Container(resolver.elements().awaited(resolver.elements().iterated(resolver.of(starred.value(), module), false)));
    }
    if (call.args().stream().anyMatch(Expr.Starred.class::isInstance)) {
      return new Meaning.Unknown("the results of several");
    }
    var parts = new ArrayList<Meaning>();
    call.args().forEach(each -> parts.add(resolver.elements().awaited(resolver.of(each, module))));
    return new Meaning.Parts(parts);
  }

  /// Methods of lists, dictionaries and texts whose result comes out of the receiver.
  private Optional<Meaning> ofContainer(String name, Expr.Call call, ParsedModule module) {
    if (!(call.func() instanceof Expr.Attribute attribute) || !(name.startsWith("builtins.") || name.startsWith("typing."))) {
      return Optional.empty();
    }
    Meaning receiver = resolver.of(attribute.value(), module);
    return switch (receiver) {
      case Meaning.Instance(ClassView view, _) when resolver.classes().isTypedDict(view) -> switch (attribute.attr()) {
        case "get", "pop", "setdefault" -> first(call).map(key -> key instanceof Expr.Constant constant
            ? resolver.elements().field(view, constant.value(), receiver) : Elements.nothing());
        case "copy" -> Optional.of(receiver);
        case "keys" -> Optional.of(new Meaning.Container(new Meaning.Value("str")));
        case "values" -> Optional.of(new Meaning.Container(Elements.nothing()));
        case "items" -> Optional.of(new Meaning.Container(new Meaning.Parts(List.of(new Meaning.Value("str"), Elements.nothing()))));
        case "update", "clear" -> Optional.of(new Meaning.None());
        default -> Optional.empty();
      };
      case Meaning.Mapping mapping -> switch (attribute.attr()) {
        case "get", "pop", "setdefault" -> Optional.of(mapping.value());
        case "values" -> Optional.of(new Meaning.Container(mapping.value()));
        case "keys" -> Optional.of(new Meaning.Container(mapping.key()));
        case "items" -> Optional.of(new Meaning.Container(new Meaning.Parts(List.of(mapping.key(), mapping.value()))));
        case "popitem" -> Optional.of(new Meaning.Parts(List.of(mapping.key(), mapping.value())));
        case "copy" -> Optional.of(mapping);
        case "update", "clear" -> Optional.of(new Meaning.None());
        default -> Optional.empty();
      };
      case Meaning.Container container -> switch (attribute.attr()) {
        case "pop", "popleft" -> Optional.of(container.element());
        case "copy", "union", "difference", "intersection" -> Optional.of(container);
        case "append", "extend", "insert", "remove", "clear", "sort", "reverse", "add", "discard", "update", "appendleft" -> Optional.of(new Meaning.None());
        case "index", "count" -> Optional.of(new Meaning.Value("int"));
        default -> Optional.empty();
      };
      case Meaning.Value(String type) when type.equals("str") || type.equals("bytes") -> switch (attribute.attr()) {
        case "split", "rsplit", "splitlines" -> Optional.of(new Meaning.Container(receiver));
        case "partition", "rpartition" -> Optional.of(new Meaning.Parts(List.of(receiver, receiver, receiver)));
        case "encode" -> Optional.of(new Meaning.Value("bytes"));
        case "decode" -> Optional.of(new Meaning.Value("str"));
        case "startswith", "endswith", "isdigit", "isalpha", "isspace", "isupper", "islower", "isidentifier" -> Optional.of(new Meaning.Value("bool"));
        case "find", "rfind", "index", "count" -> Optional.of(new Meaning.Value("int"));
        default -> Optional.of(receiver);
      };
      case Meaning.Value(String type) when type.equals("json") -> Optional.of(ofJson(attribute.attr()));
      default -> Optional.empty();
    };
  }

  /// What a JSON text holds is of built-in types, whichever: so is what their methods give.
  private static Meaning ofJson(String method) {
    var json = new Meaning.Value("json");
    var text = new Meaning.Value("str");
    return switch (method) {
      case "items" -> new Meaning.Container(new Meaning.Parts(List.of(text, json)));
      case "keys", "split", "rsplit", "splitlines" -> new Meaning.Container(text);
      case "values" -> new Meaning.Container(json);
      case "strip", "lstrip", "rstrip", "lower", "upper", "title", "capitalize", "replace", "join", "format", "removeprefix", "removesuffix" -> text;
      case "encode" -> new Meaning.Value("bytes");
      case "startswith", "endswith", "isdigit" -> new Meaning.Value("bool");
      case "index", "count", "find" -> new Meaning.Value("int");
      case "append", "extend", "insert", "remove", "clear", "sort", "reverse", "update" -> new Meaning.None();
      default -> json;
    };
  }

  private Meaning argument(Expr.Call call, int index, ParsedModule module) {
    return index < call.args().size() ? resolver.of(call.args().get(index), module) : new Meaning.Unknown("an argument is missing");
  }

  private static Optional<Expr> first(Expr.Call call) {
    return call.args().stream().findFirst();
  }
}
