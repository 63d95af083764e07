/// The only package that talks SQL: one class a subject, one method a question.
///
/// May import: any pure package.
@NullMarked
package dev.loopwarden.store;

import org.jspecify.annotations.NullMarked;
