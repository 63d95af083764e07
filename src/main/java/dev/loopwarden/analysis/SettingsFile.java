package dev.loopwarden.analysis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.loopwarden.rule.Severity;
import dev.loopwarden.source.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/// Reads a repository's settings. What is not understood is a problem with a hint; the rest still holds.
final class SettingsFile {

  private static final Set<String> KEYS = Set.of(
      "rules", "severity", "exclude", "per-path", "tests", "fail-on", "comments-max", "python", "blocking", "safe", "offloads",
      "timeouts", "keep-sync", "outbound-limit");

  private final String path;
  private final String text;
  private final List<Settings.Problem> problems = new ArrayList<>();

  private SettingsFile(SourceFile file) {
    this.path = file.path();
    this.text = new String(file.content(), StandardCharsets.UTF_8);
  }

  /// The settings among a project's files: `.github/loopwarden.yml` if it is there, else `[tool.loopwarden]` of `pyproject.toml`.
  static Settings read(Map<String, SourceFile> project) {
    SourceFile yaml = project.get(".github/loopwarden.yml");
    if (yaml != null) {
      return new SettingsFile(yaml).parse(new YAMLMapper(), "");
    }
    SourceFile toml = project.get("pyproject.toml");
    return toml == null ? Settings.DEFAULT : new SettingsFile(toml).parse(new TomlMapper(), "tool.loopwarden");
  }

  private Settings parse(ObjectMapper mapper, String table) {
    JsonNode node;
    try {
      node = mapper.readTree(text);
      for (String part : table.isEmpty() ? List.<String>of() : List.of(table.split("\\.", -1))) {
        node = node.path(part);
      }
    } catch (JsonProcessingException broken) {
      int line = broken.getLocation() == null ? 0 : broken.getLocation().getLineNr();
      problems.add(new Settings.Problem(path, line, "the file cannot be read: " + broken.getOriginalMessage(), "mend its syntax"));
      return with(new ObjectMapper().createObjectNode());
    }
    node.fieldNames().forEachRemaining(key -> {
      if (!KEYS.contains(key)) {
        problem(key, "unknown key `" + key + "`", "known keys are " + String.join(", ", KEYS.stream().sorted().toList()));
      }
    });
    return with(node);
  }

  private Settings with(JsonNode node) {
    Map<String, Boolean> rules = new HashMap<>();
    node.path("rules").properties().forEach(each -> {
      String word = each.getValue().asText().toLowerCase(Locale.ROOT);
      if (word.equals("on") || word.equals("off") || word.equals("true") || word.equals("false")) {
        rules.put(each.getKey(), word.equals("on") || word.equals("true"));
      } else {
        problem(each.getKey(), "`" + each.getKey() + "` is neither on nor off", "write on or off");
      }
    });
    Map<String, Severity> severities = new HashMap<>();
    node.path("severity").properties().forEach(each -> choice(each.getKey(), each.getValue(), Severity.class, severities));
    Map<String, Settings.FailOn> failOn = new HashMap<>();
    if (node.has("fail-on")) {
      choice("fail-on", node.path("fail-on"), Settings.FailOn.class, failOn);
    }
    Map<String, List<String>> perPath = new HashMap<>();
    node.path("per-path").properties().forEach(each -> perPath.put(each.getKey(), words(each.getValue())));
    return new Settings(
        rules, severities, words(node.path("exclude")), perPath, node.path("tests").asBoolean(false),
        failOn.getOrDefault("fail-on", Settings.FailOn.ERROR), number(node, "comments-max"), python(node),
        words(node.path("blocking")), words(node.path("safe")), words(node.path("offloads")), words(node.path("timeouts")),
        words(node.path("keep-sync")), number(node, "outbound-limit"), problems);
  }

  private <E extends Enum<E>> void choice(String key, JsonNode value, Class<E> type, Map<String, E> into) {
    try {
      into.put(key, Enum.valueOf(type, value.asText().toUpperCase(Locale.ROOT)));
    } catch (IllegalArgumentException unknown) {
      problem(key, "`" + value.asText() + "` is no value of `" + key + "`", "write one of "
          + String.join(", ", List.of(type.getEnumConstants()).stream().map(each -> each.name().toLowerCase(Locale.ROOT)).toList()));
    }
  }

  private OptionalInt number(JsonNode node, String key) {
    if (!node.has(key)) {
      return OptionalInt.empty();
    }
    if (node.path(key).isInt() && node.path(key).asInt() >= 0) {
      return OptionalInt.of(node.path(key).asInt());
    }
    problem(key, "`" + key + "` is no number", "write a whole number, 0 or more");
    return OptionalInt.empty();
  }

  private OptionalInt python(JsonNode node) {
    String version = node.path("python").asText("");
    if (version.isEmpty()) {
      return OptionalInt.empty();
    }
    if (version.matches("3\\.\\d{1,2}")) {
      return OptionalInt.of(Integer.parseInt(version.substring(2)));
    }
    problem("python", "`" + version + "` is no version of Python 3", "write \"3.9\" or the like");
    return OptionalInt.empty();
  }

  private static List<String> words(JsonNode node) {
    var words = new ArrayList<String>();
    if (node.isTextual()) {
      words.add(node.asText());
    }
    if (node.isArray()) {
      node.forEach(each -> words.add(each.asText()));
    }
    return words;
  }

  /// A problem at the first line that names the key.
  private void problem(String key, String what, String hint) {
    int line = 0;
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length && line == 0; i++) {
      if (lines[i].strip().startsWith(key) || lines[i].strip().startsWith("\"" + key)) {
        line = i + 1;
      }
    }
    problems.add(new Settings.Problem(path, line, what, hint));
  }
}
