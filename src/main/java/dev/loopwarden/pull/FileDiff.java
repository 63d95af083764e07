package dev.loopwarden.pull;

import java.util.List;
import java.util.Optional;

/// How one file differs between merge base and head.
///
/// @param path at the head (of a removed file: at the base)
/// @param previousPath where it was renamed or copied from
/// @param patch the hunks; empty where GitHub gave none, because the file is binary or too large
public record FileDiff(String path, Optional<String> previousPath, Status status, Optional<List<Hunk>> patch) {

  public FileDiff {
    patch = patch.map(List::copyOf);
  }

  /// GitHub's words for it.
  public enum Status {
    ADDED,
    REMOVED,
    MODIFIED,
    RENAMED,
    COPIED,
    CHANGED,
    UNCHANGED
  }

  /// The file's path at the merge base; empty for an added one.
  public Optional<String> basePath() {
    return status == Status.ADDED ? Optional.empty() : Optional.of(previousPath.orElse(path));
  }

  public List<Hunk> hunks() {
    return patch.orElse(List.of());
  }
}
