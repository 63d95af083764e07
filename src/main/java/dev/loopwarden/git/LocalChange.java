package dev.loopwarden.git;

import dev.loopwarden.analysis.FactStore;
import dev.loopwarden.analysis.Limits;
import dev.loopwarden.analysis.Reading;
import dev.loopwarden.analysis.Snapshot;
import dev.loopwarden.pull.Change;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.pull.Earlier;
import dev.loopwarden.pull.Listing;
import dev.loopwarden.pull.RepositoryRef;
import dev.loopwarden.source.BlobId;
import dev.loopwarden.source.SourceFile;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes the snapshot of a range of a local repository.
public final class LocalChange {

  private final LocalRepository repository;
  private final Map<CommitId, Listing> listings = new HashMap<>();

  private LocalChange(LocalRepository repository) {
    this.repository = repository;
  }

  /// All that a review of this range reads.
  ///
  /// @param store keeps what was told of modules from one review to the next
  public static Snapshot snapshot(LocalRepository repository, CommitId base, CommitId head, Limits limits, FactStore store) {
    var local = new LocalChange(repository);
    CommitId mergeBase = repository.mergeBase(base, head);
    var change = new Change(RepositoryRef.local(repository.name()), base, head, Optional.empty());
    return Reading.snapshot(
        change, mergeBase, repository.diff(mergeBase, head), local.listing(head), Earlier.NOTHING, limits, local::files, store);
  }

  private Listing listing(CommitId commit) {
    return listings.computeIfAbsent(commit, repository::listing);
  }

  private Map<String, SourceFile> files(CommitId commit, Set<String> paths) {
    Map<String, SourceFile> files = new HashMap<>();
    for (String path : paths) {
      Optional<BlobId> blob = listing(commit).blob(path);
      blob.flatMap(repository::read).ifPresent(bytes -> files.put(path, SourceFile.of(path, bytes)));
    }
    return files;
  }
}
