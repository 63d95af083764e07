/// The commands.
///
/// May import: all of the above.
@NullMarked
package dev.loopwarden.cli;

import org.jspecify.annotations.NullMarked;
