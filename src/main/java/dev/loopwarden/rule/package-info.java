/// The contract of a rule: its card, aspects, obligations, findings, fixes.
///
/// May import: `source`, `python`, `program`.
@NullMarked
package dev.loopwarden.rule;

import org.jspecify.annotations.NullMarked;
