package dev.loopwarden.program;

import dev.loopwarden.python.ConstantType;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Stmt;
import java.util.List;
import java.util.Optional;

/// What comes out of a value: by `await`, by `with`, by iterating over it, by an index, by unpacking it.
final class Elements {

  private final Resolver resolver;
  private final Knowledge knowledge;

  Elements(Resolver resolver, Knowledge knowledge) {
    this.resolver = resolver;
    this.knowledge = knowledge;
  }

  Meaning awaited(Meaning value) {
    return switch (value) {
      case Meaning.Coroutine(Meaning result) -> result;
      case Meaning.Unknown unknown -> unknown;
      case Meaning.LibraryInstance instance ->
          knowledge.isKindOf(instance.type(), "asyncio.Future") ? held(instance) : instance;
      case Meaning.Instance(ClassView view, _) -> switch (resolver.classes().attribute(view, "__await__", value)) {
        case Meaning.Function await -> ofAwaitable(await.block());
        case Meaning.Library _ -> value;
        default -> new Meaning.Unknown("the result of an awaitable");
      };
      default -> new Meaning.Unknown("the result of an awaitable");
    };
  }

  /// What `__await__` of the program gives: a generator what it returns, `return self._open().__await__()` what that coroutine gives.
  private Meaning ofAwaitable(CodeBlock await) {
    List<Meaning> given = await.own(Stmt.Return.class).stream().flatMap(each -> each.value().stream()).map(each -> switch (each) {
      case Expr.Call call when isAwait(call) -> awaited(resolver.of(((Expr.Attribute) call.func()).value(), await.module()));
      case Expr.YieldFrom from when isAwait(from.value()) -> awaited(resolver.of(((Expr.Attribute) ((Expr.Call) from.value()).func()).value(), await.module()));
      default -> await.isGenerator() ? resolver.of(each, await.module()) : new Meaning.Unknown("the result of an awaitable");
    }).toList();
    return given.isEmpty() ? new Meaning.Unknown("the result of an awaitable") : Joined.of(given, false);
  }

  private static boolean isAwait(Expr expr) {
    return expr instanceof Expr.Call call && call.func() instanceof Expr.Attribute method && method.attr().equals("__await__");
  }

  /// What a library's object holds: by its annotation, a task what its coroutine gives.
  Meaning held(Meaning.LibraryInstance object) {
    return object.of().orElseGet(() -> knowledge.isKindOf(object.type(), "asyncio.Future") ? resultOfTask(object)
        : new Meaning.Unknown("what `" + object.type() + "` holds is not known"));
  }

  /// A task gives what the coroutine gives that it was made of.
  private Meaning resultOfTask(Meaning.LibraryInstance task) {
    if (task.made().isEmpty() || task.made().get().call().args().isEmpty()) {
      return new Meaning.Unknown("the result of a task");
    }
    Meaning.Made made = task.made().get();
    return resolver.of(made.call().args().getFirst(), made.module()) instanceof Meaning.Coroutine(Meaning result)
        ? result : new Meaning.Unknown("the result of a task");
  }

  /// What `with x as y` binds to `y`.
  Meaning entered(Meaning context, boolean async) {
    return switch (context) {
      case Meaning.Manager(CodeBlock block) -> resolver.yielded(block);
      case Meaning.LibraryInstance instance ->
          knowledge.of(instance.type()).flatMap(Knowledge.Entry::enters).map(type -> resolver.typed(type, instance)).orElse(instance);
      case Meaning.Coroutine(Meaning result) -> entered(result, async);
      case Meaning.Instance(ClassView view, _) -> {
        Meaning enter = resolver.classes().attribute(view, async ? "__aenter__" : "__enter__", context);
        if (enter instanceof Meaning.Function function) {
          Meaning result = resolver.result(function);
          yield result.isKnown() && !(result instanceof Meaning.None) ? result : new Meaning.Unknown("what `__enter__` gives is not known");
        }
        yield enter instanceof Meaning.Library ? context : new Meaning.Unknown("what the context manager gives is not known");
      }
      case Meaning.Unknown unknown -> new Meaning.Unknown(unknown.reason());
      default -> new Meaning.Unknown("what the context manager gives is not known");
    };
  }

  Meaning iterated(Meaning value, boolean async) {
    return switch (value) {
      case Meaning.Container(Meaning element) -> element;
      case Meaning.Generator generator -> generator.element();
      case Meaning.Mapping(Meaning key, Meaning _) -> key;
      case Meaning.Parts parts -> Joined.of(parts.parts(), false);
      case Meaning.Value(String type) when type.equals("str") || type.equals("json") -> value;
      case Meaning.Value(String type) when type.equals("bytes") || type.equals("range") -> new Meaning.Value("int");
      case Meaning.LibraryInstance instance ->
          knowledge.member(instance.type(), async ? "__aiter__" : "__iter__").flatMap(Knowledge.Entry::returns).map(type -> resolver.typed(type, instance))
              .orElse(new Meaning.Unknown("what `" + instance.type() + "` iterates over is not known"));
      case Meaning.ClassOf(ClassView view, _) when resolver.classes().isEnum(view) -> new Meaning.Instance(view);
      case Meaning.Instance(ClassView view, _) -> iteratedObject(view, value, async);
      case Meaning.Unknown unknown -> new Meaning.Unknown(unknown.reason());
      default -> new Meaning.Unknown("what it iterates over is not known");
    };
  }

  private Meaning iteratedObject(ClassView view, Meaning receiver, boolean async) {
    if (resolver.classes().attribute(view, async ? "__anext__" : "__next__", receiver) instanceof Meaning.Function next) {
      return resolver.result(next);
    }
    if (resolver.classes().attribute(view, async ? "__aiter__" : "__iter__", receiver) instanceof Meaning.Function iter) {
      if (iter.block().isGenerator()) {
        return resolver.yielded(iter);
      }
      Meaning iterator = resolver.result(iter);
      return iterator.equals(receiver) ? new Meaning.Unknown("what it iterates over is not known") : iterated(iterator, async);
    }
    return new Meaning.Unknown("what it iterates over is not known");
  }

  Meaning item(Meaning value, Expr slice) {
    return switch (value) {
      case Meaning.Container container -> slice instanceof Expr.Slice ? container : container.element();
      case Meaning.Mapping mapping -> mapping.value();
      case Meaning.Parts parts when slice instanceof Expr.Constant index && index.type() == ConstantType.INT && index.value().length() < 3 ->
          part(parts, Integer.parseInt(index.value()));
      case Meaning.Parts parts -> slice instanceof Expr.Slice ? new Meaning.Container(Joined.of(parts.parts(), false)) : Joined.of(parts.parts(), false);
      case Meaning.Value(String type) when type.equals("str") || type.equals("json") -> value;
      case Meaning.ClassOf _ -> value;
      case Meaning.Library library when Resolver.isClass(library.name()) -> value;
      case Meaning.LibraryInstance instance ->
          resolver.given(instance, "__getitem__").orElse(new Meaning.Unknown("an element of `" + instance.type() + "`"));
      case Meaning.Instance(ClassView view, _) -> itemOf(view, value, slice);
      case Meaning.Unknown unknown -> new Meaning.Unknown(unknown.reason());
      default -> new Meaning.Unknown("an element of something");
    };
  }

  private Meaning itemOf(ClassView view, Meaning value, Expr slice) {
    if (slice instanceof Expr.Constant key && resolver.classes().isTypedDict(view) && key.type() == ConstantType.STR) {
      return field(view, key.value(), value);
    }
    if (slice instanceof Expr.Constant index && index.type() == ConstantType.INT && index.value().length() < 3 && resolver.classes().isNamedTuple(view)) {
      return placed(value, Integer.parseInt(index.value()));
    }
    return resolver.classes().attribute(view, "__getitem__", value) instanceof Meaning.Function function
        ? resolver.result(function) : new Meaning.Unknown("an element of something");
  }

  /// What a typed dictionary has under a key.
  Meaning field(ClassView view, String key, Meaning value) {
    return resolver.classes().fields(view).contains(key) ? resolver.classes().attribute(view, key, value)
        : new Meaning.Unknown("`" + key + "` is no key of `" + view.name() + "`");
  }

  /// The field of an object that stands at a place: of a named tuple, or in a pattern of a class.
  Meaning placed(Meaning value, int position) {
    if (value instanceof Meaning.Instance(ClassView view, _)) {
      List<String> fields = resolver.classes().fields(view);
      if (position < fields.size()) {
        return resolver.classes().attribute(view, fields.get(position), value);
      }
    }
    return value instanceof Meaning.Value && position == 0 ? value : new Meaning.Unknown("a part of something"); // `case str(text)`
  }

  /// What lies at the end of a way into a value.
  Meaning down(Meaning value, List<Integer> way) {
    Meaning found = value;
    for (int index : way) {
      found = part(found, index);
    }
    return found;
  }

  Meaning part(Meaning value, int index) {
    return switch (value) {
      case Meaning.Parts _, Meaning.Container _ when index == Binding.VALUE -> new Meaning.Unknown("a part of something");
      case Meaning.Parts parts when index >= 0 && index < parts.parts().size() -> parts.parts().get(index);
      case Meaning.Parts parts -> index == Binding.STARRED ? new Meaning.Container(Joined.of(parts.parts(), false)) : Joined.of(parts.parts(), false);
      case Meaning.Container container -> index == Binding.STARRED ? container : container.element();
      case Meaning.Mapping mapping -> index == Binding.VALUE ? mapping.value() : mapping.key();
      case Meaning.Value(String type) when type.equals("json") -> value;
      case Meaning.Instance(ClassView view, _) when index >= 0 && resolver.classes().isNamedTuple(view) -> placed(value, index);
      case Meaning.Unknown unknown -> new Meaning.Unknown(unknown.reason());
      default -> new Meaning.Unknown("a part of something");
    };
  }

  /// Elements of a display: `[a, b]`.
  Meaning joined(List<Expr> elements, ParsedModule module) {
    if (elements.isEmpty() || elements.size() > 20) {
      return nothing();
    }
    return Joined.of(elements.stream().map(each -> element(each, module)).toList(), false);
  }

  private Meaning element(Expr each, ParsedModule module) {
    return each instanceof Expr.Starred starred ? iterated(resolver.of(starred.value(), module), false) : resolver.of(each, module);
  }

  Meaning mapping(Expr.Dict dict, ParsedModule module) {
    List<Expr> keys = dict.keys().stream().flatMap(Optional::stream).toList();
    if (keys.isEmpty() || keys.size() != dict.values().size() || keys.size() > 20) {
      return new Meaning.Mapping(nothing(), nothing());
    }
    return new Meaning.Mapping(joined(keys, module), joined(dict.values(), module));
  }

  static Meaning nothing() {
    return new Meaning.Unknown("what the container holds is not known", true);
  }
}
