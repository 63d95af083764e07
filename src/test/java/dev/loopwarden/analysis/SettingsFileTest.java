package dev.loopwarden.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Severity;
import dev.loopwarden.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SettingsFileTest {

  private static Settings yaml(String text) {
    return SettingsFile.read(Map.of(".github/loopwarden.yml", SourceFile.of(".github/loopwarden.yml", text)));
  }

  private static Settings toml(String text) {
    return SettingsFile.read(Map.of("pyproject.toml", SourceFile.of("pyproject.toml", text)));
  }

  private static List<String> told(Settings settings) {
    return settings.problems().stream().map(each -> each.line() + ": " + each.problem() + "; " + each.hint()).toList();
  }

  @Test
  void readsAllKeysOfThePage() throws IOException {
    Matcher example = Pattern.compile("```toml\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(Path.of("docs/repository-settings.md")));
    assertThat(example.find()).isTrue();
    Settings settings = toml(example.group(1));
    assertThat(settings.problems()).isEmpty();
    assertThat(settings.failOn()).isEqualTo(Settings.FailOn.WARNING);
    assertThat(settings.severities()).containsEntry("LW201", Severity.ERROR);
    assertThat(settings.rules()).containsEntry("design", false);
    assertThat(settings.perPath()).containsEntry("scripts/**", List.of("blocking", "LW601"));
    assertThat(settings.outboundLimit()).hasValue(20);
    assertThat(SettingsFile.KEYS).allMatch(each -> example.group(1).contains(each + " = "));
  }

  @Test
  void saysAtWhichLineWhatIsWrongAndHowToMendIt() {
    Settings settings = yaml(
        """
        # rules are below
        fail_on: error
        rules:
          LW301: maybe
          timeout: off
        severity:
          LW201: fatal
        comments-max: many
        tests: perhaps
        per-path:
          scripts/**: [LW1, blocking]
        exclude: {a: b}
        """);
    assertThat(told(settings)).containsExactlyInAnyOrder(
        "2: unknown key `fail_on`; `fail-on` may be meant",
        "4: `LW301` is neither on nor off; write on or off",
        "5: `timeout` is no rule and no aspect; write an id as `LW301`, or one of timeouts, bounds, cancellation, blocking, tasks, cleanup,"
            + " boundary, cpu, design",
        "7: `fatal` is no value of `LW201`; write one of error, warning, info, hint",
        "8: `comments-max` is no number; write a whole number, 0 or more",
        "9: `tests` is neither true nor false; write true or false",
        "11: `LW1` is no rule and no aspect; write an id as `LW301`, or one of timeouts, bounds, cancellation, blocking, tasks, cleanup,"
            + " boundary, cpu, design",
        "12: `exclude` is no list of texts; write [\"one\", \"another\"]");
    assertThat(settings.perPath()).containsEntry("scripts/**", List.of("blocking"));
  }

  @Test
  void aBrokenFileSaysItsLineAndTheDefaultsHold() {
    Settings settings = toml("[tool.loopwarden]\nrules = { LW301 = false\nfail-on = \n");
    assertThat(settings.problems()).hasSize(1);
    assertThat(settings.problems().getFirst().line()).isPositive();
    assertThat(settings.failOn()).isEqualTo(Settings.FailOn.ERROR);
  }

  @Test
  void theYamlFileGoesBeforePyproject() {
    Settings settings = SettingsFile.read(Map.of(
        ".github/loopwarden.yml", SourceFile.of(".github/loopwarden.yml", "fail-on: never\n"),
        "pyproject.toml", SourceFile.of("pyproject.toml", "[tool.loopwarden]\nfail-on = \"warning\"\n")));
    assertThat(settings.failOn()).isEqualTo(Settings.FailOn.NEVER);
  }

  @Test
  void theSchemaHasTheKeysAndValuesThatAreUnderstood() throws IOException {
    JsonNode schema = new ObjectMapper().readTree(Path.of("docs/loopwarden.schema.json").toFile());
    assertThat(schema.path("properties").fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(SettingsFile.KEYS);
    assertThat(texts(schema.at("/properties/fail-on/enum"))).containsExactlyElementsOf(
        Arrays.stream(Settings.FailOn.values()).map(each -> each.name().toLowerCase(Locale.ROOT)).toList());
    assertThat(texts(schema.at("/properties/severity/additionalProperties/enum"))).containsExactlyElementsOf(
        Arrays.stream(Severity.values()).map(Severity::slug).toList());
    assertThat(texts(schema.at("/$defs/rule-or-aspect/anyOf/1/enum"))).containsExactlyElementsOf(
        Arrays.stream(Aspect.values()).map(Aspect::slug).toList());
  }

  private static List<String> texts(JsonNode array) {
    var texts = new ArrayList<String>();
    array.forEach(each -> texts.add(each.asText()));
    return texts;
  }
}
