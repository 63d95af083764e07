package dev.loopwarden.program;

import dev.loopwarden.python.Expr;
import java.util.List;
import java.util.Optional;

/// What an expression stands for, as far as it can be known. Never a guess by the last name: what is not known says why.
public sealed interface Meaning {

  record ModuleOf(ParsedModule module) implements Meaning {}

  /// A package of the program without `__init__.py`, seen from a module.
  record Namespace(String dotted, ParsedModule from) implements Meaning {}

  /// A function of the program; a bound method has a receiver.
  record Function(CodeBlock block, Optional<Meaning> receiver) implements Meaning {}

  /// A function of the program under a decorator that changes its colour: `@sync_to_async`, `@async_to_sync`.
  ///
  /// @param async a call gives a coroutine, and the function itself runs elsewhere
  record Recoloured(CodeBlock block, boolean async) implements Meaning {}

  /// A class of the program.
  ///
  /// @param of what its type variables stand for, in order: `Repo[User]`; empty where nothing tells that
  record ClassOf(ClassView view, List<Meaning> of) implements Meaning {
    public ClassOf {
      of = List.copyOf(of);
    }

    ClassOf(ClassView view) {
      this(view, List.of());
    }
  }

  /// An object of a class of the program.
  ///
  /// @param of what its class's type variables stand for, in order; empty where nothing tells that
  record Instance(ClassView view, List<Meaning> of) implements Meaning {
    public Instance {
      of = List.copyOf(of);
    }

    Instance(ClassView view) {
      this(view, List.of());
    }
  }

  /// What `super()` gives: an object as the bases of a class see it.
  record Super(ClassView owner, Meaning receiver) implements Meaning {}

  /// Something of a library, by its qualified name: `requests.get`, `aiohttp.ClientSession`.
  ///
  /// @param receiver of a method: the object
  record Library(String name, Optional<LibraryInstance> receiver) implements Meaning {}

  /// An object of a library's class.
  ///
  /// @param made the constructor call, where there is one that is known
  /// @param of what it holds, where its annotation says that: `asyncio.Queue[Job]`
  record LibraryInstance(String type, Optional<Made> made, Optional<Meaning> of) implements Meaning {
    LibraryInstance(String type, Optional<Made> made) {
      this(type, made, Optional.empty());
    }
  }

  /// A type as annotations write it (`Optional[X]`, `Annotated[X, ...]`, `X | None`), as a value: an alias of it is one.
  ///
  /// @param instance what a value of that type is
  record TypeOf(Meaning instance) implements Meaning {}

  /// What a call of an `async def` gives before it is awaited.
  record Coroutine(Meaning result) implements Meaning {}

  /// What a call of a function under `@contextmanager` or `@asynccontextmanager` gives.
  record Manager(CodeBlock block) implements Meaning {}

  /// What a call of a generator function gives: its body runs when it is iterated over.
  record Generator(CodeBlock block, Meaning element) implements Meaning {}

  /// Something that gives elements when it is iterated over or indexed.
  record Container(Meaning element) implements Meaning {}

  /// Something that gives a value for a key, and keys when it is iterated over.
  record Mapping(Meaning key, Meaning value) implements Meaning {}

  /// A tuple whose parts are known.
  record Parts(List<Meaning> parts) implements Meaning {
    public Parts {
      parts = List.copyOf(parts);
    }
  }

  /// One of several: objects of different classes, or methods of theirs.
  ///
  /// @param choices two or more, each of them known
  record OneOf(List<Meaning> choices) implements Meaning {
    public OneOf {
      choices = List.copyOf(choices);
    }
  }

  /// A value of a built-in type: `str`, `int`, ...
  record Value(String type) implements Meaning {}

  /// `functools.partial`, or a decorator with arguments that keeps its function.
  record Partial(Meaning callee, Expr.Call call) implements Meaning {}

  record LambdaOf(Expr.Lambda lambda, ParsedModule module) implements Meaning {}

  /// Something that can be called, of which only is told what it gives: `Callable[[], User]`.
  record CallableOf(Meaning result) implements Meaning {}

  record None() implements Meaning {}

  /// Not known.
  ///
  /// @param reason for people: "`client` is a parameter without annotation"
  /// @param soft another binding of the same name may say what it is
  record Unknown(String reason, boolean soft) implements Meaning {
    Unknown(String reason) {
      this(reason, false);
    }
  }

  /// A constructor call.
  record Made(ParsedModule module, Expr.Call call) {}

  default boolean isKnown() {
    return !(this instanceof Unknown);
  }

  /// The qualified library name of a function or class; empty text where it is none.
  default String nameInLibrary() {
    return this instanceof Library library ? library.name() : "";
  }

  /// The library type of an object; empty text where it is none.
  default String typeInLibrary() {
    return this instanceof LibraryInstance instance ? instance.type() : "";
  }

  /// In a few words: `shop/net.py::fetch`, `requests.get`, "an object of `requests.Session`", "not known: ...".
  default String told() {
    return switch (this) {
      case ModuleOf(ParsedModule module) -> "module " + module.path();
      case Namespace namespace -> "package " + namespace.dotted();
      case Function function -> function.block().toString();
      case Recoloured(CodeBlock block, boolean async) -> block + (async ? " made async" : " made sync");
      case ClassOf(ClassView view, _) -> "class " + view;
      case Instance(ClassView view, _) -> "object of " + view;
      case Super(ClassView owner, Meaning _) -> "super of " + owner;
      case Library library -> library.name();
      case LibraryInstance instance -> "object of " + instance.type();
      case TypeOf(Meaning instance) -> "type of " + instance.told();
      case Coroutine(Meaning result) -> "coroutine of " + result.told();
      case Manager(CodeBlock block) -> "context manager " + block;
      case Generator(CodeBlock block, Meaning _) -> "generator " + block;
      case Container(Meaning element) -> "container of " + element.told();
      case Mapping(Meaning _, Meaning value) -> "mapping to " + value.told();
      case Parts parts -> "tuple of " + String.join(", ", parts.parts().stream().map(Meaning::told).toList());
      case OneOf(List<Meaning> choices) -> "one of " + String.join(", ", choices.stream().map(Meaning::told).toList());
      case Value(String type) -> type;
      case Partial(Meaning callee, Expr.Call _) -> "partial of " + callee.told();
      case LambdaOf _ -> "a lambda";
      case CallableOf(Meaning result) -> "callable that gives " + result.told();
      case None _ -> "None";
      case Unknown(String reason, boolean _) -> "not known: " + reason;
    };
  }
}
