package dev.loopwarden.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopwarden.sandbox.Sandbox;
import dev.loopwarden.store.Database;
import dev.loopwarden.store.Databases;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the doctor finds, against the stand-in.
final class DoctorTest {

  @TempDir private Path folder;

  private final Sandbox sandbox = Sandbox.start(Clock.systemUTC());

  @SuppressWarnings("NullAway.Init") // JUnit fills the field
  DoctorTest() {}

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void allIsWellWhereAllIsGiven() {
    Database.open(address()).close();
    List<Doctor.Check> checks = examine(Map.of(), Clock.systemUTC());

    assertThat(checks).allMatch(Doctor.Check::ok).extracting(Doctor.Check::name).containsExactly(
        "settings", "public-url", "database", "webhook-secrets", "private-key", "github", "permissions", "events", "clock");
    assertThat(checks.toString()).doesNotContain("the secret of the hook").doesNotContain("PRIVATE KEY");
  }

  @Test
  void whatTheAppLacksIsNamed() {
    sandbox.grant(Map.of("metadata", "read", "contents", "write", "pull_requests", "read", "checks", "write"), Set.of("push", "pull_request", "check_run"));

    assertThat(wrong(Map.of(), Clock.systemUTC())).anySatisfy(each -> assertThat(each)
            .startsWith("wrong  permissions: missing: merge_queues: read, pull_requests: write;"))
        .anySatisfy(each -> assertThat(each).startsWith("wrong  events: missing: check_suite, merge_group;"));
  }

  @Test
  void aClockThatIsWrongIsToldAndTheKeyIsCheckedAllTheSame() {
    Clock late = Clock.offset(Clock.systemUTC(), Duration.ofHours(-1));

    assertThat(examine(Map.of(), late)).anyMatch(each -> each.name().equals("github") && each.ok());
    assertThat(wrong(Map.of(), late)).anyMatch(each -> each.matches("wrong  clock: is (3599|36\\d\\d) s behind GitHub's.*"));
  }

  @Test
  void aKeyOfAnotherAppIsToldApartFromOneThatIsBroken() {
    assertThat(wrong(Map.of("LOOPWARDEN_APP_ID", "12"), Clock.systemUTC())).anyMatch(each -> each.startsWith("wrong  github: does not take the key (401)"));
    assertThat(wrong(Map.of("LOOPWARDEN_PRIVATE_KEY", "nonsense"), Clock.systemUTC()))
        .anyMatch(each -> each.startsWith("wrong  private-key: this is no private key in PEM"));
  }

  @Test
  void aDatabaseThatIsNotThereIsToldAndNotMade() {
    assertThat(wrong(Map.of(), Clock.systemUTC())).singleElement().satisfies(each -> assertThat(each).startsWith("wrong  database: there is no file"));
    assertThat(folder.resolve("test.db")).doesNotExist();
  }

  /// The one for tests is set so that it is quick.
  @Test
  void aPostgresqlThatMayLoseWhatItStoredIsTold() {
    String careless = Databases.fresh("postgresql");
    Database.open(careless).close();
    assertThat(wrong(Map.of("LOOPWARDEN_DATABASE", careless), Clock.systemUTC())).hasSize(2)
        .anyMatch(each -> each.startsWith("wrong  database: synchronous_commit is off in PostgreSQL"));
  }

  @Test
  void settingsThatCannotBeReadAreToldOneByOne() {
    assertThat(wrong(Map.of("LOOPWARDEN_PROT", "1", "LOOPWARDEN_WEBHOOK_SECRETS", ""), Clock.systemUTC())).hasSize(2)
        .allMatch(each -> each.startsWith("wrong  settings: "));
  }

  @Test
  void anAddressInTheClearAndOneThatIsMissingForALoginAreTold() {
    assertThat(wrong(Map.of("LOOPWARDEN_PUBLIC_URL", "http://reviews.example.org"), Clock.systemUTC()))
        .anyMatch(each -> each.startsWith("wrong  public-url: http://reviews.example.org is not encrypted"));
    assertThat(wrong(Map.of("LOOPWARDEN_PUBLIC_URL", "", "LOOPWARDEN_CLIENT_ID", "a", "LOOPWARDEN_CLIENT_SECRET", "b"), Clock.systemUTC()))
        .anyMatch(each -> each.startsWith("wrong  public-url: is missing"));
  }

  private List<String> wrong(Map<String, String> other, Clock clock) {
    return examine(other, clock).stream().filter(each -> !each.ok()).map(Doctor.Check::toString).toList();
  }

  private List<Doctor.Check> examine(Map<String, String> other, Clock clock) {
    var environment = new HashMap<String, String>(Map.of(
        "LOOPWARDEN_DATABASE", address(), "LOOPWARDEN_GITHUB_API", sandbox.address(), "LOOPWARDEN_APP_ID", sandbox.appId(),
        "LOOPWARDEN_PRIVATE_KEY", sandbox.privateKey(), "LOOPWARDEN_WEBHOOK_SECRETS", "the secret of the hook",
        "LOOPWARDEN_PUBLIC_URL", "https://reviews.example.org"));
    environment.putAll(other);
    return Doctor.examine(environment, folder, clock);
  }

  private String address() {
    return "jdbc:sqlite:" + folder.resolve("test.db");
  }
}
