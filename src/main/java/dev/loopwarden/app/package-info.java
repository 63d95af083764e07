/// Settings, and the one place where things are put together.
///
/// May import: all of the above.
@NullMarked
package dev.loopwarden.app;

import org.jspecify.annotations.NullMarked;
