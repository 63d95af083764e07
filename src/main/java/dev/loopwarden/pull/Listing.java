package dev.loopwarden.pull;

import dev.loopwarden.source.BlobId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Which files a commit has: the path of each and the id of its bytes. Symbolic links and submodules are not in it.
///
/// @param truncated GitHub left some out (over 100,000 entries or 7 MB)
public record Listing(Map<String, BlobId> files, boolean truncated) {

  public Listing {
    files = Map.copyOf(files);
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
}
