package dev.loopwarden.bench;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Context;
import dev.loopwarden.program.Knowledge;
import dev.loopwarden.program.Meaning;
import dev.loopwarden.program.ParsedModule;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Where;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.ParseResult;
import dev.loopwarden.python.PythonParser;
import dev.loopwarden.source.SourceFile;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// How much of a real project is known: what its calls call, where its functions run, and what that costs.
public final class Resolution {

  private static final int REASONS_SHOWN = 12;

  private final Map<String, Integer> kinds = new TreeMap<>();
  private final Map<String, Integer> reasons = new HashMap<>();
  private final Map<String, Integer> unknownResults = new HashMap<>();
  private final Map<Where, Integer> places = new EnumMap<>(Where.class);
  private int calls;
  private int known;
  private int functions;
  private int blocking;

  private Resolution() {}

  /// The figures as text.
  public static String table(Collection<SourceFile> files) {
    var clock = new ArrayList<Tick>(List.of(Tick.now()));
    List<ParsedModule> modules = new ArrayList<>();
    Set<String> paths = new HashSet<>();
    long lines = 0;
    for (SourceFile file : files) {
      paths.add(file.path());
      if (PythonParser.parse(file) instanceof ParseResult.Parsed parsed) {
        modules.add(ParsedModule.of(file, parsed));
        lines += parsed.module().span().endLine();
      }
    }
    clock.add(Tick.now());
    Program program = Program.of(modules, paths, Knowledge.bundled());
    var resolution = new Resolution();
    modules.forEach(module -> resolution.count(module, program));
    clock.add(Tick.now());
    modules.forEach(module -> module.blocks().forEach(block -> resolution.summarise(block, program)));
    clock.add(Tick.now());
    modules.forEach(module -> module.blocks().forEach(block -> resolution.place(block, program)));
    clock.add(Tick.now());
    var out = new StringBuilder();
    out.append("%d files, %d lines, %d functions, %d calls%n".formatted(modules.size(), lines, resolution.functions, resolution.calls));
    out.append("seconds, of the processor's time: parse %s, resolve %s, summaries %s, places %s%n".formatted(
        spent(clock, 0), spent(clock, 1), spent(clock, 2), spent(clock, 3)));
    long held;
    try {
      held = heap();
    } finally {
      Reference.reachabilityFence(program);
    }
    out.append("%.1f s in all by the clock; %d MiB held%n%n".formatted((clock.getLast().wall() - clock.getFirst().wall()) / 1e9, held));
    resolution.print(out);
    return out.toString();
  }

  private void count(ParsedModule module, Program program) {
    functions += (int) module.blocks().stream().filter(each -> !each.isModule()).count();
    for (Expr.Call call : module.tree().findAll(Expr.Call.class)) {
      calls++;
      Meaning target = program.meaning(call.func(), module);
      known += target.isKnown() && !(target instanceof Meaning.CallableOf) ? 1 : 0;
      kinds.merge(kind(target), 1, Integer::sum);
      if (target instanceof Meaning.Unknown(String reason, boolean _)) {
        reasons.merge(reason.replaceAll("`[^`]*`", "`...`"), 1, Integer::sum);
        String name = reason.startsWith("what `") ? reason.substring(6, reason.indexOf('`', 6)) : "";
        if (!name.isEmpty()) {
          unknownResults.merge(name, 1, Integer::sum);
        }
      }
    }
  }

  private static String kind(Meaning target) {
    return switch (target) {
      case Meaning.Function _, Meaning.Recoloured _, Meaning.LambdaOf _, Meaning.Partial _ -> "functions of the program";
      case Meaning.ClassOf _, Meaning.Instance _, Meaning.TypeOf _, Meaning.Super _, Meaning.OneOf _ -> "classes of the program";
      case Meaning.Library library -> library.name().startsWith("builtins.") ? "built in" : "libraries";
      case Meaning.LibraryInstance _ -> "libraries";
      case Meaning.CallableOf _ -> "only the result is known";
      case Meaning.Unknown _ -> "not known";
      case Meaning.ModuleOf _, Meaning.Namespace _, Meaning.Coroutine _, Meaning.Manager _, Meaning.Generator _, Meaning.Container _,
          Meaning.Mapping _, Meaning.Parts _, Meaning.Value _, Meaning.None _ -> "values";
    };
  }

  private void summarise(CodeBlock block, Program program) {
    blocking += program.summary(block).effects().isEmpty() ? 0 : 1;
  }

  private void place(CodeBlock block, Program program) {
    if (!block.isModule()) {
      program.context(block).all().stream().map(Context.Running::where).forEach(each -> places.merge(each, 1, Integer::sum));
    }
  }

  private void print(StringBuilder out) {
    out.append("calls whose target is known: %d of %d (%.1f%%)%n".formatted(known, calls, percent(known, calls)));
    kinds.forEach((kind, count) -> out.append("  %-44s %8d %6.1f%%%n".formatted(kind, count, percent(count, calls))));
    out.append("%nwhy the others are not%n".formatted());
    top(reasons, calls - known, out);
    out.append("%nlibrary functions whose result is missed most%n".formatted());
    top(unknownResults, calls - known, out);
    out.append("%nwhere functions run (one may run in several places)%n".formatted());
    places.forEach((where, count) -> out.append("  %-44s %8d %6.1f%%%n".formatted(where.words(), count, percent(count, functions))));
    out.append("%nblocks that wait or compute, themselves or through others: %d%n".formatted(blocking));
  }

  private static void top(Map<String, Integer> counts, int all, StringBuilder out) {
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
        .limit(REASONS_SHOWN)
        .forEach(each -> out.append("  %-44s %8d %6.1f%%%n".formatted(each.getKey(), each.getValue(), percent(each.getValue(), all))));
  }

  private static double percent(int part, int whole) {
    return whole == 0 ? 0 : 100.0 * part / whole;
  }

  private static String spent(List<Tick> clock, int stage) {
    return String.format(Locale.ROOT, "%.1f", (clock.get(stage + 1).processor() - clock.get(stage).processor()) / 1e9);
  }

  /// The clock and the processor's time of this thread, in nanoseconds.
  private record Tick(long wall, long processor) {
    static Tick now() {
      return new Tick(System.nanoTime(), ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
    }
  }

  /// After a collection, so that what is held is counted and not what was made.
  private static long heap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
  }
}
