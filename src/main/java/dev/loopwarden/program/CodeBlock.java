package dev.loopwarden.program;

import dev.loopwarden.python.Arg;
import dev.loopwarden.python.Arguments;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Module;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.python.TypeParam;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Code that runs as a unit, by Python's term: a module's body (class bodies included, they run at import) or a function's.
/// What it defines runs at another time and is not part of it.
public final class CodeBlock {

  private final ParsedModule module;
  private final Node node;
  private final String name;
  private final String qualifiedName;
  private final Optional<CodeBlock> outer;
  private final Optional<ClassView> owner;
  private final List<CodeBlock> inner = new ArrayList<>();
  private @Nullable List<Node> own;
  private @Nullable Map<Class<?>, List<? extends Node>> byType;
  private @Nullable Boolean generator;

  CodeBlock(
      ParsedModule module, Node node, String name, String qualifiedName, Optional<CodeBlock> outer, Optional<ClassView> owner) {
    this.module = module;
    this.node = node;
    this.name = name;
    this.qualifiedName = qualifiedName;
    this.outer = outer;
    this.owner = owner;
    outer.ifPresent(each -> each.inner.add(this));
  }

  public ParsedModule module() {
    return module;
  }

  /// The module, `def` or `async def`.
  public Node node() {
    return node;
  }

  public String name() {
    return name;
  }

  /// As Python's `__qualname__`: `Client.fetch`, `outer.<locals>.inner`; `<module>` for a module's body.
  public String qualifiedName() {
    return isModule() ? name : qualifiedName;
  }

  /// The block that this one is defined in.
  public Optional<CodeBlock> outer() {
    return outer;
  }

  /// The functions that are defined in this one, methods of its classes included; not those inside of them.
  public List<CodeBlock> inner() {
    return Collections.unmodifiableList(inner);
  }

  /// The class that this is a method of.
  public Optional<ClassView> owner() {
    return owner;
  }

  public boolean isModule() {
    return node instanceof Module;
  }

  public boolean isAsync() {
    return node instanceof Stmt.AsyncFunctionDef;
  }

  public boolean isGenerator() {
    if (generator == null) {
      generator = !isModule() && own().stream().anyMatch(each -> each instanceof Expr.Yield || each instanceof Expr.YieldFrom);
    }
    return generator;
  }

  public List<Stmt> body() {
    return switch (node) {
      case Stmt.FunctionDef def -> def.body();
      case Stmt.AsyncFunctionDef def -> def.body();
      case Module tree -> tree.body();
      default -> throw new IllegalStateException("no block: " + node.span());
    };
  }

  public Optional<Arguments> args() {
    return switch (node) {
      case Stmt.FunctionDef def -> Optional.of(def.args());
      case Stmt.AsyncFunctionDef def -> Optional.of(def.args());
      default -> Optional.empty();
    };
  }

  public List<Expr> decorators() {
    return switch (node) {
      case Stmt.FunctionDef def -> def.decoratorList();
      case Stmt.AsyncFunctionDef def -> def.decoratorList();
      default -> List.of();
    };
  }

  List<TypeParam> typeParameters() {
    return switch (node) {
      case Stmt.FunctionDef def -> def.typeParams();
      case Stmt.AsyncFunctionDef def -> def.typeParams();
      default -> List.of();
    };
  }

  public Optional<Expr> returns() {
    return switch (node) {
      case Stmt.FunctionDef def -> def.returns();
      case Stmt.AsyncFunctionDef def -> def.returns();
      default -> Optional.empty();
    };
  }

  /// Whether a line belongs to its definition, decorators included. A module's body has every line.
  public boolean covers(int line) {
    return isModule() || (firstLine() <= line && line <= node.span().endLine());
  }

  /// The line of its first decorator, or of its `def`.
  int firstLine() {
    return decorators().isEmpty() ? node.span().line() : Math.min(decorators().getFirst().span().line(), node.span().line());
  }

  /// Whether all of it was understood, and all that is defined in it. Of a module, only what stands in no function counts.
  public boolean isWhole() {
    return module.unread().stream()
        .noneMatch(each -> isModule() ? module.blockOf(each) == this : covers(each.firstLine()) || covers(each.lastLine()));
  }

  /// The names of its parameters, in order.
  public List<String> parameters() {
    return args().map(all -> all.all().stream().map(Arg::arg).toList()).orElse(List.of());
  }

  /// The last part of a decorator's name: `contextmanager` of `@contextlib.contextmanager`.
  public boolean isDecoratedWith(String... lastNames) {
    for (Expr decorator : decorators()) {
      String last = lastName(decorator instanceof Expr.Call call ? call.func() : decorator);
      for (String name : lastNames) {
        if (name.equals(last)) {
          return true;
        }
      }
    }
    return false;
  }

  public boolean isStatic() {
    return isDecoratedWith("staticmethod");
  }

  public boolean isClassMethod() {
    return isDecoratedWith("classmethod");
  }

  public boolean isProperty() {
    return isDecoratedWith("property", "cached_property", "abstractproperty", "hybrid_property");
  }

  /// Whether a child of this block's own node runs when the block runs.
  boolean runs(Node child) {
    return child instanceof Stmt && body().stream().anyMatch(each -> same(each, child));
  }

  /// The block's own nodes of one type, in source order.
  @SuppressWarnings("unchecked") // under a type stand nodes of it
  public <T extends Node> List<T> own(Class<T> type) {
    if (byType == null) { // all rules ask each block for some thirty types
      var found = new HashMap<Class<?>, List<Node>>();
      own().forEach(each -> found.computeIfAbsent(each.getClass(), _ -> new ArrayList<>()).add(each));
      found.replaceAll((_, nodes) -> List.copyOf(nodes));
      byType = new ConcurrentHashMap<>(found);
    }
    return (List<T>) byType.computeIfAbsent(type, _ -> type.isInterface() ? own().stream().filter(type::isInstance).toList() : List.of());
  }

  /// The block's calls, in source order.
  public List<Expr.Call> calls() {
    return own(Expr.Call.class);
  }

  List<Node> own() {
    if (own == null) {
      own = List.copyOf(ownNodes(body()));
    }
    return own;
  }

  /// The nodes of these statements that run when they run: bodies of functions and lambdas are left out, what stands at their
  /// definitions (decorators, defaults) is not.
  public static List<Node> ownNodes(List<? extends Node> roots) {
    return Node.walk(
        roots,
        each -> switch (each) {
          case Stmt.FunctionDef def -> atDefinition(def.decoratorList(), def.args());
          case Stmt.AsyncFunctionDef def -> atDefinition(def.decoratorList(), def.args());
          case Expr.Lambda lambda -> atDefinition(List.of(), lambda.args());
          default -> each.children();
        });
  }

  private static List<Node> atDefinition(List<Expr> decorators, Arguments args) {
    var nodes = new ArrayList<Node>(decorators);
    nodes.addAll(args.defaults());
    args.kwDefaults().forEach(each -> each.ifPresent(nodes::add));
    return nodes;
  }

  /// The last identifier of a dotted expression; empty text where there is none.
  public static String lastName(Expr expr) {
    return switch (expr) {
      case Expr.Name each -> each.id();
      case Expr.Attribute each -> each.attr();
      default -> "";
    };
  }

  /// Whether two are one node, not only alike.
  @SuppressWarnings("ReferenceEquality") // nodes are told apart by identity
  public static boolean same(Node one, Node other) {
    return one == other;
  }

  @Override
  public String toString() {
    return module.path() + "::" + qualifiedName();
  }
}
