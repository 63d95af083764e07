package dev.loopwarden.analysis;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// How an async function runs things beside each other.
enum Shape {
  SEQUENTIAL("sequential"),
  ONE_BY_ONE("sequential, one wait for each element"),
  FIXED("fixed fan-out"),
  BY_DATA("data-dependent fan-out"),
  QUEUED("producer and consumer"),
  BACKGROUND("starts background tasks"),
  STREAM("stream");

  private static final Set<String> SPAWNS = Set.of("create_task", "ensure_future", "start_soon");
  private static final Set<String> JOINS = Set.of("gather", "wait", "as_completed");
  private static final Set<String> TAKES = Set.of("get", "put", "receive", "send");

  private final String words;

  Shape(String words) {
    this.words = words;
  }

  /// "data-dependent fan-out".
  String words() {
    return words;
  }

  /// The shape of a function's own code. What starts many wins over what waits for one.
  static Shape of(CodeBlock block) {
    boolean spawns = false;
    boolean joins = false;
    boolean byData = false;
    for (Expr.Call call : block.calls()) {
      String name = CodeBlock.lastName(call.func());
      if (JOINS.contains(name)) {
        joins = true;
        byData |= call.args().stream().anyMatch(Expr.Starred.class::isInstance);
      } else if (SPAWNS.contains(name)) {
        spawns = true;
        byData |= around(call, block).stream().anyMatch(each -> each instanceof Stmt.For || each instanceof Expr.ListComp || each instanceof Stmt.AsyncFor || each instanceof Stmt.While);
      }
    }
    if (byData) {
      return BY_DATA;
    }
    if (joins) {
      return FIXED;
    }
    if (takesFromQueue(block)) {
      return QUEUED;
    }
    if (spawns) {
      return BACKGROUND;
    }
    if (block.isGenerator() || !block.own(Stmt.AsyncFor.class).isEmpty()) {
      return STREAM;
    }
    return waitsForEach(block) ? ONE_BY_ONE : SEQUENTIAL;
  }

  /// Whether tasks are started for what comes in, without an end that is known.
  static boolean startsWithoutEnd(CodeBlock block) {
    return block.calls().stream().filter(each -> SPAWNS.contains(CodeBlock.lastName(each.func())))
        .anyMatch(call -> around(call, block).stream().anyMatch(each -> each instanceof Stmt.While || each instanceof Stmt.AsyncFor));
  }

  private static List<Node> around(Node node, CodeBlock block) {
    return block.module().ancestors(node).stream().takeWhile(each -> !CodeBlock.same(each, block.node())).toList();
  }

  /// An awaited `get` or `put` on something that is called a queue or a channel, in a loop.
  private static boolean takesFromQueue(CodeBlock block) {
    return block.own(Expr.Await.class).stream().anyMatch(await -> await.value() instanceof Expr.Call call
        && call.func() instanceof Expr.Attribute attribute && TAKES.contains(attribute.attr())
        && isQueue(CodeBlock.lastName(attribute.value())) && around(await, block).stream().anyMatch(each -> each instanceof Stmt.While || each instanceof Stmt.For));
  }

  private static boolean isQueue(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.contains("queue") || lower.endsWith("_q") || lower.equals("q") || lower.contains("channel") || lower.contains("inbox");
  }

  private static boolean waitsForEach(CodeBlock block) {
    return block.own(Expr.Await.class).stream().anyMatch(await -> {
      List<Node> around = around(await, block);
      return around.stream().anyMatch(each -> each instanceof Stmt.For || each instanceof Expr.ListComp)
          && around.stream().noneMatch(each -> each instanceof Stmt.While);
    });
  }
}
