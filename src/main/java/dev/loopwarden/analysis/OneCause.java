package dev.loopwarden.analysis;

import dev.loopwarden.rule.Confidence;
import dev.loopwarden.rule.Finding;
import dev.loopwarden.rule.Site;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One comment for one cause: of several functions that come to the same blocking place, and of several calls of one sync session in one function,
/// the first is told and names the others, which are listed and have no comment of their own.
final class OneCause {

  /// What is mended once for a whole function: its database session is of the wrong kind.
  private static final Set<String> OF_A_FUNCTION = Set.of("LW602");

  private OneCause() {}

  /// @param posted fingerprints of findings that have a comment already, which they keep
  static List<Tracked> of(List<Tracked> findings, Set<String> posted) {
    Map<String, List<Tracked>> causes = new LinkedHashMap<>();
    for (Tracked each : findings) {
      if (isComment(each)) {
        cause(each.finding()).ifPresent(cause -> causes.computeIfAbsent(cause, _ -> new ArrayList<>()).add(each));
      }
    }
    return findings.stream().map(each -> {
      List<Tracked> together = isComment(each)
          ? cause(each.finding()).map(cause -> causes.getOrDefault(cause, List.of())).orElse(List.of()) : List.<Tracked>of();
      return together.size() < 2 ? each : isTold(each, together, posted) ? withOthers(each, together, posted) : listed(each);
    }).toList();
  }

  private static boolean isComment(Tracked each) {
    Finding finding = each.finding();
    return each.state().isFresh() && each.inChangedCode() && !each.suppressed() && finding.confidence() == Confidence.HIGH;
  }

  /// Empty where a finding has a cause of its own: one that is mended by its own suggestion, too.
  private static Optional<String> cause(Finding finding) {
    if (!finding.hops().isEmpty()) {
      return finding.isAtItsEnd() ? Optional.of(finding.ruleId() + " " + SamePlace.end(finding)) : Optional.empty();
    }
    return OF_A_FUNCTION.contains(finding.ruleId()) && finding.fix().isEmpty()
        ? Optional.of(finding.ruleId() + " " + finding.site().path() + "::" + finding.site().function()) : Optional.empty();
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
