package dev.loopwarden.worker;

import dev.loopwarden.github.GithubAddress;
import dev.loopwarden.github.Limited;
import dev.loopwarden.github.OutcomeUnknown;
import dev.loopwarden.github.Rejected;
import dev.loopwarden.github.RepositoryWriter;
import dev.loopwarden.github.TooLate;
import dev.loopwarden.metrics.Meters;
import dev.loopwarden.pull.Change;
import dev.loopwarden.review.Effect;
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

/// Carries out effects of one job on one change, each exactly once.
///
/// The intention is stored before the write, in one transaction with the look at the lease; after an unknown outcome GitHub is
/// asked whether it was done. That nothing is there counts only when the write cannot be on its way any more: an answer that was lost
/// says nothing of how far GitHub is, and what it made may not be in its lists yet.
final class Outbox {

  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  /// Between two writes of one installation; GitHub asks for a second.
  private static final Duration WRITE_GAP = Duration.ofSeconds(1);

  /// How long a job waits for its turn to write; it goes back to the queue where the turn is further away.
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /// What was just made is mostly in GitHub's lists by then.
  private static final Duration A_LITTLE = Duration.ofSeconds(3);

  /// A write leaves so soon after its intention was stored, or not at all.
  private static final Duration LEAVES = Duration.ofSeconds(20);

  /// So long after its intention nothing of a write is on its way any more.
  private static final Duration SETTLED = LEAVES.plus(GithubAddress.Patience.USUAL.call()).plusSeconds(5);

  private final RepositoryWriter writer;
  private final Stores stores;
  private final Turn turn;
  private final Change change;
  private final Clock clock;
  private final Pauses pauses;
  private final Effects.Target target;
  private final Meters meters;

  Outbox(RepositoryWriter writer, Stores stores, Turn turn, Change change, Clock clock, Pauses pauses, Meters meters) {
    this.writer = writer;
    this.stores = stores;
    this.turn = turn;
    this.change = change;
    this.clock = clock;
    this.pauses = pauses;
    this.target = Publisher.target(change);
    this.meters = meters;
  }

  void carryOut(Effect effect) throws IOException {
    Effects.Intent intent = stores.effects().intent(target, effect.key());
    switch (intent.progress()) {
      case DONE -> {
        if (isEdit(effect)) {
          write(effect, marker(effect));
        }
      }
      case NONE -> write(effect, marker(effect));
      case INTENDED -> {
        if (isEdit(effect)) {
          if (!intent.isOf(turn.job().id())) {
            settle(intent);
          }
          write(effect, marker(effect));
        } else {
          settle(intent);
          Optional<RepositoryWriter.Applied> found = writer.find(effect, target.pullRequest(), intent.marker());
          meters.readBack(found.isPresent());
          if (found.isPresent()) {
            done(effect, found.get());
          }
          // What an earlier job wrote of another head is not what this one says.
          if (found.isEmpty() || (effect instanceof Effect.UpsertSummary && !intent.isOf(turn.job().id()))) {
            write(effect, marker(effect));
          }
        }
      }
    }
  }

  /// An edit may be made again by the job that made it: it says the same once more. Another job's must not come behind it.
  private boolean isEdit(Effect effect) {
    return switch (effect) {
      case Effect.CompleteCheck _ -> true;
      case Effect.UpsertSummary _ -> summary().isPresent();
      case Effect.EditComment _ -> true;
      case Effect.StartCheck _, Effect.PostReview _, Effect.PostFileComment _ -> false;
    };
  }

  /// Sets a check that was finished in progress once more.
  void again(Effect.StartCheck start, String completeKey) throws IOException {
    Effects.Intent intent = stores.effects().intent(target, start.key());
    if (intent.progress() == Effects.Progress.INTENDED) {
      settle(intent);
    }
    stores.effects().reopen(turn.lease(), target, completeKey, writer.now());
    write(start, intent.marker());
  }

  /// Throws while a write may still be on its way, or not be in GitHub's lists yet.
  void settle(Effects.Intent intent) throws Later {
    Duration left = Duration.between(writer.now(), intent.at().plus(SETTLED));
    if (left.isPositive()) {
      throw new Later("what became of an earlier write is not certain yet", clock.instant().plus(left));
    }
  }

  private String marker(Effect effect) {
    return switch (effect) {
      case Effect.StartCheck check -> check.externalId();
      case Effect.CompleteCheck _ -> madeFrom();
      case Effect.PostReview _, Effect.PostFileComment _, Effect.UpsertSummary _, Effect.EditComment _ -> "";
    };
  }

  /// What a finished check was made from: base, and whether it is a draft.
  String madeFrom() {
    return change.base() + " " + change.pullRequest().map(each -> each.baseRef() + (each.draft() ? " draft" : "")).orElse("");
  }

  /// Writes, whether or not it was done before.
  private void write(Effect effect, String marker) throws IOException {
    if (effect instanceof Effect.CompleteCheck check) {
      List<Effect.CompleteCheck> parts = withoutKnownAnnotations(check).parts();
      for (Effect.CompleteCheck part : parts.subList(0, parts.size() - 1)) {
        sent(part, marker, known(effect));
      }
      writeOnce(parts.getLast(), marker);
    } else {
      writeOnce(effect, marker);
    }
  }

  /// Waits for its turn, stores the intention, and sends one request.
  private RepositoryWriter.Applied sent(Effect effect, String marker, Optional<Long> known) throws IOException {
    pace(effect);
    Instant intended = writer.now();
    stores.effects().intend(turn.lease(), target, effect.key(), marker, intended);
    try {
      return writer.by(intended.plus(LEAVES)).apply(effect, target.pullRequest(), known);
    } catch (Limited | TooLate | Rejected nothingDone) {
      // Of a check's end a part may be there already, with its annotations: it stays to be looked at.
      if (!(effect instanceof Effect.CompleteCheck)) {
        stores.effects().undone(turn.lease(), target, effect.key());
      }
      throw nothingDone;
    }
  }

  private void writeOnce(Effect effect, String marker) throws IOException {
    Optional<Long> known = known(effect);
    try {
      done(effect, sent(effect, marker, known));
    } catch (OutcomeUnknown unknown) {
      done(effect, stands(effect, marker, known).orElseThrow(() -> unknown));
      LOG.info("job_id={} {} stood there after an answer that was lost", turn.job().id(), effect.key());
    } catch (Rejected refused) {
      refused(effect, refused);
    }
  }

  /// Whether all that was written stands there, by a look right after an answer that was lost and one a little later. Where it does not, it
  /// is looked once more when nothing can be on its way.
  private Optional<RepositoryWriter.Applied> stands(Effect effect, String marker, Optional<Long> known) throws IOException {
    if (isEdit(effect) || known.isPresent()) {
      return Optional.empty();
    }
    Optional<RepositoryWriter.Applied> found = whole(effect, marker);
    if (found.isEmpty()) {
      pauses.until(clock.instant().plus(A_LITTLE));
      found = whole(effect, marker);
    }
    meters.readBack(found.isPresent());
    return found;
  }

  private Optional<RepositoryWriter.Applied> whole(Effect effect, String marker) throws IOException {
    return writer.find(effect, target.pullRequest(), marker)
        .filter(each -> !(effect instanceof Effect.PostReview review) || each.comments().size() >= review.comments().size());
  }

  /// GitHub appends annotations: what a check run has is not sent once more.
  private Effect.CompleteCheck withoutKnownAnnotations(Effect.CompleteCheck check) throws IOException {
    boolean again = stores.effects().intent(target, check.key()).progress() != Effects.Progress.NONE;
    Optional<Long> run = known(check);
    return again && run.isPresent() && !check.annotations().isEmpty() ? check.withoutAnnotations(writer.annotations(run.get())) : check;
  }

  /// It stands on GitHub.
  void done(Effect effect, RepositoryWriter.Applied applied) {
    stores.effects().done(turn.lease(), target, effect, applied.id(), applied.comments());
  }

  /// A comment that is gone was deleted by a person. A review that GitHub does not take leaves its findings to summary and check.
  private void refused(Effect effect, Rejected refused) throws IOException {
    if (effect instanceof Effect.EditComment edit && refused.status() == 404) {
      if (writer.posted(target.pullRequest()).stream().anyMatch(each -> each.comment() == edit.comment())) {
        throw refused;
      }
      stores.effects().dismissed(turn.lease(), target, edit.comment());
    } else if (effect instanceof Effect.UpsertSummary && refused.status() == 404 && summary().isPresent()) {
      if (writer.summary(target.pullRequest()).isPresent()) {
        throw refused;
      }
      stores.effects().summaryDismissed(turn.lease(), target);
    } else if ((effect instanceof Effect.PostReview || effect instanceof Effect.PostFileComment) && refused.status() == 422) {
      LOG.warn("job_id={} GitHub does not take the comments: {}", turn.job().id(), refused.getMessage());
      throw new Publisher.CommentsRefused(refused);
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

  /// Waits for this installation's turn to write.
  private void pace(Effect effect) throws Later, Overtaken {
    boolean comment = switch (effect) {
      case Effect.PostReview _, Effect.PostFileComment _ -> true;
      case Effect.UpsertSummary _ -> summary().isEmpty();
      case Effect.StartCheck _, Effect.CompleteCheck _, Effect.EditComment _ -> false;
    };
    switch (stores.pace().reserve(change.repository().installation(), WRITE_GAP, PATIENCE, comment, clock.instant())) {
      case Pace.Turn.At(Instant moment) -> await(effect, moment);
      case Pace.Turn.TooFar(Instant moment) -> throw new Later("the installation's turn to write is far off", moment);
    }
  }

  /// Where a newer head comes while it waits, nothing is said of the older one; its check is ended all the same.
  private void await(Effect effect, Instant moment) throws Overtaken {
    boolean speaks = switch (effect) {
      case Effect.PostReview _, Effect.PostFileComment _, Effect.UpsertSummary _, Effect.EditComment _ -> true;
      case Effect.StartCheck _, Effect.CompleteCheck _ -> false;
    };
    boolean watched = speaks && moment.isAfter(clock.instant()) && !stores.headJobs().hasNewer(turn.job());
    pauses.until(moment);
    if (watched && stores.headJobs().hasNewer(turn.job())) {
      throw new Overtaken();
    }
  }

  /// A review of another head was asked for in the meantime: which head is the newest must be asked once more.
  static final class Overtaken extends IOException {
    private static final long serialVersionUID = 1L;

    Overtaken() {
      super("another head was pushed");
    }
  }
}
