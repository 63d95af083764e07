package dev.loopwarden.worker;

import dev.loopwarden.github.EventDecoder;
import dev.loopwarden.github.GithubApp;
import dev.loopwarden.github.Limited;
import dev.loopwarden.github.Rejected;
import dev.loopwarden.job.Job;
import dev.loopwarden.job.RetryPolicy;
import dev.loopwarden.job.Trigger;
import dev.loopwarden.pull.Change;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.pull.PullRequest;
import dev.loopwarden.pull.RepositoryRef;
import dev.loopwarden.review.PublishResult;
import dev.loopwarden.store.Deliveries;
import dev.loopwarden.store.Effects;
import dev.loopwarden.store.Jobs;
import dev.loopwarden.store.PullRequests;
import dev.loopwarden.store.Repositories;
import dev.loopwarden.store.Runs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes one job at a time to its end: done, superseded, dead with a reason, or waiting for its next attempt.
public final class Worker {

  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

  private static final int TURNS = 64;

  private final GithubApp app;
  private final Pipeline pipeline;
  private final Baselines baselines;
  private final Stores stores;
  private final RetryPolicy retry;
  private final Clock clock;

  /// Jobs of one pull request wait for each other.
  private final List<ReentrantLock> turns = Stream.generate(ReentrantLock::new).limit(TURNS).toList();

  public Worker(GithubApp app, Pipeline pipeline, Baselines baselines, Stores stores, RetryPolicy retry, Clock clock) {
    this.app = app;
    this.pipeline = pipeline;
    this.baselines = baselines;
    this.stores = stores;
    this.retry = retry;
    this.clock = clock;
  }

  /// Where things are kept.
  public record Stores(Deliveries deliveries, Jobs jobs, Effects effects, Runs runs, Repositories repositories, PullRequests pullRequests) {}

  /// One attempt; the answer is when the next one is due, or nothing where the job is over.
  public Optional<Instant> run(String jobId) {
    Optional<Job> found = stores.jobs().find(jobId);
    if (found.isEmpty() || found.get().state().isOver()) {
      return Optional.empty();
    }
    Job job = found.get();
    return job.isBackground() ? baselines.inTurn(job, () -> attempt(job)) : attempt(job);
  }

  private Optional<Instant> attempt(Job job) {
    int attempt = stores.jobs().begin(job.id());
    ReentrantLock turn = turns.get(Math.floorMod(Objects.hash(job.repository(), job.pullRequest()), TURNS));
    turn.lock();
    try {
      if (job.isBackground()) {
        stores.jobs().set(job.id(), Job.State.DONE, baselines.look(job), clock.instant());
        return Optional.empty();
      }
      return end(job, attempt, carryOut(job));
    } catch (IOException | RuntimeException failed) {
      LOG.warn("job_id={} attempt={} failed: {}", job.id(), attempt, failed.toString());
      app.forgetToken(job.repository());
      return end(job, attempt, failure(failed));
    } finally {
      turn.unlock();
    }
  }

  private PublishResult failure(Exception failed) {
    for (Throwable each = failed; each != null; each = each.getCause()) {
      if (each instanceof Limited limited) {
        return new PublishResult.Retry(limited.until(), String.valueOf(limited.getMessage()));
      }
      if (each instanceof Rejected rejected && rejected.status() != 404 && rejected.status() != 401) {
        return new PublishResult.Refused(rejected.status(), String.valueOf(rejected.getMessage()));
      }
    }
    String reason = failed instanceof UncheckedIOException ? String.valueOf(failed.getCause()) : failed.toString();
    return new PublishResult.Retry(clock.instant(), reason);
  }

  private Optional<Instant> end(Job job, int attempt, PublishResult result) {
    Instant now = clock.instant();
    switch (result) {
      case PublishResult.Published(int comments, int edits) -> {
        stores.jobs().set(job.id(), Job.State.DONE, comments + " comments, " + edits + " edits", now);
        LOG.info("job_id={} github_delivery_id={} github_pr_num={} head_sha={} attempt={} outcome=done", job.id(), job.delivery(),
            job.pullRequest(), job.head(), attempt);
      }
      case PublishResult.Superseded(CommitId newer) ->
          stores.jobs().set(job.id(), Job.State.SUPERSEDED, "a newer head is there: " + newer.brief(), now);
      case PublishResult.Refused(int _, String reason) -> die(job, reason, now);
      case PublishResult.Retry(Instant at, String reason) -> {
        Optional<Instant> next = retry.next(attempt, now, Optional.of(at));
        if (next.isPresent()) {
          stores.jobs().waits(job.id(), reason, next.get());
          return next;
        }
        die(job, reason, now);
      }
    }
    return Optional.empty();
  }

  private void die(Job job, String reason, Instant now) {
    stores.jobs().set(job.id(), Job.State.DEAD, reason, now);
    LOG.error("job_id={} github_pr_num={} outcome=dead reason={}", job.id(), job.pullRequest(), reason);
    if (job.isBackground()) {
      return;
    }
    try {
      if (trigger(job) instanceof Trigger.Review(Change change)) {
        publisher(change).giveUp("GitHub did not answer as expected; the operator's log has the reason.");
      }
    } catch (IOException | RuntimeException again) {
      LOG.warn("job_id={} its check could not be ended: {}", job.id(), again.toString());
    }
  }

  private PublishResult carryOut(Job job) throws IOException {
    PublishResult nothing = new PublishResult.Published(0, 0);
    switch (trigger(job)) {
      case Trigger.Review(Change change) -> {
        PublishResult result = pipeline.review(change, job.id());
        stores.pullRequests().outcome(job.repository(), job.pullRequest(), "open", clock.instant());
        baselines.afterFirstReview(job.repository());
        return result;
      }
      case Trigger.MergeGroup(Change change) -> {
        return pipeline.review(change, job.id());
      }
      case Trigger.Rerun(RepositoryRef repository, CommitId head, List<Integer> pullRequests) -> {
        PublishResult last = nothing;
        for (Change change : changes(repository, head, pullRequests)) {
          stores.effects().reopen(target(change), head);
          last = pipeline.review(change, job.id());
        }
        return last;
      }
      case Trigger.Accept(RepositoryRef repository, CommitId head, List<Integer> pullRequests, long _, String who) -> {
        for (Change change : changes(repository, head, pullRequests)) {
          publisher(change).accept(who, stores.runs().summary(target(change).repository(), target(change).pullRequest(), head).orElse(""));
        }
      }
      case Trigger.Baseline(RepositoryRef repository, CommitId _) -> stores.repositories().remember(repository, clock.instant());
      case Trigger.Renamed(RepositoryRef repository) -> stores.repositories().remember(repository, clock.instant());
      case Trigger.InstallationAdded(long _, List<RepositoryRef> added) -> {
        added.forEach(each -> stores.repositories().remember(each, clock.instant()));
        baselines.afterInstallation(added);
      }
      case Trigger.InstallationRemoved(long installation, List<RepositoryRef> removed) -> {
        if (removed.isEmpty()) {
          stores.repositories().forgetInstallation(installation);
        }
        removed.forEach(each -> stores.repositories().forget(each.id()));
      }
      case Trigger.Closed(RepositoryRef repository, int number, boolean merged) ->
          stores.pullRequests().outcome(repository.id(), number, merged ? "merged" : "closed", clock.instant());
      case Trigger.Suspended _, Trigger.Ignored _ -> {}
    }
    return nothing;
  }

  private List<Change> changes(RepositoryRef repository, CommitId head, List<Integer> named) throws IOException {
    var reader = app.reader(repository);
    var changes = new ArrayList<Change>();
    for (int number : named.isEmpty() ? reader.pullRequestsOf(head) : named) {
      Change change = reader.pullRequest(number);
      if (change.head().equals(head)) {
        changes.add(change);
      }
    }
    return changes;
  }

  private Publisher publisher(Change change) {
    return new Publisher(
        app.writer(change.repository()), app.reader(change.repository()), stores.effects(), target(change), change, clock);
  }

  private static Effects.Target target(Change change) {
    return new Effects.Target(change.repository().id(), change.pullRequest().map(PullRequest::number).orElse(0));
  }

  private Trigger trigger(Job job) {
    Deliveries.Delivery delivery = stores.deliveries().find(job.delivery())
        .orElseThrow(() -> new IllegalStateException("the delivery's body is gone: " + job.delivery()));
    return EventDecoder.decode(delivery.event(), delivery.body());
  }
}
