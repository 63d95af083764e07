package dev.loopwarden.cli;

import dev.loopwarden.analysis.FactStore;
import dev.loopwarden.analysis.Modules;
import dev.loopwarden.git.LocalRepository;
import dev.loopwarden.github.TreeReader;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.pull.Listing;
import dev.loopwarden.pull.RepositoryRef;
import dev.loopwarden.sandbox.ExamplePast;
import dev.loopwarden.source.SourceFile;
import dev.loopwarden.store.Database;
import dev.loopwarden.store.Repositories;
import dev.loopwarden.store.Snapshots;
import dev.loopwarden.worker.Baselines;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// Looks at the example's half year as the service would have done, commit by commit, and stores it under the days of then.
final class DemoPast {

  private DemoPast() {}

  /// Stores the past.
  ///
  /// @return the tip of the default branch
  static CommitId store(String address, RepositoryRef repository, LocalRepository git, CommitId base, Instant now) {
    List<ExamplePast.Commit> commits = ExamplePast.make(git, base);
    try (Database database = Database.open(address)) {
      new Repositories(database).remember(repository, now.minus(commits.getFirst().ago()));
      var snapshots = new Snapshots(database);
      for (ExamplePast.Commit each : commits) {
        Listing listing = git.listing(each.id());
        Map<String, SourceFile> python = new TreeMap<>();
        Map<String, SourceFile> project = new TreeMap<>();
        listing.files().forEach((path, blob) ->
            (path.endsWith(".py") ? python : project).put(path, SourceFile.of(path, git.read(blob).orElseThrow())));
        snapshots.store(Baselines.of(
            UUID.randomUUID().toString(), repository.id(), each.id(), listing, new TreeReader.Tree(python, project, List.of()),
            new Modules(FactStore.inMemory()), now.minus(each.ago())));
      }
    }
    return commits.getLast().id();
  }
}
