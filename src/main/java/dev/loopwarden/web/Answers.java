package dev.loopwarden.web;

import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// How pages are answered: what a browser may do with them stands in their headers.
final class Answers {

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

  private Answers() {}

  static void html(Context ctx, String page) {
    guard(ctx).html(page);
  }

  /// A page whose form may also go to another place.
  ///
  /// @param origin scheme, host and port of that place
  static void html(Context ctx, String page, String origin) {
    guard(ctx).header("Content-Security-Policy", POLICY.replace("form-action 'self'", "form-action 'self' " + origin)).html(page);
  }

  /// Headers of everything that a reader gets.
  static Context guard(Context ctx) {
    return ctx.header("Content-Security-Policy", POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "same-origin")
        .header("Cross-Origin-Opener-Policy", "same-origin")
        .header("Cache-Control", "private, no-store");
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
