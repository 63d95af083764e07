package dev.loopwarden.web;

import dev.loopwarden.github.Secret;
import dev.loopwarden.job.Job;
import dev.loopwarden.pull.RepositoryRef;
import dev.loopwarden.store.Database;
import dev.loopwarden.store.Deliveries;
import dev.loopwarden.store.Jobs;
import dev.loopwarden.store.Repositories;
import dev.loopwarden.store.Runs;
import dev.loopwarden.web.pages.Pages;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Two ports: the public one takes webhooks; the management one has probes and metrics. The pages stand on the public one where
/// nobody but this machine can come in.
public final class WebServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
  private static final int STOP_MS = 20_000;
  private static final int RUNS_ON_A_PAGE = 50;

  private final Javalin open;
  private final Javalin management;

  private WebServer(Javalin open, Javalin management) {
    this.open = open;
    this.management = management;
  }

  /// Where the server listens.
  ///
  /// @param port 0 for any free one
  /// @param pages whether the pages are shown to everybody who can connect
  public record Listening(String host, int port, int managementPort, boolean pages) {}

  /// Starts both.
  ///
  /// @param wake called when there is a new job
  public static WebServer start(Listening listening, Database database, List<Secret> secrets, Runnable wake, Clock clock) {
    var metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    var jobs = new Jobs(database);
    for (Job.State state : Job.State.values()) {
      Gauge.builder("loopwarden_jobs", () -> jobs.counts().getOrDefault(state, 0L)).tag("state", state.name()).register(metrics);
    }
    var webhook = new Webhook(secrets, new Deliveries(database), wake, clock, Webhook.Budget.DEFAULT, metrics);
    Javalin open = Javalin.create(config -> {
      common(config, listening.host());
      config.routes.post("/webhook", webhook::handle);
      if (listening.pages()) {
        pages(config, new Repositories(database), new Runs(database), jobs);
      }
    });
    Javalin management = Javalin.create(config -> {
      common(config, listening.host());
      config.routes.get("/livez", ctx -> ctx.result("ok\n"));
      config.routes.get("/readyz", ctx -> {
        boolean ready = database.answers();
        ctx.status(ready ? 200 : 503).result(ready ? "ok\n" : "the database does not answer\n");
      });
      config.routes.get("/metrics", ctx -> ctx.contentType("text/plain; version=0.0.4; charset=utf-8").result(metrics.scrape()));
    });
    open.start(listening.host(), listening.port());
    management.start(listening.host(), listening.managementPort());
    return new WebServer(open, management);
  }

  private static void common(JavalinConfig config, String host) {
    config.startup.showJavalinBanner = false;
    config.concurrency.useVirtualThreads = true;
    config.jetty.host = host;
    config.jetty.modifyServer(server -> server.setStopTimeout(STOP_MS));
    config.routes.exception(Exception.class, (failed, ctx) -> {
      LOG.error("{} {}", ctx.path(), failed.toString());
      ctx.status(500).result("internal error\n");
    });
  }

  private static void pages(JavalinConfig config, Repositories repositories, Runs runs, Jobs jobs) {
    config.routes.get("/", ctx -> html(ctx, Pages.overview(repositories.all(), jobs.latest(RUNS_ON_A_PAGE))));
    config.routes.get("/repositories/{id}", ctx -> {
      Optional<RepositoryRef> found = repositories.all().stream()
          .filter(each -> String.valueOf(each.id()).equals(ctx.pathParam("id"))).findFirst();
      if (found.isPresent()) {
        html(ctx, Pages.repository(found.get(), runs.of(found.get().id(), RUNS_ON_A_PAGE)));
      } else {
        ctx.status(404).result("no such repository\n");
      }
    });
    config.routes.get("/runs/{id}", ctx -> {
      Optional<Runs.Listed> found = runs.find(ctx.pathParam("id"));
      if (found.isPresent()) {
        html(ctx, Pages.run(found.get(), runs.findings(found.get().repository(), found.get().pullRequest())));
      } else {
        ctx.status(404).result("no such run\n");
      }
    });
  }

  private static void html(Context ctx, String page) {
    ctx.header("Content-Security-Policy", "default-src 'none'; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'")
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .html(page);
  }

  public int port() {
    return open.port();
  }

  public int managementPort() {
    return management.port();
  }

  @Override
  public void close() {
    open.stop();
    management.stop();
  }
}
