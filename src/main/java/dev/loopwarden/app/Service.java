package dev.loopwarden.app;

import dev.loopwarden.github.AppKey;
import dev.loopwarden.github.GithubApp;
import dev.loopwarden.job.RetryPolicy;
import dev.loopwarden.store.Database;
import dev.loopwarden.store.Deliveries;
import dev.loopwarden.store.Effects;
import dev.loopwarden.store.Jobs;
import dev.loopwarden.store.Queue;
import dev.loopwarden.store.Repositories;
import dev.loopwarden.store.Runs;
import dev.loopwarden.web.WebServer;
import dev.loopwarden.worker.Pipeline;
import dev.loopwarden.worker.Places;
import dev.loopwarden.worker.Worker;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;

/// The running service: the one place where its parts are put together.
public final class Service implements AutoCloseable {

  private static final Duration DRAIN = Duration.ofSeconds(25);

  private final Database database;
  private final Queue queue;
  private final WebServer web;

  private Service(Database database, Queue queue, WebServer web) {
    this.database = database;
    this.queue = queue;
    this.web = web;
  }

  /// Opens the database, starts to take jobs, then listens.
  public static Service start(OperatorSettings settings, RetryPolicy retry, Clock clock) {
    OperatorSettings.AppCredentials credentials = settings.app().orElseThrow(() -> new IllegalArgumentException(
        "app-id, private-key and webhook-secrets are missing; they come from the GitHub App's page"));
    AppKey key = AppKey.of(credentials.appId(), credentials.privateKey());
    Database database = Database.open(settings.database());
    var app = new GithubApp(settings.github().api(), key, clock);
    var stores = new Worker.Stores(
        new Deliveries(database), new Jobs(database), new Effects(database), new Runs(database), new Repositories(database));
    var pipeline = new Pipeline(app, stores.effects(), stores.runs(), clock, Places.of(settings.github().api(), settings.publicUrl()));
    var worker = new Worker(app, pipeline, stores, retry, clock);
    Queue queue = Queue.start(
        database, worker::run, List.of(), settings.share().workers(), Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name("job-", 0).factory()), DRAIN);
    WebServer web = WebServer.start(
        new WebServer.Listening(
            settings.listening().host(), settings.listening().port(), settings.listening().managementPort(), settings.openPages()),
        database, credentials.webhookSecrets(), queue::wake, clock);
    return new Service(database, queue, web);
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
    web.close();
    queue.close();
    database.close();
  }
}
