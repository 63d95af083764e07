package dev.loopwarden.web.pages;

import dev.loopwarden.pull.RepositoryRef;
import dev.loopwarden.store.Runs;
import dev.loopwarden.web.pages.Page.Crumb;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One run: what was looked at on one head, and what came of it.
public final class RunPage {

  private RunPage() {}

  private static Block findings(Stored stored, RepositoryRef repository, Runs.Listed run) {
    return stored.runs().findings(run.id()).map(each -> new Block.Listing(PullRequestPage.findings(each), "As they stood on this head."))
        .orElseGet(() -> new Block.Listing(
            PullRequestPage.findings(stored.runs().findings(repository.id(), run.pullRequest())),
            "This run is older than the version that keeps each run's findings. This is where the pull request's findings stand now."));
  }

  public static Page of(Stored stored, RepositoryRef repository, Runs.Listed run, Optional<String> github) {
    int met = run.coverage().stream().mapToInt(one -> one.met()).sum();
    int owed = run.coverage().stream().mapToInt(one -> one.owed()).sum();
    var crumbs = new ArrayList<Crumb>(List.of(
        new Crumb("Repositories", "/"), new Crumb(repository.fullName(), "/repositories/" + repository.id())));
    if (run.pullRequest() > 0) {
      crumbs.add(new Crumb("#" + run.pullRequest(), "/repositories/" + repository.id() + "/pulls/" + run.pullRequest()));
    }
    return new Page("Run on " + run.head().brief(), "Finished " + Cell.time(run.finishedAt()).text() + ".", crumbs, List.of(
        new Block.Figures(List.of(
            new Block.Figure("Check", run.conclusion(), "", Parts.conclusion(run.conclusion()).tone()),
            new Block.Figure("Obligations met", met + " of " + owed, "of the changed functions", met == owed ? Tone.GOOD : Tone.PLAIN),
            new Block.Figure("Async functions", Parts.grouped(run.asyncFunctions()), "changed and looked at", Tone.PLAIN),
            new Block.Figure("Not checked", Parts.grouped(run.notChecked()), "places; the check says why", run.notChecked() > 0 ? Tone.WARN : Tone.PLAIN))),
        new Block.Checks(stored.runs().checklist(run.id()), github.map(base -> Link.files(base, repository, run.head())).orElse("")),
        new Block.Listing(Parts.aspects(run.coverage()), ""),
        findings(stored, repository, run)));
  }
}
