package dev.loopwarden.program;

import dev.loopwarden.python.Expr;
import java.util.List;
import java.util.Optional;

/// What an expression stands for, as far as it can be known. Never a guess by the last name: what is not known says why.
public sealed interface Meaning {

  record ModuleOf(ParsedModule module) implements Meaning {}

  /// A function of the program; a bound method has a receiver.
  record Function(CodeBlock block, Optional<Meaning> receiver) implements Meaning {}

  record ClassOf(ClassView view) implements Meaning {}

  record Instance(ClassView view) implements Meaning {}

  /// Something of a library, by its qualified name: `requests.get`, `aiohttp.ClientSession`.
  ///
  /// @param receiver of a method: the object
  record Library(String name, Optional<LibraryInstance> receiver) implements Meaning {}

  /// An object of a library's class.
  ///
  /// @param made the constructor call, where there is one that is known
  record LibraryInstance(String type, Optional<Made> made) implements Meaning {}

  /// What a call of an `async def` gives before it is awaited.
  record Coroutine(Meaning result) implements Meaning {}

  /// What a call of a function under `@contextmanager` or `@asynccontextmanager` gives.
  record Manager(CodeBlock block) implements Meaning {}

  /// Something that gives elements when it is iterated over or indexed.
  record Container(Meaning element) implements Meaning {}

  /// A tuple whose parts are known.
  record Parts(List<Meaning> parts) implements Meaning {
    public Parts {
      parts = List.copyOf(parts);
    }
  }

  /// A value of a built-in type: `str`, `int`, ...
  record Value(String type) implements Meaning {}

  /// `functools.partial`, or a decorator with arguments that keeps its function.
  record Partial(Meaning callee, Expr.Call call) implements Meaning {}

  record LambdaOf(Expr.Lambda lambda, ParsedModule module) implements Meaning {}

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
}
