package dev.loopwarden.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// What is asked of the App itself: how it came to be, who it is, tokens, and what was delivered to it.
final class AppEndpoints {

  private final World world;
  private final Account account;
  private final Registration registration;
  private final List<Failed> failed = new ArrayList<>();
  private final List<Long> redelivered = new ArrayList<>();

  AppEndpoints(World world, Account account, Registration registration) {
    this.world = world;
    this.account = account;
    this.registration = registration;
  }

  /// A delivery that did not arrive.
  private record Failed(long id, String guid, Instant at) {}

  void register(Door door) {
    door.open(HandlerType.POST, "/settings/apps/new", (ctx, _) -> create(ctx));
    door.open(HandlerType.POST, "/organizations/{organization}/settings/apps/new", (ctx, _) -> create(ctx));
    door.open(HandlerType.POST, "/app-manifests/{code}/conversions", (ctx, _) -> Answers.json(ctx, 201, registration
        .convert(ctx.pathParam("code"), account.pem()).orElseThrow(Door::notFound)));
    door.app(HandlerType.GET, "/app", (ctx, _) -> Answers.json(ctx, 200, registration.app()));
    door.app(HandlerType.GET, "/app/installations/{id}", (ctx, _) -> installation(ctx));
    door.app(HandlerType.POST, "/app/installations/{id}/access_tokens", this::token);
    door.app(HandlerType.GET, "/app/hook/deliveries", (ctx, _) -> deliveries(ctx));
    door.app(HandlerType.POST, "/app/hook/deliveries/{id}/attempts", (ctx, _) -> attempt(ctx));
    door.installed(HandlerType.GET, "/installation/repositories", "metadata:read", (ctx, _) -> Answers.json(ctx, 200,
        Answers.part(ctx, world.repositories().stream().filter(token(ctx)::lets).map(Hosted::json).toList(), "repositories")
            .put("repository_selection", "all")));
    door.app(HandlerType.GET, "/app/installations", (ctx, _) -> Answers.page(ctx, Stream.concat(
        Stream.of(Account.INSTALLATION), world.repositories().stream().map(Hosted::installation)).distinct().map(registration::installation).toList()));
  }

  private static Account.Token token(Context ctx) {
    return Objects.requireNonNull(ctx.<Account.Token>attribute(Door.TOKEN));
  }

  long fail(String guid) {
    failed.addFirst(new Failed(world.nextId(), guid, world.now()));
    return failed.getFirst().id();
  }

  List<Long> redelivered() {
    return List.copyOf(redelivered);
  }

  /// The form with a manifest, and a person who says yes at once.
  private void create(Context ctx) throws IOException {
    ctx.redirect(registration.create(String.valueOf(ctx.formParam("manifest")), String.valueOf(ctx.queryParam("state")))
        .orElseThrow(() -> new Door.Refusal(422, "the manifest is not valid")));
  }

  private void installation(Context ctx) {
    long id = Long.parseLong(ctx.pathParam("id"));
    if (id != Account.INSTALLATION && world.repositories().stream().noneMatch(each -> each.installation() == id)) {
      throw Door.notFound();
    }
    Answers.json(ctx, 200, registration.installation(id));
  }

  private void token(Context ctx, JsonNode body) {
    long id = Long.parseLong(ctx.pathParam("id"));
    for (JsonNode repository : body.path("repository_ids")) {
      if (world.repositories().stream().noneMatch(each -> each.id() == repository.asLong() && each.installation() == id)) {
        throw new Door.Refusal(422, "There is at least one repository that does not exist or is not accessible to the parent installation.");
      }
    }
    Account.Token token = account.issue(id, body);
    ObjectNode answer = Hosted.JSON.createObjectNode().put("token", token.text()).put("expires_at", token.expires().toString());
    answer.set("permissions", body.path("permissions"));
    Answers.json(ctx, 201, answer.put("repository_selection", "selected"));
  }

  private void deliveries(Context ctx) {
    ArrayNode list = Hosted.JSON.createArrayNode();
    // Newest first; behind the cursor come those that are older.
    long before = Long.parseLong(Objects.requireNonNullElse(ctx.queryParam("cursor"), String.valueOf(Long.MAX_VALUE)));
    int most = Integer.parseInt(Objects.requireNonNullElse(ctx.queryParam("per_page"), "30"));
    failed.stream().filter(each -> each.id() < before).limit(most).forEach(each -> list.addObject().put("id", each.id()).put("guid", each.guid()).put("delivered_at", each.at().toString())
        .put("redelivery", false).put("duration", 0.3).put("status", "failed to connect to host").put("status_code", 502)
        .put("event", "pull_request").put("action", "opened").put("installation_id", Account.INSTALLATION).put("repository_id", 1)
        .putNull("throttled_at"));
    Answers.json(ctx, 200, list);
  }

  private void attempt(Context ctx) {
    redelivered.add(Long.parseLong(ctx.pathParam("id")));
    Answers.json(ctx, 202, Hosted.JSON.createObjectNode());
  }
}
