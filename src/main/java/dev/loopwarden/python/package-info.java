/// The Python language: a sealed syntax tree and the parser that makes it. The generated grammar is seen only from here.
///
/// May import: `source`.
@NullMarked
package dev.loopwarden.python;

import org.jspecify.annotations.NullMarked;
