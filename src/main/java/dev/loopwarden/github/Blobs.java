package dev.loopwarden.github;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.source.BlobId;
import dev.loopwarden.source.SourceFile;
import java.util.Optional;

/// Files that were read not long ago: a push changes few of a pull request's files, the others need not be read again. Kept for
/// each repository by itself, so that nothing of one is ever given to another.
final class Blobs {

  private static final long BYTES_MAX = 64L << 20;
  private static final int OVERHEAD = 200;

  /// By repository and blob id.
  private final Cache<String, SourceFile> byId = cache();

  /// By repository, commit and path; an empty one says that there is no such file.
  private final Cache<String, Optional<SourceFile>> byPlace = Caffeine.newBuilder()
      .maximumWeight(BYTES_MAX / 4).<String, Optional<SourceFile>>weigher((key, file) -> OVERHEAD + key.length() + file.map(SourceFile::size).orElse(0))
      .build();

  private static Cache<String, SourceFile> cache() {
    return Caffeine.newBuilder().maximumWeight(BYTES_MAX).<String, SourceFile>weigher((_, file) -> OVERHEAD + file.size()).build();
  }

  Optional<SourceFile> find(long repository, BlobId id, String path) {
    return Optional.ofNullable(byId.getIfPresent(repository + ":" + id.hex()))
        .map(file -> file.path().equals(path) ? file : SourceFile.of(path, file.content()));
  }

  void keep(long repository, SourceFile file) {
    byId.put(repository + ":" + file.blobId().hex(), file);
  }

  /// What stands at a path of a commit: the outer one is empty where that is not known.
  Optional<Optional<SourceFile>> at(long repository, CommitId commit, String path) {
    return Optional.ofNullable(byPlace.getIfPresent(repository + ":" + commit + ":" + path));
  }

  void keep(long repository, CommitId commit, String path, Optional<SourceFile> file) {
    byPlace.put(repository + ":" + commit + ":" + path, file);
  }
}
