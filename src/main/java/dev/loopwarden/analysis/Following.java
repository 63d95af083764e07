package dev.loopwarden.analysis;

import dev.loopwarden.program.IndexUpdate;
import dev.loopwarden.program.IndexedModule;
import dev.loopwarden.program.ModuleFacts;
import dev.loopwarden.program.ModulePaths;
import dev.loopwarden.program.ProgramIndex;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.pull.Listing;
import dev.loopwarden.source.BlobId;
import dev.loopwarden.source.SourceFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds the unchanged modules that a review needs, in rounds of reading: what brings the index of the base up to date (mostly
/// nothing), what the changed modules import, and who calls what they alter or looked into what they show. Never the whole repository.
final class Following {

  /// How often imports are followed by one more step where there is no index.
  private static final int ROUNDS = 3;

  /// Python files of a repository of which all are there for the rules.
  private static final int SMALL = 100;

  static final Followed NOTHING = new Followed(Map.of(), Set.of());

  private final Modules modules;
  private final Indexing indexing;
  private final Reading.Files files;
  private final Limits limits;
  private final Settings settings;
  private final List<NotChecked> unread;
  private final Map<String, ModuleFacts> followed = new HashMap<>();

  /// @param unread takes what is left out, with the reason
  Following(Modules modules, Indexing indexing, Reading.Files files, Limits limits, Settings settings, List<NotChecked> unread) {
    this.modules = modules;
    this.indexing = indexing;
    this.files = files;
    this.limits = limits;
    this.settings = settings;
    this.unread = unread;
  }

  /// Unchanged modules at the head, and which of them are looked at.
  record Followed(Map<String, ModuleFacts> modules, Set<String> callers) {}

  /// Both ends of a change.
  ///
  /// @param changed files at the head
  record Ends(CommitId headCommit, CommitId baseCommit, Map<String, SourceFile> changed, Listing head, Listing base) {}

  /// What the index of the base lacks is read at the head: what is another file there is known already.
  Followed of(Ends ends) {
    Optional<ProgramIndex> index = indexing.at(
        ends.baseCommit(), ends.base().pythonFiles(), limits, (_, paths) -> files.at(ends.headCommit(), paths));
    if (index.isEmpty()) {
      return byRounds(ends);
    }
    Map<String, BlobId> head = ends.head().pythonFiles();
    IndexUpdate update = IndexUpdate.of(index.get(), head, path -> Optional.ofNullable(head.get(path)).flatMap(modules::facts));
    List<String> dependents = limited(looked(update.dependents()), limits.callers(), "its calls may lead elsewhere now");
    fetch(limited(update.imports(), limits.modules(), "changed code imports it"), ends);
    fetch(dependents, ends);
    fetch(consulted(dependents, index.get()), ends);
    ProgramIndex after = update.made(
        dependents, path -> Optional.ofNullable(head.get(path)).flatMap(blob -> modules.at(path, blob)), indexing.knowledge());

    var altered = new LinkedHashSet<>(update.changed());
    altered.addAll(dependents);
    index.get().modules().keySet().stream().filter(each -> !head.containsKey(each)).forEach(altered::add);
    var callers = new ArrayList<>(dependents);
    callers.addAll(looked(Needs.callers(index.get(), after, altered)).stream().filter(each -> !dependents.contains(each) && !ends.changed().containsKey(each)).toList());
    callers = new ArrayList<>(limited(callers, limits.callers(), "it calls what this change alters"));
    fetch(callers, ends);
    fetch(consulted(callers, after), ends);
    fetch(near(ends, after), ends);
    var there = new LinkedHashSet<>(followed.keySet());
    there.addAll(ends.changed().keySet());
    fetch(after.standIns(there).stream().filter(each -> !there.contains(each)).limit(limits.modules()).toList(), ends);
    return new Followed(followed, Set.copyOf(callers));
  }

  /// Those that may use what changed in other ways than by a call: all of a small repository, else the modules that import it.
  private List<String> near(Ends ends, ProgramIndex index) {
    Set<String> python = ends.head().python();
    if (python.size() <= SMALL) {
      return List.copyOf(python);
    }
    var importers = new LinkedHashSet<String>();
    ends.changed().keySet().forEach(each -> importers.addAll(index.importedBy(each)));
    importers.removeAll(ends.changed().keySet());
    return limited(looked(importers), limits.modules(), "it imports changed code");
  }

  /// Those that the settings do not leave out.
  private List<String> looked(Collection<String> paths) {
    return new ArrayList<>(paths.stream().filter(settings::looksAt).toList());
  }

  /// What these were told by.
  private List<String> consulted(Collection<String> paths, ProgramIndex index) {
    var consulted = new LinkedHashSet<String>();
    paths.forEach(each -> consulted.addAll(index.module(each).map(IndexedModule::consulted).orElse(Set.of())));
    consulted.removeAll(followed.keySet());
    return consulted.stream().limit(limits.modules()).toList();
  }

  /// The first of these; one entry tells of the others.
  private List<String> limited(List<String> paths, int most, String why) {
    if (paths.size() <= most) {
      return paths;
    }
    int others = paths.size() - most - 1;
    unread.add(new NotChecked(
        paths.get(most), 0,
        "not followed: " + why + (others > 0 ? " (as " + others + (others == 1 ? " other is)" : " others are)") : "") + ", over the limit of "
            + most + " modules", NotChecked.Cause.NOT_FOLLOWED));
    return paths.subList(0, most);
  }

  /// Without an index: what changed modules import is told from their text, step by step, and who imports them is not known beyond
  /// that.
  private Followed byRounds(Ends ends) {
    unread.add(new NotChecked(
        "unchanged files", 0, "not looked through for callers of changed functions: the index of the base branch is not made yet", NotChecked.Cause.NOT_FOLLOWED));
    var paths = ModulePaths.of(ends.head().python());
    Set<String> asked = new HashSet<>(ends.changed().keySet());
    Set<String> last = asked;
    for (int round = 0; round < ROUNDS && !last.isEmpty(); round++) {
      var wanted = new LinkedHashSet<String>();
      last.forEach(path -> imported(path, ends, paths).stream().sorted().filter(each -> !asked.contains(each)).forEach(wanted::add));
      last = new LinkedHashSet<>(limited(List.copyOf(wanted), Math.max(0, limits.modules() - followed.size()), "changed code imports it"));
      asked.addAll(wanted);
      fetch(last, ends);
    }
    var callers = new HashSet<>(followed.keySet());
    callers.removeIf(path -> !settings.looksAt(path) || imported(path, ends, paths).stream().noneMatch(ends.changed()::containsKey));
    return new Followed(followed, callers);
  }

  private Set<String> imported(String path, Ends ends, ModulePaths paths) {
    return ends.head().blob(path).flatMap(blob -> modules.at(path, blob)).map(paths::imported).orElse(Set.of());
  }

  /// Has the facts of these files: from the store, else by reading them.
  private void fetch(Collection<String> paths, Ends ends) {
    Map<String, BlobId> wanted = new HashMap<>();
    for (String path : paths) {
      if (!ends.changed().containsKey(path)) {
        ends.head().blob(path).ifPresent(blob -> wanted.put(path, blob));
      }
    }
    modules.know(wanted, Integer.MAX_VALUE, limits, unread -> files.at(ends.headCommit(), unread).values());
    modules.load(wanted.values());
    wanted.forEach((path, blob) -> modules.facts(blob).ifPresent(facts -> followed.put(path, facts)));
  }
}
