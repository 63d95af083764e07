/// A GitHub stand-in over a local repository, with state, faults and permissions: for the demo, for tests and for trials.
///
/// May import: the pure packages, `git`.
@NullMarked
package dev.loopwarden.sandbox;

import org.jspecify.annotations.NullMarked;
