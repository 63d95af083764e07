package dev.loopwarden.review;

import dev.loopwarden.analysis.NotChecked;
import dev.loopwarden.analysis.Report;
import dev.loopwarden.analysis.Snapshot;
import dev.loopwarden.analysis.State;
import dev.loopwarden.analysis.Tracked;
import dev.loopwarden.pull.Earlier;
import dev.loopwarden.pull.FileDiff;
import dev.loopwarden.pull.PullRequest;
import dev.loopwarden.rule.Confidence;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The report's findings sorted by what is done with them, in the light of what was said before.
///
/// @param fresh new or returned ones to tell, worst first: not suppressed, not dismissed, not of low confidence
/// @param dismissed new ones whose comment a person deleted: silent
/// @param hidden silenced by a mark that a fork's own pull request adds: no line comment, but the conclusion counts them
/// @param carried at the merge base already
/// @param gone credited: at the merge base or told by us, and no longer there
/// @param gating those of `fresh` and `hidden` that make the check fail unless accepted
record Standing(
    List<Tracked> fresh, List<Tracked> dismissed, List<Tracked> hidden, List<Tracked> carried, List<Tracked> gone, List<Tracked> gating) {

  static Standing of(Snapshot snapshot, Report report, Function<String, Optional<RuleCard>> cards) {
    Map<String, Earlier.State> said =
        snapshot.earlier().comments().stream()
            .collect(Collectors.toMap(Earlier.Posted::fingerprint, Earlier.Posted::state, (_, last) -> last));
    boolean fork = snapshot.change().pullRequest().map(PullRequest::fromFork).orElse(false);
    List<Tracked> sure = report.findings().stream()
        .filter(each -> each.finding().confidence() != Confidence.LOW)
        .sorted(RootReport.WORST_FIRST)
        .toList();
    List<Tracked> told = sure.stream().filter(each -> !each.suppressed()).toList();
    List<Tracked> atHead = told.stream().filter(each -> each.state().isFresh()).toList();
    List<Tracked> fresh = atHead.stream().filter(each -> said.get(each.fingerprint()) != Earlier.State.DISMISSED).toList();
    List<Tracked> dismissed = atHead.stream().filter(each -> said.get(each.fingerprint()) == Earlier.State.DISMISSED).toList();
    List<Tracked> hidden = sure.stream()
        .filter(each -> fork && each.suppressed() && each.state().isFresh() && silencedHere(each, report, cards))
        .toList();
    Optional<Severity> threshold = snapshot.settings().failOn().threshold();
    List<Tracked> gating = Stream.concat(fresh.stream(), hidden.stream())
        .filter(each -> each.finding().confidence() == Confidence.HIGH)
        .filter(each -> threshold.isPresent() && each.finding().severity().atLeast(threshold.get()))
        .sorted(RootReport.WORST_FIRST)
        .toList();
    return new Standing(
        fresh, dismissed, hidden,
        told.stream().filter(each -> each.state() == State.CARRIED).toList(),
        told.stream().filter(each -> each.state() == State.FIXED || each.state() == State.RESOLVED)
            .sorted(Comparator.comparing((Tracked each) -> each.finding().site().path()).thenComparing(each -> each.finding().site().span()))
            .toList(),
        gating);
  }

  /// Those that are worth a line comment.
  List<Tracked> commentable() {
    return fresh.stream().filter(Standing::commentable).toList();
  }

  static boolean commentable(Tracked tracked) {
    return tracked.finding().confidence() == Confidence.HIGH && tracked.finding().severity().atLeast(Severity.WARNING);
  }

  /// A comment of ours is out of date only where its file was read and the finding is neither there nor in doubt.
  static boolean isGone(Earlier.Posted posted, Snapshot snapshot, Report report) {
    boolean there = report.findings().stream()
        .anyMatch(each -> each.fingerprint().equals(posted.fingerprint())
            && each.state() != State.FIXED && each.state() != State.RESOLVED && !each.suppressed());
    if (there) {
      return false;
    }
    Set<String> unread = new HashSet<>();
    Stream.concat(report.notChecked().stream(), snapshot.unread().stream()).map(NotChecked::path).forEach(unread::add);
    snapshot.diffs().stream()
        .filter(each -> unread.contains(each.path()))
        .map(FileDiff::previousPath).flatMap(Optional::stream).forEach(unread::add);
    // A file that is not there any more may be one of those that could not be read, under another name.
    boolean renamed = !snapshot.listing().has(posted.path()) && snapshot.diffs().stream()
        .anyMatch(each -> unread.contains(each.path()) && (each.status() == FileDiff.Status.ADDED || each.status() == FileDiff.Status.RENAMED));
    return !unread.contains(posted.path()) && !renamed;
  }

  private static boolean silencedHere(Tracked tracked, Report report, Function<String, Optional<RuleCard>> cards) {
    var site = tracked.finding().site();
    return report.addedSuppressions().stream().anyMatch(mark ->
        mark.path().equals(site.path())
            && mark.line() >= site.span().line() - 1 && mark.line() <= site.span().endLine() + 1
            && (mark.id().equals(tracked.finding().ruleId())
                || cards.apply(tracked.finding().ruleId()).map(card -> card.elsewhere().contains(mark.id())).orElse(false)));
  }
}
