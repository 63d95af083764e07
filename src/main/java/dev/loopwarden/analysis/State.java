package dev.loopwarden.analysis;

import java.util.Locale;

/// Where a finding stands in the life of a pull request.
public enum State {
  /// At the head, not at the merge base, not told before.
  NEW,
  /// At the head and at the merge base.
  CARRIED,
  /// At the merge base, not at the head: credited.
  FIXED,
  /// Told by us on an earlier head and gone.
  RESOLVED,
  /// Told, gone, and back.
  RETURNED;

  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether it is this change's doing: new, or back again.
  public boolean isFresh() {
    return this == NEW || this == RETURNED;
  }
}
