package dev.loopwarden.pull;

/// What a review must know of a pull request beside its commits.
///
/// @param number its number in the base repository
/// @param baseRef name of the branch it goes into
/// @param draft a draft gets the check only
/// @param fromFork its head lives in another repository: it is read through the base repository by commit
/// @param quiet nobody said anything in it so far, as far as is known
public record PullRequest(int number, String baseRef, boolean draft, boolean fromFork, boolean quiet) {}
