package dev.loopwarden.history;

import dev.loopwarden.pull.CommitId;
import java.time.Instant;

/// A stored look at the default branch, in figures.
public record SnapshotLine(
    String id, CommitId head, Instant takenAt, int files, int functions, int asyncFunctions, int notChecked, int ignored, Level level) {}
