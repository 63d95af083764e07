package dev.loopwarden.analysis;

import dev.loopwarden.program.IndexForm;
import dev.loopwarden.program.IndexUpdate;
import dev.loopwarden.program.Knowledge;
import dev.loopwarden.program.ProgramIndex;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.source.BlobId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Has the index of a commit: the stored one, or the nearest stored one brought up to date by what changed since.
public final class Indexing {

  private final FactStore store;
  private final Modules modules;
  private final Knowledge knowledge;
  private final String version;
  private int linked;

  public Indexing(FactStore store, Modules modules, Knowledge knowledge) {
    this.store = store;
    this.modules = modules;
    this.knowledge = knowledge;
    this.version = IndexForm.version(knowledge);
  }

  /// The index, stored for the next time. Where more files would have to be read than allowed, what is stored serves, without the
  /// modules that are other ones now; empty where nothing is stored.
  ///
  /// @param files all Python files of the commit
  /// @param limits `indexed` files may be read
  public Optional<ProgramIndex> at(CommitId commit, Map<String, BlobId> files, Limits limits, Reading.Files reader) {
    Optional<ProgramIndex> exact = store.index(commit, version).flatMap(each -> ProgramIndex.of(each, knowledge));
    if (exact.isPresent() && exact.get().unknown(files).isEmpty()) {
      return exact;
    }
    Optional<ProgramIndex> nearest = exact.or(() -> store.newestIndex(version).flatMap(each -> ProgramIndex.of(each, knowledge)));
    ProgramIndex before = nearest.orElse(ProgramIndex.EMPTY);
    if (!read(before.unknown(files), commit, files, limits, reader)) {
      return nearest.map(each -> each.without(files));
    }
    ProgramIndex made = updated(before, commit, files, limits, reader);
    modules.store();
    store.keepIndex(commit, version, made.stored(knowledge));
    return Optional.of(made);
  }

  private ProgramIndex updated(ProgramIndex before, CommitId commit, Map<String, BlobId> files, Limits limits, Reading.Files reader) {
    IndexUpdate update = IndexUpdate.of(before, files, path -> Optional.ofNullable(files.get(path)).flatMap(modules::facts));
    linked += update.changed().size() + update.dependents().size();
    var consulted = new HashSet<>(update.dependents());
    consulted.addAll(update.imports());
    update.dependents().forEach(each -> before.module(each).ifPresent(module -> consulted.addAll(module.consulted())));
    read(consulted, commit, files, limits, reader);
    return update.made(
        update.dependents(), path -> Optional.ofNullable(files.get(path)).flatMap(blob -> modules.at(path, blob)), knowledge);
  }

  /// Has the facts of these files known; false, and nothing is read, where that is too much.
  private boolean read(Set<String> paths, CommitId commit, Map<String, BlobId> files, Limits limits, Reading.Files reader) {
    Map<String, BlobId> wanted = new HashMap<>(files);
    wanted.keySet().retainAll(paths);
    return modules.know(wanted, limits.indexed(), limits, unread -> reader.at(commit, unread).values());
  }

  public Knowledge knowledge() {
    return knowledge;
  }

  /// Modules that were linked.
  public int linked() {
    return linked;
  }
}
