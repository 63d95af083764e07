package dev.loopwarden.analysis;

import dev.loopwarden.program.Blocks;
import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Effect;
import dev.loopwarden.program.Knowledge;
import dev.loopwarden.program.Meaning;
import dev.loopwarden.program.ParsedModule;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Summary;
import dev.loopwarden.program.Treatment;
import dev.loopwarden.program.Where;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Keyword;
import dev.loopwarden.python.Node;
import dev.loopwarden.rule.Hop;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.source.SourceFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Puts together what is known of one function of a program.
public final class FactFinding {

  private static final int CODE_MAX = 60;

  /// What a question for facts leads to.
  public sealed interface Answer {
    record Found(Facts facts) implements Answer {}

    /// No such function; `names` are those of the file, in source order.
    record NoFunction(List<String> names) implements Answer {}

    /// The file cannot be read as Python, or is not among those that were given.
    record Unreadable(int line, String problem) implements Answer {}
  }

  private final Program program;
  private final CodeBlock block;
  private final List<Inspection.Told> told;

  private FactFinding(Program program, CodeBlock block, List<Inspection.Told> told) {
    this.program = program;
    this.block = block;
    this.told = told;
  }

  /// The facts of a function.
  ///
  /// @param files of the whole program
  /// @param path of the function's file among them
  /// @param function qualified name as Python has it; `<locals>` may be left out
  /// @param project files of the root that tell what the project is
  public static Answer of(
      Collection<SourceFile> files, String path, String function, List<Rule> rules, Settings settings, Map<String, SourceFile> project) {
    List<SourceFile> asked = files.stream().filter(each -> each.path().equals(path)).toList();
    List<SourceFile> others = files.stream().filter(each -> !each.path().equals(path)).toList();
    var paths = new HashSet<String>();
    files.forEach(each -> paths.add(each.path()));
    Inspection inspection = Inspection.of(
        asked, others, new Modules(FactStore.inMemory()), paths, rules, settings.withTests(true), ProjectFiles.read(project, settings));
    Optional<ParsedModule> module = inspection.program().module(path);
    Optional<Answer> unread = inspection.notChecked().stream().filter(each -> each.path().equals(path)).findFirst()
        .map(each -> new Answer.Unreadable(each.line(), each.reason()));
    if (module.isEmpty()) {
      return unread.orElse(new Answer.Unreadable(0, "it is not among the Python files of the folder"));
    }
    Optional<CodeBlock> block = module.get().blocks().stream().filter(each -> isNamed(each, function)).reduce((_, later) -> later);
    if (block.isEmpty()) {
      return unread.isPresent() ? unread.get() : new Answer.NoFunction(module.get().blocks().stream().filter(each -> !each.isModule()).map(CodeBlock::qualifiedName).distinct().toList());
    }
    List<Inspection.Told> told = inspection.told().stream().filter(each -> each.block().equals(block.get())).toList();
    return new Answer.Found(new FactFinding(inspection.program(), block.get(), told).facts());
  }

  private static boolean isNamed(CodeBlock block, String function) {
    return block.qualifiedName().equals(function) || block.qualifiedName().replace(".<locals>", "").equals(function);
  }

  private Facts facts() {
    Summary summary = program.summary(block);
    Posture posture = Postures.of(block, told);
    Advice advice = block.isAsync() ? new Advice(posture.pattern(), posture.because()) : ofPlain(summary);
    var parameters = new LinkedHashMap<String, List<String>>();
    summary.parameters().forEach((name, treatments) -> {
      if (!treatments.isEmpty()) {
        parameters.put(name, treatments.stream().map(Treatment::words).toList());
      }
    });
    return new Facts(
        block.module().path(), block.qualifiedName(), block.node().span().line(), kind(),
        program.context(block).all().stream().map(each -> new Facts.Place(each.where().words(), each.reason())).toList(),
        block.isAsync() ? posture.workload() : workload(summary), posture.shape(), summary.waits(), summary.loops(),
        summary.effects().values().stream().map(this::blocking).toList(), calls(), boundary(),
        block.isAsync() ? posture.cancellation() : "none: a plain function cannot be cancelled while it runs",
        advice.pattern(), advice.because(),
        summary.unawaited().stream().map(each -> block.module().code(each.span())).toList(), parameters,
        told.stream().filter(each -> !each.suppressed()).map(Inspection.Told::obligation).sorted(BY_LINE).toList());
  }

  private record Advice(String pattern, String because) {}

  /// A plain function stays one; where the loop reaches it and it blocks, those who call it move it.
  private Advice ofPlain(Summary summary) {
    boolean onLoop = program.context(block).has(Where.LOOP);
    boolean computes = summary.effects().containsKey(Blocks.CPU);
    if (summary.effects().isEmpty()) {
      return new Advice("stay sync", "nothing in it is seen to wait");
    }
    if (!onLoop) {
      return new Advice("stay sync", "it blocks, and nobody on the event loop is seen to call it");
    }
    return computes && summary.effects().size() == 1
        ? new Advice("a thread or a process", "it computes where the event loop calls it: a thread where the library gives the interpreter free, else a process")
        : new Advice("a thread", "it blocks where the event loop calls it: `await asyncio.to_thread(...)` at the call, or an async form of what it waits for");
  }

  private static final java.util.Comparator<Obligation> BY_LINE =
      java.util.Comparator.comparingInt((Obligation each) -> each.site().span().line()).thenComparing(Obligation::ruleId);

  private String kind() {
    if (block.isModule()) {
      return "module body";
    }
    String kind = block.isGenerator() ? "generator" : block.owner().isPresent() ? (block.isProperty() ? "property" : "method") : "function";
    return block.isAsync() ? "async " + kind : kind;
  }

  private static String workload(Summary summary) {
    boolean computes = summary.effects().values().stream().anyMatch(each -> each.kind() == Blocks.CPU) || summary.loops() > 1;
    boolean waits = summary.effects().values().stream().anyMatch(each -> each.kind() != Blocks.CPU);
    return waits ? (computes ? "mixed" : "I/O-bound, it blocks") : computes ? "CPU-bound" : "trivial";
  }

  private Facts.Blocking blocking(Effect effect) {
    return new Facts.Blocking(
        effect.kind().words(), effect.name(),
        effect.seconds().map(each -> each % 1 == 0 ? String.valueOf(each.longValue()) : each.toString()).orElse(""),
        effect.steps().stream().map(each -> hop(each.block(), each.site())).toList());
  }

  private static Hop hop(CodeBlock block, Node site) {
    return new Hop(block.module().path(), site.span().line(), block.qualifiedName(), code(block, site));
  }

  private static String code(CodeBlock block, Node node) {
    String code = block.module().code(node.span());
    return code.codePointCount(0, code.length()) <= CODE_MAX ? code : code.substring(0, code.offsetByCodePoints(0, CODE_MAX - 3)) + "...";
  }

  // calls

  private List<Facts.Call> calls() {
    List<Effect> reached = program.reached(block);
    var calls = new ArrayList<Facts.Call>();
    for (Expr.Call call : block.calls()) {
      Meaning target = program.meaning(call.func(), block.module());
      var effects = new ArrayList<String>();
      boolean awaited = block.module().parent(call).filter(Expr.Await.class::isInstance).isPresent();
      if (!awaited) {
        program.entry(call, block.module()).flatMap(Knowledge.Entry::blocks).ifPresent(each -> effects.add(each.words()));
      }
      reached.stream().filter(each -> CodeBlock.same(each.site(), call)).forEach(each -> effects.add(each.kind().words() + " at " + end(each)));
      handed(call, (argument, treatment) -> effects.add(treatment.words().replaceFirst("\\bit\\b", "`" + argument + "`")));
      calls.add(new Facts.Call(call.span().line(), code(block, call), target(target), target.isKnown(), awaited, effects));
    }
    for (Effect each : reached) {
      if (!(each.site() instanceof Expr.Call)) {
        calls.add(new Facts.Call(each.site().span().line(), code(block, each.site()), each.next().map(next -> next.block().toString()).orElse(""), true, false,
            List.of(each.kind().words() + " at " + end(each))));
      }
    }
    calls.sort(java.util.Comparator.comparingInt(Facts.Call::line));
    return calls;
  }

  private static String target(Meaning target) {
    return target instanceof Meaning.Unknown(String reason, boolean _) ? reason : target.told();
  }

  private static String end(Effect effect) {
    Effect.Step last = effect.steps().getLast();
    return last.block().module().path() + ":" + last.site().span().line();
  }

  private void handed(Expr.Call call, java.util.function.BiConsumer<String, Treatment> each) {
    var arguments = new ArrayList<Expr>(call.args());
    call.keywords().stream().map(Keyword::value).forEach(arguments::add);
    for (Expr argument : arguments) {
      program.treatments(argument, call, block.module()).stream().filter(one -> one.where().isPresent())
          .forEach(one -> each.accept(code(block, argument), one));
    }
  }

  private Facts.Boundary boundary() {
    var moved = new ArrayList<String>();
    var should = new ArrayList<String>();
    int stays = 0;
    boolean onLoop = program.isOnLoop(block) || program.context(block).has(Where.LOOP);
    for (Facts.Call call : calls()) {
      boolean blocks = call.effects().stream().anyMatch(each -> !each.contains("`"));
      if (blocks && onLoop) {
        should.add("line " + call.line() + ": `" + call.code() + "`");
      } else if (!blocks && !call.awaited() && call.known()) {
        stays++;
      }
    }
    for (Expr.Call call : block.calls()) {
      handed(call, (argument, treatment) -> {
        if (treatment != Treatment.CALLS_ON_LOOP) {
          moved.add("line " + call.span().line() + ": `" + argument + "` " + treatment.where().orElseThrow().words());
        }
      });
    }
    return new Facts.Boundary(stays, moved, should);
  }
}
