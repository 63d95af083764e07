/// Snapshot and settings in, report out: what else must be read, changed functions, facts, rules, suppressions, new or carried or fixed, posture.
///
/// May import: `source`, `pull`, `python`, `program`, `rule`.
@NullMarked
package dev.loopwarden.analysis;

import org.jspecify.annotations.NullMarked;
