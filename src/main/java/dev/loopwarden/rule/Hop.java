package dev.loopwarden.rule;

/// One step of a call path, from the async side to the place where it happens.
///
/// @param path file of the step
/// @param line counted from 1
/// @param function qualified name inside its module
/// @param what the call made there, as written: `load(path)`, `open(path)`
public record Hop(String path, int line, String function, String what) {}
