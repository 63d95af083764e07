package dev.loopwarden.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loopwarden.pull.FileDiff;
import dev.loopwarden.pull.Patch;
import dev.loopwarden.source.LineSet;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.List;

/// What is asked of pull requests: themselves, their files, and what is said in them.
final class PullEndpoints {

  private static final int BODY_MAX = 65_536;

  private final World world;

  PullEndpoints(World world) {
    this.world = world;
  }

  void register(Door door) {
    String repo = "/repos/{owner}/{repo}";
    String pull = repo + "/pulls/{number}";
    String read = "pull_requests:read";
    String write = "pull_requests:write";
    door.installed(HandlerType.GET, repo + "/commits/{sha}/pulls", read, (ctx, _) -> pullsOf(ctx));
    door.installed(HandlerType.GET, repo + "/pulls", read, (ctx, _) -> openPulls(ctx));
    door.installed(HandlerType.GET, pull, read, (ctx, _) -> Answers.json(ctx, 200, world.hosted(ctx).json(world.pull(ctx))));
    door.installed(HandlerType.GET, pull + "/files", read, (ctx, _) -> files(ctx));
    door.installed(HandlerType.GET, pull + "/reviews", read, (ctx, _) -> Answers.page(ctx, world.hosted(ctx).reviews(World.number(ctx))));
    door.installed(HandlerType.POST, pull + "/reviews", write, this::review);
    door.installed(HandlerType.GET, pull + "/comments", read, (ctx, _) -> Answers.page(ctx, world.hosted(ctx).reviewComments(World.number(ctx))));
    door.installed(HandlerType.POST, pull + "/comments", write, this::fileComment);
    door.installed(HandlerType.PATCH, repo + "/pulls/comments/{id}", write, (ctx, body) -> edit(ctx, body, true));
    String issue = repo + "/issues/{number}/comments";
    door.installed(HandlerType.GET, issue, read, (ctx, _) -> Answers.page(ctx, world.hosted(ctx).issueComments(World.number(ctx))));
    door.installed(HandlerType.POST, issue, write, this::issueComment);
    door.installed(HandlerType.PATCH, repo + "/issues/comments/{id}", write, (ctx, body) -> edit(ctx, body, false));
  }

  private void openPulls(Context ctx) {
    Hosted hosted = world.hosted(ctx);
    Answers.page(ctx, hosted.pulls().stream().filter(Hosted.Pull::open).map(hosted::json).map(Described::listed).toList());
  }

  private void pullsOf(Context ctx) {
    Hosted hosted = world.hosted(ctx);
    Answers.page(ctx, hosted.pulls().stream().filter(each -> each.head().sha().equals(ctx.pathParam("sha"))).map(hosted::json).map(Described::listed).toList());
  }

  private void files(Context ctx) {
    Hosted hosted = world.hosted(ctx);
    var files = new ArrayList<ObjectNode>();
    hosted.files(diffs(ctx), world.pull(ctx).head()).forEach(each -> files.add((ObjectNode) each));
    Answers.page(ctx, files);
  }

  private List<FileDiff> diffs(Context ctx) {
    Hosted hosted = world.hosted(ctx);
    Hosted.Pull pull = world.pull(ctx);
    return hosted.git().diff(hosted.git().mergeBase(pull.base(), pull.head()), pull.head());
  }

  private void review(Context ctx, JsonNode body) {
    Hosted hosted = world.hosted(ctx);
    int number = World.number(ctx);
    world.pull(ctx);
    if (body.path("event").asText().equals("COMMENT") && body.path("body").asText().isBlank()) {
      throw new Door.Refusal(422, "Unprocessable Entity: body is required for COMMENT");
    }
    List<FileDiff> diffs = diffs(ctx);
    for (JsonNode comment : body.path("comments")) {
      checkHunk(comment, diffs);
      checkBody(comment);
    }
    ObjectNode review = Hosted.JSON.createObjectNode().put("id", world.nextId()).put("body", body.path("body").asText())
        .put("state", "COMMENTED").put("commit_id", body.path("commit_id").asText());
    hosted.reviews(number).add(Described.review(review, hosted.fullName(), number));
    for (JsonNode comment : body.path("comments")) {
      ObjectNode stored = ((ObjectNode) comment).deepCopy().put("id", world.nextId()).put("pull_request_review_id", review.path("id").asLong())
          .put("commit_id", body.path("commit_id").asText());
      hosted.reviewComments(number).add(Described.comment(stored, hosted.fullName(), number, world.now().toString()));
    }
    Answers.json(ctx, 200, review);
  }

  /// All or nothing, and GitHub does not say which comment it was.
  private static void checkHunk(JsonNode comment, List<FileDiff> diffs) {
    FileDiff diff = diffs.stream().filter(each -> each.path().equals(comment.path("path").asText())).findFirst()
        .orElseThrow(() -> new Door.Refusal(422, "Unprocessable Entity: path could not be resolved"));
    int line = comment.path("line").asInt();
    int start = comment.path("start_line").asInt(line);
    boolean inOne = diff.hunks().stream().anyMatch(hunk -> {
      LineSet lines = Patch.commentable(List.of(hunk));
      return lines.contains(line) && lines.contains(start);
    });
    if (!inOne || (comment.has("start_line") && start >= line) || !comment.path("side").asText().equals("RIGHT")) {
      throw new Door.Refusal(422, "Unprocessable Entity: line must be part of the diff");
    }
  }

  private static void checkBody(JsonNode body) {
    String text = body.path("body").asText();
    if (text.isBlank() || text.length() > BODY_MAX) {
      throw new Door.Refusal(422, "Validation Failed: body is missing or too long");
    }
  }

  private void fileComment(Context ctx, JsonNode body) {
    checkBody(body);
    if (!body.path("subject_type").asText().equals("file") || diffs(ctx).stream().noneMatch(each -> each.path().equals(body.path("path").asText()))) {
      throw new Door.Refusal(422, "Validation Failed");
    }
    ObjectNode stored = ((ObjectNode) body).deepCopy().put("id", world.nextId());
    world.hosted(ctx).reviewComments(World.number(ctx)).add(described(ctx, stored));
    Answers.json(ctx, 201, stored);
  }

  private void issueComment(Context ctx, JsonNode body) {
    checkBody(body);
    world.pull(ctx);
    ObjectNode stored = Hosted.JSON.createObjectNode().put("id", world.nextId()).put("body", body.path("body").asText());
    world.hosted(ctx).issueComments(World.number(ctx)).add(described(ctx, stored));
    Answers.json(ctx, 201, stored);
  }

  private ObjectNode described(Context ctx, ObjectNode stored) {
    return Described.comment(stored, world.hosted(ctx).fullName(), World.number(ctx), world.now().toString());
  }

  private void edit(Context ctx, JsonNode body, boolean ofReview) {
    checkBody(body);
    ObjectNode comment = world.hosted(ctx).comment(Long.parseLong(ctx.pathParam("id")), ofReview).orElseThrow(Door::notFound);
    comment.put("body", body.path("body").asText()).put("updated_at", world.now().toString());
    Answers.json(ctx, 200, comment);
  }
}
