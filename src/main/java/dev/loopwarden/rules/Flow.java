package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Knowledge;
import dev.loopwarden.program.Meaning;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.python.ConstantType;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Keyword;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.python.WithItem;
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

  static Optional<Expr> keyword(Expr.Call call, String name) {
    return call.keywords().stream().filter(each -> each.arg().filter(name::equals).isPresent()).map(Keyword::value).findFirst();
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

  /// A limiter by its type, or by a name that says so: when in doubt there is one.
  static boolean isLimiter(Expr expr, CodeBlock block, Program program) {
    Meaning meaning = program.meaning(expr, block.module());
    if (program.isKind(meaning, Role.LIMITER)) {
      return true;
    }
    String name = CodeBlock.lastName(expr instanceof Expr.Call call ? call.func() : expr).toLowerCase(Locale.ROOT);
    return Stream.of("sem", "limit", "throttle", "lock", "slot", "bucket", "gate", "rate", "capacity").anyMatch(name::contains);
  }

  /// Whether a block holds a limiter around what it does.
  static boolean isLimited(CodeBlock block, Program program) {
    return block.own(Stmt.AsyncWith.class).stream().flatMap(each -> each.items().stream()).map(WithItem::contextExpr)
            .anyMatch(each -> isLimiter(each, block, program))
        || block.calls().stream().anyMatch(each ->
            each.func() instanceof Expr.Attribute attribute && attribute.attr().equals("acquire") && isLimiter(attribute.value(), block, program));
  }

  static Optional<Knowledge.Entry> entry(Expr.Call call, CodeBlock block, Program program, Role role) {
    return program.entry(call, block.module()).filter(each -> each.is(role));
  }

  /// Whether the program ends something there, by its name: what is left undone then is not missed.
  static boolean isEnding(CodeBlock block) {
    String name = block.name().toLowerCase(Locale.ROOT);
    return Stream.of("close", "stop", "shutdown", "exit", "cancel", "clean", "teardown", "disconnect", "terminate", "kill", "unload", "dispose")
        .anyMatch(name::contains);
  }
}
