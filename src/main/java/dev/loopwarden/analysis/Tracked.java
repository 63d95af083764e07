package dev.loopwarden.analysis;

import dev.loopwarden.rule.Finding;

/// A finding with its name over time.
///
/// @param fingerprint 32 hexadecimal digits, of rule, path, function and normalised source of the site and an ordinal among
///     equals; no line number in it, so that moved code is not reported anew
/// @param inChangedCode the site's function (or module or class body) was changed
/// @param suppressed silenced by a mark in the code or by settings: counted, not told
public record Tracked(Finding finding, State state, String fingerprint, boolean inChangedCode, boolean suppressed) {}
