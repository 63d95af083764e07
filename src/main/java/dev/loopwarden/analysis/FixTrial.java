package dev.loopwarden.analysis;

import dev.loopwarden.program.Project;
import dev.loopwarden.rule.Confidence;
import dev.loopwarden.rule.Finding;
import dev.loopwarden.rule.Fix;
import dev.loopwarden.rule.Severity;
import dev.loopwarden.source.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Tries each fix before anybody sees it: the file with the fix in it must parse, the finding must be gone, and nothing else may have
/// come. A fix that fails this, or that needs a newer Python than the project runs on, is not offered.
final class FixTrial {

  /// Looks at files again in one report; the fixes that are left then are not offered.
  static final int LOOKS_MAX = 12;

  private final Map<String, SourceFile> files;
  private final Function<Map<String, SourceFile>, Inspection> look;
  private final Set<Finding> good = Collections.newSetFromMap(new IdentityHashMap<>());
  private int looks;

  private FixTrial(Map<String, SourceFile> files, Function<Map<String, SourceFile>, Inspection> look) {
    this.files = files;
    this.look = look;
  }

  /// The findings whose fixes are complete and safe.
  ///
  /// @param inspection that they are of
  /// @param files that were looked at, by path
  /// @param look looks at changed files among the others
  static Collection<Finding> good(
      List<Finding> findings, Inspection inspection, Map<String, SourceFile> files, Project project,
      Function<Map<String, SourceFile>, Inspection> look) {
    var trial = new FixTrial(files, look);
    Map<String, List<Finding>> byPath = new LinkedHashMap<>();
    for (Finding each : findings) {
      boolean runs = each.fix().filter(fix -> fix.python() == 0 || (project.python().isPresent() && project.python().getAsInt() >= fix.python())).isPresent();
      if (runs && files.containsKey(each.site().path())) {
        byPath.computeIfAbsent(each.site().path(), _ -> new ArrayList<>()).add(each);
      }
    }
    if (!byPath.isEmpty()) {
      trial.all(byPath, Counts.of(inspection));
    }
    return trial.good;
  }

  /// All at once first, one for each place; what fails so is tried alone in its file, in all files at once.
  private void all(Map<String, List<Finding>> byPath, Counts counted) {
    Map<String, List<Finding>> together = new LinkedHashMap<>();
    byPath.forEach((path, all) -> together.put(path, apart(all)));
    Counts after = counts(together);
    Map<String, Deque<Finding>> left = new LinkedHashMap<>();
    byPath.forEach((path, all) -> {
      List<Finding> tried = together.getOrDefault(path, List.of());
      boolean fine = after.isBetter(path, tried, counted);
      for (Finding each : all) {
        boolean wasTried = tried.stream().anyMatch(other -> isSame(other, each));
        if (fine && wasTried) {
          good.add(each);
        } else if (tried.size() > 1 || !wasTried) {
          left.computeIfAbsent(path, _ -> new ArrayDeque<>()).add(each);
        }
      }
    });
    while (!left.isEmpty() && looks < LOOKS_MAX) {
      Map<String, List<Finding>> alone = new LinkedHashMap<>();
      left.forEach((path, all) -> alone.put(path, List.of(all.removeFirst())));
      left.values().removeIf(Deque::isEmpty);
      Counts then = counts(alone);
      alone.forEach((path, one) -> good.addAll(then.isBetter(path, one, counted) ? one : List.of()));
    }
  }

  /// What is found with these fixes in their files. A file that they cannot be put into counts as unreadable.
  private Counts counts(Map<String, List<Finding>> fixes) {
    Map<String, SourceFile> changed = new LinkedHashMap<>();
    var unreadable = new ArrayList<String>();
    fixes.forEach((path, all) -> patched(Objects.requireNonNull(files.get(path), path), all)
        .ifPresentOrElse(file -> changed.put(path, file), () -> unreadable.add(path)));
    looks++;
    Counts counts = changed.isEmpty() ? new Counts(Map.of(), List.of()) : Counts.of(look.apply(changed));
    unreadable.addAll(counts.unreadable());
    return new Counts(counts.byPath(), unreadable);
  }

  /// Fixes that do not touch the same lines, the first of each place.
  private static List<Finding> apart(List<Finding> all) {
    var chosen = new ArrayList<Finding>();
    for (Finding each : all) {
      Fix fix = each.fix().orElseThrow();
      if (chosen.stream().noneMatch(other -> other.fix().orElseThrow().overlaps(fix))) {
        chosen.add(each);
      }
    }
    return chosen;
  }

  @SuppressWarnings("ReferenceEquality") // this very finding
  private static boolean isSame(Finding one, Finding other) {
    return one == other;
  }

  /// The file with the fixes in it; empty where it is not UTF-8.
  static Optional<SourceFile> patched(SourceFile file, List<Finding> findings) {
    String text = new String(file.content(), StandardCharsets.UTF_8);
    if (text.indexOf('\uFFFD') >= 0) {
      return Optional.empty();
    }
    String end = text.contains("\r\n") ? "\r\n" : "\n";
    List<String> lines = new ArrayList<>(List.of(text.split("\r\n|\r|\n", -1)));
    List<Fix> fixes = findings.stream().flatMap(each -> each.fix().stream())
        .sorted((one, other) -> Integer.compare(other.firstLine(), one.firstLine())).toList();
    for (Fix fix : fixes) {
      if (fix.lastLine() > lines.size()) {
        return Optional.empty();
      }
      List<String> old = lines.subList(fix.firstLine() - 1, fix.lastLine());
      old.clear();
      old.addAll(List.of(fix.replacement().split("\n", -1)));
    }
    return Optional.of(SourceFile.of(file.path(), String.join(end, lines).getBytes(StandardCharsets.UTF_8)));
  }

  /// How often each rule finds something in each file.
  private record Counts(Map<String, Map<String, Integer>> byPath, List<String> unreadable) {

    static Counts of(Inspection inspection) {
      Map<String, Map<String, Integer>> byPath = new HashMap<>();
      inspection.findings().filter(Counts::counts).forEach(each ->
          byPath.computeIfAbsent(each.site().path(), _ -> new HashMap<>()).merge(each.ruleId(), 1, Integer::sum));
      return new Counts(byPath, inspection.notChecked().stream().map(NotChecked::path).toList());
    }

    /// Hints come and go with what else is there, and are no harm.
    private static boolean counts(Finding finding) {
      return finding.confidence() != Confidence.LOW && finding.severity() != Severity.HINT;
    }

    /// Whether as many findings are gone as were mended, and no others have come.
    boolean isBetter(String path, List<Finding> mended, Counts before) {
      if (unreadable.contains(path)) {
        return false;
      }
      Map<String, Integer> wanted = new HashMap<>(before.byPath.getOrDefault(path, Map.of()));
      mended.stream().filter(Counts::counts).forEach(each -> wanted.merge(each.ruleId(), -1, Integer::sum));
      return byPath.getOrDefault(path, Map.of()).entrySet().stream().allMatch(each -> each.getValue() <= wanted.getOrDefault(each.getKey(), 0));
    }
  }
}
