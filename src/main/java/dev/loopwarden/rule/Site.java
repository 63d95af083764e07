package dev.loopwarden.rule;

import dev.loopwarden.source.Span;

/// A place in the code that owes something.
///
/// @param path of the file, from the repository's root
/// @param function qualified name inside the module (`Client.fetch`, `outer.<locals>.inner`), or `<module>`
/// @param span of the node that owes
/// @param code the site's own source, white space folded to single blanks: what the fingerprint is made of
public record Site(String path, String function, Span span, String code) {

  public static final String MODULE = "<module>";
}
