package dev.loopwarden.program;

import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Stmt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What a function is under its decorators: most leave it as it is, some change its colour, and of some nothing is known.
final class Decorators {

  private static final Set<String> KEPT =
      Set.of("staticmethod", "classmethod", "property", "cached_property", "abstractproperty", "hybrid_property", "abstractmethod", "contextmanager",
          "asynccontextmanager", "overload", "override", "final", "wraps", "lru_cache", "cache", "singledispatch", "singledispatchmethod",
          "total_ordering", "runtime_checkable", "no_type_check", "deprecated");
  private static final Set<String> TO_ASYNC = Set.of("asgiref.sync.sync_to_async", "channels.db.database_sync_to_async", "asyncer.asyncify");
  private static final Set<String> TO_SYNC = Set.of("asgiref.sync.async_to_sync", "asyncer.syncify");

  private final Resolver resolver;
  private final Knowledge knowledge;

  Decorators(Resolver resolver, Knowledge knowledge) {
    this.resolver = resolver;
    this.knowledge = knowledge;
  }

  /// What a decorator leaves of a function.
  private enum Change { NONE, TO_ASYNC, TO_SYNC, UNKNOWN }

  Meaning function(CodeBlock block, Optional<Meaning> receiver) {
    Change all = Change.NONE;
    for (Expr decorator : block.decorators().reversed()) {
      switch (change(decorator, block)) {
        case NONE -> {}
        case TO_ASYNC -> all = Change.TO_ASYNC;
        case TO_SYNC -> all = Change.TO_SYNC;
        case UNKNOWN -> {
          return new Meaning.Unknown("`" + block.name() + "` is decorated by `" + block.module().code(decorator.span()) + "`");
        }
      }
    }
    return all == Change.NONE ? new Meaning.Function(block, receiver) : new Meaning.Recoloured(block, all == Change.TO_ASYNC);
  }

  /// What a library makes of a function besides, which can still be called: `@app.task` a task that has `delay`.
  Optional<Meaning.LibraryInstance> object(CodeBlock block) {
    return block.decorators().stream().map(each -> resolver.of(each instanceof Expr.Call call ? call.func() : each, block.module()).nameInLibrary())
        .filter(each -> knowledge.is(each, Role.KEEPS)).flatMap(each -> knowledge.of(each).flatMap(Knowledge.Entry::returns).stream())
        .flatMap(each -> TypeText.of(each).stream()).flatMap(each -> each instanceof Meaning.LibraryInstance object ? Stream.of(object) : Stream.empty()).findFirst();
  }

  private Change change(Expr decorator, CodeBlock block) {
    Expr name = decorator instanceof Expr.Call call ? call.func() : decorator;
    return switch (resolver.of(name, block.module())) {
      case Meaning.Library library -> ofLibrary(library.name(), block);
      case Meaning.Unknown _, Meaning.None _ -> Change.UNKNOWN;
      default -> maker(decorator, block).map(each -> ofProgram(each, block)).orElse(Change.UNKNOWN);
    };
  }

  /// The function of the program that a decorator hands its function to: itself, or the `__call__` of an object.
  private Optional<CodeBlock> maker(Expr decorator, CodeBlock block) {
    Meaning plain = resolver.of(decorator instanceof Expr.Call call ? call.func() : decorator, block.module());
    return switch (plain) {
      case Meaning.Function function -> Optional.of(function.block());
      case Meaning.ClassOf(ClassView view, _) when decorator instanceof Expr.Call -> called(view);
      case Meaning.Instance(ClassView view, _) -> called(view);
      default -> Optional.empty();
    };
  }

  private Optional<CodeBlock> called(ClassView view) {
    return resolver.classes().attribute(view, "__call__", new Meaning.Instance(view)) instanceof Meaning.Function function
        ? Optional.of(function.block()) : Optional.empty();
  }

  private Change ofLibrary(String name, CodeBlock block) {
    if (TO_ASYNC.contains(name)) {
      return block.isAsync() ? Change.NONE : Change.TO_ASYNC;
    }
    if (TO_SYNC.contains(name)) {
      return block.isAsync() ? Change.TO_SYNC : Change.NONE;
    }
    return KEPT.contains(name.substring(name.lastIndexOf('.') + 1)) || knowledge.is(name, Role.KEEPS) ? Change.NONE : Change.UNKNOWN;
  }

  /// A decorator of the program keeps a function's colour where a wrapper of that colour is made in it, or none at all.
  private Change ofProgram(CodeBlock decorator, CodeBlock decorated) {
    List<CodeBlock> wrappers = wrapper(decorator);
    if (wrappers.stream().anyMatch(each -> choices(each, parametersAround(decorator)).size() > 1)) {
      return Change.UNKNOWN;
    }
    boolean async = wrappers.stream().anyMatch(CodeBlock::isAsync);
    boolean sync = wrappers.stream().anyMatch(each -> !each.isAsync());
    if (decorated.isAsync()) {
      return async || !sync || passesOn(decorator) ? Change.NONE : Change.UNKNOWN;
    }
    return async && !sync ? Change.TO_ASYNC : Change.NONE;
  }

  /// Whether the wrapper gives what the function gives: `return func(*args)`.
  private boolean passesOn(CodeBlock decorator) {
    return wrapper(decorator).stream().flatMap(each -> each.own(Stmt.Return.class).stream()).flatMap(each -> each.value().stream())
        .anyMatch(value -> value instanceof Expr.Call call && call.func() instanceof Expr.Name name
            && parametersAround(decorator).contains(name.id()));
  }

  /// The functions, of those that the decorator is given, whose result a wrapper gives: `return (work if plain else awork)(*args)`.
  private static Set<String> choices(CodeBlock wrapper, Set<String> given) {
    var found = new HashSet<String>();
    wrapper.own(Stmt.Return.class).stream().flatMap(each -> each.value().stream()).forEach(value -> {
      Expr called = value instanceof Expr.Await await ? await.value() : value;
      if (called instanceof Expr.Call call) {
        Set<String> names = names(call.func());
        found.addAll(names);
        wrapper.own(Stmt.Assign.class).stream()
            .filter(each -> each.targets().getFirst() instanceof Expr.Name local && names.contains(local.id()))
            .forEach(each -> found.addAll(names(each.value())));
      }
    });
    found.retainAll(given);
    return found;
  }

  private static Set<String> names(Expr function) {
    return switch (function) {
      case Expr.Name name -> Set.of(name.id());
      case Expr.IfExp either -> {
        var both = new HashSet<String>(names(either.body()));
        both.addAll(names(either.orelse()));
        yield both;
      }
      default -> Set.of();
    };
  }

  private static Set<String> parametersAround(CodeBlock decorator) {
    var names = new HashSet<>(decorator.parameters());
    nested(decorator).forEach(each -> names.addAll(each.parameters()));
    return names;
  }

  /// The functions that a decorator of the program puts in a function's place: those inside of it that are given back and give
  /// back no further one, by `return wrapper`.
  List<CodeBlock> wrapper(CodeBlock decorator) {
    var found = new ArrayList<CodeBlock>();
    for (CodeBlock each : returned(decorator)) {
      List<CodeBlock> farther = wrapper(each);
      found.addAll(farther.isEmpty() ? List.of(each) : farther);
    }
    return found;
  }

  private static List<CodeBlock> returned(CodeBlock block) {
    if (block.inner().isEmpty()) {
      return List.of();
    }
    Set<String> names = new HashSet<>();
    block.own(Stmt.Return.class).forEach(each -> each.findOwn(Expr.Name.class).forEach(name -> names.add(name.id())));
    return block.inner().stream().filter(each -> names.contains(each.name())).toList();
  }

  /// The wrappers of the program's own decorators around a function: they run when it is called.
  List<CodeBlock> wrappers(CodeBlock block) {
    var found = new ArrayList<CodeBlock>();
    for (Expr decorator : block.decorators()) {
      maker(decorator, block).ifPresent(each ->
          wrapper(each).stream().filter(inner -> inner.isAsync() == block.isAsync()).forEach(found::add));
    }
    return found;
  }

  private static List<CodeBlock> nested(CodeBlock block) {
    return block.inner().stream().flatMap(each -> Stream.concat(Stream.of(each), nested(each).stream())).toList();
  }
}
