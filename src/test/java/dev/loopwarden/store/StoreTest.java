package dev.loopwarden.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopwarden.job.Job;
import dev.loopwarden.job.Step;
import dev.loopwarden.pull.Earlier;
import dev.loopwarden.pull.RepositoryRef;
import dev.loopwarden.review.Effect;
import dev.loopwarden.pull.CommitId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The store, on SQLite and on PostgreSQL.
final class StoreTest {

  private static final Instant NOW = Instant.ofEpochMilli(1_760_000_000_000L);
  private static final RepositoryRef REPOSITORY = new RepositoryRef(7, 70, "o", "r");
  private static final CommitId HEAD = new CommitId("a".repeat(40));
  private static final Effects.Target TARGET = new Effects.Target(7, 3);

  private Database database;

  @SuppressWarnings("NullAway.Init") // set in each test
  StoreTest() {}

  @AfterEach
  void close() {
    database.close();
  }

  static Stream<String> kinds() {
    return Databases.kinds();
  }

  private void open(String kind) {
    database = Database.open(Databases.fresh(kind));
  }

  private static Job job(String id, String delivery) {
    return new Job(id, delivery, "Review", 7, 3, HEAD.sha(), Job.State.QUEUED, 0, "", NOW);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aDeliveryIsStoredOnceAndItsJobWithIt(String kind) throws Exception {
    open(kind);
    var deliveries = new Deliveries(database);
    var delivery = new Deliveries.Delivery("d1", "pull_request", "{\"a\": \"ü\"}");
    assertThat(deliveries.accept(delivery, Optional.of(job("j1", "d1")), Optional.of(REPOSITORY), NOW)).isEqualTo(Deliveries.Accepted.NEW);
    assertThat(deliveries.accept(delivery, Optional.of(job("j2", "d1")), Optional.of(REPOSITORY), NOW)).isEqualTo(Deliveries.Accepted.DUPLICATE);
    assertThat(deliveries.find("d1")).contains(delivery);
    assertThat(new Jobs(database).latest(10)).extracting(Job::id).containsExactly("j1");
    assertThat(new Repositories(database).all()).containsExactly(REPOSITORY);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aDeadJobComesBackWithItsRedelivery(String kind) throws Exception {
    open(kind);
    var deliveries = new Deliveries(database);
    var jobs = new Jobs(database);
    var delivery = new Deliveries.Delivery("d1", "pull_request", "{}");
    deliveries.accept(delivery, Optional.of(job("j1", "d1")), Optional.empty(), NOW);
    jobs.end(take("j1"), new Step(Job.State.DEAD, "no answer", Optional.empty()), NOW);
    assertThat(deliveries.accept(delivery, Optional.of(job("j2", "d1")), Optional.empty(), NOW)).isEqualTo(Deliveries.Accepted.REVIVED);
    assertThat(jobs.find("j1").orElseThrow().state()).isEqualTo(Job.State.QUEUED);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aStoredJobIsRunAndRunAgainWhenItAsksFor(String kind) throws Exception {
    open(kind);
    var seen = new ConcurrentLinkedQueue<String>();
    new Deliveries(database).accept(new Deliveries.Delivery("d1", "push", "{}"), Optional.of(job("j1", "d1")), Optional.empty(), NOW);
    try (Queue queue = Queue.start(database, lease -> {
      seen.add(lease.job());
      return seen.size() < 2 ? Optional.of(Instant.now()) : Optional.empty();
    }, List.of(), new Queue.Threads(1, Executors.newCachedThreadPool(), Duration.ofSeconds(5)), Clock.systemUTC())) {
      queue.wake();
      long end = System.nanoTime() + Duration.ofSeconds(15).toNanos();
      while (seen.size() < 2 && System.nanoTime() < end) {
        Thread.sleep(50);
      }
    }
    assertThat(seen).containsExactly("j1", "j1");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void anEffectGoesFromIntendedToDoneAndTellsWhatStands(String kind) throws Exception {
    open(kind);
    var effects = new Effects(database);
    var effect = new Effect.PostFileComment(HEAD, "f".repeat(32), "LW301", "a.py", "text");
    new Deliveries(database).accept(new Deliveries.Delivery("d1", "push", "{}"), Optional.of(job("j1", "d1")), Optional.empty(), NOW);
    assertThat(effects.intent(TARGET, effect.key()).progress()).isEqualTo(Effects.Progress.NONE);
    Lease lease = take("j1");
    effects.intend(lease, TARGET, effect.key(), "mark", NOW);
    assertThat(effects.intent(TARGET, effect.key())).isEqualTo(new Effects.Intent(Effects.Progress.INTENDED, "mark", "j1@" + lease.version(), NOW));
    assertThat(effects.pending(TARGET)).hasSize(1);
    effects.done(lease, TARGET, effect, 55, Map.of());
    assertThat(effects.intent(TARGET, effect.key()).progress()).isEqualTo(Effects.Progress.DONE);
    assertThat(effects.pending(TARGET)).isEmpty();
    assertThat(effects.earlier(TARGET).comments())
        .containsExactly(new Earlier.Posted("f".repeat(32), "LW301", 55, "a.py", 0, Earlier.State.OPEN, "text", ""));
    effects.surround(TARGET, Map.of("f".repeat(32), "1 2 3 4", "another", "5 6 7 8"));
    assertThat(effects.earlier(TARGET).comments()).extracting(Earlier.Posted::around).containsExactly("1 2 3 4");
    effects.done(
        lease, TARGET, new Effect.EditComment(HEAD, 55, "f".repeat(32), Effect.EditComment.Becomes.FIXED, "fixed"), 55, Map.of());
    assertThat(effects.earlier(TARGET).comments().getFirst().state()).isEqualTo(Earlier.State.FIXED);
    effects.dismissed(lease, TARGET, 55);
    assertThat(effects.earlier(TARGET).comments().getFirst().state()).isEqualTo(Earlier.State.DISMISSED);
  }

  /// A clock that was a day ahead for a while does not hold all writes back for a day.
  @ParameterizedTest
  @MethodSource("kinds")
  void aClockThatWentWrongDoesNotHoldWritesBackWhenItIsRightAgain(String kind) throws Exception {
    open(kind);
    var pace = new Pace(database);
    Duration gap = Duration.ofSeconds(1);
    Instant wrong = NOW.plus(Duration.ofDays(1));
    assertThat(pace.reserve(9, gap, Duration.ofSeconds(15), true, wrong)).isEqualTo(new Pace.Turn.At(wrong));
    assertThat(pace.reserve(9, gap, Duration.ofSeconds(15), true, NOW)).isEqualTo(new Pace.Turn.At(NOW));
    assertThat(pace.reserve(9, gap, Duration.ofSeconds(15), true, NOW)).isEqualTo(new Pace.Turn.At(NOW.plusSeconds(1)));
    pace.holdBack(9, NOW.plus(Duration.ofHours(2)));
    assertThat(pace.reserve(9, gap, Duration.ofSeconds(15), true, NOW)).isEqualTo(new Pace.Turn.TooFar(NOW.plus(Duration.ofHours(2))));
  }

  /// What a worker does that lost its lease touches nothing of the next one's.
  @ParameterizedTest
  @MethodSource("kinds")
  void aLostLeaseTakesBackNoIntentionOfAnother(String kind) throws Exception {
    open(kind);
    var effects = new Effects(database);
    new Deliveries(database).accept(new Deliveries.Delivery("d1", "push", "{}"), Optional.of(job("j1", "d1")), Optional.empty(), NOW);
    Lease lost = take("j1");
    effects.intend(lost, TARGET, "review:x", "", NOW);
    Lease next = take("j1");
    effects.intend(next, TARGET, "review:x", "", NOW);
    assertThatThrownBy(() -> effects.undone(lost, TARGET, "review:x")).isInstanceOf(Lease.Lost.class);
    assertThatThrownBy(() -> effects.dismissed(lost, TARGET, 1)).isInstanceOf(Lease.Lost.class);
    assertThatThrownBy(() -> effects.summaryDismissed(lost, TARGET)).isInstanceOf(Lease.Lost.class);
    assertThatThrownBy(() -> effects.reopen(lost, TARGET, "check-complete:x", NOW)).isInstanceOf(Lease.Lost.class);
    assertThatThrownBy(() -> effects.found(lost, TARGET, List.of(), List.of(), Optional.empty())).isInstanceOf(Lease.Lost.class);
    assertThatThrownBy(() -> new Jobs(database).uncount(lost)).isInstanceOf(Lease.Lost.class);
    assertThatThrownBy(() -> new Jobs(database).hold(lost)).isInstanceOf(Lease.Lost.class);
    assertThat(effects.intent(TARGET, "review:x").by()).isEqualTo(next.name());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void writesOfAnInstallationAreASecondApart(String kind) throws Exception {
    open(kind);
    var pace = new Pace(database);
    Duration gap = Duration.ofSeconds(1);
    Duration patience = Duration.ofSeconds(2);
    assertThat(pace.reserve(70, gap, patience, false, NOW)).isEqualTo(new Pace.Turn.At(NOW));
    assertThat(pace.reserve(70, gap, patience, false, NOW)).isEqualTo(new Pace.Turn.At(NOW.plusSeconds(1)));
    assertThat(pace.reserve(71, gap, patience, false, NOW)).isEqualTo(new Pace.Turn.At(NOW));
    assertThat(pace.reserve(70, gap, patience, false, NOW)).isEqualTo(new Pace.Turn.At(NOW.plusSeconds(2)));
    assertThat(pace.reserve(70, gap, patience, false, NOW)).isEqualTo(new Pace.Turn.TooFar(NOW.plusSeconds(3)));
    assertThat(pace.reserve(70, gap, patience, false, NOW.plusSeconds(1))).isEqualTo(new Pace.Turn.At(NOW.plusSeconds(3)));
    pace.holdBack(70, NOW.plusSeconds(90));
    assertThat(pace.reserve(70, gap, patience, false, NOW.plusSeconds(60))).isEqualTo(new Pace.Turn.TooFar(NOW.plusSeconds(90)));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void commentsOfAnInstallationAreNotMoreThanGithubTakesInAnHour(String kind) throws Exception {
    open(kind);
    var pace = new Pace(database);
    Duration gap = Duration.ofSeconds(1);
    Instant first = NOW;
    Instant now = NOW;
    for (int i = 0; i < 450; i++) {
      assertThat(pace.reserve(70, gap, gap, true, now)).isEqualTo(new Pace.Turn.At(now));
      now = now.plusSeconds(1);
    }
    assertThat(pace.reserve(70, gap, gap, true, now)).isEqualTo(new Pace.Turn.TooFar(first.plus(Duration.ofHours(1))));
    assertThat(pace.reserve(70, gap, gap, false, now)).isEqualTo(new Pace.Turn.At(now));
    Instant later = first.plus(Duration.ofHours(1));
    assertThat(pace.reserve(70, gap, gap, true, later)).isEqualTo(new Pace.Turn.At(later));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aWorkerThatLostItsLeaseHasNoEffect(String kind) throws Exception {
    open(kind);
    var effects = new Effects(database);
    var jobs = new Jobs(database);
    new Deliveries(database).accept(new Deliveries.Delivery("d1", "push", "{}"), Optional.of(job("j1", "d1")), Optional.empty(), NOW);
    Queue.ByHand other = Queue.byHand(database, _ -> Optional.empty(), NOW);
    Lease lease = take("j1");
    assertThat(jobs.begin(lease, job("j1", "d1"), 2, NOW)).isEqualTo(new Jobs.Begin.Begun(1));
    effects.intend(lease, TARGET, "review:x", "", NOW);
    other.takeOver(NOW.plusSeconds(31));
    assertThatThrownBy(() -> effects.intend(lease, TARGET, "review:y", "", NOW)).isInstanceOf(Lease.Lost.class);
    assertThatThrownBy(() -> effects.done(lease, TARGET, new Effect.UpsertSummary(HEAD, "m", "b"), 9, Map.of())).isInstanceOf(Lease.Lost.class);
    assertThatThrownBy(() -> jobs.end(lease, new Step(Job.State.DONE, "", Optional.empty()), NOW)).isInstanceOf(Lease.Lost.class);
    assertThat(effects.intent(TARGET, "review:y").progress()).isEqualTo(Effects.Progress.NONE);
    assertThat(effects.earlier(TARGET).summary()).isEmpty();
    assertThat(jobs.find("j1").orElseThrow().state()).isEqualTo(Job.State.RUNNING);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void jobsOfOnePullRequestTakeTurnsAndARepositoryHasItsShare(String kind) throws Exception {
    open(kind);
    var jobs = new Jobs(database);
    for (int i = 1; i <= 4; i++) {
      Job job = new Job("j" + i, "d" + i, "Review", 7, i < 3 ? 3 : i + 1, HEAD.sha(), Job.State.QUEUED, 0, "", NOW);
      new Deliveries(database).accept(new Deliveries.Delivery("d" + i, "push", "{}"), Optional.of(job), Optional.of(REPOSITORY), NOW);
    }
    Lease first = take("j1");
    assertThat(begin(jobs, first)).isEqualTo("begun 1");
    assertThat(begin(jobs, take("j2"))).isEqualTo("another job of its pull request runs");
    Lease third = take("j3");
    assertThat(begin(jobs, third)).isEqualTo("begun 1");
    assertThat(begin(jobs, take("j4"))).isEqualTo("its repository has its share of the workers");
    jobs.end(third, new Step(Job.State.DONE, "", Optional.empty()), NOW);
    assertThat(begin(jobs, take("j4"))).isEqualTo("begun 1");
    jobs.end(first, new Step(Job.State.DONE, "", Optional.empty()), NOW);
    assertThat(begin(jobs, take("j2"))).isEqualTo("begun 1");
  }

  private static String begin(Jobs jobs, Lease lease) {
    return switch (jobs.begin(lease, jobs.find(lease.job()).orElseThrow(), 2, NOW)) {
      case Jobs.Begin.Begun(int attempt) -> "begun " + attempt;
      case Jobs.Begin.Later later -> later.why();
    };
  }

  private Lease take(String job) {
    return Leases.take(database, job);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aSuspendedInstallationLetsItsJobsWait(String kind) throws Exception {
    open(kind);
    var jobs = new Jobs(database);
    var repositories = new Repositories(database);
    new Deliveries(database).accept(new Deliveries.Delivery("d1", "push", "{}"), Optional.of(job("j1", "d1")), Optional.of(REPOSITORY), NOW);
    repositories.suspend(70, true, NOW);
    Lease lease = take("j1");
    assertThat(jobs.begin(lease, job("j1", "d1"), 2, NOW)).isInstanceOf(Jobs.Begin.Later.class);
    repositories.suspend(70, false, NOW);
    assertThat(jobs.begin(lease, job("j1", "d1"), 2, NOW)).isEqualTo(new Jobs.Begin.Begun(1));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aRepositoryThatIsRemovedLeavesNoRow(String kind) throws Exception {
    open(kind);
    var effects = new Effects(database);
    new Deliveries(database).accept(
        new Deliveries.Delivery("d1", "pull_request", "{}"), Optional.of(job("j1", "d1")), Optional.of(REPOSITORY), NOW);
    Lease lease = take("j1");
    effects.intend(lease, TARGET, "summary", "", NOW);
    effects.done(lease, TARGET, new Effect.UpsertSummary(HEAD, "m", "b"), 9, Map.of());
    new Repositories(database).forgetInstallation(70);
    assertThat(new Repositories(database).all()).isEmpty();
    assertThat(new Jobs(database).latest(10)).isEmpty();
    assertThat(effects.earlier(TARGET).summary()).isEmpty();
    assertThat(new Deliveries(database).count()).isZero();
  }
}
