package dev.loopwarden.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loopwarden.pull.Earlier;
import dev.loopwarden.pull.RepositoryRef;
import dev.loopwarden.review.CommentText;
import dev.loopwarden.review.Conclusion;
import dev.loopwarden.review.Effect;
import dev.loopwarden.review.LineComment;
import dev.loopwarden.review.Marker;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Carries out effects in one repository, each by one write, and finds out whether one was carried out.
public final class RepositoryWriter {

  private final GithubApp app;
  private final Api api;
  private final RepositoryRef repository;
  private final Instant last;

  RepositoryWriter(GithubApp app, Api api, RepositoryRef repository, Instant last) {
    this.app = app;
    this.api = api;
    this.repository = repository;
    this.last = last;
  }

  /// GitHub's time, as far as it told it. All processes have that one, whatever their clocks say.
  public Instant now() {
    return api.drift().githubs();
  }

  /// The same for writes that must have left by a moment, in GitHub's time: whoever was held up for longer (a process that was stopped, a token
  /// that was long in coming) sends nothing, and gets a `TooLate`.
  public RepositoryWriter by(Instant moment) {
    return new RepositoryWriter(app, api, repository, moment);
  }

  /// What GitHub made.
  ///
  /// @param id of the check run, review or comment
  /// @param comments fingerprint to comment id, of a review's comments
  public record Applied(long id, Map<String, Long> comments) {
    public Applied {
      comments = Map.copyOf(comments);
    }

    /// An answer without an id does not say what was made.
    private static Applied of(JsonNode made) throws OutcomeUnknown {
      if (!made.path("id").isIntegralNumber()) {
        throw new OutcomeUnknown("the answer has no id");
      }
      return new Applied(made.path("id").asLong(), Map.of());
    }
  }

  /// Writes once. A thrown `OutcomeUnknown` means: `find` first, before anything else.
  ///
  /// @param pullRequest 0 where there is none
  /// @param known id of the check run (for its end), or of the summary comment, where it is there already
  public Applied apply(Effect effect, int pullRequest, Optional<Long> known) throws IOException {
    return switch (effect) {
      case Effect.StartCheck check -> start(check, known);
      case Effect.CompleteCheck check -> complete(check, known.orElseThrow(() -> new Rejected(404, "the check run was never begun")));
      case Effect.PostReview review -> review(review, pullRequest);
      case Effect.PostFileComment file -> Applied.of(write("POST", "/pulls/" + pullRequest + "/comments", object()
          .put("commit_id", file.head().sha()).put("path", file.path()).put("body", file.body()).put("subject_type", "file")));
      case Effect.UpsertSummary summary -> summary(summary, pullRequest, known);
      case Effect.EditComment edit -> Applied.of(write("PATCH", "/pulls/comments/" + edit.comment(), object().put("body", edit.body())));
    };
  }

  /// Whether an effect stands on GitHub, over all pages; a failed look-up throws.
  ///
  /// @param externalId of the check run as it was intended
  public Optional<Applied> find(Effect effect, int pullRequest, String externalId) throws IOException {
    Optional<JsonNode> found = switch (effect) {
      case Effect.StartCheck check -> api.find(
          path("/commits/" + check.head() + "/check-runs?check_name=" + EventDecoder.CHECK + "&filter=all"), "check_runs", token(),
          each -> each.path("external_id").asText().equals(externalId));
      case Effect.CompleteCheck _, Effect.EditComment _ -> Optional.empty();
      case Effect.PostReview review -> ours("/pulls/" + pullRequest + "/reviews", review.marker());
      case Effect.PostFileComment file ->
          ours("/pulls/" + pullRequest + "/comments", Marker.file(file.fingerprint(), file.ruleId()).toString());
      case Effect.UpsertSummary summary -> ours("/issues/" + pullRequest + "/comments", summary.marker());
    };
    if (found.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(effect instanceof Effect.PostReview ? withComments(found.get(), pullRequest) : Applied.of(found.get()));
  }

  /// How many annotations a check run has.
  public int annotations(long checkRun) throws IOException {
    return api.get(path("/check-runs/" + checkRun), token()).at("/output/annotations_count").asInt(0);
  }

  /// All comments on lines and files of a pull request that are ours, by author and mark.
  public List<Earlier.Posted> posted(int pullRequest) throws IOException {
    String login = app.login();
    var posted = new ArrayList<Earlier.Posted>();
    for (JsonNode each : api.pages(path("/pulls/" + pullRequest + "/comments"), "", token())) {
      String body = each.path("body").asText();
      Marker.in(body).filter(_ -> each.at("/user/login").asText().equals(login)).ifPresent(marker -> posted.add(new Earlier.Posted(
          marker.id(), marker.ruleId(), each.path("id").asLong(), each.path("path").asText(), each.path("line").asInt(0),
          CommentText.isFixed(body) ? Earlier.State.FIXED : Earlier.State.OPEN, body, "")));
    }
    return posted;
  }

  /// Our summary comment, where one stands.
  public Optional<Long> summary(int pullRequest) throws IOException {
    return ours("/issues/" + pullRequest + "/comments", Marker.summary().toString()).map(each -> each.path("id").asLong());
  }

  private Optional<JsonNode> ours(String path, String marker) throws IOException {
    String login = app.login();
    return api.find(path(path), "", token(), each ->
        each.at("/user/login").asText().equals(login) && each.path("body").asText().startsWith(marker));
  }

  private Applied start(Effect.StartCheck check, Optional<Long> known) throws IOException {
    if (known.isPresent()) {
      return Applied.of(write("PATCH", "/check-runs/" + known.get(), object().put("status", "in_progress")));
    }
    return Applied.of(write("POST", "/check-runs", object()
        .put("name", EventDecoder.CHECK).put("head_sha", check.head().sha()).put("status", "in_progress")
        .put("external_id", check.externalId()).put("started_at", api.drift().githubs().truncatedTo(ChronoUnit.SECONDS).toString())));
  }

  private Applied complete(Effect.CompleteCheck check, long run) throws IOException {
    ObjectNode body = object().put("status", "completed").put("conclusion", check.conclusion().slug())
        .put("completed_at", api.drift().githubs().truncatedTo(ChronoUnit.SECONDS).toString());
    ObjectNode output = body.putObject("output").put("title", check.title()).put("summary", check.summary());
    check.text().ifPresent(text -> output.put("text", text));
    ArrayNode list = output.putArray("annotations");
    check.annotations().forEach(each -> list.addObject()
        .put("path", each.path()).put("start_line", each.startLine()).put("end_line", each.endLine())
        .put("annotation_level", each.level()).put("title", each.title()).put("message", each.message()));
    buttons(body, check);
    write("PATCH", "/check-runs/" + run, body);
    return new Applied(run, Map.of());
  }

  private static void buttons(ObjectNode body, Effect.CompleteCheck check) {
    ArrayNode actions = body.putArray("actions");
    actions.addObject().put("label", "Re-run").put("description", "Review this head again").put("identifier", EventDecoder.RERUN);
    if (check.conclusion() == Conclusion.FAILURE) {
      actions.addObject().put("label", "Accept as is").put("description", "Pass with these findings").put("identifier", EventDecoder.ACCEPT);
    }
  }

  private Applied review(Effect.PostReview review, int pullRequest) throws IOException {
    ObjectNode body = object().put("commit_id", review.head().sha()).put("body", review.body()).put("event", "COMMENT");
    ArrayNode comments = body.putArray("comments");
    for (LineComment each : review.comments()) {
      ObjectNode comment = comments.addObject()
          .put("path", each.path()).put("body", each.body()).put("line", each.line()).put("side", "RIGHT");
      each.startLine().ifPresent(start -> comment.put("start_line", start).put("start_side", "RIGHT"));
    }
    JsonNode made = write("POST", "/pulls/" + pullRequest + "/reviews", body);
    Applied applied;
    try {
      applied = withComments(made, pullRequest);
    } catch (IOException lost) {
      throw new OutcomeUnknown("the review stands, its comments' ids are not known", lost);
    }
    if (applied.comments().size() < review.comments().size()) {
      throw new OutcomeUnknown("the review stands, not all of its comments are to be seen yet");
    }
    return applied;
  }

  private Applied withComments(JsonNode review, int pullRequest) throws IOException {
    Map<String, Long> ids = new HashMap<>();
    long id = Applied.of(review).id();
    for (JsonNode each : api.pages(path("/pulls/" + pullRequest + "/comments"), "", token())) {
      if (each.path("pull_request_review_id").asLong() == id) {
        Marker.in(each.path("body").asText()).ifPresent(marker -> ids.put(marker.id(), each.path("id").asLong()));
      }
    }
    return new Applied(id, ids);
  }

  /// Where another summary of ours stands than the one that we know, that one is edited.
  ///
  /// @throws Rejected with status 404 where the one that we know is not found, and no other
  private Applied summary(Effect.UpsertSummary summary, int pullRequest, Optional<Long> known) throws IOException {
    ObjectNode body = object().put("body", summary.body());
    if (known.isEmpty()) {
      return Applied.of(write("POST", "/issues/" + pullRequest + "/comments", body));
    }
    try {
      return Applied.of(write("PATCH", "/issues/comments/" + known.get(), body));
    } catch (Rejected gone) {
      Optional<Long> other = gone.status() == 404 ? summary(pullRequest) : Optional.empty();
      if (other.isEmpty() || other.equals(known)) {
        throw gone;
      }
      return summary(summary, pullRequest, other);
    }
  }

  private JsonNode write(String method, String rest, ObjectNode body) throws IOException {
    JsonNode made = api.write(method, path(rest), body, token(), last);
    Applied.of(made);
    return made;
  }

  private static ObjectNode object() {
    return Api.JSON.createObjectNode();
  }

  private Secret token() throws IOException {
    return app.token(repository);
  }

  private String path(String rest) {
    return "/repos/" + repository.fullName() + rest;
  }
}
