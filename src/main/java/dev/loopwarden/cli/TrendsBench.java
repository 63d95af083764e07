package dev.loopwarden.cli;

import dev.loopwarden.metrics.Meters;
import dev.loopwarden.rules.Catalogue;
import dev.loopwarden.store.Badges;
import dev.loopwarden.store.Database;
import dev.loopwarden.store.TrendLoad;
import dev.loopwarden.web.WebServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// How fast the pages are over a generated year: real requests to the service's web server over a full database. No job is taken beside it.
final class TrendsBench {

  private static final int WARM_UP = 5;

  private TrendsBench() {}

  /// What is measured.
  ///
  /// @param database a JDBC address of an empty database
  /// @param findings of all repositories together
  record Size(String database, int repositories, int findings, int requests) {}

  /// Fills, measures, and gives a Markdown table; progress goes to `log`.
  static String table(Size size, PrintWriter log) throws IOException, InterruptedException {
    String kind = size.database().startsWith("jdbc:postgresql:") ? "PostgreSQL" : "SQLite";
    long begun = System.nanoTime();
    try (Database database = Database.open(size.database())) {
      var load = new TrendLoad(database, Catalogue.ALL.stream().map(each -> each.card().id()).toList());
      load.fill(size.repositories(), size.findings() / size.repositories(), Clock.systemUTC().instant());
      load.settle();
      log.printf(Locale.ROOT, "filled in %d s%n", Duration.ofNanos(System.nanoTime() - begun).toSeconds());
      log.flush();
      return measured(size, database, kind);
    }
  }

  private static String measured(Size size, Database database, String kind) throws IOException, InterruptedException {
    Clock clock = Clock.systemUTC();
    String badge = new Badges(database).token(1);
    try (WebServer web = WebServer.start(
            new WebServer.Listening("127.0.0.1", 0, 0, 1 << 20), new WebServer.Shown(true, Optional.empty(), Optional.empty(), Optional.empty()), database,
            List.of(), () -> {}, clock, new Meters(clock));
        HttpClient client = HttpClient.newHttpClient()) {
      var out = new StringBuilder("| page, on " + kind + " | shortest ms | p50 ms | p95 ms | longest ms | KB |\n|---|---|---|---|---|---|\n");
      for (Map.Entry<String, String> page : pages(size.repositories() / 2, badge).entrySet()) {
        out.append(measured(page.getKey(), "http://127.0.0.1:" + web.port() + page.getValue(), client, size.requests()));
      }
      return out.toString();
    }
  }

  private static Map<String, String> pages(int repository, String badge) {
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("overview", "/");
    pages.put("overview, a year, most findings first", "/?weeks=52&sort=findings");
    pages.put("overview, found by name, least met first", "/?q=service-9&sort=coverage&page=2");
    pages.put("repository", "/repositories/" + repository);
    pages.put("repository, a year, fixed findings", "/repositories/" + repository + "?weeks=52&findings=fixed&page=20");
    pages.put("repository, one aspect, part of a path", "/repositories/" + repository + "?aspect=timeouts&path=module_7");
    pages.put("pull request", "/repositories/" + repository + "/pulls/7");
    pages.put("run", "/runs/r1-7");
    pages.put("rules", "/rules");
    pages.put("rule", "/rules/LW301");
    pages.put("admin", "/admin");
    pages.put("badge", "/badges/" + badge + ".svg");
    return pages;
  }

  private static String measured(String name, String address, HttpClient client, int requests) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
    List<Long> micros = new ArrayList<>();
    int bytes = 0;
    for (int i = 0; i < requests + WARM_UP; i++) {
      long from = System.nanoTime();
      HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(address + ": " + answer.statusCode());
      }
      if (i >= WARM_UP) {
        micros.add((System.nanoTime() - from) / 1000);
      }
      bytes = answer.body().length;
    }
    micros.sort(Long::compare);
    return String.format(Locale.ROOT, "| %s | %.0f | %.0f | %.0f | %.0f | %d |%n", name, micros.getFirst() / 1000.0, micros.get(micros.size() / 2) / 1000.0,
        micros.get(micros.size() * 95 / 100) / 1000.0, micros.getLast() / 1000.0, bytes / 1024);
  }
}
