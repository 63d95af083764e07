package dev.loopwarden.python;

import dev.loopwarden.source.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A node of the syntax tree, named after Python's abstract grammar (the `ast` module's ASDL); field names are the ASDL's, in
/// camel case. Nodes are values; where a node is a key, use an identity map, because equal code at two places differs only
/// by its span and hashing a node walks all below it.
public sealed interface Node
    permits Module, Stmt, Expr, Pattern, Arguments, Arg, Keyword, Alias, WithItem, ExceptHandler, MatchCase,
        Comprehension, TypeParam {

  Span span();

  /// The nodes directly below, in source order.
  List<Node> children();

  /// This node and all below it of one type, in source order. Iterative: depth costs no stack.
  default <T extends Node> List<T> findAll(Class<T> type) {
    return only(type, walk(List.of(this), Node::children));
  }

  /// As `findAll`, but what runs at another time is left out: the bodies of functions and lambdas below this node. Their
  /// decorators, defaults and annotations run now and are kept.
  @SuppressWarnings("ReferenceEquality") // this very node, not one that looks like it
  default <T extends Node> List<T> findOwn(Class<T> type) {
    return only(type, walk(List.of(this), node -> node == this || !runsLater(node) ? node.children() : atDefinition(node)));
  }

  private static boolean runsLater(Node node) {
    return node instanceof Stmt.FunctionDef || node instanceof Stmt.AsyncFunctionDef || node instanceof Expr.Lambda;
  }

  /// These nodes and what `below` gives for each of them, in source order. Iterative: depth costs no stack.
  static List<Node> walk(List<? extends Node> roots, Function<Node, ? extends List<? extends Node>> below) {
    var found = new ArrayList<Node>();
    var left = new ArrayDeque<Node>(roots);
    while (!left.isEmpty()) {
      Node node = left.pop();
      found.add(node);
      below.apply(node).reversed().forEach(left::push);
    }
    return found;
  }

  private static <T extends Node> List<T> only(Class<T> type, List<Node> nodes) {
    return nodes.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /// What of a function runs where it is defined: decorators, defaults, annotations.
  private static List<Node> atDefinition(Node node) {
    return switch (node) {
      case Stmt.FunctionDef def -> below(def.decoratorList(), def.args(), def.returns());
      case Stmt.AsyncFunctionDef def -> below(def.decoratorList(), def.args(), def.returns());
      case Expr.Lambda lambda -> below(lambda.args());
      default -> List.of();
    };
  }

  /// Flattens nodes, lists and optionals of them.
  static List<Node> below(Object... parts) {
    var nodes = new ArrayList<Node>();
    for (Object part : parts) {
      switch (part) {
        case Node node -> nodes.add(node);
        case Optional<?> maybe -> maybe.ifPresent(inner -> nodes.addAll(below(inner)));
        case Iterable<?> many -> many.forEach(inner -> nodes.addAll(below(inner)));
        default -> throw new IllegalArgumentException("no node: " + part.getClass());
      }
    }
    return nodes;
  }
}
