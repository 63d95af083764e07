package dev.loopwarden.history;

import dev.loopwarden.pull.CommitId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A pull request and how its reviews went.
///
/// @param outcome `open`, `merged` or `closed`
/// @param runs heads that were reviewed
/// @param conclusion of the newest
/// @param took from the newest delivery to the end of its review; empty where it was not measured
/// @param told findings that were new in it
/// @param fixed those that are gone by now
public record PullRequestLine(
    int number, String outcome, int runs, String lastRun, CommitId head, String conclusion, Optional<Duration> took, int told, int fixed,
    Instant reviewedAt) {}
