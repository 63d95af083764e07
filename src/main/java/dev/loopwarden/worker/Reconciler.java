package dev.loopwarden.worker;

import dev.loopwarden.github.GithubApp;
import dev.loopwarden.github.Limited;
import dev.loopwarden.github.MissedWork;
import dev.loopwarden.github.Redaction;
import dev.loopwarden.github.Rejected;
import dev.loopwarden.job.Job;
import dev.loopwarden.metrics.Meters;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.store.Deliveries;
import dev.loopwarden.store.Effects;
import dev.loopwarden.store.Repositories;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds what was missed, at the start and every few minutes: deliveries that GitHub could not bring, open pull requests that nobody
/// told us of, and checks of dead jobs that still say "in progress".
public final class Reconciler {

  private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

  /// How often it runs.
  public static final Duration EVERY = Duration.ofMinutes(5);

  /// GitHub keeps deliveries for three days.
  private static final Duration DELIVERIES_KEPT = Duration.ofDays(3);

  /// Pull requests that were not touched for so long are left alone.
  private static final Duration TOUCHED = Duration.ofDays(7);

  /// A delivery may still be on its way: what was touched just now is left to it.
  private static final Duration ON_ITS_WAY = Duration.ofMinutes(2);

  /// A check that GitHub does not let us end is not tried at each round.
  private static final Duration AGAIN = Duration.ofHours(1);

  /// One round is small: an installation must not begin with a storm of comments on old work.
  private static final int REPOSITORIES_A_ROUND = 20;

  private static final int REVIEWS_A_ROUND = 20;

  private final GithubApp app;
  private final Stores stores;
  private final Clock clock;
  private final Meters meters;

  public Reconciler(GithubApp app, Stores stores, Clock clock, Meters meters) {
    this.app = app;
    this.stores = stores;
    this.clock = clock;
    this.meters = meters;
  }

  /// What one round did.
  public record Round(int redelivered, int queued) {}

  /// One round. A part that fails is told in the log, and the next round tries again.
  public Round run() {
    int redelivered = quietly("failed deliveries", this::redeliver);
    int queued = quietly("open pull requests", this::sweep);
    quietly("checks of dead jobs", this::closeChecks);
    if (redelivered + queued > 0) {
      LOG.info("reconciled redelivered={} queued={}", redelivered, queued);
    }
    return new Round(redelivered, queued);
  }

  @FunctionalInterface
  private interface Part {
    int run() throws IOException;
  }

  private static int quietly(String what, Part part) {
    try {
      return part.run();
    } catch (IOException | RuntimeException failed) {
      LOG.warn("{} could not be gone through: {}", what, Redaction.of(failed.toString()));
      return 0;
    }
  }

  /// Asks for each delivery that failed once more. It is noted when GitHub was asked, not before: a second copy does no harm, none does.
  private int redeliver() throws IOException {
    MissedWork missed = app.missed();
    int asked = 0;
    for (MissedWork.Failed each : missed.failedSince(clock.instant().minus(DELIVERIES_KEPT))) {
      if (stores.deliveries().find(each.id()).isPresent() || !stores.deliveries().isToAsk(each.id(), each.attempt())) {
        continue;
      }
      try {
        missed.redeliver(each);
        meters.redelivery();
        asked++;
      } catch (Rejected refused) {
        LOG.info("github_delivery_id={} GitHub does not deliver it again: {}", each.id(), refused.getMessage());
      } catch (Limited limited) {
        throw limited;
      } catch (IOException later) {
        LOG.info("github_delivery_id={} is asked for in the next round: {}", each.id(), Redaction.of(later.toString()));
        continue;
      }
      stores.deliveries().asked(each.id(), each.attempt(), clock.instant());
    }
    return asked;
  }

  /// Queues open pull requests that were pushed to since we know their repository, and whose head has no finished check of ours.
  private int sweep() throws IOException {
    int queued = 0;
    for (Repositories.Known known : stores.repositories().toSweep(REPOSITORIES_A_ROUND, clock.instant())) {
      List<MissedWork.Open> open;
      try {
        open = app.missed().open(known.repository());
      } catch (IOException failed) {
        LOG.info("github_repository={} could not be swept: {}", known.repository().id(), Redaction.of(failed.toString()));
        continue;
      }
      for (MissedWork.Open pull : open) {
        if (queued < REVIEWS_A_ROUND && isMissed(known, pull)) {
          if (queue(known, pull)) {
            meters.missedReview();
            queued++;
          }
        }
      }
    }
    return queued;
  }

  private boolean isMissed(Repositories.Known known, MissedWork.Open pull) {
    Instant now = clock.instant();
    boolean ours = pull.updated().isAfter(known.since()) && pull.updated().isAfter(now.minus(TOUCHED))
        && pull.updated().isBefore(now.minus(ON_ITS_WAY));
    var target = new Effects.Target(known.repository().id(), pull.number());
    return ours
        && stores.effects().intent(target, "check-complete:" + pull.head()).progress() != Effects.Progress.DONE
        && !stores.headJobs().isOpen(target.repository(), target.pullRequest(), new CommitId(pull.head()));
  }

  private boolean queue(Repositories.Known known, MissedWork.Open pull) {
    String delivery = "sweep-" + known.repository().id() + "-" + pull.number() + "-" + pull.head();
    var job = new Job(
        UUID.randomUUID().toString(), delivery, "Review", known.repository().id(), pull.number(), pull.head(), Job.State.QUEUED, 0, "",
        clock.instant());
    return stores.deliveries().accept(
        new Deliveries.Delivery(delivery, "pull_request", pull.body()), Optional.of(job), Optional.of(known.repository()), clock.instant())
        == Deliveries.Accepted.NEW;
  }

  /// One job for each head whose check nobody ended.
  private int closeChecks() {
    Instant now = clock.instant();
    Map<String, Job> open = new LinkedHashMap<>();
    stores.headJobs().withOpenCheck(now.minus(TOUCHED), now.minus(AGAIN))
        .forEach(each -> open.put(each.repository() + " " + each.pullRequest() + " " + each.head(), each));
    open.values().forEach(each -> stores.headJobs().closeCheck(each, UUID.randomUUID().toString(), now));
    return open.size();
  }
}
