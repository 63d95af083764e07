package dev.loopwarden.analysis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Severity;
import dev.loopwarden.source.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads a repository's settings. What is not understood is a problem with a hint; the rest still holds.
final class SettingsFile {

  static final Set<String> KEYS = Set.of(
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
    if (!node.isMissingNode() && !node.isNull() && !node.isObject()) {
      problems.add(new Settings.Problem(path, 1, "the settings are no table of keys and values", "write `fail-on: error` or the like"));
      return with(new ObjectMapper().createObjectNode());
    }
    node.fieldNames().forEachRemaining(key -> {
      if (!KEYS.contains(key)) {
        problem(key, "unknown key `" + key + "`", meant(key).map(each -> "`" + each + "` may be meant").orElse("known keys are " + String.join(", ", KEYS.stream().sorted().toList())));
      }
    });
    return with(node);
  }

  /// A known key that differs by little: `fail_on`, `Exclude`, `per_paths`.
  private static Optional<String> meant(String key) {
    String plain = key.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    return KEYS.stream().filter(each -> {
      String known = each.replace("-", "");
      return known.equals(plain) || (known + "s").equals(plain) || known.equals(plain + "s");
    }).findFirst();
  }

  private Settings with(JsonNode node) {
    Map<String, Boolean> rules = new HashMap<>();
    table(node, "rules").properties().forEach(each -> {
      String word = each.getValue().asText().toLowerCase(Locale.ROOT);
      if (!names(each.getKey())) {
        noRule(each.getKey());
      } else if (word.equals("on") || word.equals("off") || word.equals("true") || word.equals("false")) {
        rules.put(each.getKey(), word.equals("on") || word.equals("true"));
      } else {
        problem(each.getKey(), "`" + each.getKey() + "` is neither on nor off", "write on or off");
      }
    });
    Map<String, Severity> severities = new HashMap<>();
    table(node, "severity").properties().forEach(each -> {
      if (isRule(each.getKey())) {
        choice(each.getKey(), each.getValue(), Severity.class, severities);
      } else {
        noRule(each.getKey());
      }
    });
    Map<String, Settings.FailOn> failOn = new HashMap<>();
    if (node.has("fail-on")) {
      choice("fail-on", node.path("fail-on"), Settings.FailOn.class, failOn);
    }
    Map<String, List<String>> perPath = new HashMap<>();
    table(node, "per-path").properties().forEach(each -> {
      List<String> off = words(each.getKey(), each.getValue());
      off.stream().filter(name -> !names(name)).forEach(this::noRule);
      perPath.put(each.getKey(), off.stream().filter(SettingsFile::names).toList());
    });
    return new Settings(
        rules, severities, words(node, "exclude"), perPath, flag(node, "tests"),
        failOn.getOrDefault("fail-on", Settings.FailOn.ERROR), number(node, "comments-max"), python(node),
        words(node, "blocking"), words(node, "safe"), words(node, "offloads"), words(node, "timeouts"),
        words(node, "keep-sync"), number(node, "outbound-limit"), problems);
  }

  /// A rule's id, or the slug of an aspect.
  private static boolean names(String name) {
    return isRule(name) || Arrays.stream(Aspect.values()).anyMatch(each -> each.slug().equals(name));
  }

  private static boolean isRule(String name) {
    return name.matches("LW\\d{3,4}");
  }

  private void noRule(String name) {
    problem(name, "`" + name + "` is no rule and no aspect",
        "write an id as `LW301`, or one of " + String.join(", ", Arrays.stream(Aspect.values()).map(Aspect::slug).toList()));
  }

  private JsonNode table(JsonNode node, String key) {
    if (node.has(key) && !node.path(key).isObject()) {
      problem(key, "`" + key + "` is no table", "write names and values under it");
    }
    return node.path(key);
  }

  private boolean flag(JsonNode node, String key) {
    if (node.has(key) && !node.path(key).isBoolean()) {
      problem(key, "`" + key + "` is neither true nor false", "write true or false");
    }
    return node.path(key).asBoolean(false);
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

  private List<String> words(JsonNode node, String key) {
    return node.has(key) ? words(key, node.path(key)) : List.of();
  }

  private List<String> words(String key, JsonNode node) {
    if (node.isTextual()) {
      return List.of(node.asText());
    }
    var words = new ArrayList<String>();
    boolean texts = node.isArray();
    for (JsonNode each : node) {
      texts &= each.isTextual();
      words.add(each.asText());
    }
    if (!texts) {
      problem(key, "`" + key + "` is no list of texts", "write [\"one\", \"another\"]");
      return List.of();
    }
    return words;
  }

  /// A problem at the first line that has the key as a key or an element; comments are passed over.
  private void problem(String key, String what, String hint) {
    Pattern named = Pattern.compile("(?:^|[\\s\\[{,.\"'])" + Pattern.quote(key) + "(?=[\\s\"'=:,\\]}]|$)");
    int line = 0;
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length && line == 0; i++) {
      if (!lines[i].strip().startsWith("#") && named.matcher(lines[i]).find()) {
        line = i + 1;
      }
    }
    problems.add(new Settings.Problem(path, line, what, hint));
  }
}
