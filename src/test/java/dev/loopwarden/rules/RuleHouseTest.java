package dev.loopwarden.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static java.util.stream.Collectors.toMap;

import dev.loopwarden.analysis.Report;
import dev.loopwarden.analysis.Scan;
import dev.loopwarden.analysis.Settings;
import dev.loopwarden.analysis.Tracked;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.source.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each rule finds exactly the marked lines of its fixture and of its card's examples.
class RuleHouseTest {

  static Stream<Rule> rules() {
    return Catalogue.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void findsTheMarkedLinesOfItsFixtureAndNoOthers(Rule rule) throws IOException {
    String text = fixture(rule);
    assertThat(found(rule, text)).isEqualTo(marked(rule, text)).isNotEmpty();
  }

  /// `# LW504 medium` in a fixture.
  @ParameterizedTest
  @MethodSource("rules")
  void isAsSureAsItsMarksSayWhereTheySay(Rule rule) throws IOException {
    String text = fixture(rule);
    Map<Integer, String> found = findings(rule, text).collect(toMap(
        RuleHouseTest::line, each -> each.finding().confidence().name().toLowerCase(Locale.ROOT), (one, two) -> one));
    marks(rule, text).forEach((line, confidence) -> {
      if (!confidence.isEmpty()) {
        assertThat(found).containsEntry(line, confidence);
      }
    });
  }

  @ParameterizedTest
  @MethodSource("rules")
  void itsOwnExamplesAreTrue(Rule rule) {
    assertThat(found(rule, rule.card().flagged())).isEqualTo(marked(rule, rule.card().flagged())).isNotEmpty();
    assertThat(found(rule, rule.card().good())).isEmpty();
  }

  @Test
  void idsAndSlugsAreUnique() {
    assertThat(Catalogue.ALL.stream().map(each -> each.card().id())).doesNotHaveDuplicates();
    assertThat(Catalogue.ALL.stream().map(each -> each.card().slug())).doesNotHaveDuplicates();
  }

  @Test
  void aHelperInAnotherFileIsFollowedAndThePathIsTold() {
    Report report =
        Scan.of(
            List.of(
                SourceFile.of("app/__init__.py", ""),
                SourceFile.of("app/net.py", "import time\n\ndef wait():\n    time.sleep(5)\n"),
                SourceFile.of("app/main.py", "from .net import wait\n\nasync def main():\n    wait()\n")),
            List.of(), Catalogue.ALL, Settings.DEFAULT);
    assertThat(report.findings()).hasSize(1);
    assertThat(report.findings().getFirst().finding().hops().stream().map(hop -> hop.path() + ":" + hop.line()))
        .containsExactly("app/main.py:4", "app/net.py:4");
  }

  @Test
  void onePlaceGetsOneCommentAndWhatElseIsWrongThereIsListed() {
    var file = SourceFile.of("a.py", "import asyncio\n\nasync def f(send, items):\n    for item in items:\n        asyncio.create_task(send(item))\n");
    assertThat(Scan.of(List.of(file), List.of(), Catalogue.ALL, Settings.DEFAULT).findings())
        .extracting(each -> each.finding().ruleId() + " " + each.finding().confidence().slug()).containsExactlyInAnyOrder("LW501 high", "LW202 medium");
  }

  @Test
  void aFileThatDoesNotParseIsNotCheckedAndSaysWhere() {
    Report report = Scan.of(List.of(SourceFile.of("a.py", "x = 1\ndef f(:\n")), List.of(), Catalogue.ALL, Settings.DEFAULT);
    assertThat(report.notChecked()).hasSize(1);
    assertThat(report.notChecked().getFirst().line()).isEqualTo(2);
  }

  @Test
  void testFilesAreQuietUnlessAskedFor() {
    var file = SourceFile.of("tests/test_a.py", "import time\n\nasync def test_a():\n    time.sleep(1)\n");
    assertThat(Scan.of(List.of(file), List.of(), Catalogue.ALL, Settings.DEFAULT).findings()).isEmpty();
    assertThat(Scan.of(List.of(file), List.of(), Catalogue.ALL, Settings.DEFAULT.withTests(true)).findings()).hasSize(1);
  }

  @Test
  void importsThatGoRoundInACircleEnd() {
    Report report =
        Scan.of(
            List.of(
                SourceFile.of("p/__init__.py", "from .a import *\nfrom .b import *\n"),
                SourceFile.of("p/a.py", "from p import *\nfrom p import thing\nfrom .b import other\n"),
                SourceFile.of("p/b.py", "from p import thing, other\nfrom .a import *\n\nasync def f():\n    thing()\n    other()\n")),
            List.of(), Catalogue.ALL, Settings.DEFAULT);
    assertThat(report.findings()).isEmpty();
  }

  private static List<Integer> found(Rule rule, String text) {
    return findings(rule, text).map(RuleHouseTest::line).sorted().toList();
  }

  private static Stream<Tracked> findings(Rule rule, String text) {
    return Scan.of(List.of(SourceFile.of("fixture.py", text)), List.of(), List.of(rule), settings(text)).findings().stream()
        .filter(each -> !each.suppressed());
  }

  /// The settings that a text is written for: "# with `blocking: [mycorp.db.fetch]` in .github/loopwarden.yml" at its head.
  private static Settings settings(String text) {
    Matcher with = Pattern.compile("^# with `(.*)` in (\\S+)").matcher(text);
    return with.find() ? Scan.settings(Map.of(with.group(2), SourceFile.of(with.group(2), with.group(1) + "\n"))) : Settings.DEFAULT;
  }

  private static String fixture(Rule rule) throws IOException {
    String name = rule.getClass().getSimpleName() + ".py";
    try (InputStream in = Objects.requireNonNull(RuleHouseTest.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static int line(Tracked tracked) {
    return tracked.finding().site().span().line();
  }

  private static List<Integer> marked(Rule rule, String text) {
    return List.copyOf(marks(rule, text).keySet());
  }

  /// The confidence that each marked line asks for, empty where it asks for none.
  private static SortedMap<Integer, String> marks(Rule rule, String text) {
    Pattern mark = Pattern.compile("# " + rule.card().id() + "(?: (high|medium|low))?$");
    var marks = new TreeMap<Integer, String>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      Matcher matcher = mark.matcher(lines.get(i));
      if (matcher.find()) {
        marks.put(i + 1, Objects.requireNonNullElse(matcher.group(1), ""));
      }
    }
    return marks;
  }
}
