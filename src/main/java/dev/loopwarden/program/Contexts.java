package dev.loopwarden.program;

import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where each block of the program runs: by what it is, by its decorators and its class, by whom it is handed to, and by who calls
/// it. Made once for a whole program, over all its calls.
final class Contexts {

  private static final Context NOBODY =
      new Context(List.of(new Context.Running(Where.UNKNOWN, false, "nobody in the program is seen to call it", Optional.empty())));

  private final Program program;
  private final CallGraph graph;
  private final Handing handing;
  private final Conventions conventions = Conventions.bundled();
  private final Map<CodeBlock, EnumMap<Where, Context.Running>> found = new HashMap<>();
  private final Deque<Way> left = new ArrayDeque<>();

  private record Way(CodeBlock block, Where where) {}

  private Contexts(Program program, CallGraph graph, Handing handing) {
    this.program = program;
    this.graph = graph;
    this.handing = handing;
  }

  /// The contexts of all blocks of these modules.
  static Map<CodeBlock, Context> of(Collection<ParsedModule> modules, Program program, CallGraph graph, Handing handing) {
    var contexts = new Contexts(program, graph, handing);
    for (ParsedModule module : modules) {
      for (CodeBlock block : module.blocks()) {
        contexts.begin(block);
        contexts.handOver(block);
      }
    }
    contexts.spread();
    Map<CodeBlock, Context> all = new HashMap<>();
    for (ParsedModule module : modules) {
      for (CodeBlock block : module.blocks()) {
        all.put(block, contexts.context(block));
      }
    }
    return all;
  }

  private Context context(CodeBlock block) {
    EnumMap<Where, Context.Running> places = found.get(block);
    if (places == null) {
      return NOBODY;
    }
    var all = new ArrayList<>(places.values());
    all.sort((one, other) -> Boolean.compare(other.direct(), one.direct()));
    return new Context(all);
  }

  // what a block is by itself

  private void begin(CodeBlock block) {
    if (block.isModule()) {
      add(block, Where.IMPORT, "it is a module's body");
      return;
    }
    if (block.isAsync()) {
      add(block, Where.LOOP, "it is an `async def`");
    }
    if (isTest(block)) {
      add(block, Where.TEST, "pytest calls it");
    }
    if (!block.isAsync()) {
      decorated(block);
      method(block);
      if (startsLoop(block)) {
        add(block, Where.BEFORE_LOOP, "it starts the loop itself");
      }
    }
  }

  private static boolean isTest(CodeBlock block) {
    String file = block.module().path().substring(block.module().path().lastIndexOf('/') + 1);
    return block.name().startsWith("test") && (file.startsWith("test_") || file.endsWith("_test.py") || file.equals("tests.py"));
  }

  private void decorated(CodeBlock block) {
    for (Expr decorator : block.decorators()) {
      Expr name = decorator instanceof Expr.Call call ? call.func() : decorator;
      String written = "`@" + block.module().code(name.span()) + "`";
      switch (program.meaning(name, block.module())) {
        case Meaning.Library library ->
            conventions.decorated(library.name()).ifPresent(where -> add(block, isOffloaded(decorator) ? Where.THREAD : where, "it stands under " + written));
        case Meaning.Function function when function.block().name().equals("callback")
            && function.block().module().path().endsWith("homeassistant/core.py") -> add(block, Where.LOOP, "it stands under " + written);
        case Meaning.Recoloured _ -> add(block, Where.THREAD, "it stands under " + written);
        default -> {}
      }
    }
    if (program.function(block) instanceof Meaning.Recoloured recoloured && recoloured.async()) {
      add(block, Where.THREAD, "a decorator moves it off the loop");
    }
  }

  /// `@get("/", sync_to_thread=True)`.
  private static boolean isOffloaded(Expr decorator) {
    return decorator instanceof Expr.Call call && call.keyword("sync_to_thread").filter(each -> each instanceof Expr.Constant constant && constant.value().equals("True")).isPresent();
  }

  private void method(CodeBlock block) {
    if (block.owner().isEmpty()) {
      return;
    }
    List<String> bases = program.libraryBases(block.owner().get());
    conventions.method(bases, block.name()).filter(_ -> !block.name().startsWith("__")).ifPresent(where -> {
      String reason = "it is a method of a class below `" + bases.getFirst() + "`";
      add(block, where, reason);
      if (runsInline(block.owner().get(), program)) {
        add(block, Where.LOOP, reason + " that says `run_inline`");
      }
    });
  }

  /// LangChain hands the plain methods of its handlers to a thread. Where the class says `run_inline = True` it calls them where the event arises:
  /// on the loop in an async run, and in the thread of a sync step as before. `_ahandle_event_for_handler` in https://github.com/langchain-ai/langchain/blob/master/libs/core/langchain_core/callbacks/manager.py
  static boolean runsInline(ClassView view, Program program) {
    return view.says("run_inline", "True") || program.family(view).above().stream().anyMatch(each -> each.says("run_inline", "True"));
  }

  private boolean startsLoop(CodeBlock block) {
    return graph.of(block).direct().stream().anyMatch(each -> each.entry().blocks().filter(kind -> kind == Blocks.LOOP).isPresent());
  }

  // whom its callables are handed to

  private void handOver(CodeBlock block) {
    handedOver(block, handing).forEach(each -> handOver(each, block));
  }

  /// All callables that a block hands over, those in its parameters' annotations (`Annotated[Session, Depends(get)]`) included.
  static List<HandedOver> handedOver(CodeBlock block, Handing handing) {
    var found = new ArrayList<HandedOver>();
    List<Node> nodes = new ArrayList<>(block.own());
    block.args().ifPresent(all -> all.all().stream().flatMap(each -> each.annotation().stream())
        .filter(Expr.Subscript.class::isInstance).forEach(each -> nodes.addAll(each.findAll(Expr.Call.class))));
    for (Node node : nodes) {
      List<Handing.Handed> all = switch (node) {
        case Expr.Call call -> handing.of(call, block.module());
        case Stmt.Assign assign -> handing.of(assign, block.module());
        default -> List.of();
      };
      all.forEach(each -> each.treatment().where().ifPresent(where -> found.add(new HandedOver(each.argument(), node, where, each.to()))));
    }
    return found;
  }

  private void handOver(HandedOver handed, CodeBlock block) {
    String reason = "it is handed to `" + handed.to() + "` at " + block.module().path() + ":" + handed.site().span().line();
    run(program.meaning(handed.callable(), block.module()), new Context.Running(handed.where(), true, reason, Optional.of(block)));
  }

  private void run(Meaning callable, Context.Running there) {
    switch (callable) {
      case Meaning.Function function -> {
        if (!function.block().isAsync()) {
          put(function.block(), there);
        }
      }
      case Meaning.Partial partial -> run(partial.callee(), there);
      case Meaning.LambdaOf lambda -> {
        for (Edge edge : graph.of(lambda.lambda(), lambda.module().blockOf(lambda.lambda())).edges()) {
          if (edge.isInPlace()) {
            put(edge.target(), there);
          }
        }
      }
      case Meaning.ClassOf(ClassView view, _) -> program.constructors(view).forEach(each -> put(each, there));
      case Meaning.Instance(ClassView view, _) -> run(program.attribute(view, "__call__"), there);
      case Meaning.OneOf(List<Meaning> choices) -> choices.forEach(each -> run(each, there));
      case Meaning.Generator(CodeBlock block, _) when !block.isAsync() -> put(block, there); // who gets it runs it
      default -> {}
    }
  }

  // along the calls

  private void spread() {
    while (!left.isEmpty()) {
      Way way = left.poll();
      for (Edge edge : graph.of(way.block()).edges()) {
        if (edge.isInPlace()) {
          Where where = way.where() == Where.IMPORT && isUnderMain(edge.site(), way.block()) ? Where.BEFORE_LOOP : way.where();
          String reason = "`" + way.block().qualifiedName() + "` calls it at " + way.block().module().path() + ":" + edge.site().span().line();
          put(edge.target(), new Context.Running(where, false, reason, Optional.of(way.block())));
        }
      }
    }
  }

  private void add(CodeBlock block, Where where, String reason) {
    put(block, new Context.Running(where, true, reason, Optional.empty()));
  }

  private void put(CodeBlock block, Context.Running running) {
    EnumMap<Where, Context.Running> places = found.computeIfAbsent(block, _ -> new EnumMap<>(Where.class));
    Context.Running before = places.get(running.where());
    if (before == null) {
      places.put(running.where(), running);
      left.add(new Way(block, running.where()));
    } else if (running.direct() && !before.direct()) {
      places.put(running.where(), running);
    }
  }

  /// Whether a place in a module's body runs only when the module is started as a program.
  private static boolean isUnderMain(Node site, CodeBlock module) {
    return module.module().ancestors(site).stream().anyMatch(each -> each instanceof Stmt.If branch
        && branch.test() instanceof Expr.Compare compare && compare.left() instanceof Expr.Name name && name.id().equals("__name__"));
  }
}
