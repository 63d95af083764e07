package dev.loopwarden.app;

import dev.loopwarden.github.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The operator's settings, from the environment: the key `github-api` is `LOOPWARDEN_GITHUB_API`, or `LOOPWARDEN_GITHUB_API_FILE`
/// names a file that has the value.
///
/// @param host address to listen on
/// @param port for webhooks; 0 for any free one
/// @param managementPort for probes and metrics; 0 for any free one
/// @param database JDBC address
/// @param workers jobs at a time
/// @param pages whether the pages are shown to everybody who can connect to `port`
public record OperatorSettings(
    String host, int port, int managementPort, String database, String githubApi, String appId, Secret privateKey,
    List<Secret> webhookSecrets, Optional<String> publicUrl, int workers, boolean pages) {

  private static final String PREFIX = "LOOPWARDEN_";

  /// Names that belong to the launcher, not to the service.
  private static final List<String> LAUNCHER = List.of("JAVA_HOME", "JAVA_OPTS", "CHROMIUM");

  public OperatorSettings {
    webhookSecrets = List.copyOf(webhookSecrets);
  }

  /// The keys, in the order of the reference.
  public enum Key {
    HOST("host", "0.0.0.0"),
    PORT("port", "8080"),
    MANAGEMENT_PORT("management-port", "8081"),
    DATA_DIR("data-dir", "data"),
    DATABASE("database", ""),
    GITHUB_API("github-api", "https://api.github.com"),
    APP_ID("app-id", ""),
    PRIVATE_KEY("private-key", ""),
    WEBHOOK_SECRETS("webhook-secrets", ""),
    PUBLIC_URL("public-url", ""),
    WORKERS("workers", "4"),
    OPEN_PAGES("open-pages", "false");

    private final String word;
    private final String fallback;

    Key(String word, String fallback) {
      this.word = word;
      this.fallback = fallback;
    }

    public String word() {
      return word;
    }

    public String variable() {
      return PREFIX + name();
    }

    public boolean isSecret() {
      return this == PRIVATE_KEY || this == WEBHOOK_SECRETS || this == DATABASE;
    }
  }

  /// Settings that cannot be used; the message names each problem and how to mend it.
  public static final class Unusable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unusable(List<String> problems) {
      super(String.join("\n", problems));
    }
  }

  /// Reads them all; all problems are told at once.
  public static OperatorSettings read(Map<String, String> environment) {
    var problems = new ArrayList<String>();
    for (String name : environment.keySet()) {
      String key = name.replaceFirst("^" + PREFIX, "").replaceFirst("_FILE$", "");
      boolean known = Arrays.stream(Key.values()).anyMatch(each -> each.name().equals(key)) || LAUNCHER.contains(key);
      if (name.startsWith(PREFIX) && !known) {
        problems.add(name + ": there is no such setting; `loopwarden settings` lists those that there are");
      }
    }
    var values = new Values(environment, problems);
    for (Key needed : List.of(Key.APP_ID, Key.PRIVATE_KEY, Key.WEBHOOK_SECRETS)) {
      if (values.text(needed).isBlank()) {
        problems.add(needed.variable() + ": is missing; it comes from the GitHub App's page");
      }
    }
    int port = values.number(Key.PORT, 0, 65_535);
    int managementPort = values.number(Key.MANAGEMENT_PORT, 0, 65_535);
    int workers = values.number(Key.WORKERS, 1, 64);
    String database = values.text(Key.DATABASE);
    if (database.isBlank()) {
      database = "jdbc:sqlite:" + folder(values.text(Key.DATA_DIR), problems).resolve("loopwarden.db");
    }
    List<Secret> secrets = Arrays.stream(values.text(Key.WEBHOOK_SECRETS).split(",", -1))
        .map(String::strip).filter(each -> !each.isEmpty()).map(Secret::new).toList();
    if (secrets.size() > 2) {
      problems.add(Key.WEBHOOK_SECRETS.variable() + ": at most two, during a rotation");
    }
    if (!problems.isEmpty()) {
      throw new Unusable(problems);
    }
    String api = values.text(Key.GITHUB_API);
    return new OperatorSettings(
        values.text(Key.HOST), port, managementPort, database, api.endsWith("/") ? api.substring(0, api.length() - 1) : api,
        values.text(Key.APP_ID).strip(), new Secret(values.text(Key.PRIVATE_KEY)), secrets,
        Optional.of(values.text(Key.PUBLIC_URL)).filter(each -> !each.isBlank()), workers, values.text(Key.OPEN_PAGES).equals("true"));
  }

  private static Path folder(String name, List<String> problems) {
    Path folder = Path.of(name);
    try {
      Files.createDirectories(folder);
    } catch (IOException refused) {
      problems.add(Key.DATA_DIR.variable() + ": the folder " + folder + " cannot be made: " + refused.getMessage());
    }
    return folder;
  }

  /// One line for each setting: its value, secrets as `***`, and where it comes from.
  public static List<String> table(Map<String, String> environment) {
    var lines = new ArrayList<String>();
    var values = new Values(environment, new ArrayList<>());
    for (Key key : Key.values()) {
      String value = values.text(key);
      String shown = key.isSecret() && !value.isEmpty() ? "***" : value;
      lines.add(key.word() + " = " + shown + "  (" + values.origin(key) + ")");
    }
    return lines;
  }

  private record Values(Map<String, String> environment, List<String> problems) {

    String text(Key key) {
      String file = environment.get(key.variable() + "_FILE");
      if (file != null) {
        try {
          return Files.readString(Path.of(file)).strip();
        } catch (IOException | RuntimeException unreadable) {
          problems.add(key.variable() + "_FILE: " + file + " cannot be read: " + unreadable.getMessage());
          return key.fallback;
        }
      }
      return environment.getOrDefault(key.variable(), key.fallback);
    }

    String origin(Key key) {
      return environment.containsKey(key.variable() + "_FILE") ? key.variable() + "_FILE"
          : environment.containsKey(key.variable()) ? key.variable() : "default";
    }

    int number(Key key, int least, int most) {
      try {
        int value = Integer.parseInt(text(key).strip());
        if (value >= least && value <= most) {
          return value;
        }
      } catch (NumberFormatException none) {
        // told below
      }
      problems.add(key.variable() + ": " + text(key) + " is no whole number from " + least + " to " + most);
      return least;
    }
  }
}
