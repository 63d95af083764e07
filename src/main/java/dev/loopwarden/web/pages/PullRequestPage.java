package dev.loopwarden.web.pages;

import dev.loopwarden.history.Fixing;
import dev.loopwarden.history.PullRequestLine;
import dev.loopwarden.pull.RepositoryRef;
import dev.loopwarden.store.Runs;
import dev.loopwarden.web.pages.Page.Crumb;
import dev.loopwarden.web.pages.Table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One pull request: the same checklist as its comment, where its findings stand, and its reviews.
public final class PullRequestPage {

  private static final int RUNS = 50;

  private PullRequestPage() {}

  public static Page of(Stored stored, RepositoryRef repository, PullRequestLine line, Optional<String> github) {
    Block figures = new Block.Figures(List.of(
        new Block.Figure("Check", line.conclusion(), "on " + line.head().brief(), Parts.conclusion(line.conclusion()).tone()),
        new Block.Figure("New findings", Parts.grouped(line.told()), line.fixed() + " fixed", line.told() > line.fixed() ? Tone.WARN : Tone.GOOD),
        new Block.Figure("Outcome", line.outcome(), line.runs() + (line.runs() == 1 ? " head reviewed" : " heads reviewed"), Tone.PLAIN),
        new Block.Figure("Last review took", line.took().map(Fixing::spoken).orElse("–"), "from delivery to stored result", Tone.PLAIN)));
    String webBase = github.map(base -> Link.files(base, repository, line.head())).orElse("");
    String lead = "Reviewed " + Cell.time(line.reviewedAt()).text() + ", the same checklist as in its comment.";
    return new Page(repository.fullName() + " #" + line.number(), lead,
        List.of(new Crumb("Repositories", "/"), new Crumb(repository.fullName(), "/repositories/" + repository.id())),
        List.of(
            figures, new Block.Checks(stored.runs().checklist(line.lastRun()), webBase),
            new Block.Listing(findings(stored.runs().findings(repository.id(), line.number())), ""),
            new Block.Listing(runs(stored.runs().of(repository.id(), line.number(), RUNS)), "")));
  }

  static Table findings(List<Runs.StoredFinding> findings) {
    var rows = new ArrayList<List<Cell>>();
    for (Runs.StoredFinding each : findings) {
      rows.add(List.of(
          state(each.state()), Cell.text(each.rule()).to("/rules/" + each.rule()), Cell.text(each.severity()),
          Cell.text(RepositoryPage.plain(each.title())), Cell.code(each.path() + ":" + each.line()), Cell.code(each.function())));
    }
    return Table.of("findings", "Findings", List.of(
        Column.of("state", "State"), Column.of("rule", "Rule"), Column.of("severity", "Severity"), Column.of("what", "What"),
        Column.of("where", "Where"), Column.of("function", "Function")), rows, "No finding in what was changed.");
  }

  private static Cell state(String state) {
    return Cell.word(state, switch (state) {
      case "new", "returned" -> Tone.BAD;
      case "fixed", "resolved" -> Tone.GOOD;
      default -> Tone.QUIET;
    });
  }

  private static Table runs(List<Runs.Listed> runs) {
    var rows = new ArrayList<List<Cell>>();
    for (Runs.Listed each : runs) {
      int met = each.coverage().stream().mapToInt(one -> one.met()).sum();
      int owed = each.coverage().stream().mapToInt(one -> one.owed()).sum();
      rows.add(List.of(
          Cell.code(each.head().brief()).to("/runs/" + each.id()), Parts.conclusion(each.conclusion()), Cell.number(met), Cell.number(owed),
          Cell.number(each.asyncFunctions()), Cell.number(each.notChecked()), Cell.time(each.finishedAt())));
    }
    return Table.of("runs", "Reviews", List.of(
        Column.of("head", "Head"), Column.of("check", "Check"), Column.number("met", "Met"), Column.number("owed", "Owed"),
        Column.number("async_functions", "Async functions"), Column.number("not_checked", "Not checked"), Column.of("finished_at", "Finished")), rows,
        "No review is stored.");
  }
}
