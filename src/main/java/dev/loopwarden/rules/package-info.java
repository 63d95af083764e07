/// The rules, one file each, and the catalogue that lists them.
///
/// May import: `source`, `python`, `program`, `rule`.
@NullMarked
package dev.loopwarden.rules;

import org.jspecify.annotations.NullMarked;
