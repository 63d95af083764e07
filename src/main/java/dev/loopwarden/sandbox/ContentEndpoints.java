package dev.loopwarden.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.source.BlobId;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is asked of a repository's commits and files.
final class ContentEndpoints {

  private static final Pattern OBJECT = Pattern.compile("(f\\d+): object\\(expression: \"([0-9a-f]{40}):((?:[^\"\\\\]|\\\\.)*)\"\\)");
  private static final Pattern REPOSITORY = Pattern.compile("repository\\(owner: \"([^\"]*)\", name: \"([^\"]*)\"\\)");

  private static final int TEXT_MAX = 512_000;

  /// A query whose answer is longer fails, as GitHub's do that take too long.
  private static final int ANSWER_MAX = 5 << 20;

  private final World world;

  ContentEndpoints(World world) {
    this.world = world;
  }

  void register(Door door) {
    String repo = "/repos/{owner}/{repo}";
    door.installed(HandlerType.POST, "/graphql", "contents:read", this::graphql);
    door.installed(HandlerType.GET, repo, "metadata:read", (ctx, _) -> Answers.json(ctx, 200, Described.whole(world.hosted(ctx).json())));
    door.installed(HandlerType.GET, repo + "/compare/{range}", "contents:read", (ctx, _) -> compare(ctx));
    door.installed(HandlerType.GET, repo + "/tarball/{ref}", "contents:read", (ctx, _) -> tarball(ctx));
    door.open(HandlerType.GET, "/codeload/{owner}/{repo}/{ref}", (ctx, _) -> download(ctx));
    door.installed(HandlerType.GET, repo + "/git/trees/{sha}", "contents:read", (ctx, _) -> tree(ctx));
    door.installed(HandlerType.GET, repo + "/contents/<path>", "contents:read", (ctx, _) -> contents(ctx));
  }

  private void graphql(Context ctx, JsonNode body) throws IOException {
    String query = body.path("query").asText();
    Matcher named = REPOSITORY.matcher(query);
    if (!named.find()) {
      throw new Door.Refusal(400, "A query attribute must be specified and must be a string.");
    }
    Hosted hosted = world.known(named.group(1) + "/" + named.group(2));
    ObjectNode answer = Hosted.JSON.createObjectNode();
    ObjectNode found = answer.putObject("data").putObject("repository");
    int total = 0;
    Matcher objects = OBJECT.matcher(query);
    while (objects.find()) {
      String path = Hosted.JSON.readValue("\"" + objects.group(3) + "\"", String.class);
      var blob = hosted.listing(new CommitId(objects.group(2))).blob(path);
      if (blob.isEmpty()) {
        found.putNull(objects.group(1));
        continue;
      }
      byte[] bytes = hosted.git().read(blob.get()).orElseThrow(Door::notFound);
      boolean cut = bytes.length > TEXT_MAX;
      total += Math.min(bytes.length, TEXT_MAX);
      found.putObject(objects.group(1)).put("oid", blob.get().hex()).put("byteSize", bytes.length).put("isTruncated", cut)
          .put("isBinary", false).put("text", new String(bytes, 0, Math.min(bytes.length, TEXT_MAX), StandardCharsets.UTF_8));
    }
    if (total > ANSWER_MAX) {
      throw new Door.Refusal(502, "this took too long");
    }
    Answers.json(ctx, 200, answer);
  }

  private void compare(Context ctx) {
    Hosted hosted = world.hosted(ctx);
    String[] ends = ctx.pathParam("range").split("\\.\\.\\.", -1);
    CommitId from = hosted.resolve(ends[0]);
    CommitId to = hosted.resolve(ends[ends.length - 1]);
    CommitId mergeBase = hosted.git().mergeBase(from, to);
    ObjectNode answer = Hosted.JSON.createObjectNode().put("status", "ahead").put("ahead_by", 1).put("behind_by", 0).put("total_commits", 1);
    answer.set("base_commit", Described.commit(from.sha(), hosted.fullName()));
    answer.set("merge_base_commit", Described.commit(mergeBase.sha(), hosted.fullName()));
    answer.putArray("commits").add(Described.commit(to.sha(), hosted.fullName()));
    answer.set("files", hosted.files(hosted.git().diff(mergeBase, to), to));
    Answers.json(ctx, 200, Described.comparison(answer, hosted.fullName(), ctx.pathParam("range")));
  }

  private void tree(Context ctx) {
    Hosted hosted = world.hosted(ctx);
    CommitId commit = hosted.git().resolve(ctx.pathParam("sha"));
    ObjectNode answer = Hosted.JSON.createObjectNode().put("sha", commit.sha()).put("truncated", false);
    ArrayNode entries = answer.putArray("tree");
    hosted.listing(commit).files().forEach((path, blob) ->
        entries.addObject().put("path", path).put("mode", "100644").put("type", "blob").put("sha", blob.hex()).put("size", hosted.size(blob)));
    Answers.json(ctx, 200, answer);
  }

  private void tarball(Context ctx) {
    world.hosted(ctx).git().resolve(ctx.pathParam("ref"));
    ctx.status(302).header("Location", ctx.scheme() + "://" + ctx.host() + "/codeload/" + world.hosted(ctx).fullName() + "/" + ctx.pathParam("ref"));
  }

  /// A link that lets in whoever has it: who sends a token along gives it away.
  private void download(Context ctx) throws IOException {
    if (ctx.header("Authorization") != null) {
      throw new Door.Refusal(400, "no token is to be sent here");
    }
    Hosted hosted = world.hosted(ctx);
    ctx.status(200).contentType("application/x-gzip").result(Tarball.of(hosted, hosted.git().resolve(ctx.pathParam("ref"))));
  }

  /// Raw where that is asked for, else as JSON.
  private void contents(Context ctx) {
    Hosted hosted = world.hosted(ctx);
    CommitId commit = hosted.git().resolve(Optional.ofNullable(ctx.queryParam("ref")).orElse("main"));
    String path = ctx.pathParam("path");
    BlobId blob = hosted.listing(commit).blob(path).orElseThrow(Door::notFound);
    byte[] bytes = hosted.git().read(blob).orElseThrow(Door::notFound);
    if (String.valueOf(ctx.header("Accept")).contains("raw")) {
      ctx.status(200).contentType("application/vnd.github.raw+json").result(bytes);
      return;
    }
    ObjectNode file = Hosted.JSON.createObjectNode().put("path", path).put("name", path.substring(path.lastIndexOf('/') + 1))
        .put("sha", blob.hex()).put("size", bytes.length).put("content", Base64.getMimeEncoder().encodeToString(bytes));
    Answers.json(ctx, 200, Described.content(file, hosted.fullName()));
  }
}
