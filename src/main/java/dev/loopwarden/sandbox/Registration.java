package dev.loopwarden.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How the App came to be at the stand-in: a manifest, a code for it, and the credentials for the code. Not thread-safe.
final class Registration {

  private static final Duration CODE_LIFE = Duration.ofHours(1);

  /// Always delivered: a manifest that asks for one of these is refused.
  private static final List<String> UNASKED = List.of("installation", "installation_repositories", "ping");

  /// The permission that each event needs.
  private static final Map<String, String> NEEDED = Map.of(
      "pull_request", "pull_requests", "check_run", "checks", "check_suite", "checks", "push", "contents", "merge_group", "merge_queues",
      "issue_comment", "issues");

  private final Clock clock;
  private final Map<String, Instant> codes = new HashMap<>();
  private Map<String, String> permissions = Map.of(
      "metadata", "read", "contents", "read", "pull_requests", "write", "checks", "write", "merge_queues", "read");
  private String slug = Account.SLUG;
  private Set<String> events = Set.of("pull_request", "check_run", "check_suite", "push", "merge_group");

  Registration(Clock clock) {
    this.clock = clock;
  }

  void rename(String other) {
    slug = other;
  }

  void grant(Map<String, String> granted, Set<String> told) {
    permissions = Map.copyOf(granted);
    events = Set.copyOf(told);
  }

  /// Takes a manifest as the form sends it.
  ///
  /// @return where the browser goes then; empty where the manifest is refused
  Optional<String> create(String manifest, String state) throws IOException {
    JsonNode asked = Hosted.JSON.readTree(manifest);
    var granted = new HashMap<String, String>();
    asked.path("default_permissions").properties().forEach(each -> granted.put(each.getKey(), each.getValue().asText()));
    var told = new HashSet<String>();
    asked.path("default_events").forEach(each -> told.add(each.asText()));
    boolean good = asked.at("/hook_attributes/url").isTextual() && asked.path("redirect_url").isTextual()
        && told.stream().noneMatch(UNASKED::contains) && told.stream().allMatch(each -> granted.containsKey(NEEDED.getOrDefault(each, each)));
    if (!good) {
      return Optional.empty();
    }
    grant(granted, told);
    String code = "code" + codes.size() + "x" + Long.toHexString(clock.millis());
    codes.put(code, clock.instant().plus(CODE_LIFE));
    return Optional.of(asked.path("redirect_url").asText() + "?code=" + code + "&state=" + URLEncoder.encode(state, StandardCharsets.UTF_8));
  }

  /// The credentials for a code, once and within the hour.
  Optional<ObjectNode> convert(String code, String pem) {
    Instant until = codes.remove(code);
    return until == null || until.isBefore(clock.instant()) ? Optional.empty() : Optional.of(app()
        .put("pem", pem).put("webhook_secret", "hook<&>secret").put("client_id", People.CLIENT_ID).put("client_secret", People.CLIENT_SECRET));
  }

  /// The App as `GET /app` tells it.
  ObjectNode app() {
    return granted(Described.app().put("slug", slug));
  }

  /// One of its installations.
  ObjectNode installation(long id) {
    return granted(Described.installation(id));
  }

  private ObjectNode granted(ObjectNode node) {
    ObjectNode granted = node.putObject("permissions");
    permissions.forEach(granted::put);
    events.forEach(node.putArray("events")::add);
    return node;
  }
}
