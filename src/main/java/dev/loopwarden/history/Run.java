package dev.loopwarden.history;

import dev.loopwarden.analysis.Coverage;
import dev.loopwarden.analysis.Report;
import dev.loopwarden.analysis.Snapshot;
import dev.loopwarden.analysis.Tracked;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.pull.PullRequest;
import dev.loopwarden.review.Checklist;
import dev.loopwarden.review.Effect;
import dev.loopwarden.review.ReviewPlan;
import dev.loopwarden.rule.Aspect;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// What lasts of one review.
///
/// @param id the job's
/// @param conclusion GitHub's word
/// @param notChecked number of places that were not looked at
/// @param summary the checklist as the check shows it, in Markdown
/// @param checklist the same, row by row
public record Run(
    String id, long repository, int pullRequest, CommitId head, CommitId base, String conclusion, int functions, int asyncFunctions,
    int asyncLines, int notChecked, String summary, List<Checklist.Row> checklist, List<Coverage> coverage, List<Tracked> findings, Instant finishedAt) {

  public Run {
    checklist = List.copyOf(checklist);
    coverage = List.copyOf(coverage);
    findings = List.copyOf(findings);
  }

  public static Run of(String id, Snapshot snapshot, Report report, ReviewPlan plan, Instant now) {
    String summary = plan.effects().stream()
        .filter(Effect.CompleteCheck.class::isInstance).map(each -> ((Effect.CompleteCheck) each).summary()).findFirst().orElse("");
    List<Coverage> coverage = Arrays.stream(Aspect.values()).map(each -> Coverage.of(each, report.obligations()))
        .filter(each -> each.owed() + each.unknown() > 0).toList();
    return new Run(
        id, snapshot.change().repository().id(), snapshot.change().pullRequest().map(PullRequest::number).orElse(0),
        snapshot.change().head(), snapshot.mergeBase(), plan.conclusion().slug(), report.looked().functions(),
        report.looked().asyncFunctions(), report.looked().asyncLines(), report.notChecked().size(), summary, Checklist.of(report).rows(), coverage,
        report.findings(), now);
  }
}
