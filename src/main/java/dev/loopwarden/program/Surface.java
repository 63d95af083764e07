package dev.loopwarden.program;

import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Digests of the parts of a module that others see. Places do not count: what moves down a line stays the same.
final class Surface {

  private final PackedWriter seen = new PackedWriter();

  private Surface() {}

  /// Of a whole module: all but the bodies of functions that show nothing to the outside.
  static long of(ParsedModule module) {
    return new Surface().take(List.of(module.tree()), module).sum();
  }

  /// Of one function: how it is called and what it says to give. Of a module's body: the values that it binds.
  static long face(CodeBlock block) {
    var surface = new Surface();
    switch (block.node()) {
      case Stmt.FunctionDef def -> surface.take(Node.walk(atDefinition(def.decoratorList(), List.of(def.args()), def.returns()), Node::children));
      case Stmt.AsyncFunctionDef def -> surface.take(Node.walk(atDefinition(def.decoratorList(), List.of(def.args()), def.returns()), Node::children));
      default -> {
        surface.take(block.own(Stmt.Assign.class).stream().flatMap(each -> each.findAll(Node.class).stream()).toList());
        surface.take(block.own(Stmt.AnnAssign.class).stream().flatMap(each -> each.findAll(Node.class).stream()).toList());
        surface.take(block.own(Stmt.AugAssign.class).stream().flatMap(each -> each.findAll(Node.class).stream()).toList());
        surface.take(block.calls().stream().filter(Filled::isFilling).flatMap(each -> each.findAll(Node.class).stream()).toList());
      }
    }
    return surface.sum();
  }

  private static List<Node> atDefinition(List<Expr> decorators, List<Node> args, Optional<Expr> returns) {
    var nodes = new ArrayList<Node>(decorators);
    nodes.addAll(args);
    returns.ifPresent(nodes::add);
    return nodes;
  }

  private Surface take(List<Node> roots, ParsedModule module) {
    take(Node.walk(roots, each -> switch (each) {
      case Stmt.FunctionDef def when isClosed(module.block(def)) -> atDefinition(def.decoratorList(), List.of(def.args()), def.returns());
      case Stmt.AsyncFunctionDef def when isClosed(module.block(def)) -> atDefinition(def.decoratorList(), List.of(def.args()), def.returns());
      case Stmt.ExprStmt statement when statement.value() instanceof Expr.Constant -> List.of();
      default -> each.children();
    }));
    return this;
  }

  private void take(List<? extends Node> nodes) {
    for (Node node : nodes) {
      NodeShape shape = NodeShape.of(node);
      seen.number(shape.tag());
      shape.fields().forEach(each -> TreeForm.write(each, node, seen));
    }
  }

  /// Whether a function's body gives nothing, keeps nothing on an object and binds nothing outside of itself. A body that only
  /// declares is seen by those who look for what stands in for it.
  private static boolean isClosed(CodeBlock block) {
    List<Node> own = CodeBlock.ownNodes(block.body());
    Scope scope = Scope.of(block);
    return !Overrides.isStub(block) && own.stream().noneMatch(each -> switch (each) {
      case Stmt.Return statement -> statement.value().isPresent();
      case Stmt.Assign assign -> assign.targets().stream().anyMatch(Surface::isKept);
      case Stmt.AnnAssign assign -> isKept(assign.target());
      case Stmt.AugAssign assign -> isKept(assign.target());
      case Stmt.For loop -> isKept(loop.target());
      case Stmt.AsyncFor loop -> isKept(loop.target());
      case dev.loopwarden.python.WithItem item -> item.optionalVars().filter(Surface::isKept).isPresent();
      case Expr.Call call -> Filled.isFilling(call) && isOutside(call.func(), scope);
      case Expr.Yield _, Expr.YieldFrom _, Stmt.Global _, Stmt.Nonlocal _ -> true;
      default -> false;
    });
  }

  /// Whether what is filled is no name of the function's own: `ALL.append(client)`, `self.clients.append(client)`.
  private static boolean isOutside(Expr filled, Scope scope) {
    return switch (filled) {
      case Expr.Attribute attribute when attribute.value() instanceof Expr.Name name -> scope.of(name.id()).isEmpty();
      case Expr.Attribute attribute when attribute.value() instanceof Expr.Subscript || attribute.value() instanceof Expr.Call -> isOutside(attribute.value(), scope);
      case Expr.Subscript item -> item.value() instanceof Expr.Name name ? scope.of(name.id()).isEmpty() : isOutside(item.value(), scope);
      case Expr.Call call -> isOutside(call.func(), scope);
      default -> true;
    };
  }

  private static boolean isKept(Expr target) {
    return !target.findAll(Expr.Attribute.class).isEmpty() || !target.findAll(Expr.Subscript.class).isEmpty();
  }

  private long sum() {
    try {
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(seen.bytes())).getLong();
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }
}
