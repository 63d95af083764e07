package dev.loopwarden.job;

import dev.loopwarden.pull.Change;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.pull.RepositoryRef;
import java.util.List;
import java.util.function.UnaryOperator;

/// What a delivery asks for. Made by the decoder in `github`; everything behind it speaks of these only.
public sealed interface Trigger {

  /// The same with the repository under the name that it has now.
  default Trigger in(UnaryOperator<RepositoryRef> current) {
    return switch (this) {
      case Review(Change change) -> new Review(in(change, current));
      case MergeGroup(Change change, int queued) -> new MergeGroup(in(change, current), queued);
      case Rerun rerun -> new Rerun(current.apply(rerun.repository()), rerun.head(), rerun.pullRequests());
      case Accept accept -> new Accept(
          current.apply(accept.repository()), accept.head(), accept.pullRequests(), accept.checkRun(), accept.who());
      case Baseline(RepositoryRef repository, CommitId head) -> new Baseline(current.apply(repository), head);
      case Closed closed -> new Closed(current.apply(closed.repository()), closed.pullRequest(), closed.merged());
      case InstallationAdded _, InstallationRemoved _, Suspended _, Renamed _, Ignored _ -> this;
    };
  }

  private static Change in(Change change, UnaryOperator<RepositoryRef> current) {
    return new Change(current.apply(change.repository()), change.base(), change.head(), change.pullRequest());
  }

  /// Review this head of a pull request.
  record Review(Change change) implements Trigger {}

  /// *Re-run* on a check run (or a whole suite) of ours.
  ///
  /// @param pullRequests numbers as far as the payload names them; empty for a fork's head: look the head up
  record Rerun(RepositoryRef repository, CommitId head, List<Integer> pullRequests) implements Trigger {
    public Rerun {
      pullRequests = List.copyOf(pullRequests);
    }
  }

  /// *Accept as is* was pressed.
  record Accept(RepositoryRef repository, CommitId head, List<Integer> pullRequests, long checkRun, String who)
      implements Trigger {
    public Accept {
      pullRequests = List.copyOf(pullRequests);
    }
  }

  /// A merge queue asks for the check on this group.
  ///
  /// @param queued the pull request that it is for, by the name of its branch; 0 where that names none
  record MergeGroup(Change change, int queued) implements Trigger {}

  /// The default branch moved: snapshot and trend.
  record Baseline(RepositoryRef repository, CommitId head) implements Trigger {}

  /// A pull request was closed or merged.
  record Closed(RepositoryRef repository, int pullRequest, boolean merged) implements Trigger {}

  /// The App may read these repositories from now on.
  record InstallationAdded(long installation, List<RepositoryRef> repositories) implements Trigger {
    public InstallationAdded {
      repositories = List.copyOf(repositories);
    }
  }

  /// It may no longer: their rows are deleted.
  ///
  /// @param repositories empty means all of the installation
  record InstallationRemoved(long installation, List<RepositoryRef> repositories) implements Trigger {
    public InstallationRemoved {
      repositories = List.copyOf(repositories);
    }
  }

  /// The installation was suspended, or suspended no longer: its jobs wait.
  record Suspended(long installation, boolean suspended) implements Trigger {}

  /// The repository has another name or owner now; its id is the same.
  record Renamed(RepositoryRef repository) implements Trigger {}

  /// Nothing to do.
  record Ignored(String why) implements Trigger {}
}
