package dev.loopwarden.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The operator's settings: three ways to give them, and what is said of wrong ones.
final class SettingsTest {

  private static final Path PAGE = Path.of("docs/settings.md");

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // JUnit fills the folder
  SettingsTest() {}

  @Test
  void theReferencePageIsMadeFromTheTable() throws IOException {
    if ("write".equals(System.getProperty("golden"))) {
      Files.writeString(PAGE, SettingsPage.markdown());
    }
    assertThat(PAGE).content().isEqualTo(SettingsPage.markdown());
  }

  @Test
  void aVariableGoesBeforeAFileAndAFileBeforeTheYaml() throws IOException {
    Files.writeString(folder.resolve("loopwarden.yml"), "workers: 3\nrepository-share: 1\nadmins: [ada, bob]\nfiles-max: 5\n");
    Path file = Files.writeString(folder.resolve("share"), "4\n");
    OperatorSettings settings = read(Map.of(
        "LOOPWARDEN_WORKERS", "7", "LOOPWARDEN_REPOSITORY_SHARE_FILE", file.toString(), "LOOPWARDEN_ADMINS_FILE", file.toString(),
        "LOOPWARDEN_ADMINS", "eve"));
    assertThat(settings.share()).isEqualTo(new OperatorSettings.Share(7, 4));
    assertThat(settings.admins()).containsExactly("eve");
    assertThat(settings.caps().files()).isEqualTo(5);
  }

  @Test
  void theListSaysWhereEachComesFromAndShowsNoSecret() throws IOException {
    Files.writeString(folder.resolve("loopwarden.yml"), "webhook-secrets: hush-hush\n");
    Map<String, String> environment = Map.of("LOOPWARDEN_PORT", "9", "LOOPWARDEN_DATABASE", "jdbc:postgresql://u:pass@h/d");
    assertThat(OperatorSettings.table(environment, folder))
        .contains("port = 9  (LOOPWARDEN_PORT)", "database = ***  (LOOPWARDEN_DATABASE)", "host = 0.0.0.0  (default)",
            "webhook-secrets = ***  (" + folder.resolve("loopwarden.yml") + ": webhook-secrets)")
        .noneMatch(each -> each.contains("hush") || each.contains("pass@"))
        .hasSize(Setting.values().length);
  }

  @ParameterizedTest(name = "{0}={1} is told: {2}")
  @CsvSource(delimiter = ';', value = {
    "LOOPWARDEN_WORKER; 4; did you mean `workers` (LOOPWARDEN_WORKERS)?",
    "LOOPWARDEN_NONSENSE_OF_A_NAME; 4; there is no such setting",
    "LOOPWARDEN_PORT; 70000; LOOPWARDEN_PORT: `70000` is no whole number from 0 to 65535",
    "LOOPWARDEN_WORKERS; many; `many` is no whole number from 1 to 64",
    "LOOPWARDEN_GITHUB_API; api.github.com; is no address: it begins with https:// or http://",
    "LOOPWARDEN_LOG_FORMAT; xml; `xml` is not text or json",
    "LOOPWARDEN_SECRET_KEY; c2hvcnQ=; this is not 32 bytes in Base64",
    "LOOPWARDEN_CA_FILE; /nowhere/ca.pem; the file /nowhere/ca.pem cannot be read",
    "LOOPWARDEN_PRIVATE_KEY_FILE; /nowhere/key.pem; cannot be read",
    "LOOPWARDEN_PROXY; http://proxy:3128; is no HOST:PORT",
    "LOOPWARDEN_DATABASE; jdbc:h2:mem; begins with neither jdbc:postgresql: nor jdbc:sqlite:",
    "LOOPWARDEN_APP_ID; 5; private-key (LOOPWARDEN_PRIVATE_KEY): is missing",
    "LOOPWARDEN_CONFIG; /nowhere/loopwarden.yml; cannot be read",
  })
  void aWrongValueIsToldWithWhatToDo(String variable, String value, String told) {
    assertThatThrownBy(() -> read(Map.of(variable, value))).isInstanceOf(OperatorSettings.Unusable.class).hasMessageContaining(told.strip());
  }

  @Test
  void allProblemsOfTheYamlAreToldAtOnce() throws IOException {
    Files.writeString(folder.resolve("loopwarden.yml"), "prot: 1\ngithub: {api: x}\nworkers: 0\nlog-format: json\n");
    assertThatThrownBy(() -> read(Map.of())).hasMessageContainingAll(
        "there is no setting `prot`; did you mean `port`", "there is no setting `github`", "`0` is no whole number from 1 to 64");
  }

  @Test
  void aYamlThatCannotBeReadIsToldWithItsLine() throws IOException {
    Files.writeString(folder.resolve("loopwarden.yml"), "workers: 3\nport: [\n");
    assertThatThrownBy(() -> read(Map.of())).hasMessageMatching("(?s).*line [23]: cannot be read.*");
  }

  @Test
  void withoutAnyCredentialTheSetUpIsMeant() {
    assertThat(read(Map.of()).app()).isEmpty();
  }

  private OperatorSettings read(Map<String, String> environment) {
    var all = new HashMap<String, String>(Map.of("LOOPWARDEN_DATA_DIR", folder.toString()));
    all.putAll(environment);
    return OperatorSettings.read(all, folder);
  }
}
