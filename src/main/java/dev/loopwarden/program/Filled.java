package dev.loopwarden.program;

import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Stmt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a list, dictionary or queue holds that begins empty, by all that is seen to be put into it: `all.append(client)`,
/// `by[name] = client`, `await queue.put(job)`. Where one of these is not known, nothing is said.
final class Filled {

  private static final Set<String> ADDING = Set.of("append", "appendleft", "add", "put", "put_nowait", "insert");
  private static final Set<String> QUEUES = Set.of("asyncio.Queue", "asyncio.PriorityQueue", "asyncio.LifoQueue", "queue.Queue");

  /// Something that is put into what a name or attribute stands for.
  ///
  /// @param key of a mapping
  /// @param depth 1 where it is put into a list below a key: `by[name].append(client)`
  /// @param many it is a container of what is put there
  private record Store(CodeBlock block, Optional<Expr> key, Expr value, int depth, boolean many) {}

  private record Asked(CodeBlock scope, String target) {}

  private final Resolver resolver;
  private final IdentityHashMap<ParsedModule, Map<String, List<Store>>> stores = new IdentityHashMap<>();
  private final Map<Asked, Optional<Meaning>> known = new HashMap<>();
  private final Set<Asked> working = new HashSet<>();

  Filled(Resolver resolver) {
    this.resolver = resolver;
  }

  /// What a name of a module or function stands for.
  ///
  /// @param found the value that it is given
  Meaning name(Meaning found, String name, CodeBlock scope) {
    return isOpen(found) ? held(found, new Asked(scope, name), inScope(name, scope)) : found;
  }

  /// What an attribute stands for that the methods of a class fill.
  Meaning attribute(Meaning found, String name, ClassView view) {
    if (!isOpen(found) || view.allMethods().isEmpty()) {
      return found;
    }
    var all = new ArrayList<Store>();
    for (CodeBlock method : view.allMethods()) {
      if (!method.isStatic() && !method.parameters().isEmpty()) {
        stores(view.module()).getOrDefault(method.parameters().getFirst() + "." + name, List.of()).stream()
            .filter(each -> isWithin(each.block(), method)).forEach(all::add);
      }
    }
    return held(found, new Asked(view.allMethods().getFirst(), "self." + name), all);
  }

  /// Whether nothing is told of what it holds.
  private static boolean isOpen(Meaning found) {
    return switch (found) {
      case Meaning.Container(Meaning element) -> element.equals(Elements.nothing());
      case Meaning.Mapping(Meaning _, Meaning value) -> value.equals(Elements.nothing()) || value.equals(new Meaning.Container(Elements.nothing()));
      case Meaning.LibraryInstance queue -> queue.of().isEmpty() && QUEUES.contains(queue.type());
      default -> false;
    };
  }

  private List<Store> inScope(String name, CodeBlock scope) {
    return stores(scope.module()).getOrDefault(name, List.of()).stream().filter(each -> isWithin(each.block(), scope) && !isBoundBetween(name, each.block(), scope)).toList();
  }

  private static boolean isWithin(CodeBlock block, CodeBlock scope) {
    return block.equals(scope) || block.outer().filter(each -> isWithin(each, scope)).isPresent();
  }

  /// Whether an inner function has a name of its own of that spelling.
  private boolean isBoundBetween(String name, CodeBlock block, CodeBlock scope) {
    return !block.equals(scope) && (!resolver.names().scope(block.node(), block.module()).of(name).isEmpty()
        || block.outer().filter(each -> isBoundBetween(name, each, scope)).isPresent());
  }

  private Meaning held(Meaning found, Asked asked, List<Store> all) {
    Optional<Meaning> before = known.get(asked);
    if (before != null) {
      return before.orElse(found);
    }
    if (all.isEmpty() || !working.add(asked)) {
      return found;
    }
    try {
      Optional<Meaning> filled = filled(found, all);
      known.put(asked, filled);
      return filled.orElse(found);
    } finally {
      working.remove(asked);
    }
  }

  private Optional<Meaning> filled(Meaning found, List<Store> all) {
    boolean mapping = found instanceof Meaning.Mapping;
    if (all.stream().anyMatch(each -> mapping != (each.key().isPresent() || each.depth() > 0 || each.many()) && !(each.many() && !mapping))) {
      return Optional.empty();
    }
    Meaning value = Joined.of(all.stream().map(each -> value(each, mapping)).toList(), false);
    if (!value.isKnown() || value instanceof Meaning.None) {
      return Optional.empty();
    }
    return switch (found) {
      case Meaning.Container _ -> Optional.of(new Meaning.Container(value));
      case Meaning.LibraryInstance queue -> Optional.of(new Meaning.LibraryInstance(queue.type(), queue.made(), Optional.of(value)));
      default -> Optional.of(new Meaning.Mapping(
          Joined.of(all.stream().flatMap(each -> each.key().stream().map(key -> resolver.of(key, each.block().module()))).toList(), false), value));
    };
  }

  private Meaning value(Store store, boolean mapping) {
    Meaning value = resolver.of(store.value(), store.block().module());
    if (store.many()) {
      return !mapping ? resolver.elements().iterated(value, false)
          : value instanceof Meaning.Mapping(Meaning _, Meaning of) ? of : new Meaning.Unknown("what it is filled with is not known");
    }
    return store.depth() > 0 ? new Meaning.Container(value) : value;
  }

  /// Whether a call puts something into what it is called on.
  static boolean isFilling(Expr.Call call) {
    return call.func() instanceof Expr.Attribute method && !call.args().isEmpty()
        && (ADDING.contains(method.attr()) || Set.of("extend", "update", "setdefault").contains(method.attr()));
  }

  // what is put where

  private Map<String, List<Store>> stores(ParsedModule module) {
    Map<String, List<Store>> before = stores.get(module);
    if (before != null) {
      return before;
    }
    var found = new HashMap<String, List<Store>>();
    for (CodeBlock block : module.blocks()) {
      block.own(Expr.Call.class).forEach(each -> called(each, block, found));
      block.own(Stmt.Assign.class).forEach(each -> each.targets().forEach(target -> {
        if (target instanceof Expr.Subscript item && !(item.slice() instanceof Expr.Slice)) {
          add(item.value(), new Store(block, Optional.of(item.slice()), each.value(), 0, false), found);
        }
      }));
      block.own(Stmt.AugAssign.class).forEach(each -> add(each.target(), new Store(block, Optional.empty(), each.value(), 0, true), found));
    }
    stores.put(module, found);
    return found;
  }

  private static void called(Expr.Call call, CodeBlock block, Map<String, List<Store>> found) {
    if (!(call.func() instanceof Expr.Attribute method) || call.args().isEmpty()) {
      return;
    }
    if (ADDING.contains(method.attr())) {
      Store one = new Store(block, Optional.empty(), call.args().getLast(), 0, false);
      switch (method.value()) {
        case Expr.Subscript item -> add(item.value(), below(one, item.slice()), found);
        case Expr.Call inner when inner.func() instanceof Expr.Attribute first && first.attr().equals("setdefault") && !inner.args().isEmpty() ->
            add(first.value(), below(one, inner.args().getFirst()), found);
        default -> add(method.value(), one, found);
      }
    } else if (method.attr().equals("extend") || method.attr().equals("update")) {
      add(method.value(), new Store(block, Optional.empty(), call.args().getFirst(), 0, true), found);
    } else if (method.attr().equals("setdefault") && call.args().size() == 2) {
      add(method.value(), new Store(block, Optional.of(call.args().getFirst()), call.args().get(1), 0, false), found);
    }
  }

  private static Store below(Store store, Expr key) {
    return new Store(store.block(), Optional.of(key), store.value(), 1, false);
  }

  private static void add(Expr target, Store store, Map<String, List<Store>> found) {
    String name = Narrowing.dotted(target);
    if (!name.isEmpty()) {
      found.computeIfAbsent(name, _ -> new ArrayList<>()).add(store);
    }
  }
}
