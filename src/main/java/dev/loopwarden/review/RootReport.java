package dev.loopwarden.review;

import dev.loopwarden.analysis.Report;
import dev.loopwarden.analysis.Tracked;
import dev.loopwarden.rule.Confidence;
import java.util.Comparator;
import java.util.List;

/// A report and the folder it is about: what the formats of the command line print.
///
/// @param root as it was given on the command line; the report's paths are relative to it
public record RootReport(String root, Report report) {

  /// Worst first, then by place.
  static final Comparator<Tracked> WORST_FIRST =
      Comparator.comparing((Tracked each) -> each.finding().severity())
          .thenComparing(each -> each.finding().confidence())
          .thenComparing(each -> each.finding().site().path())
          .thenComparing(each -> each.finding().site().span())
          .thenComparing(each -> each.finding().ruleId());

  /// By place.
  static final Comparator<Tracked> BY_PLACE =
      Comparator.comparing((Tracked each) -> each.finding().site().path())
          .thenComparing(each -> each.finding().site().span())
          .thenComparing(each -> each.finding().ruleId());

  /// The findings to show, by place: not the suppressed ones, and at least so sure.
  List<Tracked> shown(Confidence least) {
    return report.findings().stream()
        .filter(each -> !each.suppressed() && each.finding().confidence().atLeast(least))
        .sorted(BY_PLACE)
        .toList();
  }
}
