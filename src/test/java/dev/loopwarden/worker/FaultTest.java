package dev.loopwarden.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopwarden.github.GithubAddress;
import dev.loopwarden.job.Job;
import dev.loopwarden.metrics.Meters;
import dev.loopwarden.sandbox.Faults.Fault;
import dev.loopwarden.store.Databases;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What GitHub, the network and a killed process can do in the middle of a review: nothing is said twice, nothing is lost, and every
/// job comes to an end. Waits cost no time: the clock is moved.
@ParameterizedClass(name = "{0}")
@MethodSource("kinds")
final class FaultTest {

  /// What a slow answer takes, and what it is waited for: long for a machine, short for a test.
  private static final Duration SLOW = Duration.ofMillis(900);

  private static final GithubAddress.Patience IMPATIENT =
      new GithubAddress.Patience(Duration.ofSeconds(5), Duration.ofMillis(300), Duration.ofMillis(600), Duration.ofSeconds(5));

  @SuppressWarnings("NullAway.Init") // set before each invocation of the class
  private static Rig rig;

  @SuppressWarnings("NullAway.Init") // the same
  private static Rig.Replica process;

  private final String kind;

  FaultTest(String kind) {
    this.kind = kind;
  }

  static Stream<String> kinds() {
    return Databases.kinds();
  }

  @BeforeParameterizedClassInvocation
  static void start(String kind) {
    rig = new Rig(kind);
    process = rig.process();
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    process.close();
    rig.close();
  }

  /// A request of a review.
  ///
  /// @param before a request whose answer is lost first, so that this one is made; empty for none
  record Call(String method, String path, String before) {
    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  /// All that a first review and one after a push ask of GitHub, the look-ups after a lost answer included.
  static List<Call> calls() {
    return List.of(
        new Call("POST", "/access_tokens$", ""), new Call("GET", "/pulls/1$", ""), new Call("POST", "/check-runs$", ""),
        new Call("GET", "/compare/", ""), new Call("GET", "/git/trees/", ""), new Call("POST", "/graphql$", ""),
        new Call("POST", "/pulls/1/reviews$", ""), new Call("GET", "/pulls/1/comments$", ""), new Call("POST", "/issues/1/comments$", ""),
        new Call("PATCH", "/check-runs/", ""), new Call("PATCH", "/pulls/comments/", ""), new Call("PATCH", "/issues/comments/", ""),
        new Call("GET", "/pulls/1/reviews$", "/pulls/1/reviews$"), new Call("GET", "/issues/1/comments$", "/issues/1/comments$"));
  }

  /// All faults over SQLite; over PostgreSQL those that leave it open what was done, since what follows then is the database's affair.
  private static boolean isTried(Fault fault, String kind) {
    return kind.equals("sqlite") || fault == Fault.RESET_AFTER || fault == Fault.ERROR_AFTER || fault == Fault.TRUNCATED || fault == Fault.SECONDARY_LIMIT;
  }

  @ParameterizedTest(name = "{0} at each call")
  @EnumSource
  void aFaultAtAnyCallLosesNothingAndDoublesNothing(Fault fault) {
    boolean slow = fault == Fault.STALLED || fault == Fault.DRIPPING;
    if (slow) {
      process.close();
      rig.sandbox.faults().slowness(SLOW);
      rig.patience = IMPATIENT;
      process = rig.process();
    }
    try {
      for (Call call : isTried(fault, kind) ? calls() : calls().subList(6, 7)) {
        strike(fault, call);
      }
    } finally {
      if (slow) {
        process.close();
        rig.patience = GithubAddress.Patience.USUAL;
        process = rig.process();
      }
    }
  }

  private static void strike(Fault fault, Call call) {
    rig.fresh();
    rig.sandbox.faults().clear();
    if (!call.before().isEmpty()) {
      rig.sandbox.faults().planMatching("POST", call.before(), Fault.RESET_AFTER, () -> {});
    }
    rig.sandbox.faults().planMatching(call.method(), call.path(), fault, () -> {});
    Job first = process.toItsEnd(process.deliver("pull_request", rig.push("opened", rig.example.first())));
    Job second = process.toItsEnd(process.deliver("pull_request", rig.push("synchronize", rig.example.second())));

    assertThat(rig.sandbox.faults().left()).as(fault + " at " + call + " struck").isZero();
    // A call that GitHub refuses for good ends its job with a reason; the other review is whole.
    for (Job job : List.of(first, second)) {
      assertThat(job.state()).as(fault + " at " + call + ": " + job.reason()).isIn(Job.State.DONE, Job.State.DEAD);
      assertThat(job.reason()).isNotBlank();
      assertThat(job.state() == Job.State.DONE || isRefusal(fault)).as(fault + " at " + call + ": " + job.reason()).isTrue();
    }
    process.reconciler().run();
    settle();
    rig.nothingIsThereTwice();
    if (!isRefusal(fault)) {
      rig.allOfItIsSaid(rig.example.second(), 6);
    }
  }

  private static boolean isRefusal(Fault fault) {
    return fault == Fault.UNPROCESSABLE;
  }

  /// Runs what a reconciliation queued.
  private static void settle() {
    for (int i = 0; i < 5; i++) {
      process.queue.runDue(rig.time.instant());
      rig.time.to(rig.time.instant().plusSeconds(10));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SECONDARY_LIMIT", "TOO_MANY", "PRIMARY_LIMIT", "ABUSE"})
  void aLimitIsKeptToTheSecond(Fault fault) {
    rig.fresh();
    rig.sandbox.faults().clear();
    var at = new ArrayList<Instant>();
    rig.sandbox.faults().planMatching("POST", "/pulls/1/reviews$", fault, () -> at.add(rig.time.instant()));
    Job job = process.deliver("pull_request", rig.push("opened", rig.example.first()));
    process.queue.runDue(rig.time.instant());
    Instant next = process.stores.jobs().in(List.of(Job.State.WAITING), 0, 50).stream().filter(each -> each.job().id().equals(job.id()))
        .findFirst().orElseThrow().nextAt().orElseThrow();
    long named = fault == Fault.PRIMARY_LIMIT ? 90 : fault == Fault.ABUSE ? 60 : 7;
    assertThat(Duration.between(at.getFirst(), next).toSeconds()).isEqualTo(named);

    long asked = reviewPosts();
    rig.time.to(next.minusSeconds(1));
    process.queue.runDue(rig.time.instant());
    assertThat(reviewPosts()).as("nothing before the time").isEqualTo(asked);
    assertThat(process.toItsEnd(job).state()).isEqualTo(Job.State.DONE);
    rig.allOfItIsSaid(rig.example.first(), 6);
  }

  private static long reviewPosts() {
    Pattern mine = Pattern.compile("POST .*/" + rig.name.substring(8) + "/pulls/1/reviews");
    return rig.sandbox.requests().stream().filter(each -> mine.matcher(each).matches()).count();
  }

  /// Where a process is killed: before or after GitHub did what was asked.
  static Stream<Call> crashes() {
    return calls().stream().filter(each -> each.before().isEmpty());
  }

  @ParameterizedTest(name = "killed at {0}")
  @MethodSource("crashes")
  void aProcessThatIsKilledIsTakenOverAndNothingIsLostOrDoubled(Call call) {
    for (Fault fault : List.of(Fault.RESET_BEFORE, Fault.RESET_AFTER)) {
      rig.fresh();
      rig.sandbox.faults().clear();
      boolean second = call.method().equals("PATCH") && !call.path().contains("check-runs");
      if (second) {
        process.toItsEnd(process.deliver("pull_request", rig.push("opened", rig.example.first())));
      }
      Rig.Replica killed = rig.process();
      Job job = killed.deliver("pull_request", rig.push("synchronize", second ? rig.example.second() : rig.example.first()));
      rig.sandbox.faults().planMatching(call.method(), call.path(), fault, killed::close);
      killed.queue.runDue(rig.time.instant());
      assertThat(rig.sandbox.faults().left()).as("killed at " + call).isZero();
      assertThat(process.stores.jobs().find(job.id()).orElseThrow().state()).as("nobody told its end").isEqualTo(Job.State.RUNNING);

      assertThat(process.toItsEnd(job).state()).isEqualTo(Job.State.DONE);
      rig.nothingIsThereTwice();
      rig.allOfItIsSaid(second ? rig.example.second() : rig.example.first(), 6);
    }
  }

  @Test
  void aWorkerThatWasTakenForDeadHasNoEffectWhenItWakes() {
    rig.fresh();
    rig.sandbox.faults().clear();
    try (Rig.Replica slow = rig.process()) {
      Job job = slow.deliver("pull_request", rig.push("opened", rig.example.first()));
      // It sleeps inside its read of the tree; meanwhile the other one takes the job over and does it.
      rig.sandbox.faults().planMatching("GET", "/git/trees/", Fault.SERVER_ERROR, () -> {
        rig.time.to(rig.time.instant().plusSeconds(31));
        process.queue.takeOver(rig.time.instant());
        assertThat(process.toItsEnd(job).state()).isEqualTo(Job.State.DONE);
      });
      slow.queue.runDue(rig.time.instant());
      assertThat(slow.stores.jobs().find(job.id()).orElseThrow().state()).isEqualTo(Job.State.DONE);
      assertThat(slow.meters.scrape(Meters.Standing.UNKNOWN)).contains("\nloopwarden_leases_lost_total 1.0\n", "\nloopwarden_queue_oldest_seconds NaN\n");
    }
    rig.nothingIsThereTwice();
    rig.allOfItIsSaid(rig.example.first(), 6);
  }

  @Test
  void aPushInTheMiddleOfAReviewStopsItBeforeItsFirstWord() {
    rig.fresh();
    rig.sandbox.faults().clear();
    Job old = process.deliver("pull_request", rig.push("opened", rig.example.first()));
    var newer = new ArrayList<Job>();
    rig.sandbox.faults().planMatching("GET", "/compare/", Fault.SERVER_ERROR, () ->
        newer.add(process.deliver("pull_request", rig.push("synchronize", rig.example.second()))));
    assertThat(process.toItsEnd(old).state()).isEqualTo(Job.State.SUPERSEDED);
    assertThat(process.toItsEnd(newer.getFirst()).state()).isEqualTo(Job.State.DONE);
    rig.nothingIsThereTwice();
    assertThat(rig.sandbox.reviews(rig.name, 1)).extracting(each -> each.path("commit_id").asText()).containsExactly(rig.example.second().sha());
    assertThat(rig.sandbox.checks(rig.name, rig.example.first()).getFirst().path("conclusion").asText()).isEqualTo("neutral");
  }

  @Test
  void copiesInAnyOrderOnTwoProcessesSayItOnce() {
    try (Rig.Replica other = rig.process()) {
      rig.fresh();
      rig.sandbox.faults().clear();
      String first = rig.push("opened", rig.example.first());
      String second = rig.push("synchronize", rig.example.second());
      var jobs = new ArrayList<Job>();
      for (String body : List.of(second, first, second, first, first, second)) {
        jobs.add(process.deliver("pull_request", body));
        jobs.add(other.deliver("pull_request", body));
      }
      for (Job job : jobs) {
        (jobs.indexOf(job) % 2 == 0 ? process : other).toItsEnd(job);
      }
      rig.nothingIsThereTwice();
      rig.allOfItIsSaid(rig.example.second(), rig.lineComments().size());
      assertThat(rig.sandbox.reviews(rig.name, 1)).hasSize(1);
      assertThat(rig.sandbox.checks(rig.name, rig.example.first())).as("an older head is not reviewed at all").isEmpty();
    }
  }

  @Test
  void whatGithubCouldNotDeliverIsAskedForOnceAndAnOpenPullRequestIsFound() {
    rig.fresh();
    rig.sandbox.faults().clear();
    process.toItsEnd(process.deliver("pull_request", rig.push("opened", rig.example.first())));
    rig.sandbox.failedDelivery("11111111-0000-0000-0000-000000000000");
    rig.time.to(rig.time.instant().plusSeconds(600));
    rig.push("synchronize", rig.example.second());
    rig.time.to(rig.time.instant().plusSeconds(600));
    Reconciler.Round round = process.reconciler().run();
    assertThat(round.redelivered()).isEqualTo(1);
    assertThat(round.queued()).isEqualTo(1);
    assertThat(process.meters.scrape(Meters.Standing.UNKNOWN)).contains("\nloopwarden_redeliveries_total 1.0\n", "\nloopwarden_missed_reviews_total 1.0\n");
    settle();
    rig.allOfItIsSaid(rig.example.second(), 6);
    assertThat(process.reconciler().run()).isEqualTo(new Reconciler.Round(0, 0));
    assertThat(rig.sandbox.redelivered()).hasSize(1);
  }

  @Test
  void aJobThatDiesEndsItsCheckLater() {
    rig.fresh();
    rig.sandbox.faults().clear();
    for (int i = 0; i < 8; i++) {
      rig.sandbox.faults().planMatching("GET", "/compare/", Fault.SERVER_ERROR, () -> {});
    }
    rig.sandbox.faults().planMatching("PATCH", "/check-runs/", Fault.SERVER_ERROR, () -> {});
    Job job = process.toItsEnd(process.deliver("pull_request", rig.push("opened", rig.example.first())));
    assertThat(job.state()).isEqualTo(Job.State.DEAD);
    assertThat(job.reason()).startsWith("given up after 8 attempts: GET ");
    assertThat(rig.sandbox.checks(rig.name, rig.example.first()).getFirst().path("status").asText()).isEqualTo("in_progress");

    process.reconciler().run();
    settle();
    assertThat(rig.sandbox.checks(rig.name, rig.example.first()).getFirst().path("conclusion").asText()).isEqualTo("neutral");
  }

  @Test
  void anAttemptThatTakesTooLongIsEndedAndMadeAgain() {
    rig.fresh();
    rig.sandbox.faults().clear();
    rig.sandbox.faults().slowness(Duration.ofSeconds(6));
    rig.attemptMax = Duration.ofSeconds(1);
    try (Rig.Replica hasty = rig.process()) {
      Job job = hasty.deliver("pull_request", rig.push("opened", rig.example.first()));
      rig.sandbox.faults().planMatching("POST", "/pulls/1/reviews$", Fault.DRIPPING, () -> {});
      long begin = System.nanoTime();
      hasty.queue.runDue(rig.time.instant());
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
      assertThat(hasty.stores.jobs().find(job.id()).orElseThrow().reason()).isEqualTo("the attempt took longer than 1 s");
      rig.attemptMax = Duration.ofMinutes(2);
      assertThat(process.toItsEnd(job).state()).isEqualTo(Job.State.DONE);
    } finally {
      rig.attemptMax = Duration.ofMinutes(2);
    }
    rig.nothingIsThereTwice();
    rig.allOfItIsSaid(rig.example.first(), 6);
  }

  @Test
  void aFirstReviewCostsAtMostTwelveReadsAndOneAfterAPushSix() {
    rig.fresh();
    rig.sandbox.faults().clear();
    int from = rig.sandbox.requests().size();
    process.toItsEnd(process.deliver("pull_request", rig.push("opened", rig.example.first())));
    int between = rig.sandbox.requests().size();
    process.toItsEnd(process.deliver("pull_request", rig.push("synchronize", rig.example.second())));
    List<String> all = rig.sandbox.requests();
    assertThat(reads(all.subList(from, between))).isLessThanOrEqualTo(12);
    assertThat(reads(all.subList(between, all.size()))).isLessThanOrEqualTo(6);
  }

  private static long reads(List<String> requests) {
    return requests.stream().filter(each -> each.startsWith("GET ") || each.endsWith("/graphql")).count();
  }
}
