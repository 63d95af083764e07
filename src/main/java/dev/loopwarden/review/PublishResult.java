package dev.loopwarden.review;

import dev.loopwarden.pull.CommitId;

/// How carrying out a plan ended.
public sealed interface PublishResult {

  /// Every effect stands on GitHub.
  record Published(int comments, int edits) implements PublishResult {}

  /// A newer head is there; nothing more was posted for the old one.
  record Superseded(CommitId newHead) implements PublishResult {}

  /// Nothing is to be said: the pull request is closed, or this head was told before.
  record Moot(String why) implements PublishResult {}
}
