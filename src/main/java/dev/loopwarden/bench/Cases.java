package dev.loopwarden.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loopwarden.analysis.Limits;
import dev.loopwarden.analysis.Report;
import dev.loopwarden.analysis.Scan;
import dev.loopwarden.analysis.Settings;
import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.ParsedModule;
import dev.loopwarden.python.ParseResult;
import dev.loopwarden.python.PythonParser;
import dev.loopwarden.rule.Confidence;
import dev.loopwarden.rule.Finding;
import dev.loopwarden.rules.Catalogue;
import dev.loopwarden.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Runs the core over labelled cases: real bugs before and after their fix, and code that is no bug.
///
/// A folder has `cases/ID/before`, `cases/ID/after`, `negatives/ID/tree`, and beside them `cases.jsonl`, `negatives.jsonl` and
/// `map.json` (rule id to the categories that it is for). A hit is a finding of a rule of the case's category within two lines
/// of a bad line, in the same function; a false alarm the same at the good lines of the fixed version.
public final class Cases {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SLACK = 2;

  private final Path folder;
  private final Map<String, Set<String>> categories = new TreeMap<>();

  private Cases(Path folder) {
    this.folder = folder;
  }

  /// How one category did.
  private static final class Tally {
    private int cases;
    private int hits;
    private int fixed;
    private int alarms;
  }

  /// What is counted for one level of confidence.
  private static final class Level {
    private final Confidence least;
    private final Map<String, Tally> tallies = new TreeMap<>();
    private int flagged;

    Level(Confidence least) {
      this.least = least;
    }
  }

  /// The table, for findings of high confidence, and for those of medium too.
  ///
  /// @param progress is told each case that is done
  public static String table(Path folder, Path labels, Consumer<String> progress) throws IOException {
    var cases = new Cases(folder);
    JSON.readTree(labels.resolve("map.json").toFile()).properties().forEach(each -> {
      Set<String> names = new HashSet<>();
      each.getValue().forEach(name -> names.add(name.asText()));
      cases.categories.put(each.getKey(), names);
    });
    return cases.run(rows(labels.resolve("cases.jsonl")), rows(labels.resolve("negatives.jsonl")), progress);
  }

  private static List<JsonNode> rows(Path file) throws IOException {
    var rows = new ArrayList<JsonNode>();
    for (String line : Files.readAllLines(file)) {
      if (!line.isBlank()) {
        rows.add(JSON.readTree(line));
      }
    }
    return rows;
  }

  private String run(List<JsonNode> cases, List<JsonNode> negatives, Consumer<String> progress) throws IOException {
    List<Level> levels = List.of(new Level(Confidence.HIGH), new Level(Confidence.MEDIUM));
    long findings = 0;
    long asyncLines = 0;
    for (JsonNode row : cases) {
      Path root = folder.resolve("cases").resolve(row.path("id").asText());
      Report before = scan(root.resolve("before"));
      Report after = scan(root.resolve("after"));
      findings += after.findings().stream().filter(each -> !each.suppressed() && each.finding().confidence() == Confidence.HIGH).count();
      asyncLines += after.looked().asyncLines();
      for (Level level : levels) {
        Tally tally = level.tallies.computeIfAbsent(row.path("category").asText(), _ -> new Tally());
        tally.cases++;
        tally.hits += isTold(before, root.resolve("before"), row, "bad_lines", wanted(row), level.least) ? 1 : 0;
        if (!row.has("after_residual") || !row.path("after_residual").asBoolean(true)) {
          tally.fixed++;
          tally.alarms += isTold(after, root.resolve("after"), row, "good_lines", wanted(row), level.least) ? 1 : 0;
        }
      }
      progress.accept(row.path("id").asText());
    }
    for (JsonNode row : negatives) {
      Path root = folder.resolve("negatives").resolve(row.path("id").asText()).resolve("tree");
      Report report = scan(root);
      Set<String> category = row.path("not_category").asText().equals("blocking-call")
          ? Set.of("blocking-call", "blocking-via-helper") : Set.of(row.path("not_category").asText());
      for (Level level : levels) {
        level.flagged += isTold(report, root, row, "lines", category, level.least) ? 1 : 0;
      }
      progress.accept(row.path("id").asText());
    }
    var out = new StringBuilder();
    for (Level level : levels) {
      out.append(level.least == Confidence.HIGH ? "findings of high confidence\n" : "\nfindings of high and medium confidence\n");
      print(level.tallies, out);
      out.append("negatives flagged: %d of %d%n".formatted(level.flagged, negatives.size()));
    }
    out.append("%nfindings of high confidence for 1,000 lines of async code, on the fixed versions: %.2f%n".formatted(
        asyncLines == 0 ? 0.0 : findings * 1000.0 / asyncLines));
    return out.toString();
  }

  private static void print(Map<String, Tally> tallies, StringBuilder out) {
    out.append("%-26s %6s %6s %8s %8s %8s%n".formatted("category", "cases", "found", "recall", "fixed", "alarms"));
    var all = new Tally();
    tallies.forEach((name, each) -> {
      line(name, each, out);
      all.cases += each.cases;
      all.hits += each.hits;
      all.fixed += each.fixed;
      all.alarms += each.alarms;
    });
    line("all", all, out);
  }

  private static void line(String name, Tally tally, StringBuilder out) {
    out.append("%-26s %6d %6d %7.1f%% %8d %8d%n".formatted(
        name, tally.cases, tally.hits, tally.cases == 0 ? 0.0 : 100.0 * tally.hits / tally.cases, tally.fixed, tally.alarms));
  }

  private static Set<String> wanted(JsonNode row) {
    Set<String> wanted = new HashSet<>();
    wanted.add(row.path("category").asText());
    row.path("alt_categories").forEach(each -> wanted.add(each.asText()));
    return wanted;
  }

  private boolean isTold(Report report, Path root, JsonNode row, String lines, Set<String> wanted, Confidence least) throws IOException {
    String path = row.path("path").asText();
    Optional<ParsedModule> module = module(root, path);
    for (JsonNode line : row.path(lines)) {
      Optional<CodeBlock> function = module.map(each -> each.blockAt(line.asInt()));
      boolean told = report.findings().stream()
          .filter(each -> !each.suppressed() && each.finding().confidence().atLeast(least))
          .map(each -> each.finding())
          .anyMatch(each -> each.site().path().equals(path) && isOf(each, wanted)
              && Math.abs(each.site().span().line() - line.asInt()) <= SLACK
              && function.map(block -> block.covers(each.site().span().line())).orElse(true));
      if (told) {
        return true;
      }
    }
    return false;
  }

  private boolean isOf(Finding finding, Set<String> wanted) {
    return categories.getOrDefault(finding.ruleId(), Set.of()).stream().anyMatch(each -> each.equals("*") || wanted.contains(each));
  }

  private static Optional<ParsedModule> module(Path root, String path) throws IOException {
    Path file = root.resolve(path);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    SourceFile source = SourceFile.of(path, Files.readAllBytes(file));
    return PythonParser.parse(source) instanceof ParseResult.Parsed parsed ? Optional.of(ParsedModule.of(source, parsed)) : Optional.empty();
  }

  private static Report scan(Path root) throws IOException {
    var sources = new ArrayList<SourceFile>();
    if (Files.isDirectory(root)) {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path each : files.filter(file -> file.toString().endsWith(".py") && Files.isRegularFile(file)).sorted().toList()) {
          if (Files.size(each) <= Limits.DEFAULT.fileBytes()) {
            sources.add(SourceFile.of(root.relativize(each).toString().replace('\\', '/'), Files.readAllBytes(each)));
          }
        }
      }
    }
    return Scan.of(sources, List.of(), Catalogue.ALL, Settings.DEFAULT);
  }
}
