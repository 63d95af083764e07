/// Takes jobs, walks each through the pipeline, stores failures, reconciles missed deliveries.
///
/// May import: the pure packages, `metrics`, `github`, `store`.
@NullMarked
package dev.loopwarden.worker;

import org.jspecify.annotations.NullMarked;
