package dev.loopwarden.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// What the App must be: `app-manifest.yml`, which the build lays beside this class.
public final class AppManifest {

  private final ObjectNode document;

  private AppManifest(ObjectNode document) {
    this.document = document;
  }

  public static AppManifest read() {
    try (InputStream in = Objects.requireNonNull(AppManifest.class.getResourceAsStream("app-manifest.yml"), "app-manifest.yml")) {
      return new AppManifest(new YAMLMapper().readValue(in, ObjectNode.class));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /// `read` or `write` for each permission that the App needs.
  public Map<String, String> permissions() {
    var permissions = new TreeMap<String, String>();
    document.path("default_permissions").properties().forEach(each -> permissions.put(each.getKey(), each.getValue().asText()));
    return permissions;
  }

  /// The events that it must be told of.
  public List<String> events() {
    var events = new ArrayList<String>();
    document.path("default_events").forEach(each -> events.add(each.asText()));
    return events;
  }

  /// The manifest as GitHub takes it, in JSON.
  ///
  /// @param publicUrl address of the service, without a slash at its end
  /// @param back where GitHub sends the browser when the App is made
  public String filled(String publicUrl, String back) {
    ObjectNode filled = document.deepCopy();
    filled.put("url", publicUrl).put("redirect_url", back);
    filled.withObject("/hook_attributes").put("url", publicUrl + "/webhook");
    filled.putArray("callback_urls").add(publicUrl + "/login/callback");
    return filled.toString();
  }
}
