package dev.loopwarden.pull;

import java.util.Optional;

/// What is reviewed: the way from `base` to `head` in one repository.
///
/// @param base tip of the base branch as the delivery (or the command line) named it; the diff is against the merge base
/// @param pullRequest empty for a local range and for a merge group
public record Change(
    RepositoryRef repository, CommitId base, CommitId head, Optional<PullRequest> pullRequest) {}
