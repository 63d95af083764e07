package dev.loopwarden.analysis;

import dev.loopwarden.program.ModuleFacts;
import dev.loopwarden.program.ParsedModule;
import dev.loopwarden.source.BlobId;
import dev.loopwarden.source.SourceFile;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The modules of one review: each file is parsed at most once, and one whose facts are stored is not parsed at all. What was used
/// long ago is dropped, and comes back from the store. Not for use by several threads at once.
public final class Modules {

  /// Modules whose tree is held.
  private static final int HELD_MAX = 1_500;

  /// Modules whose blocks and classes are held: these weigh more.
  private static final int BUILT_MAX = 400;

  /// New facts that are gathered before they are stored.
  private static final int GATHERED_MAX = 200;

  private final FactStore store;
  private final Map<BlobId, ModuleFacts> held = recent(HELD_MAX);
  private final Map<String, ParsedModule> built = recent(BUILT_MAX);
  private final Map<BlobId, byte[]> gathered = new LinkedHashMap<>();
  private final Set<BlobId> damaged = new HashSet<>();
  private int parsed;
  private int loaded;

  public Modules(FactStore store) {
    this.store = store;
  }

  private static <K, V> Map<K, V> recent(int most) {
    return new LinkedHashMap<>(64, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
      }
    };
  }

  /// The facts of a file that was read.
  public ModuleFacts of(SourceFile file) {
    return facts(file.blobId()).orElseGet(() -> parse(file));
  }

  private ModuleFacts parse(SourceFile file) {
    ModuleFacts facts = ModuleFacts.of(file);
    parsed++;
    keep(facts);
    return facts;
  }

  private void keep(ModuleFacts facts) {
    held.put(facts.blob(), facts);
    gathered.put(facts.blob(), facts.stored());
    if (gathered.size() >= GATHERED_MAX) {
      store();
    }
  }

  /// The facts of these bytes, if they are known.
  public Optional<ModuleFacts> facts(BlobId blob) {
    load(Set.of(blob));
    return Optional.ofNullable(held.get(blob));
  }

  /// The module of these bytes at a path; empty where they are not known, or are no Python.
  public Optional<ParsedModule> at(String path, BlobId blob) {
    String key = blob + " " + path;
    ParsedModule known = built.get(key);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<ParsedModule> made = facts(blob).flatMap(each -> each.at(path));
    made.ifPresent(each -> built.put(key, each));
    return made;
  }

  /// Fetches stored facts; many at once cost little more than one.
  public void load(Collection<BlobId> blobs) {
    var wanted = new HashSet<>(blobs);
    wanted.removeIf(each -> held.get(each) != null);
    if (wanted.isEmpty()) {
      return;
    }
    wanted.removeIf(this::isGathered);
    Map<BlobId, byte[]> found = store.facts(wanted);
    found.forEach((blob, bytes) -> ModuleFacts.of(blob, bytes).ifPresentOrElse(facts -> {
      loaded++;
      held.put(blob, facts);
    }, () -> damaged.add(blob)));
  }

  private boolean isGathered(BlobId blob) {
    byte[] bytes = gathered.get(blob);
    if (bytes == null) {
      return false;
    }
    ModuleFacts.of(blob, bytes).ifPresent(facts -> held.put(blob, facts));
    return true;
  }

  /// Has the facts of these files known, by reading those that are not stored, or are damaged.
  ///
  /// @param wanted by path
  /// @param most files that may be read
  /// @param reader gives the files at these paths
  /// @return false, and nothing was read, where that is too much
  boolean know(Map<String, BlobId> wanted, int most, Limits limits, Function<Set<String>, Collection<SourceFile>> reader) {
    var stored = new HashSet<>(wanted.values());
    stored.removeIf(each -> held.containsKey(each) || gathered.containsKey(each));
    var missing = new HashSet<>(stored);
    stored.retainAll(store.has(stored));
    missing.removeAll(stored);
    if (paths(wanted, missing).size() > most) {
      return false;
    }
    read(paths(wanted, missing), limits, reader);
    List<BlobId> unseen = List.copyOf(stored);
    for (int from = 0; from < unseen.size(); from += GATHERED_MAX) {
      load(unseen.subList(from, Math.min(from + GATHERED_MAX, unseen.size())));
    }
    stored.retainAll(damaged);
    read(paths(wanted, stored), limits, reader);
    return true;
  }

  private static Set<String> paths(Map<String, BlobId> wanted, Set<BlobId> blobs) {
    var paths = new HashSet<>(wanted.keySet());
    paths.removeIf(each -> !blobs.contains(wanted.get(each)));
    return paths;
  }

  private void read(Set<String> paths, Limits limits, Function<Set<String>, Collection<SourceFile>> reader) {
    if (paths.isEmpty()) {
      return;
    }
    for (SourceFile file : reader.apply(paths)) {
      if (file.size() <= limits.fileBytes()) {
        of(file);
      } else {
        keep(ModuleFacts.refused(file.blobId(), "over the limit of " + limits.fileBytes() + " bytes for a file"));
      }
    }
  }

  /// Stores what was parsed.
  public void store() {
    if (!gathered.isEmpty()) {
      store.keep(Map.copyOf(gathered));
      gathered.clear();
    }
  }

  /// Files that were parsed here.
  public int parsed() {
    return parsed;
  }

  /// Modules whose facts came from the store.
  public int loaded() {
    return loaded;
  }
}
