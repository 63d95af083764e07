/// Webhook, dashboard, login, set-up, health, metrics.
///
/// May import: the pure packages, `metrics`, `github`, `store`.
@NullMarked
package dev.loopwarden.web;

import org.jspecify.annotations.NullMarked;
