package dev.loopwarden.review;

/// A note of the check run at lines that need not be in the diff.
///
/// @param level GitHub's word: `notice`, `warning`, `failure`
public record Annotation(String path, int startLine, int endLine, String level, String title, String message) {}
