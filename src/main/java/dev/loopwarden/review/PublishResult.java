package dev.loopwarden.review;

import dev.loopwarden.pull.CommitId;
import java.time.Instant;

/// How carrying out a plan ended.
public sealed interface PublishResult {

  /// Every effect stands on GitHub.
  record Published(int comments, int edits) implements PublishResult {}

  /// A newer head is there; nothing more was posted for the old one.
  record Superseded(CommitId newHead) implements PublishResult {}

  /// GitHub refused for good.
  record Refused(int status, String reason) implements PublishResult {}

  /// Not now: a rate limit, or GitHub is out of order.
  record Retry(Instant at, String reason) implements PublishResult {}
}
