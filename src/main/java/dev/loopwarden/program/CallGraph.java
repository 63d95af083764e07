package dev.loopwarden.program;

import dev.loopwarden.python.Comprehension;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.python.WithItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which functions of the program a block sets to work, and which blocking library functions it calls itself.
final class CallGraph {

  /// A library call of a block's own that blocks.
  record Direct(Expr.Call call, Knowledge.Entry entry) {}

  /// What a block does itself, in source order.
  record Own(List<Edge> edges, List<Direct> direct) {
    Own {
      edges = List.copyOf(edges);
      direct = List.copyOf(direct);
    }
  }

  private static final Set<String> CONSUMERS =
      Set.of("builtins.list", "builtins.set", "builtins.tuple", "builtins.dict", "builtins.sum", "builtins.any", "builtins.all", "builtins.min",
          "builtins.max", "builtins.sorted", "builtins.next", "builtins.frozenset", "builtins.str.join", "collections.deque", "collections.Counter",
          "builtins.list.extend");

  private final Program program;
  private final Handing handing;
  private final Overrides overrides;
  private final Map<CodeBlock, Own> known = new HashMap<>();

  CallGraph(Program program, Handing handing, Overrides overrides) {
    this.program = program;
    this.handing = handing;
    this.overrides = overrides;
  }

  Own of(CodeBlock block) {
    Own before = known.get(block);
    if (before == null) {
      before = read(block, block.own());
      known.put(block, before);
    }
    return before;
  }

  /// What a lambda's body does when it runs.
  Own of(Expr.Lambda lambda, CodeBlock around) {
    return read(around, CodeBlock.ownNodes(List.of(lambda.body())));
  }

  private Own read(CodeBlock block, List<Node> nodes) {
    var edges = new ArrayList<Edge>();
    var direct = new ArrayList<Direct>();
    for (Node node : nodes) {
      switch (node) {
        case Expr.Call call -> call(call, block, edges, direct);
        case Expr.Attribute attribute -> property(attribute, block, edges);
        case Expr.Subscript item -> special(item.value(), isStored(item, block.module()) ? "__setitem__" : "__getitem__", item, block, edges);
        case Expr.BinOp op -> special(op.left(), Operators.method(op.op()), op, block, edges);
        case Expr.Compare compare when compare.ops().size() == 1 && compare.ops().getFirst().endsWith("In") ->
            special(compare.comparators().getFirst(), "__contains__", compare, block, edges);
        case Stmt.For loop -> iterated(loop.iter(), block, edges);
        case Stmt.AsyncFor loop -> iterated(loop.iter(), block, edges);
        case Comprehension each -> iterated(each.iter(), block, edges);
        case Expr.YieldFrom each -> iterated(each.value(), block, edges);
        case Stmt.With with -> with.items().forEach(item -> entered(item, false, block, edges));
        case Stmt.AsyncWith with -> with.items().forEach(item -> entered(item, true, block, edges));
        default -> {}
      }
    }
    return new Own(edges, direct);
  }

  private void call(Expr.Call call, CodeBlock block, List<Edge> edges, List<Direct> direct) {
    ParsedModule module = block.module();
    boolean awaited = module.parent(call).filter(Expr.Await.class::isInstance).isPresent();
    Meaning callee = program.meaning(call.func(), module);
    Optional<Knowledge.Entry> entry = program.entry(call, module);
    if (!awaited) {
      entry.filter(each -> each.blocks().isPresent()).ifPresent(each -> direct.add(new Direct(call, each)));
    }
    if (callee instanceof Meaning.Function && entry.filter(each -> each.blocks().isPresent() || each.roles().isEmpty()).isPresent()) {
      return; // the settings say what it does
    }
    if (callee instanceof Meaning.Library library) {
      if (CONSUMERS.contains(library.name())) {
        call.args().forEach(each -> iterated(each, block, edges));
      }
    }
    boolean constructs = callee instanceof Meaning.ClassOf;
    List<CodeBlock> targets = program.runs(call, module);
    boolean chosen = awaited && targets.stream().anyMatch(CodeBlock::isAsync); // of several that may be meant, a plain one is not awaited
    for (CodeBlock target : targets) {
      if (chosen && !target.isAsync() && callee instanceof Meaning.OneOf) {
        continue;
      }
      boolean makes = target.isGenerator();
      Edge.How how = target.isAsync() ? (awaited && !makes ? Edge.How.AWAIT : Edge.How.MAKE)
          : makes ? Edge.How.MAKE : constructs ? Edge.How.CONSTRUCT : Edge.How.CALL;
      add(call, target, how, edges);
    }
    for (Handing.Handed each : handing.of(call, module)) {
      if (each.treatment() == Treatment.RUNS) {
        inPlace(each.argument(), block, edges, direct);
      }
    }
  }

  /// A callable that is called before the call returns.
  private void inPlace(Expr argument, CodeBlock block, List<Edge> edges, List<Direct> direct) {
    switch (program.meaning(argument, block.module())) {
      case Meaning.Function function when !function.block().isAsync() && !function.block().isGenerator() ->
          add(argument, function.block(), Edge.How.HANDED, edges);
      case Meaning.LambdaOf lambda when CodeBlock.same(lambda.lambda(), argument) -> {
        Own own = of(lambda.lambda(), block);
        edges.addAll(own.edges());
        direct.addAll(own.direct());
      }
      default -> {}
    }
  }

  private void add(Node site, CodeBlock target, Edge.How how, List<Edge> edges) {
    List<CodeBlock> instead = overrides.of(target);
    if (instead.isEmpty()) {
      edges.add(new Edge(site, target, how, 1));
    } else {
      instead.forEach(each -> edges.add(new Edge(site, each, how == Edge.How.CALL && each.isAsync() ? Edge.How.MAKE : how, instead.size())));
    }
  }

  private void property(Expr.Attribute attribute, CodeBlock block, List<Edge> edges) {
    if (!isStored(attribute, block.module())
        && program.meaning(attribute.value(), block.module()) instanceof Meaning.Instance(ClassView view, _)) {
      program.getter(view, attribute.attr()).ifPresent(getter -> add(attribute, getter, Edge.How.PROPERTY, edges));
    }
  }

  /// A method of the program that an operator or an index calls: `rows["a"]`, `one + other`, `"a" in rows`.
  private void special(Expr object, String name, Expr site, CodeBlock block, List<Edge> edges) {
    if (program.meaning(object, block.module()) instanceof Meaning.Instance(ClassView view, _)) {
      method(view, name).filter(each -> !each.isAsync()).ifPresent(each -> add(site, each, Edge.How.CALL, edges));
    }
  }

  private static boolean isStored(Expr place, ParsedModule module) {
    return switch (module.parent(place).orElse(null)) {
      case Stmt.Assign assign -> assign.targets().stream().anyMatch(each -> CodeBlock.same(each, place));
      case Stmt.AnnAssign assign -> CodeBlock.same(assign.target(), place);
      case Stmt.Delete _ -> true;
      case null, default -> false;
    };
  }

  private void iterated(Expr iterable, CodeBlock block, List<Edge> edges) {
    switch (program.meaning(iterable, block.module())) {
      case Meaning.Generator(CodeBlock generator, Meaning _) -> add(iterable, generator, generator.isAsync() ? Edge.How.AWAIT : Edge.How.ITERATE, edges);
      case Meaning.Instance(ClassView view, _) -> {
        for (String name : List.of("__iter__", "__next__", "__anext__")) {
          method(view, name).ifPresent(each -> add(iterable, each, each.isAsync() ? Edge.How.AWAIT : Edge.How.ITERATE, edges));
        }
      }
      default -> {}
    }
  }

  private void entered(WithItem item, boolean async, CodeBlock block, List<Edge> edges) {
    Expr context = item.contextExpr();
    switch (program.meaning(context, block.module())) {
      case Meaning.Manager(CodeBlock manager) -> add(context, manager, manager.isAsync() ? Edge.How.AWAIT : Edge.How.ENTER, edges);
      case Meaning.Instance(ClassView view, _) -> {
        for (String name : async ? List.of("__aenter__", "__aexit__") : List.of("__enter__", "__exit__")) {
          method(view, name).ifPresent(each -> add(context, each, each.isAsync() ? Edge.How.AWAIT : Edge.How.ENTER, edges));
        }
      }
      default -> {}
    }
  }

  private Optional<CodeBlock> method(ClassView view, String name) {
    return program.attribute(view, name) instanceof Meaning.Function function ? Optional.of(function.block()) : Optional.empty();
  }
}
