package dev.loopwarden.web;

import dev.loopwarden.github.Secret;
import dev.loopwarden.github.SecretKey;
import dev.loopwarden.github.UserLogin;
import dev.loopwarden.metrics.Meters;
import dev.loopwarden.store.Badges;
import dev.loopwarden.store.Database;
import dev.loopwarden.store.Deliveries;
import dev.loopwarden.store.Export;
import dev.loopwarden.store.Jobs;
import dev.loopwarden.store.Sessions;
import dev.loopwarden.store.Snapshots;
import dev.loopwarden.web.pages.Stored;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Two ports: the public one takes webhooks and has the pages; the management one has probes and metrics.
public final class WebServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
  /// How long a stop waits for requests in flight; GitHub waits 10 s for an answer.
  private static final int STOP_MS = 10_000;

  private final Javalin open;
  private final Javalin management;
  private final AtomicBoolean draining;

  private WebServer(Javalin open, Javalin management, AtomicBoolean draining) {
    this.open = open;
    this.management = management;
    this.draining = draining;
  }

  /// Where the server listens.
  ///
  /// @param port 0 for any free one
  /// @param bodiesInFlight bytes of webhook bodies that are read at the same time
  public record Listening(String host, int port, int managementPort, long bodiesInFlight) {}

  /// To whom the pages are shown.
  ///
  /// @param open to everybody who can connect, read only; where people can log in, they have to
  /// @param people who can log in; without them and not open there are no pages
  /// @param github address of GitHub's pages, for links
  /// @param own address of these pages, for links
  public record Shown(boolean open, Optional<People> people, Optional<String> github, Optional<String> own) {}

  /// People who log in.
  ///
  /// @param publicUrl address under which their browsers reach these pages, without a slash at its end
  /// @param admins logins of those who see the admin page
  public record People(UserLogin github, SecretKey key, String publicUrl, List<String> admins) {
    public People {
      admins = List.copyOf(admins);
    }
  }

  /// Starts both.
  ///
  /// @param wake called when there is a new job
  public static WebServer start(Listening listening, Shown shown, Database database, List<Secret> secrets, Runnable wake, Clock clock, Meters meters) {
    var jobs = new Jobs(database);
    var webhook = new Webhook(secrets, new Deliveries(database), wake, clock, Webhook.Budget.of(listening.bodiesInFlight()), meters);
    Javalin open = Javalin.create(config -> {
      common(config, listening.host());
      config.routes.post("/webhook", webhook::handle);
      if (shown.open() || shown.people().isPresent()) {
        pages(config, listening, shown, database, wake, clock);
      }
    });
    var draining = new AtomicBoolean();
    Javalin management = Javalin.create(config -> {
      common(config, listening.host());
      config.routes.get("/livez", ctx -> ctx.result("ok\n"));
      config.routes.get("/readyz", ctx -> {
        String problem = draining.get() ? "it is being stopped" : database.answers() ? "" : "the database does not answer";
        ctx.status(problem.isEmpty() ? 200 : 503).result(problem.isEmpty() ? "ok\n" : problem + "\n");
      });
      config.routes.get("/metrics", ctx -> metrics(ctx, meters.scrape(standing(jobs, clock))));
    });
    open.start(listening.host(), listening.port());
    management.start(listening.host(), listening.managementPort());
    return new WebServer(open, management, draining);
  }

  /// The database may be away: the other figures are told all the same.
  private static Meters.Standing standing(Jobs jobs, Clock clock) {
    try {
      Instant now = clock.instant();
      Jobs.Depth depth = jobs.depth(now);
      return new Meters.Standing(depth.jobs(), depth.due().map(since -> Math.max(0, Duration.between(since, now).toMillis() / 1000.0)).orElse(0.0));
    } catch (RuntimeException away) {
      LOG.warn("the queue cannot be measured: {}", away.toString());
      return Meters.Standing.UNKNOWN;
    }
  }

  static void metrics(Context ctx, String figures) {
    ctx.contentType("text/plain; version=0.0.4; charset=utf-8").result(figures);
  }

  static void common(JavalinConfig config, String host) {
    config.startup.showJavalinBanner = false;
    config.concurrency.useVirtualThreads = true;
    config.jetty.host = host;
    config.jetty.modifyServer(server -> server.setStopTimeout(STOP_MS));
    config.routes.exception(Exception.class, (failed, ctx) -> {
      LOG.error("{} {}", ctx.path(), failed.toString());
      Answers.guard(ctx).status(500).result("internal error\n");
    });
    // Of what is not there nobody else answers.
    config.routes.error(404, Answers::guard);
  }

  private static void pages(JavalinConfig config, Listening listening, Shown shown, Database database, Runnable wake, Clock clock) {
    var assets = new Assets();
    assets.serve(config);
    new Badge(new Badges(database), new Snapshots(database)).serve(config);
    Access access;
    if (shown.people().isPresent()) {
      People people = shown.people().get();
      var login = new Login(
          people.github(), new Sessions(database), people.key(), people.publicUrl(), people.admins(), clock, assets.version());
      login.serve(config);
      access = login;
    } else {
      access = new Access.Open(isLoopback(listening.host()));
    }
    new Dashboard(
        access, Stored.in(database), new Export(database), new Dashboard.Places(shown.github(), shown.own()), wake, clock, assets.version())
        .serve(config);
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("::1") || host.startsWith("127.");
  }

  public int port() {
    return open.port();
  }

  public int managementPort() {
    return management.port();
  }

  /// Says that it is not ready any more, and takes no more requests; probes and metrics are told until the end.
  public void drain() {
    draining.set(true);
    open.stop();
  }

  @Override
  public void close() {
    drain();
    management.stop();
  }
}
