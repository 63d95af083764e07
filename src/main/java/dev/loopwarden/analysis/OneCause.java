package dev.loopwarden.analysis;

import dev.loopwarden.rule.Confidence;
import dev.loopwarden.rule.Finding;
import dev.loopwarden.rule.Hop;
import dev.loopwarden.rule.Site;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One comment for one cause: of several functions that come to the same blocking place the first is told and names the others, which are listed
/// and have no comment of their own.
final class OneCause {

  private OneCause() {}

  /// @param posted fingerprints of findings that have a comment already, which they keep
  static List<Tracked> of(List<Tracked> findings, Set<String> posted) {
    Map<String, List<Tracked>> causes = new LinkedHashMap<>();
    for (Tracked each : findings) {
      if (isComment(each)) {
        causes.computeIfAbsent(cause(each.finding()), _ -> new ArrayList<>()).add(each);
      }
    }
    return findings.stream().map(each -> {
      List<Tracked> together = isComment(each) ? causes.getOrDefault(cause(each.finding()), List.of()) : List.<Tracked>of();
      return together.size() < 2 ? each : isTold(each, together, posted) ? withOthers(each, together, posted) : listed(each);
    }).toList();
  }

  private static boolean isComment(Tracked each) {
    Finding finding = each.finding();
    return each.state().isFresh() && each.inChangedCode() && !each.suppressed() && finding.confidence() == Confidence.HIGH && finding.isAtItsEnd()
        && !finding.hops().isEmpty();
  }

  private static String cause(Finding finding) {
    Hop last = finding.hops().getLast();
    return finding.ruleId() + " " + last.path() + ":" + last.line();
  }

  /// Those that were told before; where none was, the first.
  private static boolean isTold(Tracked each, List<Tracked> together, Set<String> posted) {
    return posted.contains(each.fingerprint())
        || (together.getFirst().equals(each) && together.stream().noneMatch(other -> posted.contains(other.fingerprint())));
  }

  private static Tracked withOthers(Tracked told, List<Tracked> together, Set<String> posted) {
    var sites = new ArrayList<Site>(told.finding().alsoAt());
    together.stream().filter(each -> !isTold(each, together, posted)).map(each -> each.finding().site()).forEach(sites::add);
    return with(told, told.finding().withAlsoAt(sites));
  }

  private static Tracked listed(Tracked each) {
    return with(each, each.finding().withConfidence(Confidence.MEDIUM));
  }

  private static Tracked with(Tracked each, Finding finding) {
    return new Tracked(finding, each.state(), each.fingerprint(), each.inChangedCode(), each.suppressed());
  }
}
