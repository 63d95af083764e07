package dev.loopwarden.analysis;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.ModuleFacts;
import dev.loopwarden.program.ParsedModule;
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
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Snapshot in, report out: the changed functions at the head, held against the merge base and against what we said before.
public final class Analysis {

  private final Snapshot snapshot;
  private final List<Rule> rules;
  private final Map<String, LineSet> touched = new HashMap<>();
  private final Map<String, String> headPaths = new HashMap<>();
  private final SortedMap<String, ParsedModule> unchanged = new TreeMap<>();

  private Analysis(Snapshot snapshot, List<Rule> rules) {
    this.snapshot = snapshot;
    this.rules = rules;
    for (FileDiff diff : snapshot.diffs()) {
      touched.put(diff.path(), touched(diff));
      diff.basePath().ifPresent(base -> headPaths.put(base, diff.path()));
    }
    snapshot.modules().forEach((path, facts) -> facts.at(path).ifPresent(module -> unchanged.put(path, module)));
  }

  public static Report of(Snapshot snapshot, List<Rule> rules) {
    return new Analysis(snapshot, rules).report();
  }

  private Report report() {
    Inspection head = inspect(snapshot.head(), snapshot.listing()).withTriedFixes();
    Inspection base = inspect(snapshot.base(), snapshot.baseListing());
    Set<CodeBlock> changed = changed(head.checked());
    List<Naming.Site> sites = sites(head);
    Map<String, Inspection.Told> before = before(base, sites);
    Map<String, Inspection.Told> now = now(head, sites, before);
    var obligations = new ArrayList<Obligation>();
    for (Inspection.Told told : head.told()) {
      if (changed.contains(told.block()) && !told.suppressed()) {
        obligations.add(told.obligation());
      }
    }
    var findings = new ArrayList<Tracked>();
    Causes causes = causes(head);
    now.forEach((name, told) -> {
      State state = before.containsKey(name) ? State.CARRIED : wasFixed(name) ? State.RETURNED : State.NEW;
      boolean inChanged = changed.contains(told.block());
      if (state == State.NEW && (!told.suppressed() || isSilencedAtItsEnd(told)) && causes.takes(finding(told))) {
        return;
      }
      if (state != State.CARRIED || inChanged) {
        findings.add(new Tracked(finding(told), state, name, inChanged, told.suppressed()));
      }
    });
    Set<String> caused = new HashSet<>();
    Set<Suppression> silencing = new HashSet<>();
    var fingerprints = new Fingerprints();
    for (Finding each : causes.told()) {
      String name = fingerprints.next(each);
      caused.add(name);
      List<Suppression> marks = marks(each, head);
      silencing.addAll(marks);
      findings.add(new Tracked(each, wasFixed(name) ? State.RETURNED : State.NEW, name, true, !marks.isEmpty()));
    }
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
      if (gone && !caused.contains(posted.fingerprint()) && !unreadable.contains(posted.path())) {
        resolved(posted).ifPresent(findings::add);
      }
    }
    var notChecked = new ArrayList<>(snapshot.unread());
    notChecked.addAll(head.notChecked());
    return new Report(
        obligations, OneCause.of(findings, posted()), notChecked, Postures.of(changed, head.told()),
        Scan.looked(
            head.checked().stream().filter(each -> snapshot.head().containsKey(each.path())).toList(), changed, snapshot.modules().size()),
        head.unused().stream().filter(each -> snapshot.head().containsKey(each.path()) && !silencing.contains(each)).toList(), addedMarks(head), snapshot.settings().problems());
  }

  /// What has a comment that stands.
  private Set<String> posted() {
    var posted = new HashSet<String>();
    snapshot.earlier().comments().stream().filter(each -> each.state() == Earlier.State.OPEN).forEach(each -> posted.add(each.fingerprint()));
    return posted;
  }

  /// Silenced where the way ends, and not where it begins.
  private static boolean isSilencedAtItsEnd(Inspection.Told told) {
    return Marks.atSite(finding(told), told.card(), told.block().module()).isEmpty();
  }

  private Causes causes(Inspection head) {
    Map<String, ParsedModule> modules = new HashMap<>();
    head.checked().stream().filter(each -> snapshot.head().containsKey(each.path())).forEach(each -> modules.put(each.path(), each));
    return new Causes(touched, modules);
  }

  /// The marks at the cause that silence it.
  private List<Suppression> marks(Finding finding, Inspection head) {
    return rules.stream().map(Rule::card).filter(each -> each.id().equals(finding.ruleId()))
        .flatMap(card -> head.checked().stream().filter(each -> each.path().equals(finding.site().path()))
            .flatMap(module -> head.silencing(finding, card, module).stream()))
        .toList();
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

  /// Both ends are seen with the unchanged modules that call what the change alters: their calls may have begun, or ceased, to
  /// block.
  private Inspection inspect(Map<String, SourceFile> changedFiles, Listing listing) {
    var looked = new ArrayList<ParsedModule>();
    var others = new ArrayList<ParsedModule>();
    var unreadable = new ArrayList<NotChecked>();
    for (SourceFile file : changedFiles.values()) {
      ModuleFacts facts = Objects.requireNonNull(snapshot.facts().get(file.blobId()), "the facts of a changed file");
      facts.at(file.path()).ifPresent(looked::add);
      facts.problem().ifPresent(problem -> unreadable.add(NotChecked.of(file.path(), problem)));
    }
    unchanged.forEach((path, module) -> {
      if (!changedFiles.containsKey(path)) {
        (snapshot.callers().contains(path) ? looked : others).add(module);
      }
    });
    looked.sort(Comparator.comparing(ParsedModule::path));
    var paths = new HashSet<>(listing.python());
    looked.forEach(each -> paths.add(each.path()));
    return Inspection.of(
        looked, others, unreadable, paths, rules, snapshot.settings(), ProjectFiles.read(snapshot.project(), snapshot.settings()));
  }

  /// Findings of the base by fingerprint, named as if their files had their paths at the head.
  private Map<String, Inspection.Told> before(Inspection base, List<Naming.Site> head) {
    List<Inspection.Told> unmet = unmet(base);
    return named(unmet, new BaseNames(snapshot.earlier(), head).of(unmet.stream()
        .map(each -> new Naming.Site(atHead(finding(each)), around(finding(each), snapshot.base()))).toList()));
  }

  /// Findings of the head by fingerprint.
  private Map<String, Inspection.Told> now(Inspection head, List<Naming.Site> sites, Map<String, Inspection.Told> before) {
    Map<String, Finding> known = new LinkedHashMap<>();
    Map<String, String> around = new HashMap<>();
    before.forEach((name, told) -> {
      known.put(name, atHead(finding(told)));
      around.put(name, around(finding(told), snapshot.base()));
    });
    return named(unmet(head), new Naming(known, around, snapshot).of(sites));
  }

  private List<Naming.Site> sites(Inspection head) {
    return unmet(head).stream().map(each -> new Naming.Site(finding(each), around(finding(each), snapshot.head()))).toList();
  }

  private static List<Inspection.Told> unmet(Inspection inspection) {
    return inspection.told().stream().filter(each -> each.obligation().verdict() instanceof Verdict.Unmet).toList();
  }

  private static Map<String, Inspection.Told> named(List<Inspection.Told> told, List<String> names) {
    Map<String, Inspection.Told> named = new LinkedHashMap<>();
    for (int i = 0; i < told.size(); i++) {
      named.put(names.get(i), told.get(i));
    }
    return named;
  }

  private static String around(Finding finding, Map<String, SourceFile> files) {
    SourceFile file = files.get(finding.site().path());
    return file == null ? Surroundings.UNKNOWN : Surroundings.of(file, finding.site().span());
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
