/// The pages, as HTML: each is made by a template that escapes what it is given.
@NullMarked
package dev.loopwarden.web.pages;

import org.jspecify.annotations.NullMarked;
