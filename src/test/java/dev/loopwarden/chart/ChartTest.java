package dev.loopwarden.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import dev.loopwarden.app.OperatorSettings;
import dev.loopwarden.app.Setting;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The chart, by Helm itself.
final class ChartTest {

  private static final Path CHART = Path.of("charts/loopwarden");
  private static final Path GOLDEN = Path.of("src/test/resources/dev/loopwarden/chart");
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final KubernetesSerialization KUBERNETES = new KubernetesSerialization();

  @TempDir private static Path folder;
  private static Path chart;

  @SuppressWarnings("NullAway.Init") // set before the tests
  ChartTest() {}

  /// Helm's library believes itself on Kubernetes 1.20: the copy that is rendered does not name the version it needs.
  @BeforeAll
  static void copy() throws IOException {
    chart = folder.resolve("loopwarden");
    copyTree(CHART, chart);
    Path description = chart.resolve("Chart.yaml");
    Files.writeString(description, Files.readString(description).replaceFirst("kubeVersion: .*\n", ""));
    // Helm's library renders no hooks; without the mark the test pod is a manifest like the others.
    Path ping = chart.resolve("templates/tests/ping.yaml");
    Files.writeString(ping, Files.readString(ping).replace("helm.sh/hook: test", "loopwarden.dev/was-hook: test"));
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path each : files.toList()) {
        Path there = to.resolve(from.relativize(each).toString());
        if (Files.isDirectory(each)) {
          Files.createDirectories(there);
        } else {
          Files.copy(each, there);
        }
      }
    }
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
      assertThat(RestrictedPods.problems(pod)).isEmpty();
      assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
      assertThat(pod.path("enableServiceLinks").asBoolean(true)).isFalse();
      pod.path("containers").forEach(each -> assertThat(each.at("/securityContext/readOnlyRootFilesystem").asBoolean()).isTrue());
    });
  }

  /// What a cluster would refuse is told: else the test above could not fail.
  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
    "securityContext: {runAsNonRoot: false}; runAsNonRoot", "hostNetwork: true; hostNetwork", "volumes: [{name: host, hostPath: {path: /}}]; hostPath",
    "containers: [{name: a}]; allowPrivilegeEscalation", "containers: [{name: a, ports: [{hostPort: 80}]}]; hostPort",
    "initContainers: [{name: a, securityContext: {capabilities: {drop: [ALL], add: [SYS_ADMIN]}}}]; SYS_ADMIN",
    "securityContext: {seccompProfile: {type: Unconfined}}; seccompProfile", "securityContext: {runAsUser: 0}; runAsUser",
    "containers: [{name: a, securityContext: {privileged: true}}]; privileged"
  })
  void whatTheRestrictedStandardRefusesIsFound(String pod, String problem) throws IOException {
    assertThat(RestrictedPods.problems(YAML.readTree(pod))).anyMatch(each -> each.contains(problem));
  }

  @Test
  void fromOutsideOnlyTheWebhookIsReachedUnlessThePagesAreAskedFor() throws IOException {
    assertThat(paths("ha", "true")).containsExactly("Exact /webhook", "Prefix /");
    assertThat(paths("ha", "false")).containsExactly("Exact /webhook");
  }

  private static List<String> paths(String set, String pages) throws IOException {
    String text = new Helm(chart).template().withName("loopwarden").withNamespace("reviews").withValuesFile(chart.resolve("ci/" + set + "-values.yaml"))
        .set("ingress.pages", pages).call();
    var paths = new ArrayList<String>();
    for (JsonNode each : documents(text)) {
      each.at("/spec/rules/0/http/paths").forEach(path -> paths.add(path.path("pathType").asText() + " " + path.path("path").asText()));
    }
    return paths;
  }

  @Test
  void theNetworkPolicyLetsTheServiceReachWhatItsSettingsName() throws IOException {
    assertThat(egressPorts()).containsExactly(53, 53, 443, 5432);
    assertThat(egressPorts("settings.proxy", "proxy.example.org:3128", "settings.github-api", "https://github.example.org:8443/api/v3"))
        .containsExactly(53, 53, 443, 5432, 3128, 8443);
    assertThat(egressPorts("networkPolicy.egressPorts[0]", "443", "networkPolicy.egressPorts[1]", "6432")).containsExactly(53, 53, 443, 6432);
  }

  private static List<Integer> egressPorts(String... values) throws IOException {
    var template = new Helm(chart).template().withName("loopwarden").withNamespace("reviews").withValuesFile(chart.resolve("ci/ha-values.yaml"));
    for (int i = 0; i < values.length; i += 2) {
      template.set(values[i], values[i + 1]);
    }
    JsonNode policy = documents(template.call()).stream().filter(each -> each.path("kind").asText().equals("NetworkPolicy")).findFirst().orElseThrow();
    List<Integer> ports = new ArrayList<>();
    policy.at("/spec/egress/0/ports").forEach(each -> ports.add(each.path("port").intValue()));
    return ports;
  }

  @Test
  void aSqliteFileGetsAVolumeAndPostgresqlNone() throws IOException {
    assertThat(kinds("default")).contains("PersistentVolumeClaim").doesNotContain("PodDisruptionBudget", "Ingress", "Pod");
    assertThat(kinds("ha")).contains("PodDisruptionBudget", "Ingress", "NetworkPolicy", "ServiceMonitor", "Pod").doesNotContain("PersistentVolumeClaim");
  }

  /// What Helm makes of each set of values, word by word. `-Dgolden=write` writes the files anew.
  @ParameterizedTest
  @ValueSource(strings = {"default", "minimal", "ha"})
  void theManifestsAreThese(String set) throws IOException {
    golden(GOLDEN.resolve(set + ".yaml"), text(set));
  }

  /// Read into Kubernetes' own types and written again nothing may be missing: a key at a wrong place would be.
  @ParameterizedTest
  @ValueSource(strings = {"default", "minimal", "ha"})
  void everyManifestIsWhatKubernetesKnows(String set) throws IOException {
    for (JsonNode each : template(set)) {
      if (each.path("kind").asText().equals("ServiceMonitor")) {
        continue; // of the Prometheus operator; the golden file holds it
      }
      HasMetadata typed = KUBERNETES.unmarshal(YAML.writeValueAsString(each));
      assertThat(typed).isNotInstanceOf(GenericKubernetesResource.class);
      var known = new TreeSet<String>();
      paths(YAML.readTree(KUBERNETES.asYaml(typed)), "", known);
      var written = new TreeSet<String>();
      paths(each, "", written);
      written.removeIf(path -> path.startsWith("/metadata/creationTimestamp"));
      assertThat(known).as(each.path("kind").asText() + " " + each.at("/metadata/name").asText()).containsAll(written);
    }
  }

  /// A Deployment's selector cannot be changed, and one of a Service or a policy must find the pods of both versions during a roll.
  @ParameterizedTest
  @ValueSource(strings = {"default", "minimal", "ha"})
  void aSelectorHoldsNothingThatAnotherVersionHasNot(String set) throws IOException {
    int found = 0;
    for (JsonNode each : template(set)) {
      for (JsonNode selector : each.findValues("matchLabels")) {
        if (!selector.equals(YAML.readTree("{app.kubernetes.io/name: loopwarden}"))) { // of the set's own affinity
          assertThat(selector.fieldNames()).toIterable().containsExactly("app.kubernetes.io/name", "app.kubernetes.io/instance");
          found++;
        }
      }
      if (each.path("kind").asText().equals("Service")) {
        assertThat(each.at("/spec/selector").fieldNames()).toIterable().containsExactly("app.kubernetes.io/name", "app.kubernetes.io/instance");
      }
      assertThat(each.at("/metadata/labels").fieldNames()).toIterable()
          .contains("app.kubernetes.io/version", "app.kubernetes.io/managed-by", "helm.sh/chart");
    }
    assertThat(found).isGreaterThan(1);
  }

  @Test
  void theVolumeStaysWhereTheReleaseIsRemovedAndTheTestPodFitsIntoAQuota() throws IOException {
    List<JsonNode> manifests = template("minimal");
    assertThat(manifests).filteredOn(each -> each.path("kind").asText().equals("PersistentVolumeClaim"))
        .singleElement().satisfies(each -> assertThat(each.at("/metadata/annotations").path("helm.sh/resource-policy").asText()).isEqualTo("keep"));
    assertThat(manifests).filteredOn(each -> each.path("kind").asText().equals("Pod"))
        .singleElement().satisfies(each -> assertThat(each.at("/spec/containers/0/resources").fieldNames()).toIterable().contains("requests", "limits"));
  }

  @Test
  void everyVariableOfThePodsIsASetting() throws IOException {
    var known = new TreeSet<String>(Set.of("LOOPWARDEN_CONFIG"));
    Arrays.stream(Setting.values()).forEach(each -> {
      known.add(each.variable());
      known.add(each.variable() + "_FILE");
    });
    var used = new TreeSet<String>();
    for (JsonNode each : template("ha")) {
      Stream.of("/spec/template/spec/containers/0/env", "/spec/containers/0/env")
          .forEach(at -> each.at(at).forEach(variable -> used.add(variable.path("name").asText())));
    }
    assertThat(known).containsAll(used);
    assertThat(used).contains("LOOPWARDEN_PRIVATE_KEY_FILE", "LOOPWARDEN_WEBHOOK_SECRETS_FILE", "LOOPWARDEN_DATABASE_FILE", "LOOPWARDEN_CLIENT_SECRET_FILE", "LOOPWARDEN_SECRET_KEY_FILE");
  }

  @Test
  void theServiceReadsTheSettingsThatTheChartWrites() throws IOException {
    for (JsonNode each : template("ha")) {
      if (each.path("kind").asText().equals("ConfigMap")) {
        Path file = Files.writeString(folder.resolve("written.yml"), each.at("/data/loopwarden.yml").asText());
        assertThat(OperatorSettings.table(Map.of("LOOPWARDEN_CONFIG", file.toString())))
            .noneMatch(line -> line.startsWith("problem"))
            .anyMatch(line -> line.startsWith("bodies-in-flight-max = 134217728 "))
            .anyMatch(line -> line.startsWith("admins = ada,grace "))
            .anyMatch(line -> line.startsWith("app-id = 12345 "));
        return;
      }
    }
    throw new AssertionError("the chart writes no settings");
  }

  @ParameterizedTest
  @CsvSource({
    "replicas=2, existingSecret", "replicas=0, minimum", "unheard=1, unheard", "image.pullPolicy=Sometimes, pullPolicy",
    "settings.wrokers=4, wrokers", "settings.workers=0, workers", "settings.log-format=xml, log-format", "image.digest=sha256:short, digest",
    "networkPolicy.egressPorts[0]=https, egressPorts", "networkPolicy.egressPorts[0]=70000, egressPorts"
  })
  void valuesThatCannotWorkAreRefusedWithTheReason(String value, String reason) {
    String[] parts = value.split("=", -1);
    assertThatThrownBy(() -> new Helm(chart).template().withValuesFile(chart.resolve("ci/default-values.yaml")).set(parts[0], parts[1]).call())
        .hasMessageContaining("values").hasMessageContaining(reason);
  }

  @Test
  void theReadmeAndTheSchemaAreMadeFromTheValues() throws IOException {
    var files = new ChartFiles(CHART);
    assertThat(files.withoutComment()).isEmpty();
    golden(CHART.resolve("README.md"), files.readme());
    golden(CHART.resolve("values.schema.json"), files.schema());
  }

  @Test
  void theNotesSayWhatIsMissing() throws IOException {
    assertThat(notes("default")).contains("Missing: github.existingSecret", "port-forward", "public-url");
    assertThat(notes("ha")).doesNotContain("Missing", "Look again").contains(
        "https://loopwarden.example.org/webhook", "PostgreSQL", "Pages: https://loopwarden.example.org\n", "https://loopwarden.example.org/login/callback");
  }

  @Test
  void theNotesSayWhatThePagesNeedAndWhereTwoAddressesDiffer() throws IOException {
    assertThat(notes("default", "ingress.enabled", "true", "ingress.host", "a.example.org", "ingress.pages", "true"))
        .contains("Missing for the pages, which are not shown without login: settings.public-url, settings.client-id, login.existingSecret, secretKey.existingSecret");
    assertThat(notes("ha", "ingress.host", "other.example.org")).contains("Look again: settings.public-url is https://loopwarden.example.org, but the Ingress is for other.example.org");
    assertThat(notes("ha", "ingress.pages", "false")).contains("Pages: not reached from outside");
  }

  @Test
  void oneVersionStandsEverywhere() throws IOException {
    Matcher pom = Pattern.compile("<artifactId>loopwarden</artifactId>\\s*<version>([^<]+)</version>").matcher(Files.readString(Path.of("pom.xml")));
    assertThat(pom.find()).isTrue();
    JsonNode description = YAML.readTree(CHART.resolve("Chart.yaml").toFile());
    assertThat(description.path("version").asText()).isEqualTo(pom.group(1));
    assertThat(description.path("appVersion").asText()).isEqualTo(pom.group(1));
    assertThat(Files.readString(Path.of("Dockerfile"))).contains("ARG VERSION=" + pom.group(1));
  }

  private static void golden(Path file, String text) throws IOException {
    if ("write".equals(System.getProperty("golden"))) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    }
    assertThat(file).content().isEqualTo(text);
  }

  /// The places of all plain values: `/spec/ports/0/name`.
  private static void paths(JsonNode node, String at, Set<String> found) {
    if (node.isObject()) {
      node.properties().forEach(each -> paths(each.getValue(), at + "/" + each.getKey(), found));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        paths(node.get(i), at + "/" + i, found);
      }
    } else {
      found.add(at);
    }
  }

  private static List<String> kinds(String set) throws IOException {
    return template(set).stream().map(each -> each.path("kind").asText()).toList();
  }

  private static List<JsonNode> template(String set) throws IOException {
    return documents(text(set));
  }

  private static List<JsonNode> documents(String text) throws IOException {
    try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
      return documents.readAll().stream().filter(JsonNode::isObject).toList();
    }
  }

  private static String text(String set) {
    return new Helm(chart).template().withName("loopwarden").withNamespace("reviews").withValuesFile(chart.resolve("ci/" + set + "-values.yaml")).call();
  }

  /// `helm template` leaves the notes out, so they are rendered as a manifest's text.
  private static String notes(String set, String... values) throws IOException {
    Path copy = Files.createTempDirectory(folder, "notes-" + set);
    copyTree(chart, copy);
    String notes = Files.readString(copy.resolve("templates/NOTES.txt"));
    Files.writeString(copy.resolve("templates/notes.yaml"),
        "{{- define \"notes\" }}" + notes + "{{ end }}\nkind: Notes\ntext: {{ include \"notes\" . | toJson }}\n");
    var template = new Helm(copy).template().withName("loopwarden").withNamespace("reviews").withValuesFile(chart.resolve("ci/" + set + "-values.yaml"));
    for (int i = 0; i < values.length; i += 2) {
      template.set(values[i], values[i + 1]);
    }
    String text = template.call();
    try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
      return documents.readAll().stream().filter(each -> each.path("kind").asText().equals("Notes")).findFirst().orElseThrow().path("text").asText();
    }
  }
}
