package dev.loopwarden.worker;

import dev.loopwarden.github.GithubApp;
import dev.loopwarden.github.RepositoryReader;
import dev.loopwarden.pull.Change;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.pull.RepositoryRef;
import dev.loopwarden.store.HeadJobs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Finds the pull requests that a commit is the head of: what is asked of a check names a commit.
final class Heads {

  private final GithubApp app;
  private final HeadJobs jobs;

  Heads(GithubApp app, HeadJobs jobs) {
    this.app = app;
    this.jobs = jobs;
  }

  /// The open pull requests of a head: those that the payload names, those that we know, and else those that GitHub knows (a fork's
  /// payload names none).
  List<Change> changes(RepositoryRef repository, CommitId head, List<Integer> named) throws IOException {
    RepositoryReader reader = app.reader(repository);
    Set<Integer> numbers = new LinkedHashSet<>(named);
    numbers.addAll(jobs.pullRequests(repository.id(), head));
    if (numbers.isEmpty()) {
      numbers.addAll(reader.pullRequestsOf(head));
    }
    var changes = new ArrayList<Change>();
    for (int number : numbers) {
      reader.openPullRequest(number).filter(each -> each.head().equals(head)).ifPresent(changes::add);
    }
    return changes;
  }
}
