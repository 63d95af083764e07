package dev.loopwarden.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongPredicate;

/// Answers in JSON, lists by pages.
final class Answers {

  private static final int PAGE_DEFAULT = 30;

  private static final String SEEN = "seen";

  private Answers() {}

  /// Says what lists may name, by id.
  static void seen(Context ctx, LongPredicate isSeen) {
    ctx.attribute(SEEN, isSeen);
  }

  static void json(Context ctx, int status, JsonNode body) {
    ctx.header("x-ratelimit-remaining", "4999").header("x-ratelimit-resource", ctx.path().equals("/graphql") ? "graphql" : "core")
        .header("x-ratelimit-reset", String.valueOf(Instant.now().getEpochSecond() + 3600));
    ctx.status(HttpStatus.forStatus(status)).contentType("application/json; charset=utf-8").result(body.toString());
  }

  static void message(Context ctx, int status, String message) {
    json(ctx, status, Hosted.JSON.createObjectNode().put("message", message));
  }

  /// One page of a list that is the whole answer.
  static void page(Context ctx, List<ObjectNode> all) {
    json(ctx, 200, elements(ctx, all));
  }

  /// One page of a list that stands under a name beside the number of all.
  static ObjectNode part(Context ctx, List<ObjectNode> all, String list) {
    ObjectNode answer = Hosted.JSON.createObjectNode().put("total_count", all.size());
    answer.set(list, elements(ctx, all));
    return answer;
  }

  private static ArrayNode elements(Context ctx, List<ObjectNode> known) {
    LongPredicate isSeen = Objects.requireNonNull(ctx.<LongPredicate>attribute(SEEN));
    List<ObjectNode> all = known.stream().filter(each -> isSeen.test(each.path("id").asLong())).toList();
    int size = Integer.parseInt(Optional.ofNullable(ctx.queryParam("per_page")).orElse(String.valueOf(PAGE_DEFAULT)));
    int page = Integer.parseInt(Optional.ofNullable(ctx.queryParam("page")).orElse("1"));
    ArrayNode elements = Hosted.JSON.createArrayNode();
    all.stream().skip((long) (page - 1) * size).limit(size).forEach(elements::add);
    if ((long) page * size < all.size()) {
      ctx.header("Link", "<" + ctx.url() + "?per_page=" + size + "&page=" + (page + 1) + ">; rel=\"next\"");
    }
    return elements;
  }
}
