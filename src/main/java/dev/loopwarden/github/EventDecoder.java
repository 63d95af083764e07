package dev.loopwarden.github;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loopwarden.job.Trigger;
import dev.loopwarden.pull.Change;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.pull.PullRequest;
import dev.loopwarden.pull.RepositoryRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a delivery: what it asks for, in our own words. No address in it is followed.
public final class EventDecoder {

  /// Name of our check run.
  public static final String CHECK = "Loopwarden";

  /// Identifier of the button *Re-run*.
  public static final String RERUN = "rerun";

  /// Identifier of the button *Accept as is*.
  public static final String ACCEPT = "accept";

  private static final Pattern QUEUED = Pattern.compile("/pr-(\\d{1,9})-[0-9a-f]{40}$");

  private static final ObjectMapper JSON = new ObjectMapper();

  private EventDecoder() {}

  /// A delivery that is not what GitHub's description says.
  public static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message);
    }
  }

  /// A delivery of a repository's own webhook, not of the App's.
  private static final class NoInstallation extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /// What it asks for; `Ignored` for events and actions that nobody here handles, and for what belongs to no installation.
  ///
  /// @param event of the header `X-GitHub-Event`
  public static Trigger decode(String event, String body) {
    JsonNode payload;
    try {
      payload = JSON.readTree(body);
    } catch (StreamConstraintsException tooMuch) {
      throw new Malformed("the body is nested too deep, or has too long a number or name");
    } catch (JsonProcessingException broken) {
      JsonLocation at = broken.getLocation();
      throw new Malformed("the body is no JSON" + (at == null ? "" : ": line " + at.getLineNr() + ", column " + at.getColumnNr()));
    }
    if (payload == null || !payload.isObject()) {
      throw new Malformed("the body is no JSON object");
    }
    try {
      return decode(event, payload.path("action").asText(""), payload);
    } catch (NoInstallation none) {
      return new Trigger.Ignored(event + " without an installation");
    }
  }

  private static Trigger decode(String event, String action, JsonNode payload) {
    return switch (event) {
      case "pull_request" -> pullRequest(payload, action);
      case "check_run" -> checkRun(payload, action);
      case "check_suite" -> action.equals("rerequested")
          ? new Trigger.Rerun(repository(payload), commit(payload.at("/check_suite/head_sha")), numbers(payload.at("/check_suite/pull_requests")))
          : new Trigger.Ignored("check_suite " + action);
      case "push" -> push(payload);
      case "merge_group" -> action.equals("checks_requested")
          ? new Trigger.MergeGroup(
              new Change(repository(payload), commit(payload.at("/merge_group/base_sha")), commit(payload.at("/merge_group/head_sha")), Optional.empty()),
              queued(payload.at("/merge_group/head_ref").asText()))
          : new Trigger.Ignored("merge_group " + action);
      case "installation" -> installation(payload, action);
      case "installation_repositories" -> switch (action) {
        case "added" -> new Trigger.InstallationAdded(installation(payload), repositories(payload, "repositories_added"));
        case "removed" -> removed(installation(payload), repositories(payload, "repositories_removed"));
        default -> new Trigger.Ignored("installation_repositories " + action);
      };
      case "repository" -> switch (action) {
        case "renamed", "transferred" -> new Trigger.Renamed(repository(payload));
        case "deleted" -> removed(installation(payload), List.of(repository(payload)));
        default -> new Trigger.Ignored("repository " + action);
      };
      default -> new Trigger.Ignored(action.isEmpty() ? event : event + " " + action);
    };
  }

  /// `refs/heads/gh-readonly-queue/main/pr-104-SHA` is for number 104.
  private static int queued(String ref) {
    Matcher number = QUEUED.matcher(ref);
    return number.find() ? Integer.parseInt(number.group(1)) : 0;
  }

  /// An empty list would mean all of the installation: a payload that names none removes none.
  private static Trigger removed(long installation, List<RepositoryRef> repositories) {
    return repositories.isEmpty() ? new Trigger.Ignored("no repository removed") : new Trigger.InstallationRemoved(installation, repositories);
  }

  private static Trigger pullRequest(JsonNode payload, String action) {
    boolean reviewed = switch (action) {
      case "opened", "reopened", "synchronize", "ready_for_review" -> true;
      case "edited" -> payload.at("/changes/base").isObject();
      default -> false;
    };
    if (action.equals("closed")) {
      return new Trigger.Closed(repository(payload), number(payload.at("/pull_request/number")), payload.at("/pull_request/merged").asBoolean());
    }
    if (!reviewed) {
      return new Trigger.Ignored("pull_request " + action);
    }
    JsonNode pull = payload.path("pull_request");
    RepositoryRef repository = repository(payload);
    return new Trigger.Review(change(pull, repository));
  }

  /// A pull request as GitHub gives it, in a delivery or when asked.
  static Change change(JsonNode pull, RepositoryRef repository) {
    boolean fork = pull.at("/head/repo/id").asLong(-1) != repository.id();
    var request = new PullRequest(
        number(pull.path("number")), text(pull.at("/base/ref"), "pull_request.base.ref"), pull.path("draft").asBoolean(false), fork,
        pull.path("comments").asInt(1) == 0 && pull.path("review_comments").asInt(1) == 0);
    return new Change(repository, commit(pull.at("/base/sha")), commit(pull.at("/head/sha")), Optional.of(request));
  }

  private static Trigger checkRun(JsonNode payload, String action) {
    JsonNode run = payload.path("check_run");
    if (!run.path("name").asText().equals(CHECK)) {
      return new Trigger.Ignored("check_run of another check");
    }
    List<Integer> numbers = numbers(run.path("pull_requests"));
    String button = action.equals("requested_action") ? payload.at("/requested_action/identifier").asText() : "";
    if (action.equals("rerequested") || button.equals(RERUN)) {
      return new Trigger.Rerun(repository(payload), commit(run.path("head_sha")), numbers);
    }
    if (button.equals(ACCEPT)) {
      return new Trigger.Accept(
          repository(payload), commit(run.path("head_sha")), numbers, run.path("id").asLong(), payload.at("/sender/login").asText("somebody"));
    }
    return new Trigger.Ignored("check_run " + action);
  }

  private static Trigger push(JsonNode payload) {
    String branch = "refs/heads/" + payload.at("/repository/default_branch").asText();
    boolean moved = text(payload.path("ref"), "ref").equals(branch) && !payload.path("deleted").asBoolean(false);
    return moved ? new Trigger.Baseline(repository(payload), commit(payload.path("after"))) : new Trigger.Ignored("push to another ref");
  }

  private static Trigger installation(JsonNode payload, String action) {
    return switch (action) {
      case "created" -> new Trigger.InstallationAdded(installation(payload), repositories(payload, "repositories"));
      case "deleted" -> new Trigger.InstallationRemoved(installation(payload), List.of());
      case "suspend" -> new Trigger.Suspended(installation(payload), true);
      case "unsuspend" -> new Trigger.Suspended(installation(payload), false);
      default -> new Trigger.Ignored("installation " + action);
    };
  }

  private static RepositoryRef repository(JsonNode payload) {
    JsonNode node = payload.path("repository");
    if (!node.path("id").isIntegralNumber()) {
      throw new Malformed("repository.id is no number");
    }
    String[] parts = text(node.path("full_name"), "repository.full_name").split("/", -1);
    if (parts.length != 2) {
      throw new Malformed("repository.full_name is no owner/name");
    }
    return new RepositoryRef(node.path("id").asLong(), installation(payload), parts[0], parts[1]);
  }

  private static List<RepositoryRef> repositories(JsonNode payload, String field) {
    var found = new ArrayList<RepositoryRef>();
    for (JsonNode each : payload.path(field)) {
      String[] parts = each.path("full_name").asText().split("/", -1);
      if (parts.length == 2 && each.path("id").isIntegralNumber()) {
        found.add(new RepositoryRef(each.path("id").asLong(), installation(payload), parts[0], parts[1]));
      }
    }
    return found;
  }

  private static long installation(JsonNode payload) {
    if (payload.path("installation").isMissingNode()) {
      throw new NoInstallation();
    }
    if (!payload.at("/installation/id").isIntegralNumber()) {
      throw new Malformed("installation.id is no number");
    }
    return payload.at("/installation/id").asLong();
  }

  private static List<Integer> numbers(JsonNode pulls) {
    var numbers = new ArrayList<Integer>();
    pulls.forEach(each -> numbers.add(number(each.path("number"))));
    return numbers;
  }

  private static int number(JsonNode node) {
    if (!node.isInt() || node.asInt() < 1) {
      throw new Malformed("the pull request's number is no number");
    }
    return node.asInt();
  }

  private static CommitId commit(JsonNode node) {
    try {
      return new CommitId(node.asText());
    } catch (IllegalArgumentException none) {
      throw new Malformed("a commit id is missing or is none");
    }
  }

  private static String text(JsonNode node, String field) {
    if (!node.isTextual()) {
      throw new Malformed(field + " is no text");
    }
    return node.asText();
  }
}
