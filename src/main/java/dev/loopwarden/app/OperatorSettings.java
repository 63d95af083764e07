package dev.loopwarden.app;

import dev.loopwarden.github.GithubAddress;
import dev.loopwarden.github.Secret;
import dev.loopwarden.github.SecretKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The operator's settings as the service uses them. What each is stands in `Setting`.
///
/// @param database JDBC address
/// @param app the GitHub App's credentials; empty where none are given: the set-up page is shown, or stored ones are used
/// @param login for people's login to the pages; empty where client id or secret is missing
/// @param secretKey seals what is stored of credentials
/// @param openPages whether the pages are shown to everybody who can connect
public record OperatorSettings(
    Listening listening, Optional<String> publicUrl, String database, Github github, Optional<AppCredentials> app, Optional<Login> login,
    Optional<SecretKey> secretKey, List<String> admins, Share share, Retention retention, Caps caps, boolean jsonLog, boolean openPages) {

  public OperatorSettings {
    admins = List.copyOf(admins);
  }

  /// The same with another App's credentials.
  OperatorSettings with(AppCredentials credentials, Optional<Login> logins) {
    return new OperatorSettings(
        listening, publicUrl, database, github, Optional.of(credentials), logins, secretKey, admins, share, retention, caps, jsonLog, openPages);
  }

  /// Where the service listens.
  ///
  /// @param port for webhooks and pages; 0 for any free one
  /// @param managementPort for probes, metrics and set-up; 0 for any free one
  public record Listening(String host, int port, int managementPort) {}

  /// The way to GitHub.
  ///
  /// @param api base address without a slash at its end
  /// @param proxy `HOST:PORT`
  /// @param caFile certificates in PEM that are trusted beside the usual ones
  public record Github(String api, Optional<String> proxy, Optional<Path> caFile) {
    GithubAddress address() {
      return new GithubAddress(api, proxy, caFile);
    }
  }

  /// The GitHub App.
  ///
  /// @param webhookSecrets one, or two during a rotation
  public record AppCredentials(String appId, Secret privateKey, List<Secret> webhookSecrets) {
    public AppCredentials {
      webhookSecrets = List.copyOf(webhookSecrets);
    }
  }

  public record Login(String clientId, Secret clientSecret) {}

  /// How many jobs run side by side.
  ///
  /// @param workers jobs at a time in this process
  /// @param repository jobs at a time of one repository
  public record Share(int workers, int repository) {}

  /// How long things are kept, in days.
  public record Retention(int runs, int bodies) {}

  /// Limits of one review, one attempt, and of what is taken in.
  ///
  /// @param comments of one review where the repository's settings say nothing
  /// @param jobSeconds of one attempt
  /// @param bodiesInFlight bytes of webhook bodies being read
  public record Caps(int files, int fileBytes, int comments, int jobSeconds, long bodiesInFlight) {}

  /// Settings that cannot be used; the message names each problem and how to mend it.
  public static final class Unusable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unusable(List<String> problems) {
      super(String.join("\n", problems));
    }
  }

  /// Reads them all; all problems are told at once.
  public static OperatorSettings read(Map<String, String> environment) {
    return read(environment, Path.of(""));
  }

  static OperatorSettings read(Map<String, String> environment, Path folder) {
    SettingValues values = SettingValues.read(environment, folder);
    var problems = new ArrayList<String>(values.problems());
    Optional<AppCredentials> app = app(values, problems);
    Optional<SecretKey> key = values.maybe(Setting.SECRET_KEY).flatMap(text -> key(text, problems));
    Optional<String> proxy = values.maybe(Setting.PROXY);
    proxy.filter(each -> !each.matches("[^\\s:/]+:\\d{1,5}")).ifPresent(each ->
        problems.add(values.origin(Setting.PROXY) + ": `" + each + "` is no HOST:PORT"));
    Optional<Path> ca = values.maybe(Setting.CA_FILE).map(Path::of);
    ca.filter(each -> !Files.isReadable(each)).ifPresent(each ->
        problems.add(values.origin(Setting.CA_FILE) + ": the file " + each + " cannot be read"));
    String database = values.maybe(Setting.DATABASE).orElse("");
    if (!database.isEmpty() && !database.startsWith("jdbc:postgresql:") && !database.startsWith("jdbc:sqlite:")) {
      problems.add(values.origin(Setting.DATABASE) + ": the address begins with neither jdbc:postgresql: nor jdbc:sqlite:");
    }
    if (!problems.isEmpty()) {
      throw new Unusable(problems);
    }
    if (database.isEmpty()) {
      database = "jdbc:sqlite:" + folder(Path.of(values.text(Setting.DATA_DIR))).resolve("loopwarden.db");
    }
    return new OperatorSettings(
        new Listening(values.text(Setting.HOST), values.number(Setting.PORT), values.number(Setting.MANAGEMENT_PORT)),
        values.maybe(Setting.PUBLIC_URL).map(OperatorSettings::withoutSlash), database,
        new Github(withoutSlash(values.text(Setting.GITHUB_API)), proxy, ca), app,
        values.maybe(Setting.CLIENT_ID).flatMap(id -> values.maybe(Setting.CLIENT_SECRET).map(secret -> new Login(id, new Secret(secret)))),
        key, values.list(Setting.ADMINS),
        new Share(values.number(Setting.WORKERS), values.number(Setting.REPOSITORY_SHARE)),
        new Retention(values.number(Setting.RETENTION_DAYS), values.number(Setting.BODY_RETENTION_DAYS)),
        new Caps(values.number(Setting.FILES_MAX), values.number(Setting.FILE_BYTES_MAX), values.number(Setting.COMMENTS_MAX),
            values.number(Setting.JOB_SECONDS_MAX), values.number(Setting.BODIES_IN_FLIGHT_MAX)),
        values.text(Setting.LOG_FORMAT).equals("json"), values.text(Setting.OPEN_PAGES).equals("true"));
  }

  /// All three of the App's credentials, or none: one that is missing is a mistake and no wish for the set-up page.
  private static Optional<AppCredentials> app(SettingValues values, List<String> problems) {
    List<Setting> needed = List.of(Setting.APP_ID, Setting.PRIVATE_KEY, Setting.WEBHOOK_SECRETS);
    List<Setting> missing = needed.stream().filter(each -> values.maybe(each).isEmpty()).toList();
    if (missing.size() == needed.size()) {
      return Optional.empty();
    }
    missing.forEach(each -> problems.add(each.key() + " (" + each.variable() + "): is missing; it comes from the GitHub App's page"));
    List<Secret> secrets = values.list(Setting.WEBHOOK_SECRETS).stream().map(Secret::new).toList();
    if (secrets.size() > 2) {
      problems.add(values.origin(Setting.WEBHOOK_SECRETS) + ": at most two, during a rotation");
    }
    return Optional.of(new AppCredentials(values.text(Setting.APP_ID), new Secret(values.text(Setting.PRIVATE_KEY)), secrets));
  }

  private static Optional<SecretKey> key(String text, List<String> problems) {
    try {
      return Optional.of(SecretKey.of(new Secret(text)));
    } catch (IllegalArgumentException unusable) {
      problems.add(Setting.SECRET_KEY.variable() + ": " + unusable.getMessage());
      return Optional.empty();
    }
  }

  private static String withoutSlash(String address) {
    return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
  }

  private static Path folder(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException refused) {
      throw new Unusable(List.of(
          Setting.DATA_DIR.key() + " (" + Setting.DATA_DIR.variable() + "): the folder " + folder + " cannot be made: " + refused.getMessage()));
    }
  }

  /// One line for each setting: its value, secrets as `***`, and where it comes from.
  public static List<String> table(Map<String, String> environment) {
    return table(environment, Path.of(""));
  }

  static List<String> table(Map<String, String> environment, Path folder) {
    SettingValues values = SettingValues.read(environment, folder);
    var lines = new ArrayList<String>();
    for (Setting each : Setting.values()) {
      String value = values.text(each);
      String shown = each.isSecret() && !value.isEmpty() ? "***" : value;
      lines.add(each.key() + " = " + shown + "  (" + values.origin(each) + ")");
    }
    values.problems().forEach(each -> lines.add("problem: " + each));
    return lines;
  }
}
