package dev.loopwarden.analysis;

/// A file, or a part of one, that was not looked at.
///
/// @param line where the problem is, counted from 1; 0 where the whole file is meant
/// @param reason for people: "invalid syntax: '(' was never closed", "over the limit of 1 MiB"
public record NotChecked(String path, int line, String reason) {}
