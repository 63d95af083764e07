package dev.loopwarden.app;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The operator's settings, all of them, in the order of the reference: the one table that reading, `loopwarden settings` and
/// `docs/settings.md` are made from.
///
/// The key `github-api` is `github-api` in `loopwarden.yml`, the variable `LOOPWARDEN_GITHUB_API`, or the variable
/// `LOOPWARDEN_GITHUB_API_FILE` that names a file with the value.
public enum Setting {
  HOST(Kind.TEXT, "", "0.0.0.0", "Address to listen on."),
  PORT(Kind.NUMBER, "0 to 65535", "8080", "Port of `/webhook` and the pages; 0 is any free one, told in the log."),
  MANAGEMENT_PORT(Kind.NUMBER, "0 to 65535", "8081",
      "Port of `/livez`, `/readyz`, `/metrics` and the set-up page; 0 is any free one, told in the log."),
  PUBLIC_URL(Kind.ADDRESS, "", "", "Address under which people reach this service: for links, login and set-up."),
  DATA_DIR(Kind.TEXT, "", "data", "Folder of the SQLite file."),
  DATABASE(Kind.SECRET, "", "",
      "JDBC address of a PostgreSQL, user and password in it; without it a SQLite file in `data-dir` is used."),
  GITHUB_API(Kind.ADDRESS, "", "https://api.github.com", "Address of GitHub's API; `https://HOST/api/v3` for an Enterprise Server."),
  APP_ID(Kind.TEXT, "", "", "Id of the GitHub App. Without it `serve` shows the set-up page."),
  PRIVATE_KEY(Kind.SECRET, "", "", "The App's private key in PEM."),
  WEBHOOK_SECRETS(Kind.SECRET, "", "", "The webhook's secret; two with a comma between during a rotation."),
  CLIENT_ID(Kind.TEXT, "", "", "The App's client id: for people's login to the pages."),
  CLIENT_SECRET(Kind.SECRET, "", "", "The App's client secret: for people's login to the pages."),
  SECRET_KEY(Kind.SECRET, "", "",
      "32 bytes in Base64 (`openssl rand -base64 32`): seals what is stored of credentials and of people's logins. Without it nothing of that kind is stored."),
  ADMINS(Kind.LIST, "", "", "GitHub logins, with commas between, that may see the admin page."),
  PROXY(Kind.TEXT, "", "", "`HOST:PORT` of an HTTP proxy on the way to GitHub."),
  CA_FILE(Kind.TEXT, "", "", "File with certificates in PEM that are trusted beside the usual ones, for an Enterprise Server."),
  WORKERS(Kind.NUMBER, "1 to 64", "4", "Jobs at a time in one process."),
  REPOSITORY_SHARE(Kind.NUMBER, "1 to 64", "2", "Jobs at a time of one repository, over all processes."),
  RETENTION_DAYS(Kind.NUMBER, "1 to 36500", "400", "Days that runs and jobs are kept."),
  BODY_RETENTION_DAYS(Kind.NUMBER, "1 to 365", "3", "Days that the bodies of deliveries are kept."),
  FILES_MAX(Kind.NUMBER, "1 to 3000", "300", "Python files that one review looks at."),
  FILE_BYTES_MAX(Kind.NUMBER, "1024 to 104857600", "1048576", "Largest file that is looked at, in bytes."),
  COMMENTS_MAX(Kind.NUMBER, "0 to 30", "15", "Line comments of one review where the repository's settings say nothing."),
  JOB_SECONDS_MAX(Kind.NUMBER, "10 to 3600", "300", "Longest time that one attempt at a job takes, in seconds."),
  BODIES_IN_FLIGHT_MAX(Kind.NUMBER, "26214400 to 2147483647", "67108864",
      "Bytes of webhook bodies that are read at the same time; over it GitHub is told to come again."),
  LOG_FORMAT(Kind.CHOICE, "text or json", "text", "Form of the log, which goes to standard error."),
  OPEN_PAGES(Kind.CHOICE, "true or false", "false",
      "`true` shows the pages, read-only and without login, to everybody who can connect: for loopback only.");

  static final String PREFIX = "LOOPWARDEN_";
  static final String FILE = "_FILE";

  private final Kind kind;
  private final String range;
  private final String fallback;
  private final String text;

  Setting(Kind kind, String range, String fallback, String text) {
    this.kind = kind;
    this.range = range;
    this.fallback = fallback;
    this.text = text;
  }

  /// What a value may be.
  public enum Kind {
    TEXT,
    SECRET,
    ADDRESS,
    /// Words with commas between.
    LIST,
    /// A whole number in a range: `0 to 65535`.
    NUMBER,
    /// One of a few words: `text or json`.
    CHOICE
  }

  /// What is wrong with a value, and what it should be; empty where nothing is.
  Optional<String> problem(String value) {
    return switch (kind) {
      case TEXT, SECRET, LIST -> Optional.empty();
      case ADDRESS -> value.isEmpty() || value.matches("https?://[^\\s/]+.*") ? Optional.empty()
          : Optional.of("`" + value + "` is no address: it begins with https:// or http://");
      case NUMBER -> isInRange(value) ? Optional.empty() : Optional.of("`" + value + "` is no whole number from " + range);
      case CHOICE -> limits().contains(value) ? Optional.empty() : Optional.of("`" + value + "` is not " + range);
    };
  }

  private boolean isInRange(String value) {
    return value.matches("\\d{1,10}")
        && Long.parseLong(value) >= Long.parseLong(limits().getFirst()) && Long.parseLong(value) <= Long.parseLong(limits().getLast());
  }

  /// Its name in `loopwarden.yml`.
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Its name in the environment.
  public String variable() {
    return PREFIX + name();
  }

  public Kind kind() {
    return kind;
  }

  /// The words that a `CHOICE` may be, or the two ends of a `NUMBER`; empty for the other kinds.
  public List<String> limits() {
    return range.isEmpty() ? List.of() : List.of(range.split(kind == Kind.CHOICE ? " or " : " to ", -1));
  }

  /// What the reference says of its values.
  String range() {
    return switch (kind) {
      case TEXT, ADDRESS, LIST -> "";
      case SECRET -> " Secret.";
      case NUMBER -> " From " + range + ".";
      case CHOICE -> " Values: " + range + ".";
    };
  }

  /// The value where none is given.
  public String fallback() {
    return fallback;
  }

  /// Where the Helm chart has it: a value of its own, the name of a secret, or nowhere because the chart fixes it.
  public String helm() {
    return switch (this) {
      case PRIVATE_KEY, WEBHOOK_SECRETS -> "github.existingSecret";
      case CLIENT_SECRET -> "login.existingSecret";
      case SECRET_KEY -> "secretKey.existingSecret";
      case DATABASE -> "database.existingSecret";
      case HOST, PORT, MANAGEMENT_PORT, DATA_DIR, OPEN_PAGES -> "fixed by the chart";
      case PUBLIC_URL, GITHUB_API, APP_ID, CLIENT_ID, ADMINS, PROXY, CA_FILE, WORKERS, REPOSITORY_SHARE, RETENTION_DAYS, BODY_RETENTION_DAYS,
          FILES_MAX, FILE_BYTES_MAX, COMMENTS_MAX, JOB_SECONDS_MAX, BODIES_IN_FLIGHT_MAX, LOG_FORMAT -> "settings." + key();
    };
  }

  /// What it is, as a sentence of Markdown.
  public String text() {
    return text;
  }

  /// Whether its value is never shown.
  public boolean isSecret() {
    return kind == Kind.SECRET;
  }

  static Optional<Setting> of(String key) {
    return Arrays.stream(values()).filter(each -> each.key().equals(key)).findFirst();
  }

  /// The setting that a wrong key was most likely meant to be.
  static Optional<Setting> near(String wrong) {
    return Arrays.stream(values())
        .filter(each -> distance(each.key(), wrong) <= Math.max(2, wrong.length() / 4))
        .min(Comparator.comparingInt(each -> distance(each.key(), wrong)));
  }

  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int above = row[j];
        int same = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j] + 1, row[j - 1] + 1), diagonal + same);
        diagonal = above;
      }
    }
    return row[other.length()];
  }
}
