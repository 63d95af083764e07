package dev.loopwarden.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopwarden.metrics.Meters;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/// A new App from a manifest: where the browser posts it, and what GitHub gives for the code that it comes back with.
public final class AppCreation {

  private final Api api;
  private final String web;

  /// The creation of an App at a GitHub.
  public AppCreation(GithubAddress address, Clock clock) {
    this.api = new Api(address, clock, new Meters(clock));
    this.web = address.pages().orElse(address.api());
  }

  /// An App that was just made, with everything that is told of it once.
  ///
  /// @param page its page on GitHub, where it is installed
  public record Created(
      String appId, String page, Secret privateKey, Secret webhookSecret, String clientId, Secret clientSecret) {}

  /// Where the form goes.
  ///
  /// @param organization that owns the App; empty for the person who is logged in
  /// @param state comes back with the code
  public String address(String organization, String state) {
    String owner = organization.isEmpty() ? "" : "/organizations/" + URLEncoder.encode(organization, StandardCharsets.UTF_8);
    return web + owner + "/settings/apps/new?state=" + URLEncoder.encode(state, StandardCharsets.UTF_8);
  }

  /// Scheme, host and port of GitHub's pages.
  public String origin() {
    URI address = URI.create(web);
    return address.getScheme() + "://" + address.getRawAuthority();
  }

  /// The credentials for a code. It is good for an hour and once.
  ///
  /// @throws Rejected where GitHub does not take the code
  public Created convert(String code) throws IOException {
    JsonNode answer = api.withoutToken(
        api.address() + "/app-manifests/" + URLEncoder.encode(code, StandardCharsets.UTF_8) + "/conversions", Api.NO_BODY);
    return new Created(
        text(answer, "id"), text(answer, "html_url"), new Secret(text(answer, "pem")), new Secret(text(answer, "webhook_secret")),
        text(answer, "client_id"), new Secret(text(answer, "client_secret")));
  }

  private static String text(JsonNode answer, String name) throws IOException {
    String text = answer.path(name).asText("");
    if (text.isEmpty() || answer.path(name).isNull()) {
      throw new IOException("GitHub's answer names no " + name);
    }
    return text;
  }
}
