package dev.loopwarden.analysis;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.ModulePaths;
import dev.loopwarden.program.ParsedModule;
import dev.loopwarden.python.ParseResult;
import dev.loopwarden.python.PythonParser;
import dev.loopwarden.pull.Earlier;
import dev.loopwarden.pull.FileDiff;
import dev.loopwarden.pull.Hunk;
import dev.loopwarden.pull.Listing;
import dev.loopwarden.pull.Patch;
import dev.loopwarden.rule.Confidence;
import dev.loopwarden.rule.Finding;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.rule.Site;
import dev.loopwarden.rule.Verdict;
import dev.loopwarden.source.LineSet;
import dev.loopwarden.source.SourceFile;
import dev.loopwarden.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Snapshot in, report out: the changed functions at the head, held against the merge base and against what we said before.
public final class Analysis {

  private final Snapshot snapshot;
  private final List<Rule> rules;
  private final Map<String, LineSet> touched = new HashMap<>();
  private final Map<String, String> headPaths = new HashMap<>();

  private Analysis(Snapshot snapshot, List<Rule> rules) {
    this.snapshot = snapshot;
    this.rules = rules;
    for (FileDiff diff : snapshot.diffs()) {
      touched.put(diff.path(), touched(diff));
      diff.basePath().ifPresent(base -> headPaths.put(base, diff.path()));
    }
  }

  public static Report of(Snapshot snapshot, List<Rule> rules) {
    return new Analysis(snapshot, rules).report();
  }

  private Report report() {
    Map<String, SourceFile> importers = importers();
    Inspection head = inspect(snapshot.head(), importers, snapshot.listing());
    Inspection base = inspect(snapshot.base(), importers, baseListing());
    Set<CodeBlock> changed = changed(head.checked());
    Map<String, Inspection.Told> before = named(base, true);
    Map<String, Inspection.Told> now = named(head, false);
    var obligations = new ArrayList<Obligation>();
    for (Inspection.Told told : head.told()) {
      if (changed.contains(told.block()) && !told.suppressed()) {
        obligations.add(told.obligation());
      }
    }
    var findings = new ArrayList<Tracked>();
    now.forEach((name, told) -> {
      State state = before.containsKey(name) ? State.CARRIED : wasFixed(name) ? State.RETURNED : State.NEW;
      boolean inChanged = changed.contains(told.block());
      if (state != State.CARRIED || inChanged) {
        findings.add(new Tracked(finding(told), state, name, inChanged, told.suppressed()));
      }
    });
    Set<String> unreadable = new HashSet<>();
    head.notChecked().forEach(each -> unreadable.add(each.path()));
    snapshot.unread().forEach(each -> unreadable.add(each.path()));
    before.forEach((name, told) -> {
      if (!now.containsKey(name) && !told.suppressed() && !unreadable.contains(finding(told).site().path())) {
        findings.add(new Tracked(finding(told), State.FIXED, name, true, false));
      }
    });
    for (Earlier.Posted posted : snapshot.earlier().comments()) {
      boolean gone = posted.state() == Earlier.State.OPEN && !now.containsKey(posted.fingerprint()) && !before.containsKey(posted.fingerprint());
      if (gone && !unreadable.contains(posted.path())) {
        resolved(posted).ifPresent(findings::add);
      }
    }
    var notChecked = new ArrayList<>(snapshot.unread());
    notChecked.addAll(head.notChecked());
    return new Report(
        obligations, findings, notChecked, Postures.of(changed, head.told()),
        Scan.looked(
            head.checked().stream().filter(each -> snapshot.head().containsKey(each.path())).toList(), changed, snapshot.modules().size()),
        head.unused().stream().filter(each -> snapshot.head().containsKey(each.path())).toList(), addedMarks(head), snapshot.settings().problems());
  }

  /// What is left of a finding that we told and that is gone: its rule and its place.
  private Optional<Tracked> resolved(Earlier.Posted posted) {
    return rules.stream().map(Rule::card).filter(each -> each.id().equals(posted.ruleId())).findFirst().map(card -> {
      int line = Math.max(1, posted.line());
      var site = new Site(posted.path(), posted.path(), new Span(line, 0, line, 0), "");
      var message = new Message(card.title(), card.what(), card.why(), card.instead());
      return new Tracked(
          new Finding(card.id(), card.aspect(), card.severity(), Confidence.HIGH, site, message, List.of(), List.of(), Optional.empty()),
          State.RESOLVED, posted.fingerprint(), true, false);
    });
  }

  /// Unchanged modules that import a changed one: what they call may have begun, or ceased, to block.
  private Map<String, SourceFile> importers() {
    ModulePaths paths = ModulePaths.of(snapshot.listing().python());
    Map<String, SourceFile> importers = new LinkedHashMap<>();
    for (SourceFile module : snapshot.modules().values()) {
      boolean imports = PythonParser.parse(module) instanceof ParseResult.Parsed parsed
          && paths.imported(ParsedModule.of(module, parsed)).stream().anyMatch(snapshot.head()::containsKey);
      if (imports) {
        importers.put(module.path(), module);
      }
    }
    return importers;
  }

  private Inspection inspect(Map<String, SourceFile> changedFiles, Map<String, SourceFile> importers, Listing listing) {
    Map<String, SourceFile> files = new LinkedHashMap<>(importers);
    files.putAll(changedFiles);
    var paths = new HashSet<>(listing.python());
    paths.addAll(files.keySet());
    List<SourceFile> ordered = files.values().stream().sorted((one, other) -> one.path().compareTo(other.path())).toList();
    List<SourceFile> others = snapshot.modules().values().stream()
        .filter(each -> !files.containsKey(each.path()))
        .sorted((one, other) -> one.path().compareTo(other.path())).toList();
    return Inspection.of(
        ordered, others, paths, rules, snapshot.settings(), ProjectFiles.read(snapshot.project(), snapshot.settings()));
  }

  /// The files of the merge base, told from the head's and the diff.
  private Listing baseListing() {
    var files = new LinkedHashMap<>(snapshot.listing().files());
    for (FileDiff diff : snapshot.diffs()) {
      if (diff.status() == FileDiff.Status.ADDED || diff.status() == FileDiff.Status.RENAMED) {
        files.remove(diff.path());
      }
    }
    snapshot.base().values().forEach(each -> files.put(each.path(), each.blobId()));
    return new Listing(files, snapshot.listing().truncated());
  }

  /// Findings by fingerprint; those of the base are named as if their file had its path at the head.
  private Map<String, Inspection.Told> named(Inspection inspection, boolean atBase) {
    var fingerprints = new Fingerprints();
    Map<String, Inspection.Told> named = new LinkedHashMap<>();
    for (Inspection.Told told : inspection.told()) {
      if (told.obligation().verdict() instanceof Verdict.Unmet(Finding finding)) {
        named.put(fingerprints.next(atBase ? atHead(finding) : finding), told);
      }
    }
    return named;
  }

  private Finding atHead(Finding finding) {
    Site site = finding.site();
    String path = headPaths.getOrDefault(site.path(), site.path());
    return new Finding(
        finding.ruleId(), finding.aspect(), finding.severity(), finding.confidence(),
        new Site(path, site.function(), site.span(), site.code()), finding.message(), finding.hops(), finding.alsoAt(), finding.fix());
  }

  private static Finding finding(Inspection.Told told) {
    if (told.obligation().verdict() instanceof Verdict.Unmet(Finding finding)) {
      return finding;
    }
    throw new IllegalArgumentException("no finding: " + told.obligation());
  }

  private boolean wasFixed(String fingerprint) {
    return snapshot.earlier().comments().stream()
        .anyMatch(each -> each.fingerprint().equals(fingerprint) && each.state() == Earlier.State.FIXED);
  }

  /// Of each touched line, the innermost block that has it.
  private Set<CodeBlock> changed(List<ParsedModule> modules) {
    var changed = new LinkedHashSet<CodeBlock>();
    for (ParsedModule module : modules) {
      LineSet lines = touched.getOrDefault(module.path(), LineSet.EMPTY);
      lines.stream().forEach(line -> changed.add(module.blockAt(line)));
    }
    return changed;
  }

  /// Added lines, and the lines on both sides of what was removed.
  private static LineSet touched(FileDiff diff) {
    var lines = new ArrayList<Integer>();
    for (Hunk hunk : diff.hunks()) {
      int next = Math.max(1, hunk.newCount() == 0 ? hunk.newStart() + 1 : hunk.newStart());
      boolean removing = false;
      for (Hunk.Line line : hunk.lines()) {
        if (line.kind() == Hunk.Kind.REMOVED) {
          removing = true;
          continue;
        }
        if (removing) {
          lines.add(Math.max(1, next - 1));
        }
        removing = false;
        next++;
      }
      if (removing) {
        lines.add(Math.max(1, next - 1));
      }
    }
    return Patch.added(diff.hunks()).plus(LineSet.of(lines));
  }

  private List<Suppression> addedMarks(Inspection head) {
    var added = new ArrayList<Suppression>();
    for (FileDiff diff : snapshot.diffs()) {
      LineSet lines = Patch.added(diff.hunks());
      head.checked().stream().filter(each -> each.path().equals(diff.path()))
          .flatMap(each -> Marks.all(each).stream())
          .filter(each -> lines.contains(each.line()))
          .forEach(added::add);
    }
    return added;
  }
}
