package dev.loopwarden.worker;

import dev.loopwarden.github.Rejected;
import dev.loopwarden.github.RepositoryReader;
import dev.loopwarden.github.RepositoryWriter;
import dev.loopwarden.metrics.Meters;
import dev.loopwarden.pull.Change;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.pull.Earlier;
import dev.loopwarden.pull.PullRequest;
import dev.loopwarden.review.Conclusion;
import dev.loopwarden.review.Effect;
import dev.loopwarden.review.Marker;
import dev.loopwarden.review.PublishResult;
import dev.loopwarden.review.ReviewPlan;
import dev.loopwarden.store.Effects;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// Says of one head what a plan has: in order, once, and only while it is the newest.
final class Publisher {

  private final RepositoryWriter writer;
  private final RepositoryReader reader;
  private final Stores stores;
  private final Turn turn;
  private final Change change;
  private final Effects.Target target;
  private final Outbox outbox;

  Publisher(
      RepositoryWriter writer, RepositoryReader reader, Stores stores, Turn turn, Change change, Clock clock, Pauses pauses, Meters meters) {
    this.writer = writer;
    this.reader = reader;
    this.stores = stores;
    this.turn = turn;
    this.change = change;
    this.target = target(change);
    this.outbox = new Outbox(writer, stores, turn, change, clock, pauses, meters);
  }

  static Effects.Target target(Change change) {
    return new Effects.Target(change.repository().id(), change.pullRequest().map(PullRequest::number).orElse(0));
  }

  /// GitHub takes no comment of this review as it is; its findings must be told in another way.
  static final class CommentsRefused extends IOException {
    private static final long serialVersionUID = 1L;

    CommentsRefused(Rejected refused) {
      super(refused.getMessage(), refused);
    }
  }

  /// Whether exactly this was reviewed and told before: head, base, and whether it is a draft.
  boolean isDone() {
    Effects.Intent end = stores.effects().intent(target, completeKey());
    boolean shown = stores.effects().earlier(target).head().map(change.head()::equals).orElse(true);
    return end.progress() == Effects.Progress.DONE && end.marker().equals(outbox.madeFrom()) && shown;
  }

  /// Whether a review with line comments stands on this head: there is one at most.
  boolean isReviewed() {
    return stores.effects().intent(target, "review:" + change.head()).progress() == Effects.Progress.DONE;
  }

  /// The check, in progress, before anything is read.
  ///
  /// @param again a finished one is set in progress once more
  void begin(boolean again) throws IOException {
    var start = new Effect.StartCheck(change.head(), turn.job().id());
    if (again && stores.effects().id(target, start.key()).isPresent()) {
      outbox.again(start, completeKey());
    } else {
      outbox.carryOut(start);
    }
  }

  /// What we said before. The outcome of earlier writes is found out where it was not known; in a pull request that is new to us, and in
  /// which somebody spoke, it is looked for what we said before all that we know of it was lost.
  Earlier earlier() throws IOException {
    if (change.pullRequest().isPresent()) {
      List<Effects.Pending> pending = stores.effects().pending(target).stream().filter(each -> !isOwnEdit(each)).toList();
      for (Effects.Pending each : pending) {
        outbox.settle(each.intent());
      }
      boolean strange = stores.effects().isStrange(target);
      boolean quiet = change.pullRequest().map(PullRequest::quiet).orElse(true);
      if (!pending.isEmpty() || (strange && !quiet)) {
        look(pending, strange && !quiet);
      } else if (strange) {
        stores.effects().found(turn.lease(), target, List.of(), List.of(), Optional.empty());
      }
    }
    return stores.effects().earlier(target);
  }

  /// It is made again as it was, if it is to be made at all.
  private boolean isOwnEdit(Effects.Pending pending) {
    return pending.key().startsWith("edit:") && pending.intent().isOf(turn.job().id());
  }

  private void look(List<Effects.Pending> pending, boolean strange) throws IOException {
    List<Earlier.Posted> standing = writer.posted(target.pullRequest());
    var review = new Effect.PostReview(change.head(), Marker.review(change.head()).toString(), "", List.of());
    boolean unsure = pending.stream().anyMatch(each -> each.key().equals(review.key()));
    if (unsure || (strange && !standing.isEmpty() && !isReviewed())) {
      Optional<RepositoryWriter.Applied> found = writer.find(review, target.pullRequest(), "");
      if (found.isPresent()) {
        outbox.done(review, found.get());
      }
    }
    Optional<Long> summary = strange ? writer.summary(target.pullRequest()) : Optional.empty();
    stores.effects().found(turn.lease(), target, standing, pending, summary);
  }

  /// All of it, in order. A newer head, or a closed pull request, stops it before the first word and between any two.
  PublishResult publish(ReviewPlan plan) throws IOException {
    int comments = 0;
    int edits = 0;
    boolean first = true;
    for (Effect effect : plan.effects()) {
      if (first || stores.headJobs().hasNewer(turn.job())) {
        Optional<PublishResult> moot = moot();
        if (moot.isPresent()) {
          return moot.get();
        }
      }
      first = false;
      try {
        outbox.carryOut(effect);
      } catch (Outbox.Overtaken newer) {
        Optional<PublishResult> moot = moot();
        if (moot.isPresent()) {
          return moot.get();
        }
        outbox.carryOut(effect);
      }
      switch (effect) {
        case Effect.PostReview review -> comments += review.comments().size();
        case Effect.PostFileComment _ -> comments++;
        case Effect.EditComment _ -> edits++;
        case Effect.StartCheck _, Effect.UpsertSummary _, Effect.CompleteCheck _ -> {}
      }
    }
    return new PublishResult.Published(comments, edits);
  }

  private Optional<PublishResult> moot() throws IOException {
    Optional<Integer> number = change.pullRequest().map(PullRequest::number);
    if (number.isEmpty()) {
      return Optional.empty();
    }
    Optional<Change> now = reader.openPullRequest(number.get());
    return now.isPresent() && now.get().head().equals(change.head()) ? Optional.empty() : Optional.of(superseded(now.map(Change::head)));
  }

  /// Ends the check of a head that nobody waits for any more, if it was begun.
  ///
  /// @param newer empty where the pull request is closed
  PublishResult superseded(Optional<CommitId> newer) throws IOException {
    if (stores.effects().intent(target, "check-start:" + change.head()).progress() != Effects.Progress.NONE) {
      end("superseded", newer.map(head -> "A newer head, `" + head.brief() + "`, is reviewed instead.")
          .orElse("The pull request was closed before the review was done."));
    }
    return newer.<PublishResult>map(PublishResult.Superseded::new).orElseGet(() -> new PublishResult.Moot("the pull request is closed"));
  }

  /// Ends the check with what went wrong, if it was begun and says nothing yet.
  void giveUp(String reason) throws IOException {
    if (stores.effects().intent(target, "check-start:" + change.head()).progress() != Effects.Progress.NONE
        && stores.effects().intent(target, completeKey()).progress() != Effects.Progress.DONE) {
      end("not reviewed", "The review could not be made: " + reason);
    }
  }

  private void end(String title, String summary) throws IOException {
    outbox.carryOut(new Effect.StartCheck(change.head(), turn.job().id()));
    outbox.carryOut(new Effect.CompleteCheck(change.head(), "", Conclusion.NEUTRAL, title, summary, Optional.empty(), List.of()));
  }

  private String completeKey() {
    return "check-complete:" + change.head();
  }
}
