package dev.loopwarden.pull;

import java.util.List;
import java.util.Optional;

/// What Loopwarden said in this pull request before, as far as it still stands there.
///
/// @param comments our line comments and file-level comments, those that a person deleted included
/// @param summary id of our summary comment
/// @param head the newest head that we reviewed completely
public record Earlier(List<Posted> comments, Optional<Long> summary, Optional<CommitId> head) {

  public static final Earlier NOTHING = new Earlier(List.of(), Optional.empty(), Optional.empty());

  public Earlier {
    comments = List.copyOf(comments);
  }

  /// One comment of ours.
  ///
  /// @param fingerprint of the finding it tells (see `analysis.Fingerprint`), its ordinal included
  /// @param comment GitHub's id of the comment
  /// @param body as we wrote it last
  public record Posted(String fingerprint, String ruleId, long comment, String path, int line, State state, String body) {}

  public enum State {
    /// Stands as a finding.
    OPEN,
    /// We edited it to say that it is fixed.
    FIXED,
    /// A person deleted it: do not say it again.
    DISMISSED
  }
}
