package dev.loopwarden.worker;

import dev.loopwarden.store.Acceptances;
import dev.loopwarden.store.Database;
import dev.loopwarden.store.Deliveries;
import dev.loopwarden.store.Effects;
import dev.loopwarden.store.Facts;
import dev.loopwarden.store.HeadJobs;
import dev.loopwarden.store.Jobs;
import dev.loopwarden.store.Pace;
import dev.loopwarden.store.PullRequests;
import dev.loopwarden.store.Repositories;
import dev.loopwarden.store.Runs;
import dev.loopwarden.store.Weeks;
import java.time.Clock;

/// Where things are kept.
public record Stores(
    Deliveries deliveries, Jobs jobs, HeadJobs headJobs, Effects effects, Pace pace, Runs runs, Repositories repositories,
    Acceptances acceptances, PullRequests pullRequests, Weeks weeks, Facts facts) {

  public static Stores of(Database database, Clock clock) {
    return new Stores(
        new Deliveries(database), new Jobs(database), new HeadJobs(database), new Effects(database), new Pace(database),
        new Runs(database), new Repositories(database), new Acceptances(database), new PullRequests(database), new Weeks(database),
        new Facts(database, clock));
  }
}
