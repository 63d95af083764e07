package dev.loopwarden.history;

import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Severity;
import java.time.Instant;
import java.util.Optional;

/// One life of a finding on the default branch: from the snapshot that saw it first to the one that saw it gone.
///
/// @param reason why it is ignored; empty where nothing is said
public record BranchFinding(
    String fingerprint, String rule, Aspect aspect, Severity severity, String path, int line, String function, String title,
    Instant firstSeen, Optional<Instant> fixedAt, boolean ignored, String reason) {

  /// A file, and how many findings stand in it.
  public record HotSpot(String path, int open, int errors, int rules) {}

  /// A rule, and how often it stands in how many repositories.
  public record OfRule(String rule, int open, int ignored, int repositories) {}
}
