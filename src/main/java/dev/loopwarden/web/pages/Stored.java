package dev.loopwarden.web.pages;

import dev.loopwarden.store.Audit;
import dev.loopwarden.store.Badges;
import dev.loopwarden.store.BranchFindings;
import dev.loopwarden.store.Database;
import dev.loopwarden.store.DeadJobs;
import dev.loopwarden.store.Deliveries;
import dev.loopwarden.store.Jobs;
import dev.loopwarden.store.PullRequests;
import dev.loopwarden.store.Repositories;
import dev.loopwarden.store.Runs;
import dev.loopwarden.store.Snapshots;
import dev.loopwarden.store.Weeks;

/// What the pages are made from.
public record Stored(
    Repositories repositories, Snapshots snapshots, Weeks weeks, BranchFindings findings, Runs runs, PullRequests pullRequests, Jobs jobs,
    DeadJobs deadJobs, Deliveries deliveries, Audit audit, Badges badges) {

  public static Stored in(Database database) {
    return new Stored(
        new Repositories(database), new Snapshots(database), new Weeks(database), new BranchFindings(database), new Runs(database),
        new PullRequests(database), new Jobs(database), new DeadJobs(database), new Deliveries(database), new Audit(database),
        new Badges(database));
  }
}
