package dev.loopwarden.analysis;

import dev.loopwarden.pull.Earlier;
import dev.loopwarden.rule.Finding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Names the findings of the merge base: by their order among equals, unless a comment of ours has that name and tells of another finding.
/// So it is after a rebase onto a base that has gained an equal of what the pull request brings.
final class BaseNames {

  private static final int NONE = -1;

  private final Map<String, Earlier.Posted> told = new HashMap<>();
  private final Map<String, List<String>> head = new HashMap<>();
  private final Set<String> taken = new HashSet<>();

  /// @param head the findings of the head
  BaseNames(Earlier earlier, List<Naming.Site> head) {
    for (Earlier.Posted each : earlier.comments()) {
      taken.add(each.fingerprint());
      if (each.state() != Earlier.State.FIXED && !each.around().equals(Surroundings.UNKNOWN)) {
        told.put(each.fingerprint(), each);
      }
    }
    head.forEach(each -> this.head.computeIfAbsent(subject(each.finding()), _ -> new ArrayList<>()).add(each.around()));
  }

  /// The name of each, in the same order.
  ///
  /// @param sites findings of the base as if their files had their paths at the head
  List<String> of(List<Naming.Site> sites) {
    Map<String, List<Integer>> groups = new LinkedHashMap<>();
    for (int i = 0; i < sites.size(); i++) {
      groups.computeIfAbsent(subject(sites.get(i).finding()), _ -> new ArrayList<>()).add(i);
    }
    String[] names = new String[sites.size()];
    groups.forEach((subject, equals) -> name(subject, equals.stream().map(each -> sites.get(each).around()).toList(), equals, names));
    return Arrays.asList(names);
  }

  private void name(String subject, List<String> around, List<Integer> equals, String[] names) {
    List<Earlier.Posted> ours = told(subject, equals.size());
    List<String> oursNames = ours.stream().map(Earlier.Posted::fingerprint).toList();
    List<String> atHead = head.getOrDefault(subject, List.of());
    int[] oursAt = partners(ours.stream().map(Earlier.Posted::around).toList(), atHead);
    int[] basesAt = partners(around, atHead);
    int next = equals.size();
    for (int i = 0; i < equals.size(); i++) {
      String name = Fingerprints.of(subject, i + 1);
      int comment = oursNames.indexOf(name);
      boolean another = comment >= 0 && oursAt[comment] != basesAt[i];
      while (another) {
        name = Fingerprints.of(subject, ++next);
        another = taken.contains(name);
      }
      names[equals.get(i)] = name;
    }
  }

  /// The comments on a subject.
  private List<Earlier.Posted> told(String subject, int more) {
    var found = new ArrayList<Earlier.Posted>();
    for (int ordinal = 1; ordinal <= told.size() + more; ordinal++) {
      Earlier.Posted comment = told.get(Fingerprints.of(subject, ordinal));
      if (comment != null) {
        found.add(comment);
      }
    }
    return found;
  }

  private record Pair(int one, int other, int alike) {}

  /// For each of some surroundings the one among others that is most like it, each of those once.
  private static int[] partners(List<String> some, List<String> others) {
    var pairs = new ArrayList<Pair>();
    for (int i = 0; i < some.size(); i++) {
      for (int j = 0; j < others.size(); j++) {
        pairs.add(new Pair(i, j, Surroundings.alike(some.get(i), others.get(j))));
      }
    }
    pairs.sort(Comparator.comparingInt(Pair::alike).reversed());
    int[] partners = new int[some.size()];
    Arrays.fill(partners, NONE);
    Set<Integer> given = new HashSet<>();
    for (Pair each : pairs) {
      if (each.alike() > 0 && partners[each.one()] == NONE && given.add(each.other())) {
        partners[each.one()] = each.other();
      }
    }
    return partners;
  }

  private static String subject(Finding finding) {
    return Fingerprints.subject(finding, finding.site().path());
  }
}
