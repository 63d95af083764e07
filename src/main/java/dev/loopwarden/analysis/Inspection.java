package dev.loopwarden.analysis;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Knowledge;
import dev.loopwarden.program.ModuleFacts;
import dev.loopwarden.program.ParsedModule;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Project;
import dev.loopwarden.program.Remarks;
import dev.loopwarden.python.ParseResult;
import dev.loopwarden.python.PythonParser;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.rule.Confidence;
import dev.loopwarden.rule.Finding;
import dev.loopwarden.rule.Hop;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import dev.loopwarden.rule.Verdict;
import dev.loopwarden.source.SourceFile;
import dev.loopwarden.source.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the rules say of one state of the code: all obligations of the files that are looked at.
final class Inspection {

  /// What these report fails wherever it runs.
  private static final Set<String> NEVER_WORKS =
      Set.of("LW601", "LW606", "LW805", "LW1001", "LW1002", "LW1003", "LW1004", "LW1005", "LW1011", "LW1012", "LW1013");

  private static final Pattern FOR_TESTS = Pattern.compile(".*_(?:for|in)_(?:unit_?)?test(?:s|ing)?|_?test_only_.*|.*_test_only");

  /// One obligation, and the block that it stands in.
  ///
  /// @param suppressed a mark in the code silences its finding
  record Told(CodeBlock block, Obligation obligation, RuleCard card, boolean suppressed) {}

  private final List<ParsedModule> looked;
  private final List<ParsedModule> others;
  private final Set<String> paths;
  private final List<Rule> rules;
  private final Settings settings;
  private final List<ParsedModule> checked = new ArrayList<>();
  private final List<NotChecked> notChecked = new ArrayList<>();
  private final List<Told> told = new ArrayList<>();
  private final List<Suppression> used = new ArrayList<>();

  private Program program = Program.of(List.of(), Set.of(), Knowledge.bundled());

  private Inspection(List<ParsedModule> looked, List<ParsedModule> others, Set<String> paths, List<Rule> rules, Settings settings) {
    this.looked = looked;
    this.others = others;
    this.paths = paths;
    this.rules = rules;
    this.settings = settings;
  }

  /// Of files that are looked at, and others.
  static Inspection of(
      Collection<SourceFile> files, Collection<SourceFile> others, Modules modules, Set<String> paths, List<Rule> rules, Settings settings, Project project) {
    var looked = new ArrayList<ParsedModule>();
    var unreadable = new ArrayList<NotChecked>();
    for (SourceFile file : files) {
      ModuleFacts facts = modules.of(file);
      facts.at(file.path()).ifPresent(looked::add);
      facts.problem().ifPresent(problem -> unreadable.add(NotChecked.of(file.path(), problem)));
    }
    List<ParsedModule> helpers = others.stream().flatMap(each -> modules.of(each).at(each.path()).stream()).toList();
    modules.store();
    return of(looked, helpers, unreadable, paths, rules, settings, project);
  }

  /// @param looked modules that are looked at; test files and excluded ones among them are only read, unless the settings say otherwise
  /// @param others that are there for the helpers in them
  /// @param unreadable files that are no Python
  /// @param paths of all Python files of the repository
  /// @param project what its files say of it
  static Inspection of(
      List<ParsedModule> looked, List<ParsedModule> others, List<NotChecked> unreadable, Set<String> paths, List<Rule> rules,
      Settings settings, Project project) {
    var inspection = new Inspection(looked, others, paths, rules, settings);
    inspection.notChecked.addAll(unreadable);
    looked.stream().filter(each -> settings.looksAt(each.path()) && (settings.tests() || !importsPytest(each)) && !Generated.is(each)).forEach(module -> {
      inspection.checked.add(module);
      module.unread().forEach(each -> inspection.notChecked.add(notChecked(module, each)));
    });
    var all = new ArrayList<>(looked);
    all.addAll(others);
    inspection.program = Program.of(all, paths, Knowledge.bundled().with(settings.additions()), project);
    Program program = inspection.program;
    List<Rule> active = rules.stream().filter(each -> inspection.isOn(each.card())).toList();
    for (ParsedModule module : inspection.checked) {
      for (CodeBlock block : module.blocks()) {
        if (block.isWhole() && (settings.tests() || !isForTests(block))) {
          inspection.take(block, active, program);
        }
      }
    }
    SamePlace.keepTheWorst(inspection.told);
    return inspection;
  }

  /// A helper that only tests call, by its name: `reset_for_tests`.
  private static boolean isForTests(CodeBlock block) {
    return FOR_TESTS.matcher(block.name()).matches() || block.outer().filter(Inspection::isForTests).isPresent();
  }

  /// Lines that could not be understood: with them the function that they stand in is not looked at, because what is missing
  /// may be what makes it right.
  private static NotChecked notChecked(ParsedModule module, ParseResult.Unread unread) {
    CodeBlock block = module.blockOf(unread);
    String left =
        !block.isModule() ? "`" + block.qualifiedName() + "` is left out"
            : unread.firstLine() == unread.lastLine() ? "the line is left out"
            : "lines " + unread.firstLine() + " to " + unread.lastLine() + " are left out";
    return NotChecked.of(module.path(), unread, left);
  }

  /// The same, with only those fixes that are complete and safe, each tried in the file.
  Inspection withTriedFixes() {
    List<Finding> offered = findings().filter(each -> each.fix().isPresent()).toList();
    Map<String, SourceFile> files = new LinkedHashMap<>();
    looked.stream().filter(module -> offered.stream().anyMatch(each -> each.site().path().equals(module.path())))
        .forEach(each -> files.put(each.path(), each.file()));
    Collection<Finding> good = FixTrial.good(offered, this, files, program.project(), this::lookAgain);
    told.replaceAll(each -> each.obligation().verdict() instanceof Verdict.Unmet(Finding finding) && finding.fix().isPresent() && !good.contains(finding)
        ? new Told(each.block(), Obligation.unmet(each.obligation().owed(), finding.withFix(Optional.empty())), each.card(), each.suppressed()) : each);
    return this;
  }

  /// Looks at changed files among the others.
  private Inspection lookAgain(Map<String, SourceFile> changed) {
    var modules = new ArrayList<ParsedModule>();
    var unreadable = new ArrayList<NotChecked>();
    for (SourceFile file : changed.values()) {
      switch (PythonParser.parse(file)) {
        case ParseResult.Parsed parsed -> modules.add(ParsedModule.of(file, parsed));
        case ParseResult.Unreadable problem -> unreadable.add(NotChecked.of(file.path(), problem));
      }
    }
    var rest = new ArrayList<>(others);
    looked.stream().filter(each -> !changed.containsKey(each.path())).forEach(rest::add);
    return of(modules, rest, unreadable, paths, rules, settings, program.project());
  }

  /// All findings that are not silenced.
  Stream<Finding> findings() {
    return told.stream().filter(each -> !each.suppressed()).map(Told::obligation).map(Obligation::verdict)
        .filter(Verdict.Unmet.class::isInstance).map(each -> ((Verdict.Unmet) each).finding());
  }

  /// Fixtures and plugins stand in files of any name; nothing but test code imports pytest.
  private static boolean importsPytest(ParsedModule module) {
    return module.tree().body().stream().anyMatch(each -> switch (each) {
      case Stmt.Import one -> one.names().stream().anyMatch(name -> isPytest(name.name()));
      case Stmt.ImportFrom from -> isPytest(from.module().orElse(""));
      default -> false;
    });
  }

  private static boolean isPytest(String module) {
    return module.equals("pytest") || module.startsWith("pytest.") || module.equals("pytest_asyncio");
  }

  private boolean isOn(RuleCard card) {
    return settings.rules().getOrDefault(card.id(), settings.rules().getOrDefault(card.aspect().slug(), card.onByDefault()));
  }

  /// Code whose names lead in circles deeper than the stack costs its own block and not the review.
  private void take(CodeBlock block, List<Rule> active, Program program) {
    try {
      active.forEach(rule -> take(block, rule, program));
    } catch (StackOverflowError tooDeep) {
      notChecked.add(new NotChecked(
          block.module().path(), block.node().span().line(), "`" + block.qualifiedName() + "` is nested too deeply to be followed", NotChecked.Cause.LIMIT));
    }
  }

  private void take(CodeBlock block, Rule rule, Program program) {
    String path = block.module().path();
    boolean off = settings.perPath().entrySet().stream()
        .anyMatch(each -> PathNames.matches(each.getKey(), path)
            && (each.getValue().contains(rule.card().id()) || each.getValue().contains(rule.card().aspect().slug())));
    if (off) {
      return;
    }
    Map<String, Integer> causes = new LinkedHashMap<>();
    for (Obligation obligation : rule.check(block, program)) {
      if (!(obligation.verdict() instanceof Verdict.Unmet(Finding finding))) {
        told.add(new Told(block, obligation, rule.card(), false));
        continue;
      }
      List<Suppression> silencing = silencing(finding, rule.card(), block.module());
      used.addAll(silencing);
      var one = new Told(block, Obligation.unmet(obligation.owed(), Dialect.of(weighed(finding, block), Family.of(block.module()))), rule.card(), !silencing.isEmpty());
      Integer first = finding.hops().isEmpty() || !finding.isAtItsEnd() || !silencing.isEmpty() ? null : causes.putIfAbsent(SamePlace.end(finding), told.size());
      if (first != null) {
        told.set(first, SamePlace.merged(told.get(first), one));
      } else {
        told.add(one);
      }
    }
  }

  /// The marks that silence a finding; none where it is to be told. What blocks at the end of a way is also accepted by a mark there: one mark,
  /// whoever calls the helper.
  List<Suppression> silencing(Finding finding, RuleCard card, ParsedModule module) {
    List<Suppression> atSite = Marks.atSite(finding, card, module);
    if (!atSite.isEmpty() || finding.hops().isEmpty() || !finding.isAtItsEnd()) {
      return atSite;
    }
    Hop last = finding.hops().getLast();
    List<RuleCard> ofAspect = rules.stream().map(Rule::card).filter(each -> each.aspect() == finding.aspect()).toList();
    return program.module(last.path()).map(end -> Marks.onLine(last.line(), ofAspect, end)).orElse(List.of());
  }

  /// With the severity of the settings; and less sure in scripts and examples, where a way leads into them, and where a comment says that it
  /// is done on purpose, unless it is of code that does not work at all.
  private Finding weighed(Finding finding, CodeBlock block) {
    Severity severity = settings.severities().getOrDefault(finding.ruleId(), finding.severity());
    boolean aside = PathNames.isAside(finding.site().path()) || finding.hops().stream().map(Hop::path).anyMatch(each -> PathNames.isAside(each) || PathNames.isTest(each));
    boolean less = (aside || isOnPurpose(finding, block.module())) && !NEVER_WORKS.contains(finding.ruleId());
    Confidence confidence = less && finding.confidence() == Confidence.HIGH ? Confidence.MEDIUM : finding.confidence();
    return severity == finding.severity() && confidence == finding.confidence() ? finding
        : new Finding(
            finding.ruleId(), finding.aspect(), severity, confidence, finding.site(), finding.message(), finding.hops(),
            finding.alsoAt(), finding.fix());
  }

  /// Whether the authors say so at the place itself, or where the way from it ends.
  private boolean isOnPurpose(Finding finding, ParsedModule module) {
    Span span = finding.site().span();
    return Remarks.isOnPurpose(span.line(), span.endLine(), module) || (!finding.hops().isEmpty() && program.module(finding.hops().getLast().path())
        .filter(end -> Remarks.isOnPurpose(finding.hops().getLast().line(), finding.hops().getLast().line(), end)).isPresent());
  }

  List<ParsedModule> checked() {
    return checked;
  }

  Program program() {
    return program;
  }

  List<NotChecked> notChecked() {
    return notChecked;
  }

  List<Told> told() {
    return told;
  }

  /// Marks of ours in the files that silence nothing.
  List<Suppression> unused() {
    return checked.stream().flatMap(each -> Marks.all(each).stream())
        .filter(each -> each.id().startsWith("LW") && !used.contains(each)).toList();
  }
}
