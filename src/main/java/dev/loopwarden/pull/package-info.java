/// A change as a value: the repository by id, base and head, maybe a pull request; diffs and hunks; what we said before.
///
/// May import: `source`.
@NullMarked
package dev.loopwarden.pull;

import org.jspecify.annotations.NullMarked;
