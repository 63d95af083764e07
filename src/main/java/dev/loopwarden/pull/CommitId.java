package dev.loopwarden.pull;

/// A Git commit's name: 40 (SHA-1) or 64 (SHA-256) lower-case hexadecimal digits.
public record CommitId(String sha) {

  public CommitId {
    if (!sha.matches("[0-9a-f]{40}|[0-9a-f]{64}")) {
      throw new IllegalArgumentException("not a commit id: " + sha);
    }
  }

  /// The first seven digits, as people write them.
  public String brief() {
    return sha.substring(0, 7);
  }

  @Override
  public String toString() {
    return sha;
  }
}
