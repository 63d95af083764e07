package dev.loopwarden.analysis;

import dev.loopwarden.program.ParsedModule;
import dev.loopwarden.python.Expr;
import dev.loopwarden.rule.Finding;
import dev.loopwarden.rule.Hop;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Severity;
import dev.loopwarden.rule.Site;
import dev.loopwarden.source.LineSet;
import dev.loopwarden.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// New findings in unchanged code whose way leads through a changed line: they are told there, all that have one cause as one
/// finding, because that is the line that somebody can still change.
final class Causes {

  /// Callers that are named in the sentence; all are among the places.
  private static final int NAMED_MAX = 5;

  private final Map<String, LineSet> touched;
  private final Map<String, ParsedModule> changed;
  private final Map<String, List<Finding>> found = new LinkedHashMap<>();

  /// @param touched changed lines at the head, by path
  /// @param changed modules at the head, by path
  Causes(Map<String, LineSet> touched, Map<String, ParsedModule> changed) {
    this.touched = touched;
    this.changed = changed;
  }

  /// Takes a finding that such a line causes; false for all others.
  boolean takes(Finding finding) {
    if (changed.containsKey(finding.site().path())) {
      return false;
    }
    Optional<Hop> cause = cause(finding);
    cause.ifPresent(hop -> found.computeIfAbsent(
        finding.ruleId() + " " + hop.path() + ":" + hop.line() + " " + hop.what(), _ -> new ArrayList<>()).add(finding));
    return cause.isPresent();
  }

  /// The last step of its way that stands on a changed line.
  private Optional<Hop> cause(Finding finding) {
    return finding.hops().reversed().stream()
        .filter(each -> changed.containsKey(each.path()) && touched.getOrDefault(each.path(), LineSet.EMPTY).contains(each.line()))
        .findFirst();
  }

  /// One finding for each cause.
  List<Finding> told() {
    return found.values().stream().map(this::told).toList();
  }

  private Finding told(List<Finding> all) {
    Finding first = all.getFirst();
    Hop cause = cause(first).orElseThrow();
    Severity worst = all.stream().map(Finding::severity).min(Severity::compareTo).orElse(first.severity());
    Site site = new Site(cause.path(), cause.function(), span(cause), cause.what());
    return new Finding(
        first.ruleId(), first.aspect(), worst, first.confidence(), site, message(all, cause), first.hops(),
        all.stream().map(Finding::site).toList(), Optional.empty());
  }

  private static Message message(List<Finding> all, Hop cause) {
    Message message = all.getFirst().message();
    int others = all.size() - NAMED_MAX;
    String callers = all.stream().limit(NAMED_MAX)
        .map(each -> "`" + each.site().function() + "` (`" + each.site().path() + ":" + each.site().span().line() + "`)")
        .collect(Collectors.joining(", ")) + (others > 0 ? " and " + others + " more" : "");
    String many = all.size() == 1 ? "an unchanged caller" : all.size() + " unchanged callers";
    return new Message(
        "`" + cause.what() + "` now runs on the event loop of " + many,
        "This change reaches code that it does not touch: " + callers + ". " + message.what(), message.why(), message.instead());
  }

  /// Where the step stands, by its call.
  private Span span(Hop hop) {
    ParsedModule module = changed.get(hop.path());
    return module == null ? line(hop)
        : module.blocks().stream().flatMap(each -> each.calls().stream()).map(Expr.Call::span)
            .filter(each -> each.line() == hop.line() && module.code(each).equals(hop.what())).findFirst().orElse(line(hop));
  }

  private static Span line(Hop hop) {
    return new Span(hop.line(), 0, hop.line(), 0);
  }
}
