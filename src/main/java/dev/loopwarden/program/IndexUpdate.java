package dev.loopwarden.program;

import dev.loopwarden.source.BlobId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// From the index of one commit to that of another, by what changed between them: which modules must be linked again, what
/// must be loaded for that, and the new index. From the empty index it links all.
public final class IndexUpdate {

  private final ProgramIndex before;
  private final Map<String, BlobId> files;
  private final ModulePaths paths;
  private final Map<String, IndexedModule> unreadable = new HashMap<>();
  private final Set<String> changed = new LinkedHashSet<>();
  private final Set<String> dependents = new LinkedHashSet<>();
  private final Set<String> imports = new LinkedHashSet<>();

  private IndexUpdate(ProgramIndex before, Map<String, BlobId> files) {
    this.before = before;
    this.files = Map.copyOf(files);
    this.paths = ModulePaths.of(files.keySet());
  }

  /// Sees what changed.
  ///
  /// @param files all Python files of the commit
  /// @param facts of the files that the old index does not know; one that is missing gets no entry
  public static IndexUpdate of(ProgramIndex before, Map<String, BlobId> files, Function<String, Optional<ModuleFacts>> facts) {
    var update = new IndexUpdate(before, files);
    var moved = new HashSet<>(before.modules().keySet());
    moved.removeAll(files.keySet());
    for (String path : before.unknown(files)) {
      facts.apply(path).ifPresent(each -> update.take(path, each, moved));
    }
    update.shift(moved);
    before.modules().forEach((path, module) -> {
      if (update.isSame(path) && module.consulted().stream().anyMatch(moved::contains)) {
        update.dependents.add(path);
      }
    });
    return update;
  }

  private void take(String path, ModuleFacts facts, Set<String> moved) {
    Optional<ParsedModule> module = facts.at(path);
    long surface = module.map(Surface::of).orElse(0L);
    if (before.module(path).filter(each -> each.surface() == surface).isEmpty()) {
      moved.add(path);
    }
    if (module.isEmpty()) {
      unreadable.put(path, Linking.unreadable(facts.blob()));
      return;
    }
    changed.add(path);
    imports.addAll(paths.imported(module.get()));
  }

  /// What other modules import may mean other files when files come or go.
  private void shift(Set<String> moved) {
    var other = new HashSet<>(files.keySet());
    other.removeAll(before.modules().keySet());
    before.modules().keySet().stream().filter(each -> !files.containsKey(each)).forEach(other::add);
    boolean all = other.stream().anyMatch(each -> each.endsWith("__init__.py"));
    var names = new HashSet<String>();
    other.forEach(each -> names.add(each.substring(each.lastIndexOf('/') + 1).replace(".py", "")));
    if (names.isEmpty()) {
      return;
    }
    before.modules().forEach((path, module) -> {
      boolean named = all || module.wanted().stream().anyMatch(each -> names.contains(each.substring(each.lastIndexOf('.') + 1)));
      if (named && isSame(path) && !paths.found(module.wanted(), path).equals(module.imports())) {
        dependents.add(path);
        moved.add(path);
      }
    });
  }

  private boolean isSame(String path) {
    return files.containsKey(path) && !changed.contains(path) && !unreadable.containsKey(path);
  }

  /// The modules whose bytes the old index does not know.
  public Set<String> changed() {
    return changed;
  }

  /// Unchanged modules that looked into what others see of a changed one: their calls may lead elsewhere now.
  public Set<String> dependents() {
    return dependents;
  }

  /// What changed modules import, and what that imports, nearest first.
  public List<String> imports() {
    return before.closure(changed, imports).stream().filter(files::containsKey).toList();
  }

  /// The new index. What is not linked again, or cannot be loaded, keeps its old entry.
  ///
  /// @param linked the dependents that are linked again, beside all that changed
  /// @param modules by path: those that changed, and as many of the needed ones as there are
  public ProgramIndex made(Collection<String> linked, Function<String, Optional<ParsedModule>> modules, Knowledge knowledge) {
    var linking = new Linking(paths, knowledge, modules);
    Map<String, IndexedModule> entries = new HashMap<>(unreadable);
    var all = new LinkedHashSet<>(changed);
    all.addAll(linked);
    for (String path : all) {
      BlobId blob = files.get(path);
      if (blob != null) {
        modules.apply(path).ifPresent(module -> entries.put(path, linking.link(blob, module)));
      }
    }
    return before.with(entries, known(entries.keySet()));
  }

  /// Files whose entry is told from their bytes: an entry of other bytes is worse than none.
  private Set<String> known(Collection<String> fresh) {
    var known = new HashSet<>(files.keySet());
    known.removeAll(before.unknown(files));
    known.addAll(fresh);
    return known;
  }
}
