package dev.loopwarden.app;

import dev.loopwarden.github.AppCreation;
import dev.loopwarden.store.Database;
import dev.loopwarden.web.SetUpServer;
import java.time.Clock;
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
        new SetUpServer.Terms(listening.host(), listening.managementPort(), creation, settings.publicUrl(), keep), clock), kept);
  }

  /// Address of the page with its token, as it is on this machine.
  public String address() {
    return "http://localhost:" + page.port() + page.path();
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
