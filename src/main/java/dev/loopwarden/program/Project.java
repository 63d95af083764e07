package dev.loopwarden.program;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a project says of itself: the Python that it must run on, and what it depends on. Read from its files, never run.
///
/// @param python oldest minor version of Python 3 that it runs on (9 for 3.9)
/// @param dependencies what is asked of each distribution, by its normalised name; "" where any version will do
/// @param locked exact versions, by normalised name, from a lock file or a `==`
/// @param keepSync libraries that the settings keep sync: the advice is containment
/// @param outboundLimit the number that the settings give for advice about bounds
public record Project(
    OptionalInt python,
    Map<String, String> dependencies,
    Map<String, String> locked,
    Set<String> keepSync,
    OptionalInt outboundLimit) {

  /// Nothing is said: no file of the project tells its dependencies.
  public static final Project UNKNOWN = new Project(OptionalInt.empty(), Map.of(), Map.of(), Set.of(), OptionalInt.empty());

  private static final Pattern BOUND = Pattern.compile("(>=|==|~=|\\^|>|~)\\s*v?([0-9]+(?:\\.[0-9]+)*)");

  public Project {
    dependencies = Map.copyOf(dependencies);
    locked = Map.copyOf(locked);
    keepSync = Set.copyOf(keepSync);
  }

  /// The name under which package indexes know a distribution: `Psycopg_Pool` is `psycopg-pool`.
  public static String normal(String distribution) {
    return distribution.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
  }

  /// Whether the project's files name any dependency at all.
  public boolean tells() {
    return !dependencies.isEmpty();
  }

  public boolean dependsOn(String distribution) {
    return dependencies.containsKey(normal(distribution));
  }

  /// Whether the settings keep a library sync, by its import name or its distribution's.
  public boolean keepsSync(String library) {
    return keepSync.stream().anyMatch(each -> normal(each).equals(normal(library)));
  }

  /// Whether an installed distribution is of a version or newer: by its lock, else by the lower bound that is asked for; empty where
  /// neither tells.
  public Optional<Boolean> hasAtLeast(String distribution, String version) {
    String exact = locked.get(normal(distribution));
    if (exact != null) {
      return Optional.of(compare(exact, version) >= 0);
    }
    Matcher bound = BOUND.matcher(dependencies.getOrDefault(normal(distribution), ""));
    return bound.find() && compare(bound.group(2), version) >= 0 ? Optional.of(true) : Optional.empty();
  }

  /// Compares release numbers part by part; what follows the numbers (`rc1`, `.post2`) is left out.
  static int compare(String one, String other) {
    List<Integer> left = numbers(one);
    List<Integer> right = numbers(other);
    for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
      int order = Integer.compare(i < left.size() ? left.get(i) : 0, i < right.size() ? right.get(i) : 0);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static List<Integer> numbers(String version) {
    Matcher release = Pattern.compile("^v?([0-9]{1,9}(?:\\.[0-9]{1,9})*)").matcher(version.strip());
    return release.find() ? List.of(release.group(1).split("\\.", -1)).stream().map(Integer::valueOf).toList() : List.of();
  }
}
