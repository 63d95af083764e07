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
  CONTEXT("sets up, and cleans up after its `yield`"),
  REPEATS("repeats for ever"),
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
      if (JOINS.contains(name) && isJoin(call)) {
        joins = true;
        byData |= call.args().stream().anyMatch(each -> each instanceof Expr.Starred many && !isCounted(many.value(), block));
      } else if (SPAWNS.contains(name)) {
        spawns = true;
        byData |= around(call, block).stream().anyMatch(each -> (each instanceof Stmt.For loop && !isNumber(loop.iter()))
            || (each instanceof Expr.ListComp comp && !isCounted(comp, block)) || each instanceof Stmt.AsyncFor || each instanceof Stmt.While);
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
    if (block.isGenerator() && yieldsOnce(block)) {
      return CONTEXT;
    }
    if (block.isGenerator() || !block.own(Stmt.AsyncFor.class).isEmpty()) {
      return STREAM;
    }
    if (repeats(block)) {
      return REPEATS;
    }
    return waitsForEach(block) ? ONE_BY_ONE : SEQUENTIAL;
  }

  /// `asyncio.wait(tasks)` and not `event.wait()`.
  private static boolean isJoin(Expr.Call call) {
    return !call.args().isEmpty() && (call.func() instanceof Expr.Name || (call.func() instanceof Expr.Attribute attribute
        && (attribute.attr().equals("gather") || CodeBlock.lastName(attribute.value()).equals("asyncio"))));
  }

  /// `range(4)`: a number that is written.
  private static boolean isNumber(Expr iterated) {
    return iterated instanceof Expr.Call call && CodeBlock.lastName(call.func()).equals("range") && call.args().stream().allMatch(Expr.Constant.class::isInstance);
  }

  /// A comprehension over a written number, itself or under its name.
  private static boolean isCounted(Expr many, CodeBlock block) {
    return switch (many) {
      case Expr.ListComp comp -> isNumber(comp.generators().getFirst().iter());
      case Expr.GeneratorExp comp -> isNumber(comp.generators().getFirst().iter());
      case Expr.Name name -> {
        List<Expr> values = block.own(Stmt.Assign.class).stream()
            .filter(each -> each.targets().getFirst() instanceof Expr.Name target && target.id().equals(name.id())).map(Stmt.Assign::value).toList();
        yield values.size() == 1 && !(values.getFirst() instanceof Expr.Name) && isCounted(values.getFirst(), block);
      }
      default -> false;
    };
  }

  private static boolean yieldsOnce(CodeBlock block) {
    List<Expr.Yield> all = block.own(Expr.Yield.class);
    return all.size() == 1 && around(all.getFirst(), block).stream().noneMatch(each -> each instanceof Stmt.For || each instanceof Stmt.While || each instanceof Stmt.AsyncFor);
  }

  /// `while True:` with a wait in it, and no way out but an error or a cancel.
  private static boolean repeats(CodeBlock block) {
    return block.own(Stmt.While.class).stream().anyMatch(loop -> loop.test() instanceof Expr.Constant
        && CodeBlock.ownNodes(loop.body()).stream().anyMatch(Expr.Await.class::isInstance)
        && CodeBlock.ownNodes(loop.body()).stream().noneMatch(each -> each instanceof Stmt.Return || each instanceof Stmt.Break));
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
