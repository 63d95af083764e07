/// The only package that talks to GitHub: authentication, decoding and signature, reading, applying effects, limits.
///
/// May import: any pure package, `metrics`.
@NullMarked
package dev.loopwarden.github;

import org.jspecify.annotations.NullMarked;
