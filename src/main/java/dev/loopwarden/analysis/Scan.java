package dev.loopwarden.analysis;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.ParsedModule;
import dev.loopwarden.rule.Finding;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.rule.Verdict;
import dev.loopwarden.source.SourceFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Looks at whole files, without a change: every function counts, and every finding is new.
public final class Scan {

  private Scan() {}

  /// The report on these files, taken as one program.
  ///
  /// @param unread what was left out before reading, with the reason
  public static Report of(Collection<SourceFile> files, List<NotChecked> unread, List<Rule> rules, Settings settings) {
    return of(files, unread, rules, settings, Map.of());
  }

  /// The same, of a project with these files of its root (`pyproject.toml` and the like), by path.
  public static Report of(
      Collection<SourceFile> files, List<NotChecked> unread, List<Rule> rules, Settings settings, Map<String, SourceFile> project) {
    return whole(files, unread, rules, settings, project).report();
  }

  /// The same, with facts of an earlier run where the files have not changed since.
  public static Report of(
      Collection<SourceFile> files, List<NotChecked> unread, List<Rule> rules, Settings settings, Map<String, SourceFile> project,
      Modules modules) {
    return whole(files, unread, rules, settings, project, modules).report();
  }

  /// A report, and why what is silenced in it is silenced.
  ///
  /// @param reasons fingerprint to the reason that the mark gives; marks without one are left out
  public record Whole(Report report, Map<String, String> reasons) {
    public Whole {
      reasons = Map.copyOf(reasons);
    }
  }

  /// The report on these files with the reasons of what is silenced.
  public static Whole whole(
      Collection<SourceFile> files, List<NotChecked> unread, List<Rule> rules, Settings settings, Map<String, SourceFile> project) {
    return whole(files, unread, rules, settings, project, new Modules(FactStore.inMemory()));
  }

  /// The same, with facts of an earlier run where the files have not changed since.
  public static Whole whole(
      Collection<SourceFile> files, List<NotChecked> unread, List<Rule> rules, Settings settings, Map<String, SourceFile> project,
      Modules modules) {
    var paths = new HashSet<String>();
    files.forEach(file -> paths.add(file.path()));
    Inspection inspection = Inspection.of(files, List.of(), modules, paths, rules, settings, ProjectFiles.read(project, settings)).withTriedFixes();
    var notChecked = new ArrayList<>(unread);
    notChecked.addAll(inspection.notChecked());
    var obligations = new ArrayList<Obligation>();
    var findings = new ArrayList<Tracked>();
    var fingerprints = new Fingerprints();
    Map<String, String> reasons = new HashMap<>();
    for (Inspection.Told told : inspection.told()) {
      if (!told.suppressed()) {
        obligations.add(told.obligation());
      }
      if (told.obligation().verdict() instanceof Verdict.Unmet(Finding finding)) {
        String fingerprint = fingerprints.next(finding);
        findings.add(new Tracked(finding, State.NEW, fingerprint, true, told.suppressed()));
        if (told.suppressed()) {
          inspection.silencing(finding, told.card(), told.block().module()).stream().map(Suppression::reason)
              .filter(each -> !each.isEmpty()).findFirst().ifPresent(each -> reasons.put(fingerprint, each));
        }
      }
    }
    var report = new Report(
        obligations, OneCause.of(findings, Set.of()), notChecked, List.of(), looked(inspection.checked(), allBlocks(inspection.checked()), 0),
        inspection.unused(), List.of(), settings.problems());
    return new Whole(report, reasons);
  }

  /// The settings among the files of a project's root.
  public static Settings settings(Map<String, SourceFile> project) {
    return SettingsFile.read(project);
  }

  private static List<CodeBlock> allBlocks(List<ParsedModule> modules) {
    return modules.stream().flatMap(each -> each.blocks().stream()).toList();
  }

  static Report.Looked looked(List<ParsedModule> files, Collection<CodeBlock> blocks, int followed) {
    int asyncLines = blocks.stream().filter(CodeBlock::isAsync)
        .mapToInt(each -> each.node().span().endLine() - each.node().span().line() + 1).sum();
    return new Report.Looked(
        files.size(), (int) blocks.stream().filter(each -> !each.isModule()).count(),
        (int) blocks.stream().filter(CodeBlock::isAsync).count(), followed, asyncLines);
  }
}
