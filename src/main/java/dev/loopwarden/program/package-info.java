/// Facts over many modules: imports, types, calls, effects, call graph, summaries, library knowledge.
///
/// May import: `source`, `python`.
@NullMarked
package dev.loopwarden.program;

import org.jspecify.annotations.NullMarked;
