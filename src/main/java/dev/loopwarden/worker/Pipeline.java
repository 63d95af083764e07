package dev.loopwarden.worker;

import dev.loopwarden.analysis.Analysis;
import dev.loopwarden.analysis.Limits;
import dev.loopwarden.analysis.Report;
import dev.loopwarden.analysis.Snapshot;
import dev.loopwarden.analysis.Surroundings;
import dev.loopwarden.github.GithubApp;
import dev.loopwarden.github.RepositoryReader;
import dev.loopwarden.history.Run;
import dev.loopwarden.metrics.Meters;
import dev.loopwarden.metrics.Phase;
import dev.loopwarden.pull.Change;
import dev.loopwarden.pull.Earlier;
import dev.loopwarden.review.PublishResult;
import dev.loopwarden.review.ReviewContext;
import dev.loopwarden.review.ReviewPlan;
import dev.loopwarden.rules.Catalogue;
import dev.loopwarden.store.Effects;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;

/// One review, from the change to the stored run: what we said, what is there, what it means, what to say, saying it, keeping it.
public final class Pipeline {

  private static final int TREND_WEEKS = 20;

  private final GithubApp app;
  private final Stores stores;
  private final Clock clock;
  private final Pauses pauses;
  private final Terms terms;
  private final Meters meters;

  public Pipeline(GithubApp app, Stores stores, Clock clock, Pauses pauses, Terms terms, Meters meters) {
    this.app = app;
    this.stores = stores;
    this.clock = clock;
    this.pauses = pauses;
    this.terms = terms;
    this.meters = meters;
  }

  /// What the operator decided of reviews.
  ///
  /// @param comments line comments of one review where the repository's settings say nothing
  public record Terms(Limits limits, int comments, Places places) {}

  /// What is reviewed.
  ///
  /// @param again somebody asked for it: it is made even where this head was reviewed
  /// @param queued the pull request whose *Accept as is* holds for it, where the change is no pull request but a merge queue's; else 0
  record Task(Change change, boolean again, int queued) {

    /// A pull request.
    static Task of(Change change, boolean again) {
      return new Task(change, again, 0);
    }
  }

  PublishResult review(Task task, Turn turn) throws IOException {
    Change change = task.change();
    boolean again = task.again();
    RepositoryReader reader = app.reader(change.repository());
    Publisher publisher = publisher(change, turn);
    boolean kept = stores.runs().summary(change.repository().id(), Publisher.target(change).pullRequest(), change.head()).isPresent();
    if (!again && kept && publisher.isDone()) {
      return new PublishResult.Moot("this head was reviewed already");
    }
    var watch = new PhaseWatch(meters);
    publisher.begin(again);
    Earlier earlier = publisher.earlier();
    watch.over(Phase.BEGIN);
    Snapshot snapshot = reader.snapshot(change, earlier, terms.limits(), stores.facts().of(change.repository().id()));
    watch.over(Phase.READ);
    Report report = Analysis.of(snapshot, Catalogue.ALL);
    watch.over(Phase.ANALYSE);
    ReviewPlan plan = ReviewPlan.of(snapshot, report, context(task, turn, publisher.isReviewed()));
    watch.over(Phase.PLAN);
    PublishResult result;
    try {
      result = publisher.publish(plan);
    } catch (Publisher.CommentsRefused refused) {
      Snapshot told = snapshot.with(publisher.earlier());
      plan = ReviewPlan.of(told, Analysis.of(told, Catalogue.ALL), context(task, turn, true));
      result = publisher.publish(plan);
    }
    watch.over(Phase.PUBLISH);
    stores.jobs().hold(turn.lease());
    stores.effects().surround(Publisher.target(change), Surroundings.of(report, snapshot));
    if (result instanceof PublishResult.Published) {
      Run run = Run.of(turn.job().id(), snapshot, report, plan, clock.instant());
      stores.runs().store(run);
      told(turn, run, report);
    }
    return result;
  }

  private void told(Turn turn, Run run, Report report) {
    meters.checked(Duration.between(turn.job().createdAt(), run.finishedAt()));
    run.findings().stream().filter(each -> !each.suppressed())
        .forEach(each -> meters.found(each.finding().ruleId(), each.state().name().toLowerCase(Locale.ROOT)));
    report.notChecked().forEach(each -> meters.notChecked(each.cause()));
  }

  Publisher publisher(Change change, Turn turn) {
    return new Publisher(app.writer(change.repository()), app.reader(change.repository()), stores, turn, change, clock, pauses, meters);
  }

  /// @param reviewed there is a review on this head already, or GitHub takes none: no line comment more
  private ReviewContext context(Task task, Turn turn, boolean reviewed) {
    Change change = task.change();
    var accepted = task.queued() > 0 ? new Effects.Target(change.repository().id(), task.queued()) : Publisher.target(change);
    String id = turn.job().id();
    return new ReviewContext(
        id, Catalogue::card, terms.places().repository(change.repository()), terms.places().run(id), stores.weeks().trend(change.repository().id(), TREND_WEEKS),
        stores.acceptances().find(accepted),
        reviewed ? ReviewContext.Room.NONE : new ReviewContext.Room(terms.comments(), ReviewPlan.COMMENTS_MAX));
  }
}
