package dev.loopwarden.analysis;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Knowledge;
import dev.loopwarden.program.ParsedModule;
import dev.loopwarden.program.Program;
import dev.loopwarden.python.ParseResult;
import dev.loopwarden.python.PythonParser;
import dev.loopwarden.rule.Finding;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.rule.Verdict;
import dev.loopwarden.source.SourceFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;

/// Looks at whole files, without a change: every function counts, and every finding is new.
public final class Scan {

  private final List<Rule> rules;
  private final List<ParsedModule> modules = new ArrayList<>();
  private final List<NotChecked> notChecked = new ArrayList<>();
  private final List<Obligation> obligations = new ArrayList<>();
  private final List<Tracked> findings = new ArrayList<>();
  private final Fingerprints fingerprints = new Fingerprints();
  private int functions;
  private int asyncFunctions;
  private int asyncLines;

  private Scan(List<Rule> rules) {
    this.rules = rules;
  }

  /// The report on these files, taken as one program.
  ///
  /// @param unread what was left out before reading, with the reason
  /// @param tests whether test files are looked at too; they are always read for the helpers in them
  public static Report of(
      Collection<SourceFile> files, List<NotChecked> unread, List<Rule> rules, boolean tests) {
    var scan = new Scan(rules);
    scan.notChecked.addAll(unread);
    files.forEach(scan::read);
    var paths = new HashSet<String>();
    files.forEach(file -> paths.add(file.path()));
    Program program = Program.of(scan.modules, paths, Knowledge.bundled());
    List<ParsedModule> checked = scan.modules.stream().filter(module -> tests || !isTest(module.path())).toList();
    checked.forEach(module -> scan.check(module, program));
    return new Report(
        scan.obligations, scan.findings, scan.notChecked, List.of(),
        new Report.Looked(checked.size(), scan.functions, scan.asyncFunctions, 0, scan.asyncLines),
        List.of(), List.of(), List.of());
  }

  /// By pytest's conventions, and in folders that are named for tests.
  static boolean isTest(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.startsWith("test_") || name.endsWith("_test.py") || name.equals("conftest.py")
        || path.startsWith("tests/") || path.contains("/tests/") || path.startsWith("test/") || path.contains("/test/");
  }

  private void read(SourceFile file) {
    switch (PythonParser.parse(file)) {
      case ParseResult.Parsed parsed -> modules.add(ParsedModule.of(file, parsed));
      case ParseResult.Unreadable(int line, int _, String problem) -> notChecked.add(new NotChecked(file.path(), line, problem));
    }
  }

  private void check(ParsedModule module, Program program) {
    for (CodeBlock block : module.blocks()) {
      if (!block.isModule()) {
        functions++;
      }
      if (block.isAsync()) {
        asyncFunctions++;
        asyncLines += block.node().span().endLine() - block.node().span().line() + 1;
      }
      for (Rule rule : rules) {
        for (Obligation obligation : rule.check(block, program)) {
          take(obligation, rule, module);
        }
      }
    }
  }

  private void take(Obligation obligation, Rule rule, ParsedModule module) {
    if (!(obligation.verdict() instanceof Verdict.Unmet(Finding finding))) {
      obligations.add(obligation);
      return;
    }
    boolean suppressed = Marks.silence(finding, rule.card(), module.comments());
    if (!suppressed) {
      obligations.add(obligation);
    }
    findings.add(new Tracked(finding, State.NEW, fingerprints.next(finding), true, suppressed));
  }
}
