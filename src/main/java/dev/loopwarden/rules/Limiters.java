package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Meaning;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.python.WithItem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What limits how many run at once: semaphores, capacity limiters, locks, by type or by a name that says so.
final class Limiters {

  private static final int CALLS_DEEP = 3;
  private static final Set<String> WORDS =
      Set.of("sem", "semaphore", "sema", "limit", "limiter", "limited", "throttle", "throttler", "throttled", "lock", "mutex", "slot", "slots", "bucket",
          "gate", "ratelimit", "ratelimiter", "capacity", "concurrency", "permit", "permits", "limits");

  private Limiters() {}

  /// A limiter by its type, or by a word of its name: when in doubt there is one.
  static boolean is(Expr expr, CodeBlock block, Program program) {
    Expr named = expr instanceof Expr.Call call ? call.func() : expr;
    Meaning meaning = program.meaning(expr, block.module());
    if (program.isKind(meaning, Role.LIMITER) || program.isKind(meaning, Role.ASYNC_LOCK)) {
      return true;
    }
    return named(CodeBlock.lastName(named)) || (named instanceof Expr.Subscript subscript && named(CodeBlock.lastName(subscript.value())));
  }

  private static boolean named(String name) {
    return words(name).stream().anyMatch(WORDS::contains);
  }

  /// `_rateLimiter_v2` is `rate`, `limiter`, `v2`.
  static List<String> words(String name) {
    return Arrays.stream(name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").split("_", -1)).map(each -> each.toLowerCase(Locale.ROOT)).toList();
  }

  /// The limiter that a function holds around what it does, told with its place; those of functions that it awaits count too.
  static Optional<String> heldIn(CodeBlock block, Program program) {
    return heldIn(block, program, CALLS_DEEP, new ArrayList<>());
  }

  private static Optional<String> heldIn(CodeBlock block, Program program, int deep, List<CodeBlock> seen) {
    Optional<String> own = held(block, program);
    if (own.isPresent() || deep == 0 || seen.contains(block)) {
      return own;
    }
    seen.add(block);
    for (Expr decorator : block.decorators()) {
      if (is(decorator, block, program)) {
        return Optional.of("`@" + block.module().code(decorator.span()) + "` of `" + block.qualifiedName() + "`");
      }
    }
    for (Expr.Await await : block.own(Expr.Await.class)) {
      if (await.value() instanceof Expr.Call call) {
        for (CodeBlock callee : program.runs(call, block.module())) {
          Optional<String> below = heldIn(callee, program, deep - 1, seen);
          if (below.isPresent()) {
            return below;
          }
        }
      }
    }
    return Optional.empty();
  }

  /// `async with limiter:` or `await limiter.acquire()` in the block itself.
  private static Optional<String> held(CodeBlock block, Program program) {
    for (Stmt.AsyncWith with : block.own(Stmt.AsyncWith.class)) {
      for (WithItem item : with.items()) {
        if (is(item.contextExpr(), block, program) && Flow.waits(with.body())) {
          return Optional.of(told(item.contextExpr(), block, program));
        }
      }
    }
    return acquired(block.calls(), block, program);
  }

  /// `await limiter.acquire()` among these calls.
  static Optional<String> acquired(List<? extends Node> nodes, CodeBlock block, Program program) {
    for (Node node : nodes) {
      if (node instanceof Expr.Call call && call.func() instanceof Expr.Attribute attribute && attribute.attr().equals("acquire")
          && is(attribute.value(), block, program)) {
        return Optional.of(told(attribute.value(), block, program));
      }
    }
    return Optional.empty();
  }

  /// "`Semaphore(10)` at line 8", where it is seen how the limiter is made; else where it is held.
  static String told(Expr limiter, CodeBlock block, Program program) {
    if (program.meaning(limiter, block.module()) instanceof Meaning.LibraryInstance instance && instance.made().isPresent()) {
      Meaning.Made made = instance.made().get();
      return "`" + made.module().code(made.call().span()) + "` " + at(made.call(), made.module().path(), block);
    }
    return "`" + block.module().code(limiter.span()) + "` held at line " + limiter.span().line() + (block.isModule() ? "" : " in `" + block.qualifiedName() + "`");
  }

  private static String at(Node node, String path, CodeBlock block) {
    return path.equals(block.module().path()) ? "at line " + node.span().line() : "in " + path + " at line " + node.span().line();
  }
}
