package dev.loopwarden.web;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// Styles and scripts, from the class path. Their addresses carry a version, so that they may be kept for ever.
final class Assets {

  private static final String OWN = "/dev/loopwarden/web/assets/";
  private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

  private static final Map<String, String> PLACES = Map.of(
      "pages.css", OWN + "pages.css", "charts.js", OWN + "charts.js", "icon.svg", OWN + "icon.svg", "uplot.js", UPLOT + "uPlot.iife.min.js",
      "uplot.css", UPLOT + "uPlot.min.css");

  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final String version;

  Assets() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String name : PLACES.keySet().stream().sorted().toList()) {
        try (InputStream in = Objects.requireNonNull(Assets.class.getResourceAsStream(PLACES.get(name)), name)) {
          byte[] bytes = in.readAllBytes();
          digest.update(bytes);
          files.put(name, bytes);
        }
      }
      this.version = HexFormat.of().formatHex(digest.digest(), 0, 6);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }

  String version() {
    return version;
  }

  void serve(JavalinConfig config) {
    config.routes.get("/assets/{name}", this::give);
  }

  private void give(Context ctx) {
    byte[] bytes = files.get(ctx.pathParam("name"));
    if (bytes == null) {
      ctx.status(404).result("no such file\n");
      return;
    }
    boolean current = version.equals(ctx.queryParam("v"));
    ctx.header("Cache-Control", current ? "public, max-age=31536000, immutable" : "no-cache")
        .header("X-Content-Type-Options", "nosniff")
        .contentType(type(ctx.pathParam("name"))).result(bytes);
  }

  private static String type(String name) {
    return name.endsWith(".css") ? "text/css; charset=utf-8" : name.endsWith(".js") ? "text/javascript; charset=utf-8" : "image/svg+xml";
  }
}
