package dev.loopwarden.program;

import dev.loopwarden.python.Alias;
import dev.loopwarden.python.Arg;
import dev.loopwarden.python.ConstantType;
import dev.loopwarden.python.ExceptHandler;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Pattern;
import dev.loopwarden.python.Stmt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The names of one module, class or function, with all that binds them there.
final class Scope {

  private final Map<String, List<Binding>> bindings = new HashMap<>();
  private final Set<String> globals = new HashSet<>();
  private final Set<String> nonlocals = new HashSet<>();
  private final List<Stmt.ImportFrom> stars = new ArrayList<>();

  /// `__all__ += [...]`, `__all__.extend(...)`.
  private boolean allGrows;

  private Scope() {}

  static Scope of(CodeBlock block) {
    var scope = new Scope();
    if (block.isModule()) {
      scope.addGlobals(block);
    }
    List<Arg> parameters = block.args().map(dev.loopwarden.python.Arguments::all).orElse(List.of());
    for (int i = 0; i < parameters.size(); i++) {
      scope.bind(parameters.get(i).arg(), new Binding.Param(parameters.get(i), parameters.get(i), i));
    }
    scope.collect(nodes(block.body()));
    return scope;
  }

  static Scope of(ClassView view) {
    var scope = new Scope();
    scope.collect(nodes(view.definition().body()));
    return scope;
  }

  List<Binding> of(String name) {
    return bindings.getOrDefault(name, List.of());
  }

  boolean isGlobal(String name) {
    return globals.contains(name);
  }

  boolean isNonlocal(String name) {
    return nonlocals.contains(name);
  }

  /// Those whose names go before first: the last one, and one in an `except` after all others.
  List<Stmt.ImportFrom> stars(ParsedModule module) {
    if (stars.size() < 2) {
      return stars;
    }
    var ordered = new ArrayList<Stmt.ImportFrom>();
    stars.reversed().stream().filter(each -> !isFallback(each, module)).forEach(ordered::add);
    stars.stream().filter(each -> isFallback(each, module)).forEach(ordered::add);
    return ordered;
  }

  boolean hasStars() {
    return !stars.isEmpty();
  }

  private static boolean isFallback(Stmt.ImportFrom star, ParsedModule module) {
    return module.parent(star).filter(ExceptHandler.class::isInstance).isPresent();
  }

  /// Whether `from module import *` brings a name: `__all__` says which, else all do that begin with no underscore.
  boolean gives(String name) {
    Optional<Set<String>> all = all();
    return all.map(each -> each.contains(name)).orElse(!name.startsWith("_") || bindings.containsKey("__all__"));
  }

  /// Whether `__all__` has it.
  boolean names(String name) {
    return all().filter(each -> each.contains(name)).isPresent();
  }

  /// What `__all__` says, where it is one list of texts and nothing is added to it.
  private Optional<Set<String>> all() {
    return of("__all__").size() == 1 && !allGrows && of("__all__").getFirst() instanceof Binding.Assigned(Node _, Expr value) ? texts(value) : Optional.empty();
  }

  private static Optional<Set<String>> texts(Expr value) {
    List<Expr> parts = switch (value) {
      case Expr.List list -> list.elts();
      case Expr.Tuple tuple -> tuple.elts();
      default -> List.of();
    };
    return !parts.isEmpty() && parts.stream().allMatch(each -> each instanceof Expr.Constant text && text.type() == ConstantType.STR)
        ? Optional.of(parts.stream().map(each -> ((Expr.Constant) each).value()).collect(Collectors.toUnmodifiableSet())) : Optional.empty();
  }

  /// The nodes of one scope: definitions are among them, what is inside of those is not.
  static List<Node> nodes(List<? extends Node> roots) {
    return Node.walk(
        roots,
        each -> switch (each) {
          case Stmt.FunctionDef _, Stmt.AsyncFunctionDef _, Stmt.ClassDef _, Expr.Lambda _ -> List.<Node>of();
          default -> each.children();
        });
  }

  /// What functions of the module assign to names that they declare `global`.
  private void addGlobals(CodeBlock module) {
    for (CodeBlock block : module.module().blocks()) {
      if (block.isModule()) {
        continue;
      }
      var declared = new HashSet<String>();
      block.own(Stmt.Global.class).forEach(each -> declared.addAll(each.names()));
      if (!declared.isEmpty()) {
        Binding.targets(block.own(Node.class)).forEach(target -> {
          if (target.target() instanceof Expr.Name name && declared.contains(name.id())) {
            bind(name.id(), target.binding());
          }
        });
      }
    }
  }

  private void collect(List<Node> nodes) {
    for (Node node : nodes) {
      switch (node) {
        case Stmt.Import each -> each.names().forEach(alias -> bind(localName(alias), new Binding.Imported(each, alias, Optional.empty())));
        case Stmt.ImportFrom each -> importFrom(each);
        case Stmt.FunctionDef each -> bind(each.name(), new Binding.Defined(each));
        case Stmt.AsyncFunctionDef each -> bind(each.name(), new Binding.Defined(each));
        case Stmt.ClassDef each -> bind(each.name(), new Binding.Defined(each));
        case Stmt.Global each -> globals.addAll(each.names());
        case Stmt.Nonlocal each -> nonlocals.addAll(each.names());
        case ExceptHandler each -> each.name().ifPresent(name -> bind(name, each.type()
            .<Binding>map(type -> new Binding.Caught(each, type)).orElse(new Binding.Other(each, "an exception"))));
        case Stmt.TypeAlias each -> {
          if (each.name() instanceof Expr.Name name) {
            bind(name.id(), new Binding.Alternative(each, each.value()));
          }
        }
        case Stmt.AugAssign each -> allGrows |= CodeBlock.lastName(each.target()).equals("__all__");
        case Expr.Attribute each -> allGrows |= CodeBlock.lastName(each.value()).equals("__all__");
        case Stmt.Match each -> each.cases().forEach(one -> captured(one.pattern(), way -> new Binding.Part(one.pattern(), each.subject(), way), List.of()));
        default -> {}
      }
    }
    for (Binding.Target target : Binding.targets(nodes)) {
      if (target.target() instanceof Expr.Name name) {
        bind(name.id(), target.binding());
      }
    }
  }

  /// The names that a pattern captures.
  ///
  /// @param of what lies at the end of a way into what is matched
  private void captured(Pattern pattern, Function<List<Integer>, Binding> of, List<Integer> way) {
    switch (pattern) {
      case Pattern.MatchAs each -> {
        Pattern inner = each.pattern().orElse(null);
        each.name().ifPresent(name -> bind(name, inner instanceof Pattern.MatchClass one ? new Binding.Caught(each, one.cls())
            : inner == null || inner instanceof Pattern.MatchAs ? of.apply(way) : new Binding.Other(each, "captured by a pattern")));
        each.pattern().ifPresent(below -> captured(below, of, way));
      }
      case Pattern.MatchSequence each -> {
        boolean starred = false;
        for (int i = 0; i < each.patterns().size(); i++) {
          Pattern below = each.patterns().get(i);
          var longer = new ArrayList<>(way);
          longer.add(below instanceof Pattern.MatchStar ? Binding.STARRED : starred ? Binding.LATER : i);
          starred |= below instanceof Pattern.MatchStar;
          captured(below, of, List.copyOf(longer));
        }
      }
      case Pattern.MatchStar each -> each.name().ifPresent(name -> bind(name, of.apply(way)));
      case Pattern.MatchClass each -> {
        for (int i = 0; i < each.kwdPatterns().size(); i++) {
          Pattern at = each.kwdPatterns().get(i);
          String attribute = each.kwdAttrs().get(i);
          captured(at, further -> further.isEmpty() ? new Binding.Captured(at, each.cls(), attribute) : new Binding.Other(at, "captured by a pattern"), List.of());
        }
        for (int i = 0; i < each.patterns().size(); i++) {
          Pattern at = each.patterns().get(i);
          int position = i;
          captured(at, further -> further.isEmpty() ? new Binding.Placed(at, each.cls(), position) : new Binding.Other(at, "captured by a pattern"), List.of());
        }
      }
      case Pattern.MatchMapping each -> {
        var longer = new ArrayList<>(way);
        longer.add(Binding.VALUE);
        each.patterns().forEach(below -> captured(below, of, List.copyOf(longer)));
        each.rest().ifPresent(name -> bind(name, new Binding.Other(each, "captured by a pattern")));
      }
      case Pattern.MatchOr each -> each.patterns().forEach(below -> captured(below, of, way));
      case Pattern.MatchValue _, Pattern.MatchSingleton _ -> {}
    }
  }

  private void importFrom(Stmt.ImportFrom each) {
    for (Alias alias : each.names()) {
      if (alias.name().equals("*")) {
        stars.add(each);
      } else {
        bind(alias.asname().orElse(alias.name()), new Binding.Imported(each, alias, Optional.of(each)));
      }
    }
  }

  private static String localName(Alias alias) {
    int dot = alias.name().indexOf('.');
    return alias.asname().orElse(dot < 0 ? alias.name() : alias.name().substring(0, dot));
  }

  private void bind(String name, Binding binding) {
    bindings.computeIfAbsent(name, _ -> new ArrayList<>()).add(binding);
  }
}
