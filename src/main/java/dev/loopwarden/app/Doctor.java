package dev.loopwarden.app;

import dev.loopwarden.github.AppKey;
import dev.loopwarden.github.AppManifest;
import dev.loopwarden.github.GithubApp;
import dev.loopwarden.github.Rejected;
import dev.loopwarden.metrics.Meters;
import dev.loopwarden.store.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Looks at everything that a review needs and an operator can get wrong, and changes nothing. No line has a secret.
public final class Doctor {

  /// GitHub takes a token of the App whose clock is a minute off; this leaves some room.
  private static final Duration DRIFT_MAX = Duration.ofSeconds(30);

  private final List<Check> checks = new ArrayList<>();

  private Doctor() {}

  /// What was looked at, and what came out.
  ///
  /// @param text what is there, or what is wrong and how to mend it
  public record Check(String name, boolean ok, String text) {
    @Override
    public String toString() {
      return (ok ? "ok     " : "wrong  ") + name + ": " + text;
    }
  }

  public static List<Check> examine(Map<String, String> environment, Clock clock) {
    return examine(environment, Path.of(""), clock);
  }

  static List<Check> examine(Map<String, String> environment, Path folder, Clock clock) {
    var doctor = new Doctor();
    try {
      OperatorSettings settings = OperatorSettings.read(environment, folder);
      doctor.ok("settings", "all can be read");
      doctor.address(settings);
      boolean migrated = doctor.database(settings.database());
      doctor.app(migrated ? SetUp.complete(settings) : settings, clock);
    } catch (OperatorSettings.Unusable unusable) {
      String.valueOf(unusable.getMessage()).lines().forEach(each -> doctor.wrong("settings", each));
    }
    return List.copyOf(doctor.checks);
  }

  private void address(OperatorSettings settings) {
    if (settings.publicUrl().isEmpty()) {
      if (settings.login().isPresent()) {
        wrong("public-url", "is missing, so nobody can log in; set LOOPWARDEN_PUBLIC_URL to the address under which people reach the pages");
      } else {
        ok("public-url", "none: comments have no links to the pages, and there is no login");
      }
    } else if (settings.publicUrl().get().startsWith("http://") && !settings.publicUrl().get().matches("http://(localhost|127\\.|\\[::1]).*")) {
      wrong("public-url", settings.publicUrl().get() + " is not encrypted: put TLS before the service and name it with https://");
    } else {
      ok("public-url", settings.publicUrl().get());
    }
  }

  private boolean database(String address) {
    try {
      List<String> pending = Database.pending(address);
      for (String each : Database.careless(address)) {
        wrong("database", each + " is off in PostgreSQL: what was accepted can be lost when it stops at once; set it to on");
      }
      if (pending.isEmpty()) {
        ok("database", "can be reached and is up to date");
        return true;
      }
      wrong("database", "lacks migrations " + String.join(", ", pending) + "; `loopwarden serve` applies them when it starts");
    } catch (RuntimeException away) {
      wrong("database", address.startsWith("jdbc:sqlite:")
          ? "there is no file that can be read at " + address.substring("jdbc:sqlite:".length()) + "; `loopwarden serve` makes one when it starts"
          : "PostgreSQL does not answer: check host, database, user and password of the setting `database`, and the network");
    }
    return false;
  }

  private void app(OperatorSettings settings, Clock clock) {
    if (settings.app().isEmpty()) {
      wrong("app", "there are no credentials; set app-id, private-key and webhook-secrets, or let `loopwarden serve` show its set-up page");
      return;
    }
    OperatorSettings.AppCredentials credentials = settings.app().get();
    if (credentials.webhookSecrets().isEmpty()) {
      wrong("webhook-secrets", "is empty; give the secret that stands on the GitHub App's page");
    } else {
      ok("webhook-secrets", credentials.webhookSecrets().size() + " given");
    }
    AppKey key;
    try {
      key = AppKey.of(credentials.appId(), credentials.privateKey());
      ok("private-key", "can be read");
    } catch (IllegalArgumentException unreadable) {
      wrong("private-key", String.valueOf(unreadable.getMessage()).replaceFirst("^private-key: ", "") + " Make a new one on the GitHub App's page");
      return;
    }
    github(new GithubApp(settings.github().address(), key, clock, new Meters(clock)), settings.github().api(), credentials.appId());
  }

  private void github(GithubApp app, String api, String id) {
    try {
      GithubApp.Registration registration = app.registration();
      ok("github", api + " knows the App as " + registration.slug());
      compare(registration);
    } catch (Rejected refused) {
      wrong("github", "does not take the key (" + refused.status() + "): app-id " + id
          + " and private-key are not of the same App, or the key was deleted; compare them with the App's page");
    } catch (IOException away) {
      wrong("github", api + " does not answer: " + away.getMessage() + "; check github-api, proxy and ca-file");
      return;
    }
    Duration drift = app.drift();
    if (drift.abs().compareTo(DRIFT_MAX) > 0) {
      wrong("clock", "is " + drift.abs().toSeconds() + " s " + (drift.isNegative() ? "before" : "behind") + " GitHub's; let the machine keep its time by NTP");
    } else {
      ok("clock", "agrees with GitHub's");
    }
  }

  private void compare(GithubApp.Registration registration) {
    AppManifest manifest = AppManifest.read();
    var missing = new ArrayList<String>();
    manifest.permissions().forEach((name, level) -> {
      String granted = registration.permissions().getOrDefault(name, "none");
      if (!granted.equals(level) && !granted.equals("write")) {
        missing.add(name + ": " + level);
      }
    });
    told("permissions", missing, "grant them on the App's page under \"Permissions & events\"; each owner must accept the change");
    told("events", manifest.events().stream().filter(each -> !registration.events().contains(each)).toList(),
        "tick them on the App's page under \"Permissions & events\"");
  }

  private void told(String name, List<String> missing, String mend) {
    if (missing.isEmpty()) {
      ok(name, "all that are needed");
    } else {
      wrong(name, "missing: " + String.join(", ", missing) + "; " + mend);
    }
  }

  private void ok(String name, String text) {
    checks.add(new Check(name, true, text));
  }

  private void wrong(String name, String text) {
    checks.add(new Check(name, false, text));
  }
}
