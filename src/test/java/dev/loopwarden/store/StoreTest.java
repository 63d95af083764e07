package dev.loopwarden.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopwarden.job.Job;
import dev.loopwarden.pull.Earlier;
import dev.loopwarden.pull.RepositoryRef;
import dev.loopwarden.review.Effect;
import dev.loopwarden.pull.CommitId;
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
    jobs.set("j1", Job.State.DEAD, "no answer", NOW);
    assertThat(deliveries.accept(delivery, Optional.of(job("j2", "d1")), Optional.empty(), NOW)).isEqualTo(Deliveries.Accepted.REVIVED);
    assertThat(jobs.find("j1").orElseThrow().state()).isEqualTo(Job.State.QUEUED);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aStoredJobIsRunAndRunAgainWhenItAsksFor(String kind) throws Exception {
    open(kind);
    var seen = new ConcurrentLinkedQueue<String>();
    new Deliveries(database).accept(new Deliveries.Delivery("d1", "push", "{}"), Optional.of(job("j1", "d1")), Optional.empty(), NOW);
    try (Queue queue = Queue.start(database, id -> {
      seen.add(id);
      return seen.size() < 2 ? Optional.of(Instant.now()) : Optional.empty();
    }, List.of(), 1, Executors.newCachedThreadPool(), Duration.ofSeconds(5))) {
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
    assertThat(effects.progress(TARGET, effect.key())).isEqualTo(Effects.Progress.NONE);
    effects.intend(TARGET, effect.key(), NOW);
    assertThat(effects.progress(TARGET, effect.key())).isEqualTo(Effects.Progress.INTENDED);
    assertThat(effects.hasPending(TARGET)).isTrue();
    effects.done(TARGET, effect, 55, Map.of(), NOW);
    assertThat(effects.progress(TARGET, effect.key())).isEqualTo(Effects.Progress.DONE);
    assertThat(effects.hasPending(TARGET)).isFalse();
    assertThat(effects.earlier(TARGET).comments())
        .containsExactly(new Earlier.Posted("f".repeat(32), "LW301", 55, "a.py", 0, Earlier.State.OPEN, "text"));
    effects.done(TARGET, new Effect.EditComment(HEAD, 55, "f".repeat(32), Effect.EditComment.Becomes.FIXED, "fixed"), 55, Map.of(), NOW);
    assertThat(effects.earlier(TARGET).comments().getFirst().state()).isEqualTo(Earlier.State.FIXED);
    effects.dismissed(TARGET, 55);
    assertThat(effects.earlier(TARGET).comments().getFirst().state()).isEqualTo(Earlier.State.DISMISSED);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void writesOfAnInstallationAreASecondApart(String kind) throws Exception {
    open(kind);
    var effects = new Effects(database);
    Duration gap = Duration.ofSeconds(1);
    assertThat(effects.reserveWrite(70, gap, NOW)).isEqualTo(NOW);
    assertThat(effects.reserveWrite(70, gap, NOW)).isEqualTo(NOW.plusSeconds(1));
    assertThat(effects.reserveWrite(71, gap, NOW)).isEqualTo(NOW);
    assertThat(effects.reserveWrite(70, gap, NOW.plusSeconds(60))).isEqualTo(NOW.plusSeconds(60));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aRepositoryThatIsRemovedLeavesNoRow(String kind) throws Exception {
    open(kind);
    var effects = new Effects(database);
    new Deliveries(database).accept(
        new Deliveries.Delivery("d1", "pull_request", "{}"), Optional.of(job("j1", "d1")), Optional.of(REPOSITORY), NOW);
    effects.done(TARGET, new Effect.UpsertSummary(HEAD, "m", "b"), 9, Map.of(), NOW);
    new Repositories(database).forgetInstallation(70);
    assertThat(new Repositories(database).all()).isEmpty();
    assertThat(new Jobs(database).latest(10)).isEmpty();
    assertThat(effects.earlier(TARGET).summary()).isEmpty();
    assertThat(new Deliveries(database).count()).isZero();
  }
}
