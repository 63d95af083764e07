package dev.loopwarden.app;

import dev.loopwarden.github.AppCreation;
import dev.loopwarden.github.Secret;
import dev.loopwarden.store.Database;
import dev.loopwarden.web.SetUpServer;
import dev.loopwarden.web.WebServer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/// A service without an App: its set-up page, until there is one.
public final class SetUp implements AutoCloseable {

  private final OperatorSettings settings;
  private final Database database;
  private final SetUpServer page;
  private final CountDownLatch kept;

  private SetUp(OperatorSettings settings, Database database, SetUpServer page, CountDownLatch kept) {
    this.settings = settings;
    this.database = database;
    this.page = page;
    this.kept = kept;
  }

  /// The settings with the App that an earlier set-up stored, where they name none and one is stored.
  ///
  /// @throws OperatorSettings.Unusable where one is stored that cannot be opened
  public static OperatorSettings complete(OperatorSettings settings) {
    if (settings.app().isPresent()) {
      return settings;
    }
    try (Database database = Database.open(settings.database())) {
      return StoredApp.complete(settings, database);
    }
  }

  /// The secret that webhooks are signed with: as it is set, whatever else is, or as an earlier set-up stored it.
  ///
  /// @throws OperatorSettings.Unusable where there is none
  public static Secret webhookSecret(Map<String, String> environment) {
    List<String> set = SettingValues.read(environment, Path.of("")).list(Setting.WEBHOOK_SECRETS);
    if (!set.isEmpty()) {
      return new Secret(set.getFirst());
    }
    OperatorSettings settings = OperatorSettings.read(environment);
    OperatorSettings known = settings.secretKey().isPresent() ? complete(settings) : settings;
    return known.app().map(each -> each.webhookSecrets().getFirst()).orElseThrow(() -> new OperatorSettings.Unusable(List.of(
        Setting.WEBHOOK_SECRETS.key() + " (" + Setting.WEBHOOK_SECRETS.variable() + "): it is not set, and no App is stored under "
            + Setting.SECRET_KEY.key() + "; give the secret that the service has")));
  }

  /// Shows the page.
  public static SetUp start(OperatorSettings settings, Clock clock) {
    var kept = new CountDownLatch(1);
    Database database = Database.open(settings.database());
    Optional<Consumer<AppCreation.Created>> keep = settings.secretKey().map(key -> app -> {
      StoredApp.keep(app, key, database, clock.instant());
      kept.countDown();
    });
    var creation = new AppCreation(settings.github().address(), clock);
    OperatorSettings.Listening listening = settings.listening();
    return new SetUp(settings, database, SetUpServer.start(
        new SetUpServer.Terms(
            new WebServer.Listening(listening.host(), listening.port(), listening.managementPort(), settings.caps().bodiesInFlight()), creation, settings.publicUrl(), keep), clock), kept);
  }

  /// Address of the page with its token, as it is on this machine.
  public String address() {
    return "http://localhost:" + page.managementPort() + page.path();
  }

  /// Of the public port.
  int port() {
    return page.port();
  }

  /// Waits until an App is stored; for ever where none can be.
  ///
  /// @return the settings with it
  public OperatorSettings await() throws InterruptedException {
    kept.await();
    return StoredApp.complete(settings, database);
  }

  @Override
  public void close() {
    page.close();
    database.close();
  }
}
