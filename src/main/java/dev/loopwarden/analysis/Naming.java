package dev.loopwarden.analysis;

import dev.loopwarden.pull.Earlier;
import dev.loopwarden.rule.Finding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Gives the findings of a head their names: those that they had before, wherever they stand now.
///
/// A finding alone in its function has one name. Of equals in one function, each keeps the name of the one that stood between the same
/// lines, at the merge base or at the newest head that we spoke of. Where a file that we commented on is not there any more, its comments'
/// names go to the same findings in another file. A name is given once: a new equal gets one that nobody had.
final class Naming {

  private final Map<String, Earlier.Posted> posted = new LinkedHashMap<>();
  private final Map<String, List<Known>> before = new HashMap<>();
  private final Set<String> gone = new LinkedHashSet<>();
  private final Set<String> given = new HashSet<>();

  /// @param before findings of the merge base, by name, each with its path at the head
  /// @param around of each of them
  Naming(Map<String, Finding> before, Map<String, String> around, Snapshot snapshot) {
    before.forEach((name, finding) -> this.before.computeIfAbsent(Fingerprints.subject(finding, finding.site().path()), _ -> new ArrayList<>())
        .add(new Known(name, around.getOrDefault(name, Surroundings.UNKNOWN))));
    for (Earlier.Posted each : snapshot.earlier().comments()) {
      posted.put(each.fingerprint(), each);
      if (!snapshot.listing().has(each.path()) && !snapshot.listing().truncated()) {
        gone.add(each.path());
      }
    }
  }

  /// A name, and what stood around its finding.
  private record Known(String name, String around) {}

  /// A finding at the head, and what stands around it.
  record Site(Finding finding, String around) {}

  /// The name of each, in the same order.
  List<String> of(List<Site> sites) {
    Map<String, List<Integer>> groups = new LinkedHashMap<>();
    for (int i = 0; i < sites.size(); i++) {
      groups.computeIfAbsent(Fingerprints.subject(sites.get(i).finding(), sites.get(i).finding().site().path()), _ -> new ArrayList<>()).add(i);
    }
    String[] names = new String[sites.size()];
    groups.forEach((subject, equals) -> name(subject, equals, sites, names));
    return Arrays.asList(names);
  }

  private void name(String subject, List<Integer> equals, List<Site> sites, String[] names) {
    Finding one = sites.get(equals.getFirst()).finding();
    List<String> moved = gone.stream().map(path -> Fingerprints.subject(one, path)).toList();
    var left = new ArrayList<>(equals);
    var known = new ArrayList<>(before.getOrDefault(subject, List.of()));
    known.addAll(told(subject, one.ruleId(), true));
    pair(known, left, sites, names);
    moved.forEach(each -> pair(told(each, one.ruleId(), true), left, sites, names));
    pair(told(subject, one.ruleId(), false), left, sites, names);
    moved.forEach(each -> pair(told(each, one.ruleId(), false), left, sites, names));
    int ordinal = 1;
    for (int each : left) {
      while (taken(Fingerprints.of(subject, ordinal), known)) {
        ordinal++;
      }
      names[each] = Fingerprints.of(subject, ordinal);
      given.add(names[each]);
    }
  }

  private boolean taken(String name, List<Known> known) {
    return given.contains(name) || posted.containsKey(name) || known.stream().anyMatch(each -> each.name().equals(name));
  }

  /// What we told of a subject.
  ///
  /// @param standing those that still stand there, or that a person deleted; else those that we called fixed
  private List<Known> told(String subject, String rule, boolean standing) {
    var told = new ArrayList<Known>();
    long most = posted.values().stream().filter(each -> each.ruleId().equals(rule)).count() + before.getOrDefault(subject, List.of()).size();
    for (int ordinal = 1; ordinal <= most; ordinal++) {
      Earlier.Posted found = posted.get(Fingerprints.of(subject, ordinal));
      boolean same = found != null && standing == (found.state() != Earlier.State.FIXED)
          && before.getOrDefault(subject, List.of()).stream().noneMatch(each -> each.name().equals(found.fingerprint()));
      if (found != null && same) {
        told.add(new Known(found.fingerprint(), found.around()));
      }
    }
    return told;
  }

  private record Pair(int known, int site, int alike) {}

  /// Gives names to those that are most alike, and in the order of the source where nothing tells them apart.
  private void pair(List<Known> known, List<Integer> left, List<Site> sites, String[] names) {
    var pairs = new ArrayList<Pair>();
    for (int i = 0; i < known.size(); i++) {
      for (int j = 0; j < left.size(); j++) {
        pairs.add(new Pair(i, left.get(j), Surroundings.alike(known.get(i).around(), sites.get(left.get(j)).around())));
      }
    }
    pairs.sort(Comparator.comparingInt(Pair::alike).reversed());
    for (Pair each : pairs) {
      String name = known.get(each.known()).name();
      if (left.contains(each.site()) && given.add(name)) {
        names[each.site()] = name;
        left.remove(Integer.valueOf(each.site()));
      }
    }
  }
}
