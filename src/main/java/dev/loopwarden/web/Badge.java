package dev.loopwarden.web;

import dev.loopwarden.store.Badges;
import dev.loopwarden.store.Snapshots;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.CRC32;

/// `/badges/TOKEN.svg`: one figure of one repository, for whoever has the address.
final class Badge {

  private static final String LABEL = "async obligations met";

  private final Badges badges;
  private final Snapshots snapshots;

  Badge(Badges badges, Snapshots snapshots) {
    this.badges = badges;
    this.snapshots = snapshots;
  }

  void serve(JavalinConfig config) {
    config.routes.get("/badges/{file}", this::give);
  }

  private void give(Context ctx) {
    String file = ctx.pathParam("file");
    Optional<Long> repository = file.matches("[A-Za-z0-9_-]{24}\\.svg") ? badges.repository(file.substring(0, 24)) : Optional.empty();
    if (repository.isEmpty()) {
      ctx.status(404).result("no such badge\n");
      return;
    }
    String svg = svg(snapshots.current(repository.get()).map(each -> each.level().percent()).orElse(OptionalInt.empty()));
    var sum = new CRC32();
    sum.update(svg.getBytes(StandardCharsets.UTF_8));
    String tag = "\"" + Long.toHexString(sum.getValue()) + "\"";
    ctx.header("ETag", tag).header("Cache-Control", "public, max-age=300").header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", "default-src 'none'");
    if (tag.equals(ctx.header("If-None-Match"))) {
      ctx.status(304);
    } else {
      ctx.contentType("image/svg+xml; charset=utf-8").result(svg);
    }
  }

  static String svg(OptionalInt percent) {
    String value = percent.isPresent() ? percent.getAsInt() + " %" : "unknown";
    String colour = percent.isEmpty() ? "#566173" : percent.getAsInt() >= 90 ? "#16703a" : percent.getAsInt() >= 70 ? "#0b6b7d" : "#865400";
    int left = 12 + (int) Math.round(LABEL.length() * 6.1);
    int right = 14 + (int) Math.round(value.length() * 6.6);
    return """
        <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="20" role="img" aria-label="%4$s: %5$s"><title>%4$s: %5$s</title>\
        <clipPath id="r"><rect width="%1$d" height="20" rx="4"/></clipPath><g clip-path="url(#r)"><rect width="%2$d" height="20" fill="#39424f"/>\
        <rect x="%2$d" width="%3$d" height="20" fill="%6$s"/></g><g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">\
        <text x="%7$d" y="14" textLength="%9$d">%4$s</text><text x="%8$d" y="14">%5$s</text></g></svg>
        """.formatted(left + right, left, right, LABEL, value, colour, left / 2, left + right / 2, left - 12);
  }
}
