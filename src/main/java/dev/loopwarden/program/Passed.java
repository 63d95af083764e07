package dev.loopwarden.program;

import dev.loopwarden.python.Arg;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Keyword;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a parameter without annotation is given by those who are seen to call its function: an object, where all of them give
/// one of the same class. Tests do not count, they give stand-ins.
final class Passed {

  /// Calls of one name that are looked at; of a name that is called more often nothing is said.
  private static final int CALLS_MAX = 40;

  /// How far a question may lead to further ones.
  private static final int NESTED_MAX = 3;

  private record Made(Expr.Call call, ParsedModule module) {}

  private final Collection<ParsedModule> modules;
  private final Resolver resolver;
  private final IdentityHashMap<Arg, Optional<Meaning>> known = new IdentityHashMap<>();
  private @Nullable Map<String, List<Made>> byName;
  private int nested;

  Passed(Collection<ParsedModule> modules, Resolver resolver) {
    this.modules = modules;
    this.resolver = resolver;
  }

  /// @param position among the parameters, the object itself included
  Optional<Meaning> given(CodeBlock block, Arg arg, int position) {
    Optional<Meaning> before = known.get(arg);
    if (before != null) {
      return before;
    }
    if (nested >= NESTED_MAX) {
      return Optional.empty();
    }
    known.put(arg, Optional.empty());
    nested++;
    try {
      Optional<Meaning> found = joined(block, arg, position);
      known.put(arg, found);
      return found;
    } finally {
      nested--;
    }
  }

  private Optional<Meaning> joined(CodeBlock block, Arg arg, int position) {
    String name = block.name().equals("__init__") ? block.owner().map(ClassView::name).orElse("") : block.name();
    List<Made> calls = calls().getOrDefault(name, List.of());
    if (calls.size() > CALLS_MAX) {
      return Optional.empty();
    }
    var given = new ArrayList<Meaning>();
    for (Made each : calls) {
      int first = first(resolver.of(each.call().func(), each.module()), block);
      if (first >= 0) {
        argument(each.call(), position - first, arg.arg()).ifPresent(value -> given.add(resolver.of(value, each.module())));
      }
    }
    Meaning all = Joined.of(given, false);
    return all instanceof Meaning.Instance || all instanceof Meaning.LibraryInstance ? Optional.of(all) : Optional.empty();
  }

  /// How many parameters the call leaves out before its first argument; -1 where it calls another function.
  private int first(Meaning callee, CodeBlock block) {
    return switch (callee) {
      case Meaning.Function function when function.block().equals(block) -> function.receiver().isPresent() && !block.isStatic() ? 1 : 0;
      case Meaning.ClassOf(ClassView view, _) when resolver.classes().constructors(view).contains(block) -> 1;
      default -> -1;
    };
  }

  private static Optional<Expr> argument(Expr.Call call, int index, String name) {
    if (index >= 0 && index < call.args().size()) {
      return call.args().stream().limit(index + 1L).anyMatch(Expr.Starred.class::isInstance) ? Optional.empty() : Optional.of(call.args().get(index));
    }
    return call.keywords().stream().filter(each -> each.arg().filter(name::equals).isPresent()).map(Keyword::value).findFirst();
  }

  private Map<String, List<Made>> calls() {
    if (byName == null) {
      byName = new HashMap<>();
      for (ParsedModule module : modules) {
        if (module.isTest()) {
          continue;
        }
        for (Expr.Call call : module.tree().findAll(Expr.Call.class)) {
          byName.computeIfAbsent(CodeBlock.lastName(call.func()), _ -> new ArrayList<>()).add(new Made(call, module));
        }
      }
    }
    return byName;
  }
}
