package dev.loopwarden.program;

import dev.loopwarden.python.ConstantType;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Summaries of blocks, linked over the call graph: what a block needs is summarised before it, and blocks that call each other in
/// a circle are taken together until nothing changes. Each edge is walked once, whoever asks.
final class Summaries {

  private final Program program;
  private final CallGraph graph;
  private final Handing handing;
  private final Map<CodeBlock, Summary> done = new HashMap<>();
  private final Suspension suspension;

  Summaries(Program program, CallGraph graph, Handing handing, Overrides overrides) {
    this.program = program;
    this.graph = graph;
    this.handing = handing;
    this.suspension = new Suspension(program, graph, overrides);
  }

  Summary of(CodeBlock block) {
    Summary before = done.get(block);
    if (before != null) {
      return before;
    }
    link(block);
    return java.util.Objects.requireNonNull(done.get(block));
  }

  /// What a library call of a block does.
  static Effect direct(CallGraph.Direct each, CodeBlock block) {
    Blocks kind = each.entry().blocks().orElseThrow();
    return new Effect(kind, each.entry().name(), seconds(kind, each.call()), block, each.call(), Optional.empty(), 1);
  }

  // strongly connected components, by Tarjan, with a stack of our own

  private static final class Visit {
    private final CodeBlock block;
    private final int index;
    private final Iterator<Edge> left;
    private int low;

    Visit(CodeBlock block, int index, Iterator<Edge> left) {
      this.block = block;
      this.index = index;
      this.low = index;
      this.left = left;
    }
  }

  private void link(CodeBlock start) {
    var visits = new HashMap<CodeBlock, Visit>();
    var open = new ArrayDeque<CodeBlock>();
    var way = new ArrayDeque<Visit>();
    enter(start, visits, open, way);
    while (!way.isEmpty()) {
      Visit visit = way.getLast();
      if (visit.left.hasNext()) {
        CodeBlock target = visit.left.next().target();
        Visit seen = visits.get(target);
        if (done.containsKey(target)) {
          continue;
        }
        if (seen == null) {
          enter(target, visits, open, way);
        } else {
          visit.low = Math.min(visit.low, seen.index);
        }
      } else {
        way.removeLast();
        if (!way.isEmpty()) {
          way.getLast().low = Math.min(way.getLast().low, visit.low);
        }
        if (visit.low == visit.index) {
          settle(component(visit.block, open));
        }
      }
    }
  }

  private void enter(CodeBlock block, Map<CodeBlock, Visit> visits, Deque<CodeBlock> open, Deque<Visit> way) {
    var visit = new Visit(block, visits.size(), graph.of(block).edges().iterator());
    visits.put(block, visit);
    open.addLast(block);
    way.addLast(visit);
  }

  private static List<CodeBlock> component(CodeBlock root, Deque<CodeBlock> open) {
    var component = new ArrayList<CodeBlock>();
    CodeBlock last;
    do {
      last = open.removeLast();
      component.add(last);
    } while (!last.equals(root));
    return component;
  }

  // the fixpoint of one component

  private static final class Draft {
    private final Map<Blocks, Effect> effects = new EnumMap<>(Blocks.class);
    private boolean waits;
    private int loops;
  }

  private void settle(List<CodeBlock> component) {
    var drafts = new HashMap<CodeBlock, Draft>();
    component.forEach(each -> drafts.put(each, begin(each)));
    boolean changed = true;
    while (changed) {
      changed = false;
      for (CodeBlock each : component) {
        changed |= extend(each, drafts);
      }
      changed &= component.size() > 1 || callsItself(component.getFirst());
    }
    for (CodeBlock each : component) {
      Draft draft = java.util.Objects.requireNonNull(drafts.get(each));
      done.put(each, new Summary(draft.effects, draft.waits, draft.loops, unawaited(each), handing.parameters().of(each)));
    }
  }

  private boolean callsItself(CodeBlock block) {
    return graph.of(block).edges().stream().anyMatch(each -> each.target().equals(block));
  }

  private Draft begin(CodeBlock block) {
    var draft = new Draft();
    for (CallGraph.Direct each : graph.of(block).direct()) {
      draft.effects.putIfAbsent(each.entry().blocks().orElseThrow(), direct(each, block));
    }
    draft.waits = waitsItself(block);
    draft.loops = block.own(Node.class).stream().mapToInt(each -> Loops.is(each) && !Loops.givesWay(each) ? Loops.depth(each, block) + 1 : 0).max().orElse(0);
    draft.loops = Math.min(draft.loops, Summary.LOOPS_MAX);
    return draft;
  }

  private boolean extend(CodeBlock block, Map<CodeBlock, Draft> drafts) {
    Draft draft = java.util.Objects.requireNonNull(drafts.get(block));
    boolean changed = false;
    var alternatives = new IdentityHashMap<Node, List<Map<Blocks, Effect>>>();
    for (Edge edge : graph.of(block).edges()) {
      Draft target = draft(edge.target(), drafts);
      if (!edge.isInPlace()) {
        if (edge.how() == Edge.How.AWAIT && target.waits && !draft.waits) {
          draft.waits = true;
          changed = true;
        }
        continue;
      }
      if (edge.among() > 1) {
        alternatives.computeIfAbsent(edge.site(), _ -> new ArrayList<>()).add(target.effects);
      } else {
        changed |= take(draft, block, edge.site(), target.effects);
      }
      int loops = target.loops == 0 ? 0 : Math.min(Summary.LOOPS_MAX, Loops.depth(edge.site(), block) + target.loops);
      if (loops > draft.loops) {
        draft.loops = loops;
        changed = true;
      }
    }
    for (Map.Entry<Node, List<Map<Blocks, Effect>>> each : alternatives.entrySet()) {
      changed |= take(draft, block, each.getKey(), common(each.getValue()));
    }
    return changed;
  }

  private Draft draft(CodeBlock target, Map<CodeBlock, Draft> drafts) {
    Draft own = drafts.get(target);
    if (own != null) {
      return own;
    }
    var settled = new Draft();
    Summary summary = java.util.Objects.requireNonNull(done.get(target));
    settled.effects.putAll(summary.effects());
    settled.waits = summary.waits();
    settled.loops = summary.loops();
    return settled;
  }

  /// Of several functions one of which runs, only what all of them do is sure.
  static Map<Blocks, Effect> common(List<Map<Blocks, Effect>> alternatives) {
    Map<Blocks, Effect> common = new EnumMap<>(Blocks.class);
    common.putAll(alternatives.getFirst());
    alternatives.forEach(each -> common.keySet().retainAll(each.keySet()));
    return common;
  }

  private static boolean take(Draft draft, CodeBlock block, Node site, Map<Blocks, Effect> effects) {
    boolean changed = false;
    for (Effect each : List.copyOf(effects.values())) {
      Effect own = draft.effects.get(each.kind());
      if (own == null || each.length() + 1 < own.length()) {
        draft.effects.put(each.kind(), each.from(block, site));
        changed = true;
      }
    }
    return changed;
  }

  // what a block does by itself

  /// What the coroutines that are awaited do is added when they are known.
  private boolean waitsItself(CodeBlock block) {
    return block.isAsync() && suspension.isIn(block.own(Node.class), block, _ -> false);
  }

  /// Whether a part of a block may give way to the loop, and so be cancelled there.
  boolean maySuspend(List<? extends Node> part, CodeBlock block) {
    return suspension.isIn(CodeBlock.ownNodes(part), block, each -> of(each).waits());
  }

  private List<Expr> unawaited(CodeBlock block) {
    return block.own(Stmt.Return.class).stream().flatMap(each -> each.value().stream())
        .filter(each -> program.meaning(each, block.module()) instanceof Meaning.Coroutine).toList();
  }

  /// How long a sleep lasts, where it is written as a number.
  private static Optional<Double> seconds(Blocks kind, Expr.Call call) {
    return kind == Blocks.SLEEP && !call.args().isEmpty() && call.args().getFirst() instanceof Expr.Constant constant
            && (constant.type() == ConstantType.INT || constant.type() == ConstantType.FLOAT)
        ? number(constant.value()) : Optional.empty();
  }

  static Optional<Double> number(String written) {
    try {
      return Optional.of(Double.parseDouble(written.replace("_", "")));
    } catch (NumberFormatException notDecimal) {
      return Optional.empty();
    }
  }
}
