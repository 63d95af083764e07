package dev.loopwarden.program;

import dev.loopwarden.python.Node;

/// A function of the program that a place in a block sets to work.
///
/// @param site the call, attribute, iterated expression or context expression
/// @param among how many functions may run at the site, one of which does: the overrides of a declared method
public record Edge(Node site, CodeBlock target, How how, int among) {

  public enum How {
    CALL,
    CONSTRUCT,
    /// `with`: what opens and closes.
    ENTER,
    /// `for`, a comprehension, `yield from`, `list(...)`: a generator's body.
    ITERATE,
    /// An attribute whose getter runs.
    PROPERTY,
    /// A function that is handed over and called there: `sorted(rows, key=of)`.
    HANDED,
    /// A coroutine that is awaited there.
    AWAIT,
    /// A coroutine, or a generator, that is only made there.
    MAKE
  }

  /// Whether the target's code runs in the calling thread before the site is done.
  public boolean isInPlace() {
    return how != How.AWAIT && how != How.MAKE && !target.isAsync();
  }
}
