package dev.loopwarden.web;

import dev.loopwarden.github.AppCreation;

/// A new App's credentials as an operator copies them.
final class CredentialsText {

  private CredentialsText() {}

  /// Lines for a shell. What GitHub gives has no single quote; one is written as a shell needs it.
  static String variables(AppCreation.Created app) {
    return line("APP_ID", app.appId()) + line("PRIVATE_KEY", app.privateKey().reveal().strip())
        + line("WEBHOOK_SECRETS", app.webhookSecret().reveal()) + line("CLIENT_ID", app.clientId())
        + line("CLIENT_SECRET", app.clientSecret().reveal());
  }

  private static String line(String name, String value) {
    return "export LOOPWARDEN_" + name + "='" + value.replace("'", "'\\''") + "'\n";
  }

  /// A Kubernetes secret with the keys that the chart asks for. The ids are no secrets: they go into the chart's settings.
  static String secret(AppCreation.Created app) {
    return """
        # settings: {app-id: "%s", client-id: "%s"}
        apiVersion: v1
        kind: Secret
        metadata:
          name: loopwarden-app
        stringData:
          webhook-secrets: '%s'
          client-secret: '%s'
          private-key: |
        %s""".formatted(
        app.appId(), app.clientId(), quoted(app.webhookSecret().reveal()), quoted(app.clientSecret().reveal()), app.privateKey().reveal().strip().indent(4));
  }

  private static String quoted(String value) {
    return value.replace("'", "''");
  }
}
