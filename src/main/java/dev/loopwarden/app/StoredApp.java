package dev.loopwarden.app;

import dev.loopwarden.github.AppCreation;
import dev.loopwarden.github.Secret;
import dev.loopwarden.github.SecretKey;
import dev.loopwarden.store.Credentials;
import dev.loopwarden.store.Database;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The App that the set-up page made: its credentials, sealed under `secret-key` in the database.
final class StoredApp {

  private StoredApp() {}

  /// Keeps the credentials of a new App in place of any other.
  static void keep(AppCreation.Created created, SecretKey key, Database database, Instant now) {
    Map<Setting, Secret> values = Map.of(
        Setting.APP_ID, new Secret(created.appId()), Setting.PRIVATE_KEY, created.privateKey(), Setting.WEBHOOK_SECRETS, created.webhookSecret(),
        Setting.CLIENT_ID, new Secret(created.clientId()), Setting.CLIENT_SECRET, created.clientSecret());
    var sealed = new HashMap<String, String>();
    values.forEach((setting, value) -> sealed.put(setting.key(), key.seal(value, purpose(setting))));
    new Credentials(database).replace(sealed, now);
  }

  /// The settings with the stored App, where they name none and one is stored.
  ///
  /// @throws OperatorSettings.Unusable where one is stored that cannot be opened
  static OperatorSettings complete(OperatorSettings settings, Database database) {
    Map<String, String> sealed = settings.app().isPresent() ? Map.of() : new Credentials(database).all();
    if (sealed.isEmpty()) {
      return settings;
    }
    SecretKey key = settings.secretKey().orElseThrow(() -> unusable("it is missing"));
    var credentials = new OperatorSettings.AppCredentials(
        open(Setting.APP_ID, sealed, key).reveal(), open(Setting.PRIVATE_KEY, sealed, key), List.of(open(Setting.WEBHOOK_SECRETS, sealed, key)));
    Optional<OperatorSettings.Login> login = settings.login().or(() -> Optional.of(new OperatorSettings.Login(
        open(Setting.CLIENT_ID, sealed, key).reveal(), open(Setting.CLIENT_SECRET, sealed, key))));
    return settings.with(credentials, login);
  }

  private static Secret open(Setting setting, Map<String, String> sealed, SecretKey key) {
    return key.open(sealed.getOrDefault(setting.key(), ""), purpose(setting)).orElseThrow(() -> unusable("it is not the one that sealed them"));
  }

  private static OperatorSettings.Unusable unusable(String why) {
    return new OperatorSettings.Unusable(List.of(
        Setting.SECRET_KEY.key() + " (" + Setting.SECRET_KEY.variable() + "): the database has the App's credentials, but " + why
            + "; give the key that was set when the App was made, or app-id, private-key and webhook-secrets"));
  }

  private static String purpose(Setting setting) {
    return "credential " + setting.key();
  }
}
