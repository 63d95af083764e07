package dev.loopwarden.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loopwarden.github.AppManifest;
import dev.loopwarden.github.EventDecoder;
import dev.loopwarden.job.Trigger;
import dev.loopwarden.sandbox.ExampleRepository;
import dev.loopwarden.sandbox.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The App asks for the least: each event has a permission that brings it and something that is done with it, and each permission is
/// needed for an event or for what a review reads and writes.
final class ManifestTest {

  /// @param event that GitHub tells us of
  /// @param permission without which it does not
  /// @param feature what is done with it: the trigger that it is decoded to
  private record Need(String event, String permission, Class<? extends Trigger> feature) {}

  private static final List<Need> EVENTS = List.of(
      new Need("pull_request", "pull_requests", Trigger.Review.class), new Need("check_run", "checks", Trigger.Rerun.class),
      new Need("check_suite", "checks", Trigger.Rerun.class), new Need("push", "contents", Trigger.Baseline.class),
      new Need("merge_group", "merge_queues", Trigger.MergeGroup.class));

  /// What a review does with each permission, and how much of it that needs.
  private static final Map<String, String> WORK = Map.of(
      "metadata", "read", // the repository's name and default branch; GitHub gives it always
      "contents", "read", // trees, blobs, compare, archive
      "pull_requests", "write", // reviews, comments, the summary
      "checks", "write", // the check run
      "merge_queues", "read"); // the event alone

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient client = HttpClient.newHttpClient();
  private final ExampleRepository example = ExampleRepository.make();
  private Sandbox sandbox;

  @SuppressWarnings("NullAway.Init") // set before each test
  ManifestTest() {}

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(Clock.systemUTC());
    sandbox.host(example.git(), 1, "example", "orders");
  }

  @AfterEach
  void stop() {
    sandbox.close();
    client.close();
  }

  @Test
  void itAsksForTheseEventsAndPermissionsAndNoMore() {
    AppManifest manifest = AppManifest.read();
    assertThat(manifest.permissions()).isEqualTo(new TreeMap<>(WORK));
    assertThat(manifest.events()).containsExactlyInAnyOrderElementsOf(EVENTS.stream().map(Need::event).toList());
  }

  @Test
  void everyEventIsDecodedToWhatItIsFor() throws Exception {
    sandbox.pullRequest("example/orders", 1, example.base(), example.first(), "Price all orders at once");
    Map<String, String> bodies = Map.of(
        "pull_request", sandbox.delivery("example/orders", 1, "opened"),
        "check_run", """
            {"action": "rerequested", "check_run": {"id": 5, "name": "Loopwarden", "head_sha": "%s", "pull_requests": []}, "repository": %s,
             "installation": {"id": 7}}""".formatted(example.first(), repository()),
        "check_suite", """
            {"action": "rerequested", "check_suite": {"head_sha": "%s", "pull_requests": []}, "repository": %s, "installation": {"id": 7}}"""
            .formatted(example.first(), repository()),
        "push", """
            {"ref": "refs/heads/main", "after": "%s", "deleted": false, "repository": %s, "installation": {"id": 7}}"""
            .formatted(example.first(), repository()),
        "merge_group", """
            {"action": "checks_requested", "merge_group": {"head_sha": "%s", "base_sha": "%s", "base_ref": "refs/heads/main"},
             "repository": %s, "installation": {"id": 7}}""".formatted(example.first(), example.base(), repository()));
    for (Need need : EVENTS) {
      assertThat(EventDecoder.decode(need.event(), bodies.getOrDefault(need.event(), ""))).as(need.event()).isInstanceOf(need.feature());
    }
  }

  private static String repository() {
    return "{\"id\": 1, \"name\": \"orders\", \"full_name\": \"example/orders\", \"owner\": {\"login\": \"example\"}, \"default_branch\": \"main\"}";
  }

  @Test
  void withoutAPermissionItsEventIsRefusedByGithub() throws Exception {
    assertThat(create(Set.of())).as("as it is").isEqualTo(302);
    for (Need need : EVENTS) {
      assertThat(create(Set.of(need.permission()))).as(need.event() + " without " + need.permission()).isNotEqualTo(302);
    }
  }

  private int create(Set<String> without) throws IOException, InterruptedException {
    ObjectNode manifest = (ObjectNode) json.readTree(AppManifest.read().filled("https://reviews.example.org", "http://127.0.0.1/setup/created"));
    var permissions = (ObjectNode) manifest.path("default_permissions");
    permissions.remove(new HashSet<>(without));
    HttpRequest request = HttpRequest.newBuilder(URI.create(sandbox.address() + "/settings/apps/new?state=s"))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString("manifest=" + URLEncoder.encode(manifest.toString(), StandardCharsets.UTF_8))).build();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }
}
