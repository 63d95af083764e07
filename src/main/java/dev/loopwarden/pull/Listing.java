package dev.loopwarden.pull;

import dev.loopwarden.source.BlobId;
import dev.loopwarden.source.SourceFile;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Which files a commit has: the path of each and the id of its bytes. Symbolic links and submodules are not in it.
///
/// @param truncated GitHub left some out (over 100,000 entries or 7 MB)
/// @param sizes bytes of each file whose size is known
public record Listing(Map<String, BlobId> files, boolean truncated, Map<String, Long> sizes) {

  public Listing {
    files = Map.copyOf(files);
    sizes = Map.copyOf(sizes);
  }

  /// Without sizes.
  public Listing(Map<String, BlobId> files, boolean truncated) {
    this(files, truncated, Map.of());
  }

  /// Whether a file is known to be over a size.
  public boolean isOver(String path, long bytes) {
    return sizes.getOrDefault(path, 0L) > bytes;
  }

  public Optional<BlobId> blob(String path) {
    return Optional.ofNullable(files.get(path));
  }

  /// Paths of the Python files.
  public Set<String> python() {
    return files.keySet().stream().filter(each -> each.endsWith(".py")).collect(Collectors.toUnmodifiableSet());
  }

  public boolean has(String path) {
    return files.containsKey(path);
  }

  /// The files before a change, told from those after it and the diff.
  ///
  /// @param base the changed files as they were before
  public Listing before(List<FileDiff> diffs, Collection<SourceFile> base) {
    var before = new HashMap<>(files);
    for (FileDiff diff : diffs) {
      if (diff.status() == FileDiff.Status.ADDED || diff.status() == FileDiff.Status.RENAMED) {
        before.remove(diff.path());
      }
    }
    base.forEach(each -> before.put(each.path(), each.blobId()));
    return new Listing(before, truncated);
  }

  /// The Python files alone.
  public Map<String, BlobId> pythonFiles() {
    var python = new HashMap<>(files);
    python.keySet().removeIf(each -> !each.endsWith(".py"));
    return python;
  }
}
