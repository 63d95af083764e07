package dev.loopwarden.rule;

/// What a finding says. Plain text with `code` in backticks; no other Markdown.
///
/// @param title what happens at run time, in a few plain words: "`requests.get` stops the event loop for up to 30 s"
/// @param what what is there
/// @param why why it hurts, and under which load
/// @param instead what to write instead
public record Message(String title, String what, String why, String instead) {}
