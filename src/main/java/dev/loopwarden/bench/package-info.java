/// Runs the core over corpora and labelled cases and prints figures.
///
/// May import: the pure packages, `rules`.
@NullMarked
package dev.loopwarden.bench;

import org.jspecify.annotations.NullMarked;
