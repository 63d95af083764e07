package dev.loopwarden.program;

import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Keyword;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.python.WithItem;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What functions do with their parameters: call them, await them, hand them to a thread, limit them, close them.
final class Parameters {

  private static final Set<String> CLOSING = Set.of("close", "aclose", "shutdown", "disconnect", "wait_closed", "terminate", "release");
  private static final int DEPTH_MAX = 12;

  private final Program program;
  private final Handing handing;
  private final Conventions conventions = Conventions.bundled();
  private final Map<CodeBlock, Map<String, Set<Treatment>>> known = new HashMap<>();
  private int depth;

  Parameters(Program program, Handing handing) {
    this.program = program;
    this.handing = handing;
  }

  /// Whether it is looking at a function just now: what it says meanwhile may not be all.
  boolean isReading() {
    return depth > 0;
  }

  /// By parameter; those of which nothing is seen have an empty set. A function that calls itself is taken to do nothing more.
  Map<String, Set<Treatment>> of(CodeBlock block) {
    Map<String, Set<Treatment>> before = known.get(block);
    if (before != null) {
      return before;
    }
    if (depth > DEPTH_MAX) {
      return Map.of();
    }
    var found = new LinkedHashMap<String, Set<Treatment>>();
    int skipped = block.owner().isPresent() && !block.isStatic() ? 1 : 0;
    block.parameters().stream().skip(skipped).forEach(each -> found.put(each, EnumSet.noneOf(Treatment.class)));
    known.put(block, found);
    if (!found.isEmpty()) {
      depth++;
      try {
        uses(block, block, found);
      } finally {
        depth--;
      }
    }
    return found;
  }

  /// @param block whose parameters they are
  /// @param where the block itself, or a function inside of it
  private void uses(CodeBlock block, CodeBlock where, Map<String, Set<Treatment>> found) {
    for (Node node : Node.walk(where.body(), each -> each instanceof Stmt.FunctionDef || each instanceof Stmt.AsyncFunctionDef ? List.of() : each.children())) {
      if (node instanceof Expr.Name use && found.containsKey(use.id())) {
        Set<Treatment> own = EnumSet.noneOf(Treatment.class);
        use(use, where, own, 0);
        found.getOrDefault(use.id(), own).addAll(block.equals(where) ? own : throughInner(block, where, own));
      }
    }
    for (CodeBlock inner : where.inner()) {
      uses(block, inner, found);
    }
  }

  /// What an inner function does with it happens where the inner function runs.
  private Set<Treatment> throughInner(CodeBlock block, CodeBlock inner, Set<Treatment> own) {
    Set<Treatment> all = EnumSet.noneOf(Treatment.class);
    for (Treatment each : own) {
      if (each == Treatment.RUNS && !inner.isAsync()) {
        Set<Treatment> ofInner = EnumSet.noneOf(Treatment.class);
        for (Expr.Name use : block.own(Expr.Name.class)) {
          if (use.id().equals(inner.name())) {
            use(use, block, ofInner, 0);
          }
        }
        all.addAll(ofInner);
      } else {
        all.add(each);
      }
    }
    return all;
  }

  private void use(Expr node, CodeBlock block, Set<Treatment> found, int level) {
    Node parent = block.module().parent(node).orElse(null);
    switch (parent) {
      case Expr.Call call when CodeBlock.same(call.func(), node) -> {
        if (insideLambda(node, block, found, level)) {
          return;
        }
        found.add(Treatment.RUNS);
        if (block.module().parent(call).filter(Expr.Await.class::isInstance).isPresent()) {
          awaited(node, block, found);
        } else {
          given(call, block, found);
        }
      }
      case Expr.Call call -> handed(call, node, block, found, level);
      case Keyword keyword when block.module().parent(keyword).orElse(null) instanceof Expr.Call call -> handed(call, node, block, found, level);
      case Expr.Starred starred when block.module().parent(starred).orElse(null) instanceof Expr.Call call -> handed(call, starred, block, found, level);
      case Expr.Await _ -> awaited(node, block, found);
      case Stmt.Return _ -> found.add(Treatment.RETURNS);
      case Stmt.Assign assign when CodeBlock.same(assign.value(), node) && assign.targets().stream().anyMatch(Expr.Attribute.class::isInstance) ->
          assign.targets().forEach(each -> kept(each, block, found));
      case Stmt.AnnAssign assign when assign.target() instanceof Expr.Attribute && assign.value().filter(each -> CodeBlock.same(each, node)).isPresent() ->
          kept(assign.target(), block, found);
      case WithItem _ -> found.add(Treatment.CLOSES);
      case Expr.Attribute attribute when CLOSING.contains(attribute.attr())
          && block.module().parent(attribute).filter(Expr.Call.class::isInstance).isPresent() -> found.add(Treatment.CLOSES);
      case null, default -> {}
    }
  }

  /// `self.emit = emit`: it is kept; where a library calls the methods of the class in a thread or on the loop, and one of them calls
  /// it, it runs there.
  private void kept(Expr target, CodeBlock block, Set<Treatment> found) {
    if (!(target instanceof Expr.Attribute attribute)) {
      return;
    }
    found.add(Treatment.KEEPS);
    if (block.owner().isEmpty() || !block.name().equals("__init__")) {
      return;
    }
    ClassView owner = block.owner().get();
    List<String> bases = program.libraryBases(owner);
    for (CodeBlock method : bases.isEmpty() ? List.<CodeBlock>of() : owner.allMethods()) {
      if (!method.isAsync() && !method.name().startsWith("__") && callsOwn(method, attribute.attr(), new HashSet<>())) {
        conventions.method(bases, method.name()).ifPresent(where -> {
          found.add(Handing.treatment(where));
          if (Contexts.runsInline(owner, program)) {
            found.add(Treatment.CALLS_ON_LOOP);
          }
        });
      }
    }
  }

  /// Whether a method calls `self.name`, itself or by a further method of its class.
  private static boolean callsOwn(CodeBlock method, String name, Set<String> seen) {
    if (!seen.add(method.name()) || method.parameters().isEmpty() || method.owner().isEmpty()) {
      return false;
    }
    ClassView owner = method.owner().get();
    String self = method.parameters().getFirst();
    return method.calls().stream().map(Expr.Call::func).anyMatch(each -> each instanceof Expr.Attribute attribute
        && attribute.value() instanceof Expr.Name object && object.id().equals(self)
        && (attribute.attr().equals(name) || owner.method(attribute.attr()).filter(further -> callsOwn(further, name, seen)).isPresent()));
  }

  private void handed(Expr.Call call, Expr argument, CodeBlock block, Set<Treatment> found, int level) {
    if (level < 3 && program.meaning(call.func(), block.module()).nameInLibrary().equals("functools.partial")) {
      partial(call, block, found, level);
      return;
    }
    for (Handing.Handed each : handing.of(call, block.module())) {
      if (CodeBlock.same(each.argument(), argument)) {
        found.add(each.treatment());
        if (each.treatment() == Treatment.AWAITS || each.treatment() == Treatment.LIMITS_TIME) {
          limits(call, block, found);
        }
      }
    }
    if (call.func() instanceof Expr.Attribute attribute && Set.of("append", "add", "put", "put_nowait", "appendleft").contains(attribute.attr())) {
      found.add(Treatment.KEEPS);
    }
  }

  /// `partial(func, ...)` stands for the function: by itself, or by the name that it is assigned to.
  private void partial(Expr.Call call, CodeBlock block, Set<Treatment> found, int level) {
    use(call, block, found, level + 1);
    if (block.module().parent(call).orElse(null) instanceof Stmt.Assign assign && assign.targets().size() == 1
        && assign.targets().getFirst() instanceof Expr.Name name) {
      block.own(Expr.Name.class).stream().filter(each -> each.id().equals(name.id()) && !CodeBlock.same(each, name))
          .forEach(each -> use(each, block, found, level + 1));
    }
  }

  /// `lambda: func(1)`: what becomes of the lambda becomes of the function.
  private boolean insideLambda(Expr node, CodeBlock block, Set<Treatment> found, int level) {
    for (Node above : block.module().ancestors(node)) {
      if (above instanceof Expr.Lambda lambda) {
        if (level < 3) {
          use(lambda, block, found, level + 1);
        }
        return true;
      }
      if (above instanceof Stmt) {
        return false;
      }
    }
    return false;
  }

  /// `wait_for(func(), 5)`: what becomes of the coroutine that it gives.
  private void given(Expr.Call call, CodeBlock block, Set<Treatment> found) {
    if (block.module().parent(call).orElse(null) instanceof Expr.Call outer && !CodeBlock.same(outer.func(), call)) {
      for (Handing.Handed each : handing.of(outer, block.module())) {
        if (CodeBlock.same(each.argument(), call) && each.treatment() != Treatment.RUNS) {
          found.add(each.treatment());
          limits(outer, block, found);
        }
      }
    }
  }

  private void awaited(Expr node, CodeBlock block, Set<Treatment> found) {
    found.add(Treatment.AWAITS);
    limits(node, block, found);
  }

  private void limits(Node node, CodeBlock block, Set<Treatment> found) {
    for (Node above : block.module().ancestors(node)) {
      if (CodeBlock.same(above, block.node())) {
        return;
      }
      if (above instanceof Stmt.AsyncWith with) {
        for (WithItem item : with.items()) {
          Expr context = item.contextExpr();
          Meaning meaning = program.meaning(context instanceof Expr.Call call ? call.func() : context, block.module());
          if (program.isKind(meaning, Role.TIMEOUT_SCOPE)) {
            found.add(Treatment.LIMITS_TIME);
          }
          if (program.isKind(meaning, Role.LIMITER)) {
            found.add(Treatment.BOUNDS);
          }
        }
      }
    }
  }
}
