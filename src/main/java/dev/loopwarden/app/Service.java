package dev.loopwarden.app;

import dev.loopwarden.analysis.Limits;
import dev.loopwarden.github.AppKey;
import dev.loopwarden.github.GithubAddress;
import dev.loopwarden.github.GithubApp;
import dev.loopwarden.job.RetryPolicy;
import dev.loopwarden.metrics.Meters;
import dev.loopwarden.store.Database;
import dev.loopwarden.store.Jobs;
import dev.loopwarden.store.Queue;
import dev.loopwarden.store.Retention;
import dev.loopwarden.store.Snapshots;
import dev.loopwarden.web.WebServer;
import dev.loopwarden.worker.Baselines;
import dev.loopwarden.worker.Pauses;
import dev.loopwarden.worker.Pipeline;
import dev.loopwarden.worker.Places;
import dev.loopwarden.worker.Reconciler;
import dev.loopwarden.worker.Stores;
import dev.loopwarden.worker.Worker;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The running service: the one place where its parts are put together.
public final class Service implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Service.class);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DRAIN = Duration.ofSeconds(20);

  private final Database database;
  private final Queue queue;
  private final WebServer web;

  private Service(Database database, Queue queue, WebServer web) {
    this.database = database;
    this.queue = queue;
    this.web = web;
  }

  /// What time it is, how one waits, and when a job is tried again.
  public record Times(Clock clock, Pauses pauses, RetryPolicy retry) {

    /// The machine's clock, real waits, the usual retries.
    public static Times real() {
      return new Times(Clock.systemUTC(), Pauses.sleeping(Clock.systemUTC()), RetryPolicy.DEFAULT);
    }
  }

  /// Opens the database, starts to take jobs, then listens.
  public static Service start(OperatorSettings settings, Times times) {
    OperatorSettings.AppCredentials credentials = settings.app().orElseThrow(() -> new IllegalArgumentException(
        "app-id, private-key and webhook-secrets are missing; they come from the GitHub App's page"));
    AppKey key = AppKey.of(credentials.appId(), credentials.privateKey());
    Database database = Database.open(settings.database());
    Clock clock = times.clock();
    GithubAddress address = settings.github().address();
    var meters = new Meters(clock);
    var app = new GithubApp(address, key, clock, meters);
    Stores stores = Stores.of(database, clock);
    OperatorSettings.Caps caps = settings.caps();
    var terms = new Pipeline.Terms(
        new Limits(caps.files(), caps.fileBytes(), Limits.DEFAULT.totalBytes(), Limits.DEFAULT.modules(), Limits.DEFAULT.callers(),
            Limits.DEFAULT.indexed()), caps.comments(),
        new Places(address.pages(), settings.publicUrl()));
    var pipeline = new Pipeline(app, stores, clock, times.pauses(), terms, meters);
    var baselines = new Baselines(app, new Snapshots(database), stores.repositories(), stores.jobs(), stores.facts(), clock);
    var worker = new Worker(
        app, pipeline, baselines, stores, new Worker.Rules(times.retry(), Duration.ofSeconds(caps.jobSeconds()), settings.share().repository()), clock, meters);
    var reconciler = new Reconciler(app, stores, clock, meters);
    Queue queue = Queue.start(
        database, worker::run, regulars(settings, database, baselines, reconciler, clock),
        new Queue.Threads(
            settings.share().workers(), Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name("job-", 0).factory()), DRAIN), clock);
    WebServer web = WebServer.start(
        new WebServer.Listening(settings.listening().host(), settings.listening().port(), settings.listening().managementPort(), caps.bodiesInFlight()),
        shown(settings, app), database, credentials.webhookSecrets(), queue::wake, clock, meters);
    return new Service(database, queue, web);
  }

  private static WebServer.Shown shown(OperatorSettings settings, GithubApp app) {
    Optional<WebServer.People> people = settings.login().flatMap(login -> settings.secretKey().flatMap(key -> settings.publicUrl().map(address ->
        new WebServer.People(
            app.login(login.clientId(), login.clientSecret()), key, address, settings.admins()))));
    if (people.isEmpty() && !settings.openPages()) {
      LOG.info("there are no pages: login needs client-id, client-secret, secret-key and public-url");
    }
    return new WebServer.Shown(
        settings.openPages(), people, settings.github().address().pages(), settings.publicUrl());
  }

  private static List<Queue.Regular> regulars(OperatorSettings settings, Database database, Baselines baselines, Reconciler reconciler, Clock clock) {
    var retention = new Retention(database);
    var keep = new Retention.Keep(Duration.ofDays(settings.retention().bodies()), Duration.ofDays(settings.retention().runs()));
    return List.of(
        new Queue.Regular("reconcile", Reconciler.EVERY, reconciler::run),
        new Queue.Regular("sweep", HOUR, baselines::sweep),
        new Queue.Regular("retention", HOUR, () -> LOG.info("retention: {} rows deleted or emptied", retention.sweep(keep, clock.instant()))));
  }

  public int port() {
    return web.port();
  }

  public int managementPort() {
    return web.managementPort();
  }

  /// What there is to do, and how it ended.
  public Jobs jobs() {
    return new Jobs(database);
  }

  /// No new delivery, then no new job, then the running ones end.
  @Override
  public void close() {
    web.drain();
    queue.close();
    web.close();
    database.close();
  }
}
