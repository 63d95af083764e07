package dev.loopwarden.analysis;

/// A mark in the code that asks for silence: `# loopwarden: ignore[LW301] reason` or `# noqa: ASYNC210`.
///
/// @param id as written: one of our rule ids, or another tool's
/// @param reason empty where none is given
public record Suppression(String path, int line, String id, String reason) {}
