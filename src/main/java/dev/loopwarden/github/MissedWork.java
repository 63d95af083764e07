package dev.loopwarden.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loopwarden.pull.RepositoryRef;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds what did not arrive: deliveries that failed, and open pull requests.
public final class MissedWork {

  private static final int PAGES_MAX = 20;

  private final GithubApp app;
  private final Api api;

  MissedWork(GithubApp app, Api api) {
    this.app = app;
    this.api = api;
  }

  /// A delivery that got no 2xx from us.
  ///
  /// @param attempt GitHub's id of the attempt
  /// @param id of the delivery, the same for each attempt: `X-GitHub-Delivery`
  public record Failed(long attempt, String id, Instant at) {}

  /// The deliveries that failed since a moment, newest first, each once.
  public List<Failed> failedSince(Instant since) throws IOException {
    var failed = new ArrayList<Failed>();
    Optional<Long> cursor = Optional.empty();
    for (int page = 0; page < PAGES_MAX; page++) {
      // The list's cursor stands in its Link header only; the last id does the same: what is older comes after it.
      JsonNode list = api.get("/app/hook/deliveries?per_page=100&status=failure" + cursor.map(each -> "&cursor=" + each).orElse(""), app.jwt());
      if (!list.isArray()) {
        throw new IOException("the list of deliveries is no list");
      }
      long last = 0;
      for (JsonNode each : list) {
        var one = new Failed(each.path("id").asLong(), each.path("guid").asText(), time(each.path("delivered_at")));
        last = one.attempt();
        if (one.at().isBefore(since)) {
          return failed;
        }
        if (failed.stream().noneMatch(known -> known.id().equals(one.id()))) {
          failed.add(one);
        }
      }
      if (list.size() < 100 || cursor.equals(Optional.of(last))) {
        return failed;
      }
      cursor = Optional.of(last);
    }
    return failed;
  }

  /// Asks GitHub to deliver once more.
  public void redeliver(Failed failed) throws IOException {
    try {
      api.write("POST", "/app/hook/deliveries/" + failed.attempt() + "/attempts", Api.NO_BODY, app.jwt(), Instant.MAX);
    } catch (OutcomeUnknown lost) {
      // A second copy of a delivery does no harm: it has the same id.
      throw new IOException(lost.getMessage(), lost);
    }
  }

  /// An open pull request as a delivery would have told of it.
  ///
  /// @param updated when anything happened in it last
  /// @param body of a `pull_request` delivery that asks for its review
  public record Open(int number, String head, Instant updated, String body) {}

  /// The open pull requests of a repository that were touched last, newest first, one page of them.
  public List<Open> open(RepositoryRef repository) throws IOException {
    JsonNode list = api.get(
        "/repos/" + repository.fullName() + "/pulls?state=open&sort=updated&direction=desc&per_page=50", app.token(repository));
    if (!list.isArray()) {
      throw new IOException("the list of pull requests is no list");
    }
    var open = new ArrayList<Open>();
    for (JsonNode each : list) {
      ObjectNode body = Api.JSON.createObjectNode().put("action", "synchronize");
      body.set("pull_request", each);
      body.putObject("repository").put("id", repository.id()).put("full_name", repository.fullName());
      body.putObject("installation").put("id", repository.installation());
      open.add(new Open(each.path("number").asInt(), each.at("/head/sha").asText(), time(each.path("updated_at")), body.toString()));
    }
    return open;
  }

  private static Instant time(JsonNode node) {
    try {
      return Instant.parse(node.asText());
    } catch (DateTimeException none) {
      return Instant.EPOCH;
    }
  }
}
