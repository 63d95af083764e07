package dev.loopwarden.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import dev.loopwarden.app.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The chart, by Helm itself; the manifest of the App beside it.
final class ChartTest {

  private static final Path CHART = Path.of("charts/loopwarden");
  private static final YAMLMapper YAML = new YAMLMapper();

  @TempDir private static Path folder;
  private static Path chart;

  @SuppressWarnings("NullAway.Init") // set before the tests
  ChartTest() {}

  /// Helm's library believes itself on Kubernetes 1.20: the copy that is rendered does not name the version it needs.
  @BeforeAll
  static void copy() throws IOException {
    chart = folder.resolve("loopwarden");
    try (Stream<Path> files = Files.walk(CHART)) {
      for (Path each : files.toList()) {
        Path to = chart.resolve(CHART.relativize(each).toString());
        if (Files.isDirectory(each)) {
          Files.createDirectories(to);
        } else {
          Files.copy(each, to);
        }
      }
    }
    Path description = chart.resolve("Chart.yaml");
    Files.writeString(description, Files.readString(description).replaceFirst("kubeVersion: .*\n", ""));
  }

  @Test
  void lintFindsNothing() {
    LintResult result = new Helm(chart).lint().strict().call();
    assertThat(result.isFailed()).as(String.join("\n", result.getMessages())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"default", "minimal", "ha"})
  void everyPodPassesTheRestrictedStandardAndGetsNoServiceVariables(String set) throws IOException {
    List<JsonNode> pods = new ArrayList<>();
    for (JsonNode each : template(set)) {
      if (each.path("kind").asText().equals("Pod")) {
        pods.add(each.path("spec"));
      } else if (each.path("kind").asText().equals("Deployment")) {
        pods.add(each.at("/spec/template/spec"));
      }
    }
    assertThat(pods).isNotEmpty().allSatisfy(pod -> {
      assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
      assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
      assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
      assertThat(pod.path("enableServiceLinks").asBoolean(true)).isFalse();
      JsonNode container = pod.path("containers").get(0).path("securityContext");
      assertThat(container.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
      assertThat(container.path("readOnlyRootFilesystem").asBoolean()).isTrue();
      assertThat(container.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
    });
  }

  @Test
  void aSqliteFileGetsAVolumeAndPostgresqlNone() throws IOException {
    assertThat(kinds("default")).contains("PersistentVolumeClaim").doesNotContain("PodDisruptionBudget", "Ingress");
    assertThat(kinds("ha")).contains("PodDisruptionBudget", "Ingress", "NetworkPolicy", "ServiceMonitor").doesNotContain("PersistentVolumeClaim");
  }

  @Test
  void everyVariableOfTheDeploymentIsASetting() throws IOException {
    var known = new TreeSet<String>();
    Arrays.stream(Setting.values()).forEach(each -> {
      known.add(each.variable());
      known.add(each.variable() + "_FILE");
    });
    for (JsonNode each : template("ha")) {
      if (each.path("kind").asText().equals("Deployment")) {
        each.at("/spec/template/spec/containers/0/env").forEach(variable -> assertThat(known).contains(variable.path("name").asText()));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"replicas=2, existingSecret", "replicas=0, minimum", "unheard=1, unheard", "image.pullPolicy=Sometimes, pullPolicy"})
  void valuesThatCannotWorkAreRefusedWithTheReason(String value, String reason) {
    String[] parts = value.split("=", -1);
    assertThatThrownBy(() -> new Helm(chart).template().withValuesFile(chart.resolve("ci/default-values.yaml")).set(parts[0], parts[1]).call())
        .hasMessageContaining("values").hasMessageContaining(reason);
  }

  @Test
  void theReadmeNamesEveryValue() throws IOException {
    String readme = Files.readString(CHART.resolve("README.md"));
    JsonNode values = YAML.readTree(CHART.resolve("values.yaml").toFile());
    values.properties().forEach(each -> assertThat(readme).contains("`" + each.getKey()));
  }

  @Test
  void theAppAsksForTheLeast() throws IOException {
    JsonNode manifest = YAML.readTree(Path.of("app-manifest.yml").toFile());
    var permissions = new TreeSet<String>();
    manifest.path("default_permissions").properties().forEach(each -> permissions.add(each.getKey() + ":" + each.getValue().asText()));
    assertThat(permissions).isEqualTo(new TreeSet<>(Set.of(
        "metadata:read", "contents:read", "pull_requests:write", "checks:write", "merge_queues:read")));
    var events = new TreeSet<String>();
    manifest.path("default_events").forEach(each -> events.add(each.asText()));
    assertThat(events).isEqualTo(new TreeSet<>(Set.of("pull_request", "check_run", "check_suite", "push", "merge_group")));
  }

  private static List<String> kinds(String set) throws IOException {
    return template(set).stream().map(each -> each.path("kind").asText()).toList();
  }

  private static List<JsonNode> template(String set) throws IOException {
    String text = new Helm(chart).template().withName("loopwarden").withValuesFile(chart.resolve("ci/" + set + "-values.yaml")).call();
    try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
      return documents.readAll().stream().filter(JsonNode::isObject).toList();
    }
  }
}
