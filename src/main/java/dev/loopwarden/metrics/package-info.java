/// What the service counts and measures of itself, by the names under which Prometheus has it.
///
/// May import: the pure packages.
@NullMarked
package dev.loopwarden.metrics;

import org.jspecify.annotations.NullMarked;
