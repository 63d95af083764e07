package dev.loopwarden.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.rule.Confidence;
import dev.loopwarden.rule.Finding;
import dev.loopwarden.rule.Fix;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rules.Catalogue;
import dev.loopwarden.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// One small project for each framework: the comments that people would read, word by word, and its conventions, of which nothing is said.
/// `-Dgolden=write` writes the comments anew.
class FrameworksTest {

  private static final Path FRAMEWORKS = Path.of("src/test/resources/dev/loopwarden/frameworks");
  private static final Path FIXTURES = Path.of("src/test/resources/dev/loopwarden/rules");
  private static final String CONVENTIONS = "# conventions: all of this is right";

  static Stream<Path> projects() throws IOException {
    try (Stream<Path> all = Files.list(FRAMEWORKS)) {
      return all.filter(Files::isDirectory).sorted().toList().stream();
    }
  }

  static Stream<Path> fixtures() throws IOException {
    try (Stream<Path> all = Files.list(FIXTURES)) {
      return all.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("projects")
  void isToldInItsOwnTerms(Path project) throws IOException {
    Inspection inspection = inspection(project);
    var text = new StringBuilder("# " + project.getFileName() + "\n\nWhat is said of this project: comments, what is only listed, and how each function runs.\n");
    told(inspection).forEach(each -> text.append(words(each)));
    text.append("\n## How they run\n");
    Postures.of(blocks(inspection), inspection.told()).stream().map(FrameworksTest::words).forEach(text::append);
    Path golden = project.resolve("comments.md");
    if ("write".equals(System.getProperty("golden"))) {
      Files.writeString(golden, text);
    }
    assertThat(text.toString()).isEqualTo(Files.readString(golden));
  }

  @ParameterizedTest
  @MethodSource("projects")
  void itsConventionsRaiseNoFalseAlarm(Path project) throws IOException {
    Map<String, Integer> from = new HashMap<>();
    for (SourceFile file : files(project)) {
      from.put(file.path(), conventions(file));
    }
    List<Finding> told = told(inspection(project));
    assertThat(told).filteredOn(each -> each.site().span().line() > from.getOrDefault(each.site().path(), Integer.MAX_VALUE))
        .extracting(each -> each.site().path() + ":" + each.site().span().line() + " " + each.ruleId()).isEmpty();
    assertThat(told).filteredOn(each -> each.confidence() == Confidence.HIGH).hasSizeGreaterThanOrEqualTo(4);
  }

  /// A project that speaks asyncio gets no advice in anyio's or trio's words, and the other way round.
  @ParameterizedTest
  @MethodSource({"projects", "fixtures"})
  void nobodyIsAdvisedInTheWordsOfAnotherLibrary(Path path) throws IOException {
    Inspection inspection = Files.isDirectory(path) ? inspection(path) : Inspection.of(
        List.of(SourceFile.of("a.py", Files.readString(path))), List.of(), new Modules(FactStore.inMemory()), java.util.Set.of("a.py"), Catalogue.ALL, Settings.DEFAULT, dev.loopwarden.program.Project.UNKNOWN);
    for (Inspection.Told each : inspection.told()) {
      if (each.obligation().verdict() instanceof dev.loopwarden.rule.Verdict.Unmet(Finding finding)) {
        Message message = finding.message();
        assertThat(message.why() + " " + message.instead() + " " + finding.fix().map(Fix::replacement).orElse(""))
            .as("%s:%s %s", finding.site().path(), finding.site().span().line(), finding.ruleId())
            .doesNotContainPattern(foreign(each.block()));
      }
    }
    for (Posture each : Postures.of(blocks(inspection), inspection.told())) {
      CodeBlock block = blocks(inspection).stream().filter(one -> one.module().path().equals(each.path())).findFirst().orElseThrow();
      assertThat(each.pattern() + " " + each.because()).as("%s::%s", each.path(), each.function()).doesNotContainPattern(foreign(block));
    }
  }

  /// The names that a module's advice must not have.
  private static Pattern foreign(CodeBlock block) {
    return switch (Family.of(block.module())) {
      case ASYNCIO -> Family.imports(block.module(), "anyio") || Family.imports(block.module(), "trio") ? Pattern.compile("\\bnever this\\b") : Pattern.compile("\\b(anyio|trio|nursery|CapacityLimiter)\\b");
      case ANYIO -> Pattern.compile("\\basyncio\\.|\\btrio\\.|\\bTaskGroup\\b|\\bnursery\\b|\\bcreate_task\\b|`gather`");
      case TRIO -> Pattern.compile("\\basyncio\\.|\\banyio\\.|\\bTaskGroup\\b|\\bcreate_task\\b|`gather`");
    };
  }

  private static Inspection inspection(Path project) throws IOException {
    List<SourceFile> files = files(project);
    Map<String, SourceFile> about = Map.of("pyproject.toml", SourceFile.of("pyproject.toml", Files.readString(project.resolve("pyproject.toml"))));
    Settings settings = Scan.settings(about);
    return Inspection.of(
        files, List.of(), new Modules(FactStore.inMemory()), files.stream().map(SourceFile::path).collect(Collectors.toSet()), Catalogue.ALL, settings,
        ProjectFiles.read(about, settings)).withTriedFixes();
  }

  private static List<SourceFile> files(Path project) throws IOException {
    var files = new ArrayList<SourceFile>();
    try (Stream<Path> all = Files.list(project)) {
      for (Path each : all.filter(one -> one.toString().endsWith(".py")).sorted().toList()) {
        files.add(SourceFile.of(project.getFileName().toString().replace('-', '_') + "/" + each.getFileName(), Files.readString(each)));
      }
    }
    return files;
  }

  private static int conventions(SourceFile file) {
    List<String> lines = new String(file.content(), java.nio.charset.StandardCharsets.UTF_8).lines().toList();
    int line = lines.indexOf(CONVENTIONS);
    return line < 0 ? Integer.MAX_VALUE : line + 1;
  }

  private static List<CodeBlock> blocks(Inspection inspection) {
    return inspection.checked().stream().flatMap(each -> each.blocks().stream()).toList();
  }

  /// What a default run shows.
  private static List<Finding> told(Inspection inspection) {
    return inspection.findings().filter(each -> each.confidence() != Confidence.LOW)
        .sorted(Comparator.comparing((Finding each) -> each.site().path()).thenComparing(each -> each.site().span()).thenComparing(Finding::ruleId)).toList();
  }

  private static String words(Finding finding) {
    Message message = finding.message();
    String hops = finding.hops().isEmpty() ? "" : "\nWay: "
        + finding.hops().stream().map(each -> "`" + each.what() + "` (" + each.path() + ":" + each.line() + ")").collect(Collectors.joining(", ")) + "\n";
    String fix = finding.fix().map(each -> "\nSuggestion (" + each.title() + "):\n\n```python\n" + each.replacement() + "\n```\n").orElse("");
    return "\n## " + finding.site().path() + ":" + finding.site().span().line() + " " + finding.ruleId() + ", " + finding.severity().slug()
        + (finding.confidence() == Confidence.HIGH ? ", a comment" : ", listed") + "\n\n**" + message.title() + "**\n\n" + message.what() + " " + message.why()
        + "\n\nInstead: " + message.instead() + "\n" + hops + fix;
  }

  private static String words(Posture posture) {
    return "\n`" + posture.function() + "` (line " + posture.line() + "): " + posture.workload() + "; " + posture.shape() + ". "
        + (posture.bottleneck().isEmpty() ? "" : "Bottleneck: " + posture.bottleneck() + ". ") + "Boundary: " + posture.boundary() + ". Cancellation: " + posture.cancellation()
        + ". " + (posture.risks().isEmpty() ? "" : "Risks: " + String.join("; ", posture.risks()) + ". ") + "Pattern: " + posture.pattern() + ", because " + posture.because() + ".\n";
  }
}
