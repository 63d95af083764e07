package dev.loopwarden.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopwarden.analysis.Limits;
import dev.loopwarden.github.AppKey;
import dev.loopwarden.github.EventDecoder;
import dev.loopwarden.github.GithubAddress;
import dev.loopwarden.github.GithubApp;
import dev.loopwarden.github.Secret;
import dev.loopwarden.job.Job;
import dev.loopwarden.job.RetryPolicy;
import dev.loopwarden.job.Trigger;
import dev.loopwarden.metrics.Meters;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.pull.RepositoryRef;
import dev.loopwarden.review.Marker;
import dev.loopwarden.review.ReviewPlan;
import dev.loopwarden.sandbox.ExampleComments;
import dev.loopwarden.sandbox.ExampleRepository;
import dev.loopwarden.sandbox.Sandbox;
import dev.loopwarden.store.Database;
import dev.loopwarden.store.Databases;
import dev.loopwarden.store.Deliveries;
import dev.loopwarden.store.Queue;
import dev.loopwarden.store.Snapshots;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Workers, a database and the stand-in on one clock that stands still until somebody waits. What may go wrong is planned; what came
/// of it is read from the stand-in's state and the database.
final class Rig implements AutoCloseable {

  static final RetryPolicy RETRY = new RetryPolicy(8, Duration.ofSeconds(5), Duration.ofMinutes(15), Duration.ofHours(24));

  final ExampleRepository example = ExampleRepository.make();

  /// Comments that its first push gets; its second one brings no more.
  final int comments = ExampleComments.of(example);

  final Time time = new Time();
  final Sandbox sandbox = Sandbox.start(time);
  final String address;

  /// Where processes that start from now on find GitHub.
  String api = sandbox.address();

  /// How long they wait for it.
  GithubAddress.Patience patience = GithubAddress.Patience.USUAL;

  /// How long they let one attempt take, in real time.
  Duration attemptMax = Duration.ofMinutes(2);
  private long repositories;
  String name = "";

  /// To which it belongs.
  long installation;

  Rig(String kind) {
    address = Databases.fresh(kind);
  }

  /// A clock that is set.
  static final class Time extends Clock {
    private Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    synchronized void to(Instant moment) {
      now = moment.isAfter(now) ? moment : now;
    }

    @Override
    public synchronized Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  /// A process: its own connections, its own memory.
  final class Replica implements AutoCloseable {
    final Database database = Database.open(address);
    final Stores stores;
    final Meters meters;
    final GithubApp app;
    final Queue.ByHand queue;

    /// @param clock of its machine
    Replica(Clock clock) {
      stores = Stores.of(database, clock);
      meters = new Meters(clock);
      app = new GithubApp(
          new GithubAddress(api, Optional.empty(), Optional.empty(), patience), AppKey.of(sandbox.appId(), new Secret(sandbox.privateKey())), clock, meters);
      var pipeline = new Pipeline(
          app, stores, clock, Rig.this::await,
          new Pipeline.Terms(Limits.DEFAULT, ReviewPlan.COMMENTS_DEFAULT, new Places(Optional.empty(), Optional.of("https://warden.example"))), meters);
      var baselines = new Baselines(app, new Snapshots(database), stores.repositories(), stores.jobs(), stores.facts(), clock);
      var worker = new Worker(app, pipeline, baselines, stores, new Worker.Rules(RETRY, attemptMax, 4), clock, meters);
      queue = Queue.byHand(database, lease -> stores.jobs().find(lease.job()).map(Job::isBackground).orElse(false)
          ? Optional.empty() : worker.run(lease), time.instant());
    }

    Reconciler reconciler() {
      return new Reconciler(app, stores, time, meters);
    }

    /// Moves the clock from attempt to attempt until the job is over.
    Job toItsEnd(Job job) {
      for (int i = 0; i < 40; i++) {
        queue.runDue(time.instant());
        Job now = stores.jobs().find(job.id()).orElseThrow();
        if (now.state().isOver()) {
          return now;
        }
        Instant next = stores.jobs().in(List.of(Job.State.WAITING), 0, 50).stream().filter(each -> each.job().id().equals(job.id()))
            .findFirst().flatMap(each -> each.nextAt()).orElse(time.instant().plusSeconds(31));
        time.to(next);
        queue.takeOver(time.instant());
      }
      throw new AssertionError("the job does not end: " + stores.jobs().find(job.id()));
    }

    Job deliver(String event, String body) {
      return accept(event, body, UUID.randomUUID().toString());
    }

    Job accept(String event, String body, String id) {
      return accept(event, body, id, Optional.of(repository()));
    }

    /// @param told the repository that the delivery makes known
    Job accept(String event, String body, String id, Optional<RepositoryRef> told) {
      Trigger trigger = EventDecoder.decode(event, body);
      String kind = trigger.getClass().getSimpleName();
      Instant now = time.instant();
      Job job = switch (trigger) {
        case Trigger.Review(var change) -> new Job(
            UUID.randomUUID().toString(), id, kind, change.repository().id(), change.pullRequest().orElseThrow().number(), change.head().sha(),
            Job.State.QUEUED, 0, "", now);
        case Trigger.Rerun rerun -> new Job(
            UUID.randomUUID().toString(), id, kind, rerun.repository().id(), 1, rerun.head().sha(), Job.State.QUEUED, 0, "", now);
        case Trigger.Accept accept -> new Job(
            UUID.randomUUID().toString(), id, kind, accept.repository().id(), 1, accept.head().sha(), Job.State.QUEUED, 0, "", now);
        case Trigger.MergeGroup group -> new Job(
            UUID.randomUUID().toString(), id, kind, group.change().repository().id(), 0, group.change().head().sha(), Job.State.QUEUED, 0, "", now);
        case Trigger.Baseline _, Trigger.Closed _, Trigger.InstallationAdded _, Trigger.InstallationRemoved _,
            Trigger.Suspended _, Trigger.Renamed _, Trigger.Ignored _ ->
            new Job(UUID.randomUUID().toString(), id, kind, trigger instanceof Trigger.Closed ? repositories : 0,
                trigger instanceof Trigger.Closed ? 1 : 0, "", Job.State.QUEUED, 0, "", now);
      };
      stores.deliveries().accept(
          new Deliveries.Delivery(id, event, body), Optional.of(job),
          told, now);
      return job;
    }

    @Override
    public void close() {
      database.close();
    }
  }

  private Runnable meanwhile = () -> {};

  /// What happens when somebody waits next for a moment that has not come.
  void whenSomebodyWaits(Runnable meanwhile) {
    this.meanwhile = meanwhile;
  }

  private void await(Instant moment) {
    if (moment.isAfter(time.instant())) {
      Runnable now = meanwhile;
      meanwhile = () -> {};
      now.run();
      time.to(moment);
    }
  }

  Replica process() {
    return new Replica(time);
  }

  RepositoryRef repository() {
    return new RepositoryRef(repositories, installation, name.substring(0, name.indexOf('/')), name.substring(name.indexOf('/') + 1));
  }

  /// A repository that nobody has seen.
  void fresh() {
    repositories++;
    installation = sandbox.installation();
    name = "example/orders" + repositories;
    sandbox.host(example.git(), repositories, "example", "orders" + repositories);
  }

  String push(String action, CommitId head) {
    sandbox.pullRequest(name, 1, example.base(), head, "Price all orders at once");
    return sandbox.delivery(name, 1, action);
  }

  /// I2: for each head one review and one finished check at most, each finding one comment, one summary in the life of the pull request.
  void nothingIsThereTwice() {
    nothingIsThereTwice(1, List.of(example.first(), example.second()));
  }

  /// The same of another pull request.
  void nothingIsThereTwice(int number, List<CommitId> pushed) {
    Set<String> heads = new HashSet<>();
    sandbox.reviews(name, number).forEach(each -> assertThat(heads.add(each.path("commit_id").asText())).as("one review a head").isTrue());
    for (CommitId head : pushed) {
      assertThat(sandbox.checks(name, head)).as("checks of " + head.brief()).hasSizeLessThanOrEqualTo(1)
          .allSatisfy(each -> assertThat(each.path("status").asText()).as("check").isEqualTo("completed"));
    }
    Set<String> findings = new HashSet<>();
    for (JsonNode each : sandbox.comments(name, number)) {
      if (each.has("path")) {
        String finding = Marker.in(each.path("body").asText()).orElseThrow().id();
        assertThat(findings.add(finding)).as("one comment a finding").isTrue();
      }
    }
    assertThat(summaries(number)).hasSizeLessThanOrEqualTo(1);
  }

  /// I3 and completeness: what the newest head's review says is all there.
  void allOfItIsSaid(CommitId head, int comments) {
    assertThat(lineComments()).hasSize(comments);
    assertThat(summaries()).hasSize(1);
    assertThat(summaries().getFirst().path("body").asText()).contains(head.brief());
    assertThat(sandbox.checks(name, head)).hasSize(1);
    assertThat(sandbox.checks(name, head).getFirst().path("conclusion").asText()).isEqualTo("failure");
  }

  List<JsonNode> lineComments() {
    return sandbox.comments(name, 1).stream().filter(each -> each.has("path")).toList();
  }

  List<JsonNode> summaries() {
    return summaries(1);
  }

  List<JsonNode> summaries(int number) {
    return sandbox.comments(name, number).stream().filter(each -> !each.has("path")).toList();
  }

  @Override
  public void close() {
    sandbox.close();
    example.git().close();
  }
}
