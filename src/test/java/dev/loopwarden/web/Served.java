package dev.loopwarden.web;

import dev.loopwarden.app.OperatorSettings;
import dev.loopwarden.app.Service;
import dev.loopwarden.github.Secret;
import dev.loopwarden.github.Signature;
import dev.loopwarden.job.Job;
import dev.loopwarden.job.RetryPolicy;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.pull.RepositoryRef;
import dev.loopwarden.sandbox.ExampleRepository;
import dev.loopwarden.sandbox.Sandbox;
import dev.loopwarden.store.Database;
import dev.loopwarden.store.Databases;
import dev.loopwarden.store.Deliveries;
import dev.loopwarden.store.Leases;
import dev.loopwarden.store.Repositories;
import dev.loopwarden.store.Runs;
import dev.loopwarden.store.Samples;
import dev.loopwarden.store.Snapshots;
import dev.loopwarden.worker.Pauses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// A running service with login against the stand-in, and half a year of two repositories in its database: `example/orders` (1) and
/// `example/sealed-vault` (2). Names in the first are as hostile as they get.
final class Served implements AutoCloseable {

  static final String HOSTILE = "<img src=x onerror=alert(1)>\"'`{{7*7}}</script><script>alert(2)</script>";
  static final String ORDERS = "example/orders";
  static final Set<String> ONLY_ORDERS = Set.of(ORDERS);
  private static final String WEBHOOK_SECRET = "a secret";

  final Sandbox sandbox;
  final Service service;
  final Database database;
  final String address;
  final String databaseAddress = Databases.fresh("sqlite");
  private final HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  final ExampleRepository example = ExampleRepository.make();

  Served(Optional<String> publicUrl, boolean open) {
    this(publicUrl, open, Clock.systemUTC());
  }

  private Served(Optional<String> publicUrl, boolean open, Clock clock) {
    sandbox = Sandbox.start(clock);
    sandbox.host(example.git(), 1, "example", "orders");
    sandbox.host(example.git(), 2, "example", "sealed-vault");
    int port = freePort();
    address = "http://127.0.0.1:" + port;
    database = Database.open(databaseAddress);
    fill();
    Map<String, String> settings = new HashMap<>(Map.of(
        "LOOPWARDEN_HOST", "127.0.0.1", "LOOPWARDEN_PORT", String.valueOf(port), "LOOPWARDEN_MANAGEMENT_PORT", "0", "LOOPWARDEN_DATABASE",
        databaseAddress, "LOOPWARDEN_GITHUB_API", sandbox.address(), "LOOPWARDEN_APP_ID", sandbox.appId(), "LOOPWARDEN_PRIVATE_KEY",
        sandbox.privateKey(), "LOOPWARDEN_WEBHOOK_SECRETS", WEBHOOK_SECRET));
    if (open) {
      settings.put("LOOPWARDEN_OPEN_PAGES", "true");
    } else {
      settings.putAll(Map.of(
          "LOOPWARDEN_CLIENT_ID", sandbox.seat().clientId(), "LOOPWARDEN_CLIENT_SECRET", sandbox.seat().clientSecret(), "LOOPWARDEN_SECRET_KEY",
          "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "LOOPWARDEN_PUBLIC_URL", publicUrl.orElse(address), "LOOPWARDEN_ADMINS", "Ann"));
    }
    service = Service.start(OperatorSettings.read(settings), new Service.Times(clock, Pauses.sleeping(clock), RetryPolicy.DEFAULT));
  }

  static Served withLogin() {
    return new Served(Optional.empty(), false);
  }

  static Served withLogin(Clock clock) {
    return new Served(Optional.empty(), false, clock);
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private void fill() {
    Instant now = Instant.now();
    for (long id : List.of(1L, 2L)) {
      new Repositories(database).remember(new RepositoryRef(id, 1001, "example", id == 1 ? "orders" : "sealed-vault"), now.minus(Duration.ofDays(200)));
      for (int week = 26; week >= 0; week--) {
        new Snapshots(database).store(Samples.baseline(id, week, now.minus(Duration.ofDays(7L * week)), HOSTILE));
      }
    }
    new Runs(database).store(Samples.run(1, 7, "run-1", HOSTILE, now));
    new Runs(database).store(Samples.run(2, 8, "run-2", HOSTILE, now));
    for (int i = 0; i < 3; i++) {
      new Deliveries(database).accept(
          new Deliveries.Delivery("delivery-" + i, "pull_request", "{}"),
          Optional.of(new Job("job-" + i, "delivery-" + i, "Review", 1, 7, "", Job.State.QUEUED, 0, "", now)), Optional.empty(), now.plus(Duration.ofDays(1)));
      Leases.end(database, "job-" + i, Job.State.DEAD, "no answer " + HOSTILE, now);
    }
  }

  static CommitId head(int n) {
    return new CommitId(String.format("%040x", n));
  }

  /// A pull request of `example/orders` is opened with the example's first push and delivered, signed; the delivery's id.
  String deliverPullRequest(int number) {
    sandbox.pullRequest(ORDERS, number, example.base(), example.first(), "Price all orders at once");
    String body = sandbox.delivery(ORDERS, number, "opened");
    String id = UUID.randomUUID().toString();
    HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(address + "/webhook"))
        .headers("X-GitHub-Event", "pull_request", "X-GitHub-Delivery", id, "X-Hub-Signature-256",
            Signature.of(body.getBytes(StandardCharsets.UTF_8), new Secret(WEBHOOK_SECRET)))
        .POST(HttpRequest.BodyPublishers.ofString(body)));
    if (answer.statusCode() != 202) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    return id;
  }

  /// How the job of a delivery ended, once it has.
  Job.State ended(String delivery) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (System.nanoTime() < end) {
      Optional<Job.State> state = new Deliveries(database).latest(0, 50).stream().filter(each -> each.id().equals(delivery)).findFirst().flatMap(Deliveries.Line::state);
      if (state.isPresent() && state.get().isOver()) {
        return state.get();
      }
      Thread.sleep(50);
    }
    throw new AssertionError("the job does not end: " + new Deliveries(database).latest(0, 50));
  }

  /// All comments of a pull request of `example/orders`.
  List<String> said(int number) {
    return sandbox.comments(ORDERS, number).stream().map(each -> each.path("id").asText() + " " + each.path("body").asText()).toList();
  }

  /// An answer without following where it leads.
  HttpResponse<String> get(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : address + path));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  HttpResponse<String> post(String path, String form, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path)).header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(form, StandardCharsets.UTF_8));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  @Override
  public void close() {
    client.close();
    service.close();
    database.close();
    sandbox.close();
  }
}
