/// Runs, findings over time and trends, as values.
///
/// May import: `pull`, `rule`, `analysis`, `review`, `job`.
@NullMarked
package dev.loopwarden.history;

import org.jspecify.annotations.NullMarked;
