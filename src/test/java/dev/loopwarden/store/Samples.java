package dev.loopwarden.store;

import dev.loopwarden.analysis.Coverage;
import dev.loopwarden.analysis.NotChecked;
import dev.loopwarden.analysis.Report;
import dev.loopwarden.analysis.State;
import dev.loopwarden.analysis.Tracked;
import dev.loopwarden.history.Baseline;
import dev.loopwarden.history.Run;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.review.Checklist;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Confidence;
import dev.loopwarden.rule.Finding;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Severity;
import dev.loopwarden.rule.Site;
import dev.loopwarden.source.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Results to fill a database with in tests.
public final class Samples {

  private Samples() {}

  private static Tracked tracked(String fingerprint, String rule, Aspect aspect, State state, String path, String title, boolean ignored) {
    var finding = new Finding(
        rule, aspect, Severity.WARNING, Confidence.HIGH, new Site(path, "f" + title, new Span(3, 0, 3, 5), "x()"), new Message(title, "", "", ""),
        List.of(), List.of(), Optional.empty());
    return new Tracked(finding, state, fingerprint, true, ignored);
  }

  /// A snapshot some weeks ago: the longer ago, the more findings.
  ///
  /// @param name in paths, titles and reasons
  public static Baseline baseline(long repository, int weeksAgo, Instant at, String name) {
    var seen = new ArrayList<Baseline.Seen>();
    for (int i = 0; i < 3 + weeksAgo / 3; i++) {
      seen.add(new Baseline.Seen(tracked("f" + i, i % 2 == 0 ? "LW301" : "LW100", i % 2 == 0 ? Aspect.TIMEOUTS : Aspect.BLOCKING, State.NEW,
          "shop/" + name + i + ".py", name, i == 0), i == 0 ? "because " + name : ""));
    }
    int open = seen.size() - 1;
    return new Baseline(
        "s" + repository + "-" + weeksAgo, repository, new CommitId(String.format("%040x", 1000 * repository + weeksAgo)), "digest" + weeksAgo,
        new Report.Looked(12, 40, 20, 0, 400),
        List.of(new Coverage(Aspect.TIMEOUTS, 20 - open, open, 1), new Coverage(Aspect.BLOCKING, 30 - open, open, 2), new Coverage(Aspect.TASKS, 9, 0, 0)),
        seen, List.of(new NotChecked("old/" + name + ".py", 4, "invalid syntax: " + name)), at);
  }

  /// A run of a pull request with two findings, one of them fixed.
  public static Run run(long repository, int pull, String id, String name, Instant at) {
    var site = new Site("shop/" + name + ".py", "f" + name, new Span(3, 0, 3, 5), "x()");
    var coverage = new Coverage(Aspect.TIMEOUTS, 5, 1, 1);
    return new Run(
        id, repository, pull, new CommitId(String.format("%040x", 7 + repository)), new CommitId("b".repeat(40)), "failure", 9, 6, 90, 1, "",
        List.of(
            new Checklist.Row(Aspect.TIMEOUTS, Checklist.Mark.NEW, "5 of 6 network waits have a limit; new: `" + name.replace("`", "") + "` has none",
                List.of(site), coverage),
            new Checklist.Row(Aspect.BLOCKING, Checklist.Mark.NOTHING, "nothing of this kind touched", List.of(), new Coverage(Aspect.BLOCKING, 0, 0, 0))),
        List.of(coverage),
        List.of(tracked("g1", "LW301", Aspect.TIMEOUTS, State.NEW, site.path(), name, false),
            tracked("g2", "LW100", Aspect.BLOCKING, State.FIXED, site.path(), name, false)), at);
  }
}
