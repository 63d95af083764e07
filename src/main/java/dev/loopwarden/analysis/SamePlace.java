package dev.loopwarden.analysis;

import dev.loopwarden.rule.Confidence;
import dev.loopwarden.rule.Finding;
import dev.loopwarden.rule.Hop;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Findings of one function that meet: on the same code, or where their paths end. `OneCause` goes on from there, over all functions.
final class SamePlace {

  private SamePlace() {}

  /// Of several findings of one aspect on the very same code the worst is told; of several
  /// aspects the worst is the comment, and the others are listed.
  static void keepTheWorst(List<Inspection.Told> told) {
    Map<String, Finding> worst = new HashMap<>();
    for (Inspection.Told each : told) {
      if (!each.suppressed() && each.obligation().verdict() instanceof Verdict.Unmet(Finding finding)) {
        worst.merge(place(finding), finding, SamePlace::worse);
        worst.merge(place(finding) + finding.aspect().slug(), finding, SamePlace::worse);
      }
    }
    told.replaceAll(each -> {
      boolean second = !each.suppressed() && each.obligation().verdict() instanceof Verdict.Unmet(Finding finding)
          && finding.confidence() == Confidence.HIGH && !isOf(worst, place(finding), finding);
      return second ? listed(each) : each;
    });
    told.removeIf(each -> !each.suppressed() && each.obligation().verdict() instanceof Verdict.Unmet(Finding finding)
        && !isOf(worst, place(finding) + finding.aspect().slug(), finding));
  }

  private static boolean isOf(Map<String, Finding> worst, String place, Finding finding) {
    Finding told = worst.get(place);
    return told != null && told.ruleId().equals(finding.ruleId());
  }

  /// The surer one; of two that are as sure, the worse one; of two as bad, the one that came first.
  private static Finding worse(Finding first, Finding second) {
    int sure = first.confidence().compareTo(second.confidence());
    int bad = first.severity().compareTo(second.severity());
    return sure < 0 || (sure == 0 && bad <= 0) ? first : second;
  }

  /// The same, without a comment of its own.
  private static Inspection.Told listed(Inspection.Told each) {
    if (!(each.obligation().verdict() instanceof Verdict.Unmet(Finding finding))) {
      return each;
    }
    return new Inspection.Told(each.block(), Obligation.unmet(each.obligation().owed(), finding.withConfidence(Confidence.MEDIUM)), each.card(), false);
  }

  private static String place(Finding finding) {
    return finding.site().path() + "@" + finding.site().span();
  }

  /// Where a path ends: two ways of one function to the same place are one cause.
  static String end(Finding finding) {
    Hop last = finding.hops().getLast();
    return last.path() + ":" + last.line();
  }

  /// Two places of one cause: the surer one is told, the other with it.
  static Inspection.Told merged(Inspection.Told first, Inspection.Told second) {
    if (!(first.obligation().verdict() instanceof Verdict.Unmet(Finding one)) || !(second.obligation().verdict() instanceof Verdict.Unmet(Finding two))) {
      return first;
    }
    boolean surer = two.confidence().compareTo(one.confidence()) < 0;
    Finding lead = surer ? two : one;
    var sites = new ArrayList<>(one.alsoAt());
    sites.add(surer ? one.site() : two.site());
    var merged = new Finding(
        lead.ruleId(), lead.aspect(), lead.severity(), lead.confidence(), lead.site(), lead.message(), lead.hops(), sites, lead.fix());
    return new Inspection.Told(first.block(), Obligation.unmet(first.obligation().owed(), merged), first.card(), first.suppressed());
  }
}
