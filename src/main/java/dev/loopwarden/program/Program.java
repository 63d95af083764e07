package dev.loopwarden.program;

import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Modules that belong together, and what their expressions stand for. Not for use by several threads at once.
public final class Program {

  private final Loaded loaded;
  private final ModulePaths paths;
  private final Knowledge knowledge;
  private final Project project;
  private final Resolver resolver;
  private final Called called;
  private final Handing handing;
  private final Overrides overrides;
  private final CallGraph graph;
  private final Summaries summaries;
  private final Reached reached;
  private final Failures failures;
  private final Together together;
  private final LoopPatch loopPatch;

  private Program(Loaded loaded, ModulePaths paths, Knowledge knowledge, Project project) {
    this.loaded = loaded;
    this.paths = paths;
    this.knowledge = knowledge;
    this.project = project;
    this.resolver = new Resolver(this, knowledge);
    this.called = new Called(this, resolver, knowledge);
    this.handing = new Handing(this, knowledge);
    this.overrides = new Overrides(modules(), resolver.classes());
    this.graph = new CallGraph(this, handing, overrides);
    this.summaries = new Summaries(this, graph, handing, overrides);
    this.reached = new Reached(this, graph, summaries);
    this.failures = new Failures(this);
    this.loopPatch = new LoopPatch(loaded.all(), project);
    this.together = new Together(this, loaded.all(), graph, handing);
  }

  /// A program of the modules that were read.
  ///
  /// @param paths all Python files of the repository, read or not: a module that was not read is unknown, not a library
  public static Program of(Collection<ParsedModule> modules, Set<String> paths, Knowledge knowledge) {
    return of(modules, paths, knowledge, Project.UNKNOWN);
  }

  /// The same, of a project that tells its dependencies.
  public static Program of(Collection<ParsedModule> modules, Set<String> paths, Knowledge knowledge, Project project) {
    return new Program(new Loaded(modules, true, _ -> Optional.empty()), ModulePaths.of(paths), knowledge, project);
  }

  /// A program that begins with one module and asks for others as its names lead to them. Nothing is told of it that only all modules
  /// together tell: contexts, and what stands in for a declared method.
  static Program from(ParsedModule module, ModulePaths paths, Knowledge knowledge, Function<String, Optional<ParsedModule>> more) {
    return new Program(new Loaded(List.of(module), false, more), paths, knowledge, Project.UNKNOWN);
  }

  /// What the project says of itself.
  public Project project() {
    return project;
  }

  /// What holds for a module: what the project in the nearest folder above it says.
  public Project projectOf(ParsedModule module) {
    return project.at(module.path());
  }

  /// Whether a library that patches asyncio so that a running loop may be started again is at hand for a module.
  public boolean isLoopPatched(ParsedModule module) {
    return loopPatch.isAtHand(module);
  }

  public Optional<ParsedModule> module(String path) {
    return loaded.module(path);
  }

  /// The paths of further modules that were asked for, those included that could not be had.
  Set<String> asked() {
    return loaded.asked();
  }

  ModulePaths paths() {
    return paths;
  }

  /// All modules; none where the program is not whole, so that nothing is told from a part of them.
  Collection<ParsedModule> modules() {
    return loaded.whole();
  }

  /// What an expression of a module stands for.
  public Meaning meaning(Expr expr, ParsedModule module) {
    return resolver.of(expr, module);
  }

  /// What is known of the library function that a call calls, or what the settings say of one of the program; empty for all else.
  public Optional<Knowledge.Entry> entry(Expr.Call call, ParsedModule module) {
    return called.entry(call, module);
  }

  /// What is known of a qualified name of a library.
  public Optional<Knowledge.Entry> entryOf(String name) {
    return knowledge.of(name);
  }

  /// Whether there is a file about the library that a qualified name is of.
  public boolean knowsLibraryOf(String name) {
    return knowledge.knowsLibraryOf(name);
  }

  /// Whether something is a library's class, or an object of one, with this role; classes of the program that inherit from one count.
  public boolean isKind(Meaning meaning, Role role) {
    return switch (meaning) {
      case Meaning.LibraryInstance instance -> knowledge.is(instance.type(), role);
      case Meaning.Library library -> knowledge.is(library.name(), role);
      case Meaning.Instance(ClassView view, _) -> libraryBases(view).stream().anyMatch(each -> knowledge.is(each, role));
      case Meaning.ClassOf(ClassView view, _) -> libraryBases(view).stream().anyMatch(each -> knowledge.is(each, role));
      default -> false;
    };
  }

  /// The functions of the program that run when this call runs: one with the wrappers of its decorators, the constructors of a
  /// class, or none that is known. A function that a decorator moves elsewhere does not run there.
  public List<CodeBlock> runs(Expr.Call call, ParsedModule module) {
    return called.runs(meaning(call.func(), module));
  }

  /// Where a block of the program runs. The first question looks at all calls of the program.
  public Context context(CodeBlock block) {
    return together.context(block);
  }

  /// Whether a block's own code runs on the event loop: an `async def`, or a plain function that the loop calls (a callback, a
  /// protocol's method). A helper that coroutines call is not meant: its callers are told.
  public boolean isOnLoop(CodeBlock block) {
    return block.isAsync() || context(block).isOnLoopItself();
  }

  /// The callables that a block gives to somebody who calls them elsewhere, in source order.
  public List<HandedOver> handedOver(CodeBlock block) {
    return Contexts.handedOver(block, handing);
  }

  /// What a block does, itself and through what it calls.
  public Summary summary(CodeBlock block) {
    return summaries.of(block);
  }

  /// What a block reaches through other functions in its own thread, in source order; of one site and kind the nearest.
  public List<Effect> reached(CodeBlock block) {
    return reached.of(block);
  }

  /// Whether each step of an effect's way is taken whenever the one before it is: no condition that depends on a state or on a parameter
  /// which the call leaves open, and no failure. Where both branches of a condition hold the thread up, it is sure too.
  public boolean isSure(Effect effect) {
    return reached.isSure(effect);
  }

  /// Whether a place in a block is reached only until something is made and kept: `if self._model is None:`.
  public boolean isFirstTimeOnly(Node site, CodeBlock block) {
    return State.isFirstTimeOnly(site, block);
  }

  /// Whether all that are seen to call a block keep it away from a place in it, by what they hand over: all of them give the
  /// `embedding` that `if embedding is None:` asks for. False where nobody is seen to call it.
  public boolean isShutByCallers(Node site, CodeBlock block) {
    return reached.isShutByCallers(site, block);
  }

  /// Whether a part of a block may give way to the loop, so that other tasks run there and a cancel can arrive. What awaits only coroutines
  /// that never do runs in one go.
  public boolean maySuspend(List<? extends Node> part, CodeBlock block) {
    return summaries.maySuspend(part, block);
  }

  /// Whether a coroutine runs from its start to its end in one go.
  public boolean neverSuspends(CodeBlock coroutine) {
    return coroutine.isAsync() && !coroutine.isGenerator() && !summaries.of(coroutine).waits()
        && (coroutine.owner().isEmpty() || !Overrides.isStub(coroutine));
  }

  /// Whether a coroutine deals with its own errors: all that fails while it waits is caught in it, and nothing is raised again.
  public boolean keepsErrors(CodeBlock coroutine) {
    return failures.stayInside(coroutine);
  }

  /// Whether a coroutine runs only on loops of its own, in a thread, a command or a worker's job, where nobody else is served.
  public boolean hasOwnLoop(CodeBlock coroutine) {
    return together.hasOwnLoop(coroutine);
  }

  /// Whether a coroutine deals with its own errors by logging them or passing over them, and by nothing else.
  public boolean onlyLogsErrors(CodeBlock coroutine) {
    return failures.areOnlyLogged(coroutine);
  }

  /// Whether a function is named anywhere but in a call of it: somebody who is not seen may call it.
  boolean isGivenAway(CodeBlock block) {
    return together.isGivenAway(block);
  }

  /// The functions of the program that a block sets to work, in source order: by calls, `with`, iteration, properties.
  public List<Edge> edges(CodeBlock block) {
    return graph.of(block).edges();
  }

  /// What a block does itself.
  CallGraph.Own own(CodeBlock block) {
    return graph.of(block);
  }

  /// The classes of the program that a class inherits from itself.
  List<ClassView> bases(ClassView view) {
    return view.bases().stream().map(each -> each instanceof Expr.Subscript generic ? generic.value() : each)
        .flatMap(each -> meaning(each, view.module()) instanceof Meaning.ClassOf(ClassView base, _) ? java.util.stream.Stream.of(base) : java.util.stream.Stream.empty())
        .toList();
  }

  /// What becomes of one argument of a call: it is run in a thread, called on the loop, awaited, limited, ...
  public Set<Treatment> treatments(Expr argument, Expr.Call call, ParsedModule module) {
    var found = EnumSet.noneOf(Treatment.class);
    handing.of(call, module).stream().filter(each -> CodeBlock.same(each.argument(), argument)).forEach(each -> found.add(each.treatment()));
    return found;
  }

  /// The names of the library classes that a class inherits from.
  public List<String> libraryBases(ClassView view) {
    return resolver.classes().lineage(view).libraries();
  }

  /// A class with what stands above and below it.
  ///
  /// @param above the classes of the program that it inherits from
  /// @param libraries names of the library classes among them
  /// @param unknown some base is not known: it may define anything
  /// @param below the classes of the program that inherit from it
  public record Family(List<ClassView> above, List<String> libraries, boolean unknown, Set<ClassView> below) {}

  public Family family(ClassView view) {
    Classes.Lineage lineage = resolver.classes().lineage(view);
    return new Family(
        lineage.classes().stream().filter(each -> !each.equals(view)).toList(), lineage.libraries(), lineage.unknown(), overrides.below(view));
  }

  /// All places of the program where a name is written.
  public List<Mentions.Mention> mentions(String name) {
    return together.mentions().of(name);
  }

  /// All functions and methods of the program that are called so.
  public List<CodeBlock> named(String name) {
    return together.mentions().defined(name);
  }

  List<CodeBlock> constructors(ClassView view) {
    return resolver.classes().constructors(view);
  }

  Meaning attribute(ClassView view, String name) {
    return resolver.classes().attribute(view, name, new Meaning.Instance(view));
  }

  Optional<CodeBlock> getter(ClassView view, String name) {
    return resolver.classes().getter(view, name);
  }

  /// What a function is under its decorators.
  Meaning function(CodeBlock block) {
    return resolver.function(block, Optional.empty());
  }

  /// The calls of a function of the program that are seen; others may call it too.
  public List<CallSite> callers(CodeBlock block) {
    return together.callers().of(block);
  }

  /// What is known of a member of a library's class.
  public Optional<Knowledge.Entry> member(String type, String name) {
    return knowledge.member(type, name);
  }
}
