/// The only package that reads local Git repositories.
///
/// May import: any pure package.
@NullMarked
package dev.loopwarden.git;

import org.jspecify.annotations.NullMarked;
