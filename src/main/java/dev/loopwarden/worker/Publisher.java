package dev.loopwarden.worker;

import dev.loopwarden.github.GithubAddress;
import dev.loopwarden.github.OutcomeUnknown;
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
import dev.loopwarden.store.Pace;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries out a plan, each effect exactly once.
///
/// The intention is stored before the write, in one transaction with the look at the lease; after an unknown outcome GitHub is
/// asked whether it was done. An intention of another worker is looked at only when its write cannot be on its way any more.
final class Publisher {

  private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

  /// Between two writes of one installation; GitHub asks for a second.
  private static final Duration WRITE_GAP = Duration.ofSeconds(1);

  /// How long a job waits for its turn to write; it goes back to the queue where the turn is further away.
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /// After so long nothing of a write is on its way any more.
  private static final Duration SETTLED = GithubAddress.Patience.USUAL.call().plusSeconds(5);

  private final RepositoryWriter writer;
  private final RepositoryReader reader;
  private final Stores stores;
  private final Turn turn;
  private final Change change;
  private final Clock clock;
  private final Pauses pauses;
  private final Effects.Target target;
  private final Meters meters;

  Publisher(
      RepositoryWriter writer, RepositoryReader reader, Stores stores, Turn turn, Change change, Clock clock, Pauses pauses, Meters meters) {
    this.writer = writer;
    this.reader = reader;
    this.stores = stores;
    this.turn = turn;
    this.change = change;
    this.clock = clock;
    this.pauses = pauses;
    this.target = target(change);
    this.meters = meters;
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
    return end.progress() == Effects.Progress.DONE && end.marker().equals(madeFrom()) && shown;
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
      write(start, stores.effects().intent(target, start.key()).marker());
    } else {
      carryOut(start);
    }
  }

  /// What we said before, the outcome of earlier writes found out where it was not known.
  Earlier earlier() throws IOException {
    List<Effects.Intent> pending = stores.effects().pending(target);
    if (!pending.isEmpty()) {
      for (Effects.Intent each : pending) {
        settle(each);
      }
      for (Earlier.Posted each : writer.posted(target.pullRequest())) {
        stores.effects().remember(target, each);
      }
      var review = new Effect.PostReview(change.head(), Marker.review(change.head()).toString(), "", List.of());
      if (stores.effects().intent(target, review.key()).progress() == Effects.Progress.INTENDED) {
        writer.find(review, target.pullRequest(), "").ifPresent(found -> done(review, found));
      }
    }
    return stores.effects().earlier(target);
  }

  /// All of it, in order. A newer head, or a closed pull request, stops it before the first word and between any two.
  PublishResult publish(ReviewPlan plan) throws IOException {
    int comments = 0;
    int edits = 0;
    boolean first = true;
    for (Effect effect : plan.effects()) {
      if (first || stores.jobs().hasNewer(turn.job())) {
        Optional<PublishResult> moot = moot();
        if (moot.isPresent()) {
          return moot.get();
        }
      }
      first = false;
      carryOut(effect);
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

  /// Ends the check with what went wrong.
  void giveUp(String reason) throws IOException {
    if (stores.effects().intent(target, "check-start:" + change.head()).progress() != Effects.Progress.NONE) {
      end("not reviewed", "The review could not be made: " + reason);
    }
  }

  private void end(String title, String summary) throws IOException {
    carryOut(new Effect.StartCheck(change.head(), turn.job().id()));
    carryOut(new Effect.CompleteCheck(change.head(), "", Conclusion.NEUTRAL, title, summary, Optional.empty(), List.of()));
  }

  private void carryOut(Effect effect) throws IOException {
    Effects.Intent intent = stores.effects().intent(target, effect.key());
    switch (intent.progress()) {
      case DONE -> {
        if (isEdit(effect)) {
          write(effect, madeFrom());
        }
      }
      case NONE -> write(effect, marker(effect));
      case INTENDED -> {
        if (isEdit(effect)) {
          write(effect, marker(effect));
        } else {
          settle(intent);
          Optional<RepositoryWriter.Applied> found = writer.find(effect, target.pullRequest(), intent.marker());
          meters.readBack(found.isPresent());
          if (found.isPresent()) {
            done(effect, found.get());
          } else {
            write(effect, marker(effect));
          }
        }
      }
    }
  }

  /// An edit may be made again: it says the same once more.
  private boolean isEdit(Effect effect) {
    return switch (effect) {
      case Effect.CompleteCheck _ -> true;
      case Effect.UpsertSummary _ -> summary().isPresent();
      case Effect.EditComment _ -> true;
      case Effect.StartCheck _, Effect.PostReview _, Effect.PostFileComment _ -> false;
    };
  }

  private void settle(Effects.Intent intent) throws Later {
    Instant settled = intent.at().plus(SETTLED);
    boolean another = !intent.by().isEmpty() && !intent.by().equals(turn.lease().name());
    if (another && settled.isAfter(clock.instant())) {
      throw new Later("another worker's write may still be on its way", settled);
    }
  }

  private String marker(Effect effect) {
    return switch (effect) {
      case Effect.StartCheck check -> check.externalId();
      case Effect.CompleteCheck _ -> madeFrom();
      case Effect.PostReview _, Effect.PostFileComment _, Effect.UpsertSummary _, Effect.EditComment _ -> "";
    };
  }

  private String madeFrom() {
    return change.base() + " " + change.pullRequest().map(each -> each.baseRef() + (each.draft() ? " draft" : "")).orElse("");
  }

  private void write(Effect effect, String marker) throws IOException {
    Effect left = effect instanceof Effect.CompleteCheck check ? withoutKnownAnnotations(check) : effect;
    Optional<Long> known = known(effect);
    pace(effect);
    stores.effects().intend(turn.lease(), target, effect.key(), marker, clock.instant());
    try {
      done(effect, writer.apply(left, target.pullRequest(), known));
    } catch (OutcomeUnknown unknown) {
      Optional<RepositoryWriter.Applied> stands = writer.find(effect, target.pullRequest(), marker);
      meters.readBack(stands.isPresent());
      if (stands.isEmpty()) {
        throw unknown;
      }
      LOG.info("job_id={} {} stood there after an answer that was lost", turn.job().id(), effect.key());
      if (effect instanceof Effect.UpsertSummary && known.isPresent()) {
        throw unknown;
      }
      done(effect, stands.get());
    } catch (Rejected refused) {
      refused(effect, refused);
    }
  }

  /// GitHub appends annotations: what a check run has is not sent once more.
  private Effect.CompleteCheck withoutKnownAnnotations(Effect.CompleteCheck check) throws IOException {
    boolean again = stores.effects().intent(target, check.key()).progress() != Effects.Progress.NONE;
    Optional<Long> run = known(check);
    return again && run.isPresent() && !check.annotations().isEmpty() ? check.withoutAnnotations(writer.annotations(run.get())) : check;
  }

  private void done(Effect effect, RepositoryWriter.Applied applied) {
    stores.effects().done(turn.lease(), target, effect, applied.id(), applied.comments());
  }

  /// A comment that is gone was deleted by a person. A review that GitHub does not take leaves its findings to summary and check.
  private void refused(Effect effect, Rejected refused) throws IOException {
    stores.effects().forget(target, effect.key());
    if (effect instanceof Effect.EditComment edit && refused.status() == 404) {
      if (writer.posted(target.pullRequest()).stream().anyMatch(each -> each.comment() == edit.comment())) {
        throw refused;
      }
      stores.effects().dismissed(target, edit.comment());
    } else if ((effect instanceof Effect.PostReview || effect instanceof Effect.PostFileComment) && refused.status() == 422) {
      LOG.warn("job_id={} GitHub does not take the comments: {}", turn.job().id(), refused.getMessage());
      throw new CommentsRefused(refused);
    } else {
      throw refused;
    }
  }

  private Optional<Long> known(Effect effect) {
    return switch (effect) {
      case Effect.StartCheck _, Effect.CompleteCheck _ -> stores.effects().id(target, "check-start:" + change.head());
      case Effect.UpsertSummary _ -> summary();
      case Effect.PostReview _, Effect.PostFileComment _, Effect.EditComment _ -> Optional.empty();
    };
  }

  private Optional<Long> summary() {
    return stores.effects().earlier(target).summary();
  }

  private String completeKey() {
    return "check-complete:" + change.head();
  }

  /// Waits for this installation's turn to write.
  private void pace(Effect effect) throws Later {
    boolean comment = switch (effect) {
      case Effect.PostReview _, Effect.PostFileComment _ -> true;
      case Effect.UpsertSummary _ -> summary().isEmpty();
      case Effect.StartCheck _, Effect.CompleteCheck _, Effect.EditComment _ -> false;
    };
    switch (stores.pace().reserve(change.repository().installation(), WRITE_GAP, PATIENCE, comment, clock.instant())) {
      case Pace.Turn.At(Instant moment) -> pauses.until(moment);
      case Pace.Turn.TooFar(Instant moment) -> throw new Later("the installation's turn to write is far off", moment);
    }
  }
}
