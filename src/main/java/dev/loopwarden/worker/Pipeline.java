package dev.loopwarden.worker;

import dev.loopwarden.analysis.Analysis;
import dev.loopwarden.analysis.Limits;
import dev.loopwarden.analysis.Report;
import dev.loopwarden.analysis.Snapshot;
import dev.loopwarden.github.GithubApp;
import dev.loopwarden.github.RepositoryReader;
import dev.loopwarden.history.Run;
import dev.loopwarden.pull.Change;
import dev.loopwarden.pull.Earlier;
import dev.loopwarden.pull.PullRequest;
import dev.loopwarden.review.PublishResult;
import dev.loopwarden.review.ReviewContext;
import dev.loopwarden.review.ReviewPlan;
import dev.loopwarden.rules.Catalogue;
import dev.loopwarden.store.Effects;
import dev.loopwarden.store.Runs;
import dev.loopwarden.store.Weeks;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/// One review, from the change to the stored run: what we said, what is there, what it means, what to say, saying it, keeping it.
public final class Pipeline {

  private static final int TREND_WEEKS = 20;

  private final GithubApp app;
  private final Effects effects;
  private final Runs runs;
  private final Weeks weeks;
  private final Clock clock;
  private final Places places;

  public Pipeline(GithubApp app, Effects effects, Runs runs, Weeks weeks, Clock clock, Places places) {
    this.app = app;
    this.effects = effects;
    this.runs = runs;
    this.weeks = weeks;
    this.clock = clock;
    this.places = places;
  }

  PublishResult review(Change change, String jobId) throws IOException {
    var target = new Effects.Target(change.repository().id(), change.pullRequest().map(PullRequest::number).orElse(0));
    RepositoryReader reader = app.reader(change.repository());
    var publisher = new Publisher(app.writer(change.repository()), reader, effects, target, change, clock);
    publisher.begin(jobId);

    Earlier earlier = publisher.earlier();
    Snapshot snapshot = reader.snapshot(change, earlier, Limits.DEFAULT);
    Report report = Analysis.of(snapshot, Catalogue.ALL);
    ReviewPlan plan = ReviewPlan.of(snapshot, report, context(change, jobId));
    PublishResult result = publisher.publish(plan);
    runs.store(Run.of(jobId, snapshot, report, plan, clock.instant()));
    return result;
  }

  private ReviewContext context(Change change, String jobId) {
    return new ReviewContext(
        jobId, Catalogue::card, places.repository(change.repository()), places.run(jobId),
        weeks.trend(change.repository().id(), TREND_WEEKS), Optional.empty());
  }
}
