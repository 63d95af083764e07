package dev.loopwarden.worker;

import dev.loopwarden.github.EventDecoder;
import dev.loopwarden.github.GithubApp;
import dev.loopwarden.github.Limited;
import dev.loopwarden.github.Redaction;
import dev.loopwarden.github.Rejected;
import dev.loopwarden.job.Job;
import dev.loopwarden.job.Outcome;
import dev.loopwarden.job.RetryPolicy;
import dev.loopwarden.job.Step;
import dev.loopwarden.job.Trigger;
import dev.loopwarden.metrics.Meters;
import dev.loopwarden.pull.Change;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.pull.RepositoryRef;
import dev.loopwarden.review.PublishResult;
import dev.loopwarden.store.Deliveries;
import dev.loopwarden.store.Jobs;
import dev.loopwarden.store.Lease;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes one job at a time to its end: done, superseded, dead with a reason, or waiting for its next attempt.
public final class Worker {

  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

  private final GithubApp app;
  private final Pipeline pipeline;
  private final Baselines baselines;
  private final Stores stores;
  private final Heads heads;
  private final Rules rules;
  private final Clock clock;
  private final Deadlines deadlines;
  private final Meters meters;

  public Worker(GithubApp app, Pipeline pipeline, Baselines baselines, Stores stores, Rules rules, Clock clock, Meters meters) {
    this.app = app;
    this.pipeline = pipeline;
    this.baselines = baselines;
    this.stores = stores;
    this.heads = new Heads(app, stores.jobs());
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
        step = after(job.isBackground() ? new Outcome.Done(baselines.look(job)) : outcome(carryOut(turn)), job, attempt);
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
      giveUp(turn);
    } catch (Lease.Lost lost) {
      throw lost;
    } catch (IOException | RuntimeException again) {
      LOG.warn("job_id={} its check could not be ended, and will be later: {}", turn.job().id(), Redaction.of(again.toString()));
    }
  }

  private void giveUp(Turn turn) throws IOException {
    String why = "GitHub did not answer as expected; the operator's log has the reason.";
    switch (trigger(turn.job())) {
      case Trigger.Review(Change change) -> pipeline.publisher(change, turn).giveUp(why);
      case Trigger.MergeGroup(Change change, int _) -> pipeline.publisher(change, turn).giveUp(why);
      case Trigger.Rerun(RepositoryRef repository, CommitId head, List<Integer> pullRequests) -> giveUp(own(heads.changes(repository, head, pullRequests), turn), turn, why);
      case Trigger.Accept accept -> giveUp(own(heads.changes(accept.repository(), accept.head(), accept.pullRequests()), turn), turn, why);
      case Trigger.Baseline _, Trigger.Closed _, Trigger.InstallationAdded _, Trigger.InstallationRemoved _, Trigger.Suspended _,
          Trigger.Renamed _, Trigger.Ignored _ -> {}
    }
  }

  private void giveUp(Optional<Change> change, Turn turn, String why) throws IOException {
    if (change.isPresent()) {
      pipeline.publisher(change.get(), turn).giveUp(why);
    }
  }

  private PublishResult carryOut(Turn turn) throws IOException {
    Instant now = clock.instant();
    if (turn.job().kind().equals(Job.CLOSE_CHECK)) {
      giveUp(turn);
      return new PublishResult.Published(0, 0);
    }
    switch (trigger(turn.job())) {
      case Trigger.Review(Change change) -> {
        return review(change, turn);
      }
      case Trigger.MergeGroup(Change change, int queued) -> {
        return pipeline.review(new Pipeline.Task(change, isReplayed(turn), queued), turn);
      }
      case Trigger.Rerun(RepositoryRef repository, CommitId head, List<Integer> pullRequests) -> {
        Optional<Trigger.MergeGroup> group = group(repository, head);
        return group.isPresent() ? pipeline.review(new Pipeline.Task(group.get().change(), true, group.get().queued()), turn)
            : again(split(heads.changes(repository, head, pullRequests), turn), turn);
      }
      case Trigger.Accept(RepositoryRef repository, CommitId head, List<Integer> pullRequests, long _, String who) -> {
        Optional<Change> change = split(heads.changes(repository, head, pullRequests), turn);
        change.ifPresent(each -> stores.acceptances().accept(Publisher.target(each), head, who, turn.job().createdAt()));
        return again(change, turn);
      }
      case Trigger.Closed(RepositoryRef repository, int number, boolean merged) -> {
        stores.jobs().cancel(repository.id(), number, merged ? "the pull request was merged" : "the pull request was closed", now);
        stores.pullRequests().outcome(repository.id(), number, merged ? "merged" : "closed", now);
      }
      case Trigger.Baseline(RepositoryRef repository, CommitId _) -> stores.repositories().remember(repository, now);
      case Trigger.Renamed(RepositoryRef repository) -> stores.repositories().remember(repository, now);
      case Trigger.InstallationAdded(long installation, List<RepositoryRef> added) -> {
        stores.repositories().suspend(installation, false, now);
        added.forEach(each -> stores.repositories().remember(each, now));
        baselines.afterInstallation(added);
      }
      case Trigger.InstallationRemoved(long installation, List<RepositoryRef> removed) -> {
        if (removed.isEmpty()) {
          stores.repositories().forgetInstallation(installation);
        }
        removed.forEach(each -> stores.repositories().forget(each.id()));
      }
      case Trigger.Suspended(long installation, boolean suspended) -> stores.repositories().suspend(installation, suspended, now);
      case Trigger.Ignored _ -> {}
    }
    return new PublishResult.Published(0, 0);
  }

  /// The pull request as it is now, not as it was when the delivery was made: an older head is not reviewed at all.
  private PublishResult review(Change delivered, Turn turn) throws IOException {
    int number = delivered.pullRequest().orElseThrow().number();
    Optional<Change> now = app.reader(delivered.repository()).openPullRequest(number);
    if (now.isEmpty() || !now.get().head().equals(delivered.head())) {
      return pipeline.publisher(delivered, turn).superseded(now.map(Change::head));
    }
    PublishResult result = pipeline.review(Pipeline.Task.of(now.get(), isReplayed(turn)), turn);
    stores.pullRequests().outcome(delivered.repository().id(), number, "open", clock.instant());
    baselines.afterFirstReview(delivered.repository().id());
    return result;
  }

  private boolean isReplayed(Turn turn) {
    return stores.deliveries().isReplayed(turn.job().delivery());
  }

  private PublishResult again(Optional<Change> change, Turn turn) throws IOException {
    return change.isPresent() ? pipeline.review(Pipeline.Task.of(change.get(), true), turn) : new PublishResult.Moot("no open pull request of this job has this head");
  }

  /// What a merge queue asked for with this head.
  private Optional<Trigger.MergeGroup> group(RepositoryRef repository, CommitId head) {
    return stores.jobs().mergeGroup(repository.id(), head).flatMap(each ->
        trigger(each) instanceof Trigger.MergeGroup group ? Optional.of(group) : Optional.empty());
  }

  /// The change that is this job's, and a job for each of the others.
  private Optional<Change> split(List<Change> changes, Turn turn) {
    Job job = turn.job();
    for (Change each : changes) {
      int number = each.pullRequest().orElseThrow().number();
      if (number != job.pullRequest() && !job.isPart()) {
        stores.jobs().queueOnce(job.part(number), clock.instant());
      }
    }
    return own(changes, turn);
  }

  private static Optional<Change> own(List<Change> changes, Turn turn) {
    return changes.stream().filter(each -> each.pullRequest().orElseThrow().number() == turn.job().pullRequest()).findFirst();
  }

  /// What the job's delivery asks for, with the repository under the name that it has now.
  private Trigger trigger(Job job) {
    Deliveries.Delivery delivery = stores.deliveries().find(job.delivery()).filter(each -> !each.body().isEmpty())
        .orElseThrow(() -> new IllegalStateException("the delivery's body is not kept any more: " + job.delivery()));
    return EventDecoder.decode(delivery.event(), delivery.body())
        .in(ref -> stores.repositories().find(ref.id()).orElse(ref));
  }
}
