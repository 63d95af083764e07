package dev.loopwarden.python;

/// A comment, with its `#`.
///
/// @param line counted from 1
/// @param column counted from 0, in code points
public record Comment(int line, int column, String text) {}
