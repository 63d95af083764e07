package dev.loopwarden.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;

/// What is asked of check runs.
final class CheckEndpoints {

  private final World world;
  private final Registration registration;

  CheckEndpoints(World world, Registration registration) {
    this.world = world;
    this.registration = registration;
  }

  void register(Door door) {
    String repo = "/repos/{owner}/{repo}";
    door.installed(HandlerType.GET, repo + "/commits/{sha}/check-runs", "checks:read", (ctx, _) -> checkRuns(ctx));
    door.installed(HandlerType.POST, repo + "/check-runs", "checks:write", this::startCheck);
    door.installed(HandlerType.GET, repo + "/check-runs/{id}", "checks:read", (ctx, _) -> Answers.json(ctx, 200, Described.answered(checkRun(ctx))));
    door.installed(HandlerType.PATCH, repo + "/check-runs/{id}", "checks:write", this::updateCheck);
  }

  private void checkRuns(Context ctx) {
    Answers.json(ctx, 200, Answers.part(ctx, world.hosted(ctx).checkRuns().stream()
        .filter(each -> each.path("head_sha").asText().equals(ctx.pathParam("sha")))
        .filter(each -> ctx.queryParam("check_name") == null || each.path("name").asText().equals(ctx.queryParam("check_name")))
        .map(Described::answered).toList(), "check_runs"));
  }

  private void startCheck(Context ctx, JsonNode body) {
    if (!body.path("name").isTextual() || !body.path("head_sha").isTextual()) {
      throw new Door.Refusal(422, "Invalid request: name and head_sha are required");
    }
    world.hosted(ctx).git().resolve(body.path("head_sha").asText());
    ObjectNode run = Hosted.JSON.createObjectNode().put("id", world.nextId());
    run.setAll((ObjectNode) body);
    Hosted hosted = world.hosted(ctx);
    hosted.checkRuns().add(Described.check(run, hosted.fullName(), registration.app()));
    Answers.json(ctx, 201, Described.answered(run));
  }

  private void updateCheck(Context ctx, JsonNode body) {
    ObjectNode run = checkRun(ctx);
    JsonNode output = body.path("output");
    if (body.path("status").asText().equals("completed") && !body.path("conclusion").isTextual()) {
      throw new Door.Refusal(422, "conclusion is required when status is completed");
    }
    if (output.path("annotations").size() > 50 || output.path("summary").asText().length() > 65_535 || output.path("text").asText().length() > 65_535) {
      throw new Door.Refusal(422, "output is too large");
    }
    ArrayNode annotations = Hosted.JSON.createArrayNode();
    run.at("/output/annotations").forEach(annotations::add);
    output.path("annotations").forEach(annotations::add);
    run.setAll((ObjectNode) body);
    if (run.path("output") instanceof ObjectNode stored) {
      stored.set("annotations", annotations);
    }
    Answers.json(ctx, 200, Described.answered(Described.check(run, world.hosted(ctx).fullName(), registration.app())));
  }

  private ObjectNode checkRun(Context ctx) {
    return world.hosted(ctx).checkRuns().stream().filter(each -> each.path("id").asText().equals(ctx.pathParam("id"))).findFirst()
        .orElseThrow(Door::notFound);
  }
}
