package dev.loopwarden.cli;

import dev.loopwarden.analysis.FactStore;
import dev.loopwarden.analysis.Modules;
import dev.loopwarden.git.LocalRepository;
import dev.loopwarden.github.TreeReader;
import dev.loopwarden.history.Baseline;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.pull.Listing;
import dev.loopwarden.pull.RepositoryRef;
import dev.loopwarden.sandbox.ExamplePast;
import dev.loopwarden.source.SourceFile;
import dev.loopwarden.store.Database;
import dev.loopwarden.store.Repositories;
import dev.loopwarden.store.Snapshots;
import dev.loopwarden.worker.Baselines;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// Looks at the example's half year as the service would have done, commit by commit, and stores it under the days of then.
final class DemoPast {

  private static final Duration WEEK = Duration.ofDays(7);

  private DemoPast() {}

  /// Stores the past.
  ///
  /// @return the tip of the default branch
  static CommitId store(String address, RepositoryRef repository, LocalRepository git, CommitId base, Instant now) {
    List<ExamplePast.Commit> commits = ExamplePast.make(git, base);
    try (Database database = Database.open(address)) {
      new Repositories(database).remember(repository, now.minus(commits.getFirst().ago()));
      var snapshots = new Snapshots(database);
      for (int i = 0; i < commits.size(); i++) {
        ExamplePast.Commit each = commits.get(i);
        Instant at = now.minus(each.ago());
        Listing listing = git.listing(each.id());
        Map<String, SourceFile> python = new TreeMap<>();
        Map<String, SourceFile> project = new TreeMap<>();
        listing.files().forEach((path, blob) ->
            (path.endsWith(".py") ? python : project).put(path, SourceFile.of(path, git.read(blob).orElseThrow())));
        Baseline baseline = Baselines.of(
            UUID.randomUUID().toString(), repository.id(), each.id(), listing, new TreeReader.Tree(python, project, List.of()),
            new Modules(FactStore.inMemory()), at);
        snapshots.store(baseline);
        // The daily sweep looks at what did not change, too.
        Instant next = i + 1 < commits.size() ? now.minus(commits.get(i + 1).ago()) : now;
        for (Instant again = at.plus(WEEK); again.isBefore(next); again = again.plus(WEEK)) {
          snapshots.repeat(UUID.randomUUID().toString(), repository.id(), each.id(), baseline.digest(), again);
        }
      }
    }
    return commits.getLast().id();
  }
}
