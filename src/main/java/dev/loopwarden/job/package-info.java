/// What a delivery asks for, and the states of the job that does it, as pure functions.
///
/// May import: `pull`.
@NullMarked
package dev.loopwarden.job;

import org.jspecify.annotations.NullMarked;
