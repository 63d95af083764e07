package dev.loopwarden.program;

import dev.loopwarden.python.Arg;
import dev.loopwarden.python.Arguments;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Keyword;
import dev.loopwarden.python.Stmt;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What calls do with the callables and awaitables that they are given: by what is known of libraries, and by the summaries of
/// the program's own functions, which may hand on what they get.
final class Handing {

  /// One argument of a call, and what becomes of it.
  ///
  /// @param to who takes it, for people: `asyncio.to_thread`
  record Handed(Expr argument, Treatment treatment, String to) {}

  private final Program program;
  private final Knowledge knowledge;
  private final Conventions conventions = Conventions.bundled();
  private final Parameters parameters;
  private final IdentityHashMap<Expr.Call, List<Handed>> known = new IdentityHashMap<>();

  Handing(Program program, Knowledge knowledge) {
    this.program = program;
    this.knowledge = knowledge;
    this.parameters = new Parameters(program, this);
  }

  Parameters parameters() {
    return parameters;
  }

  /// What becomes of the arguments of a call; those of which nothing is known are left out.
  List<Handed> of(Expr.Call call, ParsedModule module) {
    if (call.args().isEmpty() && call.keywords().isEmpty()) {
      return List.of();
    }
    List<Handed> before = known.get(call);
    if (before != null) {
      return before;
    }
    List<Handed> found = read(call, module);
    if (!parameters.isReading()) { // else it is what is known so far, in a circle of functions
      known.put(call, found);
    }
    return found;
  }

  /// What becomes of a function that is assigned to an attribute: `client.on_message = self.received`.
  List<Handed> of(Stmt.Assign assign, ParsedModule module) {
    if (assign.targets().size() != 1 || !(assign.targets().getFirst() instanceof Expr.Attribute attribute)) {
      return List.of();
    }
    return conventions.assigned(program.meaning(attribute, module).nameInLibrary())
        .map(where -> List.of(new Handed(assign.value(), treatment(where), program.meaning(attribute, module).nameInLibrary()))).orElse(List.of());
  }

  private List<Handed> read(Expr.Call call, ParsedModule module) {
    return switch (program.meaning(call.func(), module)) {
      case Meaning.Library library -> ofLibrary(library, call, module);
      case Meaning.Function function -> {
        var found = new ArrayList<>(ofFunction(function.block(), function.receiver().isPresent() && !function.block().isStatic(), call));
        program.entry(call, module).ifPresent(entry -> ofRoles(entry, call, found, false));
        yield found;
      }
      case Meaning.ClassOf(ClassView view, _) -> program.constructors(view).stream().flatMap(each -> ofFunction(each, true, call).stream()).toList();
      case Meaning.Unknown _, Meaning.CallableOf _ -> byName(call);
      default -> List.of();
    };
  }

  private List<Handed> ofLibrary(Meaning.Library library, Expr.Call call, ParsedModule module) {
    String name = library.name();
    var found = new ArrayList<Handed>();
    List<Conventions.Taking> takings = conventions.callables(name);
    for (Conventions.Taking taking : takings) {
      Treatment treatment = isProcess(call, module) ? Treatment.OFFLOADS_PROCESS : treatment(taking.where());
      argument(call, taking.position(), taking.keyword()).ifPresent(each -> found.add(new Handed(each, treatment, name)));
    }
    if (conventions.runsInPlace(name)) {
      call.args().forEach(each -> found.add(new Handed(each, Treatment.RUNS, name)));
      call.keywords().forEach(each -> found.add(new Handed(each.value(), Treatment.RUNS, name)));
    }
    Optional<Knowledge.Entry> entry = knowledge.of(name);
    if (entry.isPresent()) {
      ofRoles(entry.get(), call, found, !takings.isEmpty());
    }
    return found;
  }

  private static void ofRoles(Knowledge.Entry entry, Expr.Call call, List<Handed> found, boolean taken) {
    Optional<Expr> given = argument(call, entry.callable(), "");
    given.ifPresent(each -> {
      if (entry.is(Role.OFFLOADS_THREAD) && !taken) {
        found.add(new Handed(each, Treatment.OFFLOADS_THREAD, entry.name()));
      }
      if (entry.is(Role.SPAWNS)) {
        found.add(new Handed(each, Treatment.SPAWNS, entry.name()));
      }
      if (entry.is(Role.SPAWNS_OWNED)) {
        found.add(new Handed(each, Treatment.SPAWNS_OWNED, entry.name()));
      }
      if (entry.is(Role.TIMEOUT_CALL)) {
        found.add(new Handed(each, Treatment.AWAITS, entry.name()));
        found.add(new Handed(each, Treatment.LIMITS_TIME, entry.name()));
      }
    });
    if (entry.is(Role.GATHERS) || entry.is(Role.WAITS_MANY)) {
      call.args().forEach(each -> found.add(new Handed(each, Treatment.AWAITS, entry.name())));
    }
  }

  /// A process pool as the executor.
  private boolean isProcess(Expr.Call call, ParsedModule module) {
    return CodeBlock.lastName(call.func()).equals("run_in_executor") && !call.args().isEmpty()
        && program.meaning(call.args().getFirst(), module).typeInLibrary().endsWith("ProcessPoolExecutor");
  }

  static Treatment treatment(Where where) {
    return switch (where) {
      case LOOP -> Treatment.CALLS_ON_LOOP;
      case PROCESS -> Treatment.OFFLOADS_PROCESS;
      case THREAD, IMPORT, BEFORE_LOOP, TEST, UNKNOWN -> Treatment.OFFLOADS_THREAD;
    };
  }

  private List<Handed> ofFunction(CodeBlock block, boolean bound, Expr.Call call) {
    if (block.args().isEmpty()) {
      return List.of();
    }
    Arguments all = block.args().get();
    var positional = new ArrayList<Arg>(all.posonlyargs());
    positional.addAll(all.args());
    var found = new ArrayList<Handed>();
    int first = bound ? 1 : 0;
    for (int i = 0; i < call.args().size(); i++) {
      Expr argument = call.args().get(i);
      if (argument instanceof Expr.Starred) {
        break;
      }
      String name = i + first < positional.size() ? positional.get(i + first).arg() : all.vararg().map(Arg::arg).orElse("");
      treated(block, name, argument, found);
    }
    for (Keyword each : call.keywords()) {
      each.arg().ifPresent(name -> treated(block, name, each.value(), found));
    }
    return found;
  }

  private void treated(CodeBlock block, String parameter, Expr argument, List<Handed> found) {
    if (!mayBeHanded(argument)) {
      return;
    }
    Set<Treatment> treatments = parameters.of(block).getOrDefault(parameter, EnumSet.noneOf(Treatment.class));
    treatments.forEach(each -> found.add(new Handed(argument, each, block.toString())));
  }

  private static boolean mayBeHanded(Expr argument) {
    return argument instanceof Expr.Name || argument instanceof Expr.Attribute || argument instanceof Expr.Lambda
        || argument instanceof Expr.Call || argument instanceof Expr.Starred;
  }

  private List<Handed> byName(Expr.Call call) {
    return conventions.threadByName(CodeBlock.lastName(call.func()))
        .flatMap(position -> argument(call, position, ""))
        .map(each -> List.of(new Handed(each, Treatment.OFFLOADS_THREAD, CodeBlock.lastName(call.func())))).orElse(List.of());
  }

  private static Optional<Expr> argument(Expr.Call call, int position, String keyword) {
    return position >= 0 && position < call.args().size() && call.args().stream().limit(position + 1L).noneMatch(Expr.Starred.class::isInstance)
        ? Optional.of(call.args().get(position))
        : call.keyword(keyword);
  }
}
