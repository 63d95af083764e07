package dev.loopwarden.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.loopwarden.app.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is made from the chart's `values.yaml` and the table of settings: the table of its README and its `values.schema.json`.
final class ChartFiles {

  private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final YAMLMapper YAML = new YAMLMapper();

  /// Values that Kubernetes describes; the schema says no more than their kind.
  private static final Set<String> OPEN = Set.of("resources", "nodeSelector", "affinity", "ingress.annotations", "serviceMonitor.labels");

  private static final String TOP = """
      # Loopwarden on Kubernetes

      ```
      kubectl create secret generic github-app --from-file=private-key=app.pem --from-file=webhook-secrets=secret.txt
      helm install loopwarden charts/loopwarden --set settings.app-id=12345 --set github.existingSecret=github-app
      ```

      Without `github.existingSecret` the service shows its set-up page on the management port, and the notes say how to get there. One replica
      keeps its results in a SQLite file on a volume, which stays where the release is removed; more need a PostgreSQL. `helm test loopwarden`
      sends a signed ping and asks `/readyz`.

      `helm template loopwarden charts/loopwarden -f charts/loopwarden/ci/ha-values.yaml` shows what is made. Where there is no Helm, what the
      tests' own Helm makes of each set of values under `ci` stands in [golden files](../../src/test/resources/dev/loopwarden/chart), and
      `mvn test -Dtest=ChartTest` renders them anew.

      The tables are made from the comments of `values.yaml` and from the service's settings.

      | value | what it is | default |
      |---|---|---|
      """;

  private static final String SETTINGS = """

      Under `settings`, the keys of the service that are no secrets (see [all settings](../../docs/settings.md)):

      | key | what it is | default |
      |---|---|---|
      """;

  private final JsonNode values;
  private final Map<String, String> comments = new LinkedHashMap<>();

  ChartFiles(Path chart) throws IOException {
    Path file = chart.resolve("values.yaml");
    this.values = YAML.readTree(file.toFile());
    read(Files.readAllLines(file));
  }

  /// The comment above each key, by the key's path; two blanks more are one level deeper.
  private void read(List<String> lines) {
    Deque<String> path = new ArrayDeque<>();
    String comment = "";
    for (String line : lines) {
      String text = line.strip();
      if (text.startsWith("#")) {
        comment = text.substring(1).strip();
      } else if (text.matches("[\\w-]+:.*")) {
        int depth = (line.length() - line.stripLeading().length()) / 2;
        while (path.size() > depth) {
          path.removeLast();
        }
        path.addLast(text.substring(0, text.indexOf(':')));
        if (!comment.isEmpty()) {
          comments.put(String.join(".", path), comment);
        }
        comment = "";
      }
    }
  }

  String readme() {
    var out = new StringBuilder(TOP);
    for (Map.Entry<String, String> each : comments.entrySet()) {
      JsonNode value = values.at("/" + each.getKey().replace('.', '/'));
      boolean group = value.isObject() && !value.isEmpty() && !OPEN.contains(each.getKey());
      if (!group) {
        String shown = value.isObject() && !value.isEmpty() ? "see `values.yaml`" : "`" + value + "`";
        out.append("| `").append(each.getKey()).append("` | ").append(each.getValue()).append(" | ").append(shown).append(" |\n");
      }
    }
    out.append(SETTINGS);
    for (Setting each : settings()) {
      out.append("| `").append(each.key()).append("` | ").append(each.text()).append(" | ")
          .append(each.fallback().isEmpty() ? "none" : "`" + each.fallback() + "`").append(" |\n");
    }
    return out.toString();
  }

  String schema() throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("$schema", "http://json-schema.org/draft-07/schema#");
    object(root, "Loopwarden's values", values, "");
    ((ObjectNode) root.path("properties")).putObject("global").put("type", "object").put("description", "Helm's own values for subcharts.");
    ObjectNode several = root.putObject("if");
    several.putObject("properties").putObject("replicas").put("minimum", 2);
    ObjectNode then = root.putObject("then");
    then.putArray("required").add("database");
    ObjectNode database = then.putObject("properties").putObject("database");
    database.putArray("required").add("existingSecret");
    database.putObject("properties").putObject("existingSecret").put("minLength", 1);
    return JSON.writeValueAsString(root) + "\n";
  }

  private void object(ObjectNode schema, String description, JsonNode value, String path) {
    schema.put("type", "object").put("description", description).put("additionalProperties", false);
    ObjectNode properties = schema.putObject("properties");
    value.properties().forEach(each -> property(properties.putObject(each.getKey()), each.getValue(), path + each.getKey()));
  }

  private void property(ObjectNode schema, JsonNode value, String path) {
    String comment = comments.getOrDefault(path, "");
    if (path.equals("settings")) {
      settings(schema, comment);
    } else if (OPEN.contains(path)) {
      schema.put("type", "object").put("description", comment);
    } else if (value.isObject()) {
      object(schema, comment, value, path + ".");
    } else if (value.path(0).isInt()) {
      schema.put("type", "array").put("description", comment).putObject("items").put("type", "integer").put("minimum", 1).put("maximum", 65535);
    } else if (value.isArray()) {
      schema.put("type", "array").put("description", comment).putObject("items").put("type", "object");
    } else if (value.isInt()) {
      schema.put("type", "integer").put("description", comment).put("minimum", 1);
    } else if (value.isBoolean()) {
      schema.put("type", "boolean").put("description", comment);
    } else {
      schema.put("type", "string").put("description", comment);
      switch (path) {
        case "image.pullPolicy" -> schema.putArray("enum").add("Always").add("IfNotPresent").add("Never");
        case "image.digest" -> schema.put("pattern", "^(sha256:[0-9a-f]{64})?$");
        case "persistence.size" -> schema.put("pattern", "^[0-9.]+[KMGTPE]i?$");
        default -> {}
      }
    }
  }

  /// The settings of the service that the chart passes on: closed, each with what its value may be.
  private static void settings(ObjectNode schema, String description) {
    schema.put("type", "object").put("description", description).put("additionalProperties", false);
    ObjectNode properties = schema.putObject("properties");
    for (Setting each : settings()) {
      ObjectNode setting = properties.putObject(each.key());
      setting.put("description", each.text());
      switch (each.kind()) {
        case NUMBER -> setting.put("type", "integer")
            .put("minimum", Long.parseLong(each.limits().getFirst())).put("maximum", Long.parseLong(each.limits().getLast()));
        case CHOICE -> each.limits().forEach(setting.withArray("enum")::add);
        case ADDRESS -> setting.put("type", "string").put("pattern", "^(https?://.+)?$");
        case LIST -> setting.putArray("type").add("string").add("array");
        case TEXT -> setting.putArray("type").add("string").add("integer");
        case SECRET -> throw new IllegalStateException("a secret is no value: " + each);
      }
    }
  }

  static List<Setting> settings() {
    var settings = new ArrayList<Setting>();
    for (Setting each : Setting.values()) {
      if (each.helm().equals("settings." + each.key())) {
        settings.add(each);
      }
    }
    return settings;
  }

  /// Values that have no comment above them.
  List<String> withoutComment() {
    var missing = new ArrayList<String>();
    missing(values, "", missing);
    return missing;
  }

  private void missing(JsonNode value, String path, List<String> missing) {
    value.properties().forEach(each -> {
      String key = path + each.getKey();
      if (!comments.containsKey(key)) {
        missing.add(key);
      }
      if (each.getValue().isObject() && !OPEN.contains(key)) {
        missing(each.getValue(), key + ".", missing);
      }
    });
  }
}
