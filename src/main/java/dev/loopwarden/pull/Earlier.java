package dev.loopwarden.pull;

import java.util.List;
import java.util.Optional;

/// What Loopwarden said in this pull request before, as far as it still stands there.
///
/// @param comments our line comments and file-level comments, those that a person deleted included
/// @param summary id of our summary comment
/// @param head the newest head that we reviewed completely
/// @param unwanted a person deleted our summary comment
public record Earlier(List<Posted> comments, Optional<Long> summary, Optional<CommitId> head, boolean unwanted) {

  public static final Earlier NOTHING = new Earlier(List.of(), Optional.empty(), Optional.empty(), false);

  public Earlier {
    comments = List.copyOf(comments);
  }

  /// One comment of ours.
  ///
  /// @param fingerprint of the finding it tells (see `analysis.Fingerprint`), its ordinal included
  /// @param comment GitHub's id of the comment
  /// @param path of the file when it was posted: a part of what the fingerprint is made of
  /// @param body as we wrote it last
  /// @param around what stood around its finding at the newest head that was looked at (see `analysis.Surroundings`); empty where
  ///     that is not known
  public record Posted(
      String fingerprint, String ruleId, long comment, String path, int line, State state, String body, String around) {}

  public enum State {
    /// Stands as a finding.
    OPEN,
    /// We edited it to say that it is fixed.
    FIXED,
    /// A person deleted it: do not say it again.
    DISMISSED
  }
}
