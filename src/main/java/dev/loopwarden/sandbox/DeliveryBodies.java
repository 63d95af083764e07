package dev.loopwarden.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loopwarden.pull.CommitId;

/// What GitHub delivers of things that happened, as JSON.
final class DeliveryBodies {

  private DeliveryBodies() {}

  static String pullRequest(Hosted hosted, int number, String action) {
    ObjectNode body = Hosted.JSON.createObjectNode().put("action", action).put("number", number);
    body.set("pull_request", hosted.json(hosted.pull(number).orElseThrow()));
    return from(hosted, body);
  }

  static String push(Hosted hosted) {
    return from(hosted, Hosted.JSON.createObjectNode().put("ref", "refs/heads/main").put("after", hosted.tip().sha()).put("deleted", false));
  }

  static String checkRun(Hosted hosted, int number, CommitId head, String button) {
    ObjectNode body = Hosted.JSON.createObjectNode().put("action", button.isEmpty() ? "rerequested" : "requested_action");
    ObjectNode run = hosted.checkRuns().stream().filter(each -> each.path("head_sha").asText().equals(head.sha())).findFirst().orElseThrow().deepCopy();
    named(run, number);
    body.set("check_run", run);
    body.putObject("requested_action").put("identifier", button);
    return from(hosted, body);
  }

  static String checkSuite(Hosted hosted, int number, CommitId head) {
    ObjectNode body = Hosted.JSON.createObjectNode().put("action", "rerequested");
    named(body.putObject("check_suite").put("head_sha", head.sha()), number);
    return from(hosted, body);
  }

  static String mergeGroup(Hosted hosted, int number, CommitId base, CommitId head) {
    ObjectNode body = Hosted.JSON.createObjectNode().put("action", "checks_requested");
    body.putObject("merge_group").put("head_sha", head.sha()).put("head_ref", "refs/heads/gh-readonly-queue/main/pr-" + number + "-" + base)
        .put("base_sha", base.sha()).put("base_ref", "refs/heads/main");
    return from(hosted, body);
  }

  static String repository(Hosted hosted, String action) {
    return from(hosted, Hosted.JSON.createObjectNode().put("action", action));
  }

  /// Checks of a fork's head, and of a merge queue's, name no pull request.
  private static void named(ObjectNode of, int number) {
    var pulls = of.putArray("pull_requests");
    if (number > 0) {
      pulls.addObject().put("number", number);
    }
  }

  private static String from(Hosted hosted, ObjectNode body) {
    body.set("repository", hosted.json());
    body.putObject("installation").put("id", hosted.installation());
    body.putObject("sender").put("login", "a-developer").put("id", 2);
    return body.toString();
  }
}
