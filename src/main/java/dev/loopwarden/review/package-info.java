/// Report in, review plan out: line comments, checklist, conclusion, Markdown; its sisters are text, JSON and SARIF.
///
/// May import: `source`, `pull`, `rule`, `analysis`.
@NullMarked
package dev.loopwarden.review;

import org.jspecify.annotations.NullMarked;
