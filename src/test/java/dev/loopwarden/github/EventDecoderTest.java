package dev.loopwarden.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loopwarden.job.Trigger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each delivery in our own words. `-Dwebhook.examples=FOLDER` runs over GitHub's own samples (`index.json` of the npm package
/// `@octokit/webhooks-examples`) too.
final class EventDecoderTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SHA = "a".repeat(40);
  private static final String ZERO = "0".repeat(40);
  private static final String COMMON = "'repository': {'id': 7, 'full_name': 'o/r', 'default_branch': 'main'}, 'installation': {'id': 70}, 'sender': {'login': 'ann'}";
  private static final String PULL = "'pull_request': {'number': 3, 'draft': false, 'merged': true, 'base': {'ref': 'main', 'sha': '" + SHA
      + "'}, 'head': {'sha': '" + SHA + "', 'repo': {'id': 7}}}";
  private static final String RUN = "'check_run': {'id': 9, 'name': 'Loopwarden', 'head_sha': '" + SHA + "', 'pull_requests': [{'number': 3}]}";

  @ParameterizedTest(name = "{0} {1} is {2}")
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
    "pull_request | 'action': 'opened', PULL | Review",
    "pull_request | 'action': 'reopened', PULL | Review",
    "pull_request | 'action': 'synchronize', PULL | Review",
    "pull_request | 'action': 'ready_for_review', PULL | Review",
    "pull_request | 'action': 'edited', 'changes': {'base': {'ref': {'from': 'old'}}}, PULL | Review",
    "pull_request | 'action': 'edited', 'changes': {'title': {'from': 'old'}}, PULL | Ignored",
    "pull_request | 'action': 'closed', PULL | Closed",
    "pull_request | 'action': 'labeled', PULL | Ignored",
    "check_run | 'action': 'rerequested', RUN | Rerun",
    "check_run | 'action': 'requested_action', 'requested_action': {'identifier': 'rerun'}, RUN | Rerun",
    "check_run | 'action': 'requested_action', 'requested_action': {'identifier': 'accept'}, RUN | Accept",
    "check_run | 'action': 'requested_action', 'requested_action': {'identifier': 'other'}, RUN | Ignored",
    "check_run | 'action': 'created', RUN | Ignored",
    "check_suite | 'action': 'rerequested', 'check_suite': {'head_sha': 'SHA', 'pull_requests': []} | Rerun",
    "check_suite | 'action': 'completed', 'check_suite': {'head_sha': 'SHA', 'pull_requests': []} | Ignored",
    "push | 'ref': 'refs/heads/main', 'after': 'SHA' | Baseline",
    "push | 'ref': 'refs/heads/topic', 'after': 'SHA' | Ignored",
    "push | 'ref': 'refs/tags/main', 'after': 'SHA' | Ignored",
    "push | 'ref': 'refs/heads/main', 'deleted': true, 'after': 'ZERO' | Ignored",
    "merge_group | 'action': 'checks_requested', 'merge_group': {'head_sha': 'SHA', 'base_sha': 'SHA'} | MergeGroup",
    "merge_group | 'action': 'destroyed', 'merge_group': {'head_sha': 'SHA', 'base_sha': 'SHA'} | Ignored",
    "installation | 'action': 'created', 'repositories': [{'id': 7, 'full_name': 'o/r'}] | InstallationAdded",
    "installation | 'action': 'deleted' | InstallationRemoved",
    "installation | 'action': 'suspend' | Suspended",
    "installation | 'action': 'unsuspend' | Suspended",
    "installation | 'action': 'new_permissions_accepted' | Ignored",
    "installation_repositories | 'action': 'added', 'repositories_added': [{'id': 7, 'full_name': 'o/r'}] | InstallationAdded",
    "installation_repositories | 'action': 'removed', 'repositories_removed': [{'id': 7, 'full_name': 'o/r'}] | InstallationRemoved",
    "installation_repositories | 'action': 'removed', 'repositories_removed': [] | Ignored",
    "repository | 'action': 'renamed' | Renamed",
    "repository | 'action': 'transferred' | Renamed",
    "repository | 'action': 'deleted' | InstallationRemoved",
    "repository | 'action': 'edited' | Ignored",
    "ping | 'zen': 'x' | Ignored",
    "star | 'action': 'created' | Ignored",
  })
  void aDeliveryAsksForThis(String event, String fields, String trigger) {
    String body = ("{" + fields.replace("PULL", PULL).replace("RUN", RUN).replace("SHA", SHA).replace("ZERO", ZERO) + ", " + COMMON + "}").replace('\'', '"');
    assertThat(EventDecoder.decode(event, body).getClass().getSimpleName()).isEqualTo(trigger);
  }

  @Test
  void aForkIsToldByItsRepositoryAndADeletedForkToo() {
    String fork = "{\"action\": \"opened\", " + (PULL.replace("'repo': {'id': 7}", "'repo': {'id': 8}") + ", " + COMMON + "}").replace('\'', '"');
    String gone = "{\"action\": \"opened\", " + (PULL.replace("'repo': {'id': 7}", "'repo': null") + ", " + COMMON + "}").replace('\'', '"');
    for (String body : new String[] {fork, gone}) {
      assertThat(((Trigger.Review) EventDecoder.decode("pull_request", body)).change().pullRequest().orElseThrow().fromFork()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "null", "{}", "{\"action\": \"opened\", \"repository\": {\"id\": \"7\"}}"})
  void whatIsNotADeliveryIsToldSo(String body) {
    assertThatThrownBy(() -> EventDecoder.decode("push", body)).isInstanceOf(EventDecoder.Malformed.class);
  }

  @Test
  void aDeliveryThatBelongsToNoInstallationIsIgnored() {
    String body = ("{'action': 'opened', " + PULL + ", 'repository': {'id': 7, 'full_name': 'o/r'}}").replace('\'', '"');
    assertThat(EventDecoder.decode("pull_request", body)).isInstanceOf(Trigger.Ignored.class);
  }

  @Test
  void everySampleOfGithubsIsDecodedOrIgnored() throws Exception {
    String folder = System.getProperty("webhook.examples");
    assumeTrue(folder != null, "no -Dwebhook.examples=FOLDER with index.json was given");
    Map<String, Integer> seen = new TreeMap<>();
    for (JsonNode event : JSON.readTree(Files.readString(Path.of(folder, "index.json")))) {
      for (JsonNode sample : event.path("examples")) {
        ObjectNode body = sample.deepCopy();
        if (!body.path("installation").path("id").isIntegralNumber()) {
          body.putObject("installation").put("id", 70);
        }
        Trigger trigger = EventDecoder.decode(event.path("name").asText(), body.toString());
        seen.merge(trigger.getClass().getSimpleName(), 1, Integer::sum);
      }
    }
    assertThat(seen).containsKeys("Review", "InstallationAdded", "InstallationRemoved", "Ignored");
    System.out.println("samples: " + seen);
  }
}
