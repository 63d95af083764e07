/// Files as values: path, text, span, line set, encodings.
///
/// May import: nothing of ours.
@NullMarked
package dev.loopwarden.source;

import org.jspecify.annotations.NullMarked;
