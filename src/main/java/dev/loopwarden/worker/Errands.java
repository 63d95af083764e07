package dev.loopwarden.worker;

import dev.loopwarden.github.EventDecoder;
import dev.loopwarden.github.GithubApp;
import dev.loopwarden.job.Job;
import dev.loopwarden.job.Trigger;
import dev.loopwarden.pull.Change;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.pull.PullRequest;
import dev.loopwarden.pull.RepositoryRef;
import dev.loopwarden.review.PublishResult;
import dev.loopwarden.store.Deliveries;
import dev.loopwarden.store.Effects;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Does what a job's delivery asks for.
final class Errands {

  private final GithubApp app;
  private final Pipeline pipeline;
  private final Baselines baselines;
  private final Stores stores;
  private final Heads heads;
  private final Clock clock;

  Errands(GithubApp app, Pipeline pipeline, Baselines baselines, Stores stores, Clock clock) {
    this.app = app;
    this.pipeline = pipeline;
    this.baselines = baselines;
    this.stores = stores;
    this.heads = new Heads(app, stores.headJobs());
    this.clock = clock;
  }

  PublishResult carryOut(Turn turn) throws IOException {
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
        Optional<Trigger.MergeGroup> group = group(repository, head);
        if (group.isPresent()) {
          return accept(group.get(), who, turn);
        }
        Optional<Change> change = split(heads.changes(repository, head, pullRequests), turn);
        change.ifPresent(each -> stores.acceptances().accept(Publisher.target(each), Publisher.target(each), head, who, turn.job().createdAt()));
        return again(change, turn);
      }
      case Trigger.Closed(RepositoryRef repository, int number, boolean merged) -> {
        stores.headJobs().cancel(repository.id(), number, merged ? "the pull request was merged" : "the pull request was closed", now);
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
        removed.forEach(each -> stores.repositories().forget(each.id(), installation));
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

  /// Accepts what stands in the check of a merge queue's commit: it holds in the pull request that it is for, and in the queue.
  private PublishResult accept(Trigger.MergeGroup group, String who, Turn turn) throws IOException {
    if (group.queued() == 0) {
      return new PublishResult.Moot("the merge queue's branch does not say for which pull request it is");
    }
    var pullRequest = new Effects.Target(group.change().repository().id(), group.queued());
    stores.acceptances().accept(pullRequest, Publisher.target(group.change()), group.change().head(), who, turn.job().createdAt());
    return pipeline.review(new Pipeline.Task(group.change(), true, group.queued()), turn);
  }

  private PublishResult again(Optional<Change> change, Turn turn) throws IOException {
    return change.isPresent() ? pipeline.review(Pipeline.Task.of(change.get(), true), turn) : new PublishResult.Moot("no open pull request of this job has this head");
  }

  /// What a merge queue asked for with this head.
  private Optional<Trigger.MergeGroup> group(RepositoryRef repository, CommitId head) {
    return stores.headJobs().mergeGroup(repository.id(), head).flatMap(each ->
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

  /// Ends the check of a job that died, or that nobody needs any more.
  void giveUp(Turn turn) throws IOException {
    Optional<Change> change = judged(turn.job());
    if (change.isPresent()) {
      pipeline.publisher(change.get(), turn).giveUp(turn.job().kind().equals(Job.CLOSE_CHECK)
          ? "the pull request is closed, or GitHub did not answer as expected; the operator's log has the reason."
          : "GitHub did not answer as expected; the operator's log has the reason.");
    }
  }

  /// What a job's check is of, as far as its end needs it: whether the pull request is open does not matter.
  private Optional<Change> judged(Job job) {
    return switch (trigger(job)) {
      case Trigger.Review(Change change) -> Optional.of(change);
      case Trigger.MergeGroup(Change change, int _) -> Optional.of(change);
      case Trigger.Rerun rerun -> judged(job, rerun.repository(), rerun.head());
      case Trigger.Accept accept -> judged(job, accept.repository(), accept.head());
      case Trigger.Baseline _, Trigger.Closed _, Trigger.InstallationAdded _, Trigger.InstallationRemoved _, Trigger.Suspended _,
          Trigger.Renamed _, Trigger.Ignored _ -> Optional.empty();
    };
  }

  private Optional<Change> judged(Job job, RepositoryRef repository, CommitId head) {
    return group(repository, head).map(Trigger.MergeGroup::change).or(() -> job.pullRequest() == 0 ? Optional.empty()
        : Optional.of(new Change(repository, head, head, Optional.of(new PullRequest(job.pullRequest(), "", false, false, true)))));
  }
}
