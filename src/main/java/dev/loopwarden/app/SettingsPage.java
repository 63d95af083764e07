package dev.loopwarden.app;

/// The reference of the operator's settings, `docs/settings.md`, from their table.
final class SettingsPage {

  private static final String TOP = """
      # Settings of the service

      Made from the table in `app/Setting.java`; `SettingsTest` fails when it is stale (`-Dgolden=write` writes it).

      Each setting can be given in three ways. The first that is there counts:

      1. the variable in the environment;
      2. the variable's name with `_FILE` behind it: it names a file that has the value (`LOOPWARDEN_PRIVATE_KEY_FILE=app.pem`);
      3. the key in `loopwarden.yml` in the working folder, or in the file that `LOOPWARDEN_CONFIG` names.

      A key or a `LOOPWARDEN_` variable that is not in the table is an error. `loopwarden settings` prints each setting with its
      origin, secrets as `***`. The Helm chart has the settings that are no secrets under `settings`, by their keys.

      | key | variable | Helm value | default | what it is |
      |---|---|---|---|---|
      """;

  private SettingsPage() {}

  static String markdown() {
    var out = new StringBuilder(TOP);
    for (Setting each : Setting.values()) {
      out.append("| `").append(each.key()).append("` | `").append(each.variable()).append("` | `").append(each.helm()).append("` | ")
          .append(each.fallback().isEmpty() ? "none" : "`" + each.fallback() + "`")
          .append(" | ").append(each.text()).append(each.range()).append(" |\n");
    }
    return out.toString();
  }
}
