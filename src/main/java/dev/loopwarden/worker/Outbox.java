package dev.loopwarden.worker;

import dev.loopwarden.github.GithubAddress;
import dev.loopwarden.github.OutcomeUnknown;
import dev.loopwarden.github.Rejected;
import dev.loopwarden.github.RepositoryWriter;
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
/// asked whether it was done. An intention of another worker is looked at only when its write cannot be on its way any more.
final class Outbox {

  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  /// Between two writes of one installation; GitHub asks for a second.
  private static final Duration WRITE_GAP = Duration.ofSeconds(1);

  /// How long a job waits for its turn to write; it goes back to the queue where the turn is further away.
  private static final Duration PATIENCE = Duration.ofSeconds(15);

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

  /// Throws while the write of another worker may still be on its way.
  void settle(Effects.Intent intent) throws Later {
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

  /// What a finished check was made from: base, and whether it is a draft.
  String madeFrom() {
    return change.base() + " " + change.pullRequest().map(each -> each.baseRef() + (each.draft() ? " draft" : "")).orElse("");
  }

  /// Writes, whether or not it was done before.
  void write(Effect effect, String marker) throws IOException {
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
    Instant intended = clock.instant();
    stores.effects().intend(turn.lease(), target, effect.key(), marker, intended);
    return writer.by(intended.plus(LEAVES)).apply(effect, target.pullRequest(), known);
  }

  private void writeOnce(Effect effect, String marker) throws IOException {
    Optional<Long> known = known(effect);
    try {
      done(effect, sent(effect, marker, known));
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

  /// It stands on GitHub.
  void done(Effect effect, RepositoryWriter.Applied applied) {
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
