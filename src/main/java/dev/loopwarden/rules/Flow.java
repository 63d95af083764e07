package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Knowledge;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.python.ConstantType;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Questions about the shape of a block's code.
final class Flow {

  private Flow() {}

  /// Whether these statements can be interrupted by a cancel.
  static boolean waits(List<? extends Node> statements) {
    return CodeBlock.ownNodes(statements).stream()
        .anyMatch(each -> each instanceof Expr.Await || each instanceof Stmt.AsyncFor || each instanceof Stmt.AsyncWith);
  }

  static boolean has(List<? extends Node> statements, Class<? extends Node> type) {
    return CodeBlock.ownNodes(statements).stream().anyMatch(type::isInstance);
  }

  /// What stands around a node inside its block, nearest first.
  static Stream<Node> around(Node node, CodeBlock block) {
    return block.module().ancestors(node).stream().takeWhile(each -> !CodeBlock.same(each, block.node()));
  }

  static Optional<Node> loopAround(Node node, CodeBlock block) {
    return around(node, block).filter(each -> each instanceof Stmt.For || each instanceof Stmt.AsyncFor || each instanceof Stmt.While).findFirst();
  }

  /// Whether a local name is mentioned anywhere but at its one assignment, nested functions included; `_` counts as used.
  static boolean isUsed(String name, CodeBlock block) {
    return name.equals("_")
        || Node.walk(block.body(), Node::children).stream().filter(each -> each instanceof Expr.Name use && use.id().equals(name)).count() > 1;
  }

  /// Whether arguments are handed over that cannot be seen here: `**options`.
  static boolean hasHiddenKeywords(Expr.Call call) {
    return call.keywords().stream().anyMatch(each -> each.arg().isEmpty());
  }

  static boolean isNone(Expr expr) {
    return expr instanceof Expr.Constant constant && constant.type() == ConstantType.NONE;
  }

  static boolean isConstant(Expr expr, String value) {
    return expr instanceof Expr.Constant constant && constant.value().equals(value);
  }

  /// Whether what a function gives is kept for its next call.
  static boolean isCached(CodeBlock block) {
    return block.isDecoratedWith("lru_cache", "cache", "cached", "alru_cache", "cached_property", "singleton");
  }

  /// Whether somebody calls `.cancel()` in the block: it then waits for what it cancelled itself.
  static boolean cancels(CodeBlock block) {
    return block.calls().stream().anyMatch(each -> each.func() instanceof Expr.Attribute attribute && attribute.attr().equals("cancel"));
  }

  /// The calls that name this method on something called so: `writer.close` for ("writer", "close").
  static boolean calls(CodeBlock block, String receiver, String... methods) {
    return block.calls().stream().anyMatch(each ->
        each.func() instanceof Expr.Attribute attribute
            && List.of(methods).contains(attribute.attr())
            && attribute.value() instanceof Expr.Name name && name.id().equals(receiver));
  }

  /// Whether a name is mentioned anywhere in a block, or is a parameter of it.
  static boolean isMentioned(String name, CodeBlock block) {
    return block.parameters().contains(name)
        || Node.walk(block.body(), Node::children).stream().anyMatch(each -> each instanceof Expr.Name use && use.id().equals(name));
  }

  /// Where a local name is used: every mention but those that bind it, nested functions included.
  static List<Expr.Name> uses(String name, CodeBlock block) {
    return Node.walk(block.body(), Node::children).stream()
        .filter(each -> each instanceof Expr.Name use && use.id().equals(name)).map(Expr.Name.class::cast)
        .filter(each -> !isBound(each, block)).toList();
  }

  private static boolean isBound(Expr.Name name, CodeBlock block) {
    return block.module().parent(name).filter(up -> switch (up) {
      case Stmt.Assign assign -> assign.targets().stream().anyMatch(each -> CodeBlock.same(each, name));
      case Stmt.AnnAssign assign -> CodeBlock.same(assign.target(), name);
      case Stmt.AugAssign assign -> CodeBlock.same(assign.target(), name);
      case Stmt.For loop -> CodeBlock.same(loop.target(), name);
      case Stmt.Delete _ -> true;
      default -> false;
    }).isPresent();
  }

  /// Two expressions that are written alike: `self._task` and `self._task`.
  static boolean alike(Expr one, Expr other, CodeBlock block) {
    return block.module().code(one.span()).equals(block.module().code(other.span()));
  }

  /// The method call whose receiver an expression is: `task.cancel()` for `task`.
  static Optional<String> methodOn(Expr receiver, CodeBlock block) {
    return block.module().parent(receiver)
        .filter(up -> up instanceof Expr.Attribute attribute && block.module().parent(attribute)
            .filter(call -> call instanceof Expr.Call made && CodeBlock.same(made.func(), attribute)).isPresent())
        .map(up -> ((Expr.Attribute) up).attr());
  }

  static Optional<Knowledge.Entry> entry(Expr.Call call, CodeBlock block, Program program, Role role) {
    return program.entry(call, block.module()).filter(each -> each.is(role));
  }

  /// Whether one node has always run when the other does: it stands in a statement before the one that holds the other.
  static boolean isAlwaysBefore(Node one, Node other, CodeBlock block) {
    Optional<Node> statement = around(one, block).filter(each -> each instanceof Stmt).findFirst();
    Optional<Node> list = statement.flatMap(block.module()::parent);
    if (list.isEmpty() || list.get() instanceof Stmt.Try || list.get() instanceof Stmt.TryStar) {
      return false;
    }
    boolean within = CodeBlock.same(list.get(), block.node()) || around(other, block).anyMatch(each -> CodeBlock.same(each, list.get()));
    boolean branches = list.get() instanceof Stmt.If || list.get() instanceof Stmt.Match
        || (statement.get() instanceof Stmt.If || statement.get() instanceof Stmt.While || statement.get() instanceof Stmt.For);
    return within && !branches && one.span().compareTo(other.span()) < 0;
  }

  /// Whether a function has nothing in it but its documentation, `pass`, `...` or a `raise`: somebody else fills it in.
  static boolean isStub(CodeBlock block) {
    return block.body().stream().allMatch(each ->
        each instanceof Stmt.Pass || each instanceof Stmt.Raise || (each instanceof Stmt.ExprStmt statement && statement.value() instanceof Expr.Constant));
  }

  /// Whether the program ends something there, by its name: what is left undone then is not missed.
  static boolean isEnding(CodeBlock block) {
    String name = block.name().toLowerCase(Locale.ROOT);
    return Stream.of("close", "stop", "shutdown", "exit", "cancel", "clean", "teardown", "disconnect", "terminate", "kill", "unload", "dispose")
        .anyMatch(name::contains);
  }
}
