package dev.loopwarden.worker;

import dev.loopwarden.github.OutcomeUnknown;
import dev.loopwarden.github.Rejected;
import dev.loopwarden.github.RepositoryReader;
import dev.loopwarden.github.RepositoryWriter;
import dev.loopwarden.pull.Change;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.pull.Earlier;
import dev.loopwarden.pull.PullRequest;
import dev.loopwarden.review.Conclusion;
import dev.loopwarden.review.Effect;
import dev.loopwarden.review.PublishResult;
import dev.loopwarden.review.ReviewPlan;
import dev.loopwarden.store.Effects;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries out a plan, each effect exactly once: the intention is stored before the write, and after an unknown outcome GitHub
/// is asked whether it was done.
final class Publisher {

  private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

  /// Between two writes of one installation; GitHub asks for a second.
  private static final Duration WRITE_GAP = Duration.ofSeconds(1);

  private final RepositoryWriter writer;
  private final RepositoryReader reader;
  private final Effects effects;
  private final Effects.Target target;
  private final Change change;
  private final Clock clock;

  Publisher(RepositoryWriter writer, RepositoryReader reader, Effects effects, Effects.Target target, Change change, Clock clock) {
    this.writer = writer;
    this.reader = reader;
    this.effects = effects;
    this.target = target;
    this.change = change;
    this.clock = clock;
  }

  /// The check, in progress, before anything is read.
  void begin(String jobId) throws IOException {
    carryOut(new Effect.StartCheck(change.head(), jobId));
  }

  /// What we said before, the outcome of earlier writes found out where it was not known.
  Earlier earlier() throws IOException {
    if (target.pullRequest() > 0 && effects.hasPending(target)) {
      for (Earlier.Posted each : writer.posted(target.pullRequest())) {
        effects.remember(target, each);
      }
    }
    return effects.earlier(target);
  }

  /// All of it, in order; a newer head stops it before the first word.
  PublishResult publish(ReviewPlan plan) throws IOException {
    Optional<CommitId> newer = newerHead();
    if (newer.isPresent()) {
      carryOut(new Effect.CompleteCheck(
          change.head(), "", Conclusion.NEUTRAL, "superseded by a newer push",
          "A newer head, `" + newer.get().brief() + "`, is reviewed instead.", Optional.empty(), List.of()));
      return new PublishResult.Superseded(newer.get());
    }
    int comments = 0;
    int edits = 0;
    for (Effect effect : plan.effects()) {
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

  private Optional<CommitId> newerHead() throws IOException {
    Optional<Integer> number = change.pullRequest().map(PullRequest::number);
    if (number.isEmpty()) {
      return Optional.empty();
    }
    CommitId now = reader.pullRequest(number.get()).head();
    return now.equals(change.head()) ? Optional.empty() : Optional.of(now);
  }

  private void carryOut(Effect effect) throws IOException {
    Effects.Progress progress = effects.progress(target, effect.key());
    boolean repeatable = effect instanceof Effect.CompleteCheck || (effect instanceof Effect.UpsertSummary && known(effect).isPresent());
    if (progress == Effects.Progress.DONE && !repeatable) {
      return;
    }
    boolean mayStand = progress == Effects.Progress.INTENDED || (effect instanceof Effect.UpsertSummary && known(effect).isEmpty());
    Optional<RepositoryWriter.Applied> found = mayStand ? writer.find(effect, target.pullRequest()) : Optional.empty();
    if (found.isPresent()) {
      done(effect, found.get());
      if (!(effect instanceof Effect.UpsertSummary)) {
        return;
      }
    }
    effects.intend(target, effect.key(), clock.instant());
    pace();
    Effect left = effect instanceof Effect.CompleteCheck check && progress != Effects.Progress.NONE
        ? check.withoutAnnotations(writer.annotations(known(effect).orElseThrow())) : effect;
    try {
      done(effect, writer.apply(left, target.pullRequest(), known(effect)));
    } catch (OutcomeUnknown unknown) {
      Optional<RepositoryWriter.Applied> stands = writer.find(effect, target.pullRequest());
      if (stands.isEmpty()) {
        throw unknown;
      }
      // That the summary is there does not say which text it has: an edit may be repeated.
      done(effect, effect instanceof Effect.UpsertSummary
          ? writer.apply(effect, target.pullRequest(), Optional.of(stands.get().id())) : stands.get());
    } catch (Rejected refused) {
      refused(effect, refused);
    }
  }

  private void done(Effect effect, RepositoryWriter.Applied applied) {
    effects.done(target, effect, applied.id(), applied.comments(), clock.instant());
  }

  /// A comment that is gone was deleted by a person. A review that GitHub does not take leaves its findings to summary and check.
  private void refused(Effect effect, Rejected refused) throws Rejected {
    effects.forget(target, effect.key());
    if (effect instanceof Effect.EditComment edit && refused.status() == 404) {
      effects.dismissed(target, edit.comment());
    } else if ((effect instanceof Effect.PostReview || effect instanceof Effect.PostFileComment) && refused.status() == 422) {
      LOG.warn("GitHub does not take the comments: {}", refused.getMessage());
    } else {
      throw refused;
    }
  }

  private Optional<Long> known(Effect effect) {
    return switch (effect) {
      case Effect.StartCheck _, Effect.CompleteCheck _ -> effects.id(target, "check-start:" + change.head());
      case Effect.UpsertSummary _ -> effects.earlier(target).summary();
      case Effect.PostReview _, Effect.PostFileComment _, Effect.EditComment _ -> Optional.empty();
    };
  }

  /// Waits for this installation's turn to write.
  private void pace() {
    Instant turn = effects.reserveWrite(change.repository().installation(), WRITE_GAP, clock.instant());
    try {
      Thread.sleep(Math.max(0, Duration.between(clock.instant(), turn).toMillis()));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new CancellationException("stopped while waiting to write");
    }
  }

  /// Ends the check with what went wrong.
  void giveUp(String reason) throws IOException {
    carryOut(new Effect.CompleteCheck(
        change.head(), "", Conclusion.NEUTRAL, "not reviewed", "The review could not be made: " + reason, Optional.empty(), List.of()));
  }

  /// Lets the check pass because a person says so.
  void accept(String who, String summary) throws IOException {
    carryOut(new Effect.CompleteCheck(
        change.head(), "", Conclusion.SUCCESS, "accepted as it is by " + who, summary, Optional.empty(), List.of()));
  }
}
