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
/// @param complete whether the lists are all there: none says that it goes on in a file that was not read
/// @param keepSync libraries that the settings keep sync: the advice is containment
/// @param outboundLimit the number that the settings give for advice about bounds
/// @param below what projects in folders below say, by their folder: each speaks for the modules in it
public record Project(
    OptionalInt python,
    Map<String, String> dependencies,
    Map<String, String> locked,
    boolean complete,
    Set<String> keepSync,
    OptionalInt outboundLimit,
    Map<String, Project> below) {

  /// Nothing is said: no file of the project tells its dependencies.
  public static final Project UNKNOWN = new Project(OptionalInt.empty(), Map.of(), Map.of(), true, Set.of(), OptionalInt.empty(), Map.of());

  private static final Pattern BOUND = Pattern.compile("(>=|==|~=|\\^|>|~)\\s*v?([0-9]+(?:\\.[0-9]+)*)");

  private static final Pattern BELOW = Pattern.compile("<\\s*v?([0-9]+(?:\\.[0-9]+)*)");
  private static final String UNBOUNDED = "999999999";

  public Project {
    dependencies = Map.copyOf(dependencies);
    locked = Map.copyOf(locked);
    keepSync = Set.copyOf(keepSync);
    below = Map.copyOf(below);
  }

  /// The same, with projects in folders below.
  public Project with(Map<String, Project> folders) {
    return new Project(python, dependencies, locked, complete, keepSync, outboundLimit, folders);
  }

  /// What holds for a file: what the project in the nearest folder above it says.
  public Project at(String path) {
    return below.getOrDefault(folder(path), this);
  }

  /// The nearest folder above a file that has a project of its own; "" for the root.
  public String folder(String path) {
    for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      if (below.containsKey(path.substring(0, slash))) {
        return path.substring(0, slash);
      }
    }
    return "";
  }

  /// The name under which package indexes know a distribution: `Psycopg_Pool` is `psycopg-pool`.
  public static String normal(String distribution) {
    return distribution.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
  }

  /// Whether the project's files name what it depends on, and all of it.
  public boolean tells() {
    return complete && !dependencies.isEmpty();
  }

  public boolean dependsOn(String distribution) {
    return dependencies.containsKey(normal(distribution));
  }

  /// Whether the settings keep a library sync, by its import name or its distribution's.
  public boolean keepsSync(String library) {
    return keepSync.stream().anyMatch(each -> normal(each).equals(normal(library)));
  }

  /// Whether an installed distribution is of a version or newer: by its lock, else by the bounds that are asked for; empty where neither tells.
  /// `python` is the Python that the project must run on.
  public Optional<Boolean> hasAtLeast(String distribution, String version) {
    if (distribution.equals("python")) {
      return python.isEmpty() ? Optional.empty() : Optional.of(compare("3." + python.getAsInt(), version) >= 0);
    }
    String exact = locked.get(normal(distribution));
    if (exact != null) {
      return Optional.of(compare(exact, version) >= 0);
    }
    String asked = dependencies.getOrDefault(normal(distribution), "");
    Matcher bound = BOUND.matcher(asked);
    while (bound.find()) {
      if (compare(bound.group(2), version) >= 0) {
        return Optional.of(true);
      }
      if (compare(end(bound.group(1), bound.group(2)), version) <= 0) {
        return Optional.of(false);
      }
    }
    Matcher below = BELOW.matcher(asked);
    return below.find() && compare(below.group(1), version) <= 0 ? Optional.of(false) : Optional.empty();
  }

  /// The first version that a bound leaves out at its upper end: `~=9.1` ends at 10, `~=9.1.2` and `^0.9` at the next minor one; past all versions where it has none.
  private static String end(String operator, String version) {
    List<Integer> parts = numbers(version);
    int kept = switch (operator) {
      case "^" -> parts.getFirst() > 0 || parts.size() == 1 ? 1 : 2;
      case "~=" -> Math.max(parts.size() - 1, 1);
      case "~" -> Math.min(parts.size(), 2);
      default -> 0;
    };
    if (kept == 0) {
      return UNBOUNDED;
    }
    String front = String.join(".", parts.subList(0, kept - 1).stream().map(String::valueOf).toList());
    return (front.isEmpty() ? "" : front + ".") + (parts.get(kept - 1) + 1);
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
