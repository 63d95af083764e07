package dev.loopwarden.worker;

import dev.loopwarden.github.GithubApp;
import dev.loopwarden.github.Limited;
import dev.loopwarden.github.Redaction;
import dev.loopwarden.github.Rejected;
import dev.loopwarden.job.Job;
import dev.loopwarden.job.Outcome;
import dev.loopwarden.job.RetryPolicy;
import dev.loopwarden.job.Step;
import dev.loopwarden.metrics.Meters;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.pull.RepositoryRef;
import dev.loopwarden.review.PublishResult;
import dev.loopwarden.store.Jobs;
import dev.loopwarden.store.Lease;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes one job at a time to its end: done, superseded, dead with a reason, or waiting for its next attempt.
public final class Worker {

  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

  private final GithubApp app;
  private final Baselines baselines;
  private final Stores stores;
  private final Errands errands;
  private final Rules rules;
  private final Clock clock;
  private final Deadlines deadlines;
  private final Meters meters;

  public Worker(GithubApp app, Pipeline pipeline, Baselines baselines, Stores stores, Rules rules, Clock clock, Meters meters) {
    this.app = app;
    this.baselines = baselines;
    this.stores = stores;
    this.errands = new Errands(app, pipeline, baselines, stores, clock);
    this.rules = rules;
    this.clock = clock;
    this.deadlines = new Deadlines(rules.attemptMax());
    this.meters = meters;
  }

  /// When a job is tried again, how long an attempt takes at most, and how many jobs of one repository run at a time.
  public record Rules(RetryPolicy retry, Duration attemptMax, int share) {}

  /// One attempt; the answer is when the next one is due, or nothing where the job is over.
  public Optional<Instant> run(Lease lease) {
    Optional<Job> found = stores.jobs().find(lease.job());
    if (found.isEmpty() || found.get().state().isOver()) {
      return Optional.empty();
    }
    Job job = found.get();
    try {
      Step step = job.isBackground() ? baselines.inTurn(job, rules.retry(), () -> begin(job, lease)) : begin(job, lease);
      end(lease, step);
      return step.next();
    } catch (Lease.Lost lost) {
      meters.leaseLost();
      throw lost;
    }
  }

  private Step begin(Job job, Lease lease) {
    return switch (stores.jobs().begin(lease, job, rules.share(), clock.instant())) {
      case Jobs.Begin.Later later -> Step.later(job, later.why(), clock.instant().plus(later.pause()), rules.retry(), clock.instant());
      case Jobs.Begin.Begun(int attempt) -> attempt(new Turn(job, lease), attempt);
    };
  }

  /// Written down even where the thread was told to stop.
  private void end(Lease lease, Step step) {
    boolean stopped = Thread.interrupted();
    stores.jobs().end(lease, step, clock.instant());
    if (stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private Step attempt(Turn turn, int attempt) {
    Job job = turn.job();
    Step step;
    try (Deadlines.Watch watch = deadlines.watch()) {
      try {
        step = after(job.isBackground() ? new Outcome.Done(baselines.look(job)) : outcome(errands.carryOut(turn)), job, attempt);
      } catch (Later later) {
        stores.jobs().uncount(turn.lease());
        step = Step.later(job, String.valueOf(later.getMessage()), later.at(), rules.retry(), clock.instant());
      } catch (Lease.Lost lost) {
        throw lost;
      } catch (IOException | RuntimeException failed) {
        app.forgetToken(job.repository());
        step = after(watch.isOver()
            ? new Outcome.Failed(clock.instant(), "the attempt took longer than " + rules.attemptMax().toSeconds() + " s") : failure(job, failed), job, attempt);
        LOG.warn("job_id={} attempt={} failed: {}", job.id(), attempt, Redaction.of(failed.toString()));
      }
    }
    told(job, attempt, step);
    meters.attempted(job.kind(), step.state());
    if (step.state() == Job.State.DEAD && !job.isBackground()) {
      closeCheck(turn);
    }
    return step;
  }

  /// The one line that every attempt leaves behind.
  private void told(Job job, int attempt, Step step) {
    String repository = stores.repositories().find(job.repository()).map(RepositoryRef::fullName).orElseGet(() -> String.valueOf(job.repository()));
    LOG.atInfo()
        .addKeyValue("job_id", job.id()).addKeyValue("github_delivery_id", job.delivery()).addKeyValue("github_repository", repository)
        .addKeyValue("github_pr_num", job.pullRequest()).addKeyValue("head_sha", job.head()).addKeyValue("attempt", attempt)
        .addKeyValue("outcome", step.state()).addKeyValue("reason", step.reason())
        .log("job");
  }

  private Step after(Outcome outcome, Job job, int attempt) {
    return Step.after(outcome, job, attempt, rules.retry(), clock.instant());
  }

  private static Outcome outcome(PublishResult result) {
    return switch (result) {
      case PublishResult.Published(int comments, int edits) -> new Outcome.Done(comments + " comments, " + edits + " edits");
      case PublishResult.Superseded(CommitId newer) -> new Outcome.Superseded("a newer head is there: " + newer.brief());
      case PublishResult.Moot(String why) -> new Outcome.Superseded(why);
    };
  }

  private Outcome failure(Job job, Exception failed) {
    Instant now = clock.instant();
    for (Throwable each = failed; each != null; each = each.getCause()) {
      if (each instanceof Limited limited) {
        stores.repositories().find(job.repository()).ifPresent(ref -> stores.pace().holdBack(ref.installation(), limited.until()));
        return new Outcome.Failed(limited.until(), String.valueOf(limited.getMessage()));
      }
      if (each instanceof Rejected rejected) {
        return rejected(job, rejected, now);
      }
    }
    String reason = failed instanceof IOException || failed instanceof UncheckedIOException ? String.valueOf(failed.getMessage())
        : failed instanceof CancellationException ? "the service was stopped" : failed.toString();
    return new Outcome.Failed(now, Redaction.of(reason));
  }

  /// A wrong token may be a token that ended; what is not found may have moved, or not be everywhere yet. The rest stays refused.
  private Outcome rejected(Job job, Rejected rejected, Instant now) {
    String reason = String.valueOf(rejected.getMessage());
    int status = rejected.status();
    if (status == 404 || (status >= 300 && status < 400)) {
      try {
        Optional<RepositoryRef> current = stores.repositories().find(job.repository());
        if (current.isPresent()) {
          app.current(current.get()).ifPresent(each -> stores.repositories().remember(each, now));
        }
      } catch (IOException | RuntimeException unknown) {
        LOG.info("job_id={} the repository's name could not be asked for: {}", job.id(), Redaction.of(unknown.toString()));
      }
      return new Outcome.Failed(now, reason);
    }
    return status == 401 ? new Outcome.Failed(now, reason) : new Outcome.Hopeless(reason);
  }

  private void closeCheck(Turn turn) {
    try {
      errands.giveUp(turn);
    } catch (Lease.Lost lost) {
      throw lost;
    } catch (IOException | RuntimeException again) {
      LOG.warn("job_id={} its check could not be ended, and will be later: {}", turn.job().id(), Redaction.of(again.toString()));
    }
  }
}
