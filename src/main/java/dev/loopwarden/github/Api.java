package dev.loopwarden.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.loopwarden.metrics.Meters;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/// The thin client, which hub4j uses as well: one request is one HTTP exchange, never repeated here. Redirects are not followed, but for the
/// link to an archive.
final class Api {

  static final ObjectMapper JSON = new ObjectMapper();

  /// The body of a request that has none.
  static final JsonNode NO_BODY = MissingNode.getInstance();

  private static final MediaType TYPE = MediaType.get("application/json; charset=utf-8");
  private static final String ACCEPT = "application/vnd.github+json";
  private static final int PAGE = 100;
  private static final int PAGES_MAX = 100;
  private static final String VERSION = "2022-11-28";
  private static final long KNOWN_MAX = 16L << 20;
  private static final int KNOWN_ANSWER_MAX = 1 << 20;

  private final GithubAddress address;
  private final Drift drift;
  private final Wire wire;

  /// Answers with their ETag, for each token by itself: one that is still good costs nothing of the rate limit.
  private final Cache<String, Known> known = Caffeine.newBuilder()
      .maximumWeight(KNOWN_MAX).<String, Known>weigher((path, answer) -> path.length() + answer.body().length()).build();

  Api(GithubAddress address, Clock clock, Meters meters) {
    this.address = address;
    this.drift = new Drift(clock);
    this.wire = new Wire(address, drift, meters);
  }

  private record Known(String etag, String body) {}

  String address() {
    return address.api();
  }

  Drift drift() {
    return drift;
  }

  /// Reads one document.
  JsonNode get(String path, Secret token) throws IOException {
    String key = token.reveal() + " " + path;
    Known cached = known.getIfPresent(key);
    Request.Builder builder = request(path, token).get().header("Accept", ACCEPT);
    if (cached != null) {
      builder.header("If-None-Match", cached.etag());
    }
    Request request = builder.build();
    try (Response response = wire.send(request)) {
      if (cached != null && response.code() == 304) {
        return json(cached.body());
      }
      String body = Wire.text(response);
      if (!response.isSuccessful()) {
        throw wire.failure(request, response, body);
      }
      String etag = response.header("ETag");
      if (etag != null && body.length() <= KNOWN_ANSWER_MAX) {
        known.put(key, new Known(etag, body));
      }
      return json(body);
    }
  }

  /// Reads raw bytes; empty where there is nothing.
  Optional<byte[]> raw(String path, Secret token) throws IOException {
    Request request = request(path, token).get().header("Accept", "application/vnd.github.raw+json").build();
    try (Response response = wire.send(request)) {
      if (response.code() == 404) {
        return Optional.empty();
      }
      byte[] bytes = Wire.bytes(response);
      if (!response.isSuccessful()) {
        throw wire.failure(request, response, new String(bytes, StandardCharsets.UTF_8));
      }
      return Optional.of(String.valueOf(response.header("Content-Type")).startsWith("application/json") ? unwrapped(bytes) : bytes);
    }
  }

  /// Reads an answer while it comes.
  @FunctionalInterface
  interface Reading<T> {
    T read(InputStream stream) throws IOException;
  }

  /// Reads a long answer as a stream. One redirect is followed, to GitHub's own download host only, and without the token.
  <T> T stream(String path, Secret token, Reading<T> reading) throws IOException {
    Request request = request(path, token).get().header("User-Agent", "loopwarden").build();
    try (Response response = wire.sendPatiently(request)) {
      if (response.isSuccessful()) {
        return reading.read(response.body().byteStream());
      }
      HttpUrl target = response.code() == 302 ? response.request().url().resolve(String.valueOf(response.header("Location"))) : null;
      if (target == null) {
        throw wire.failure(request, response, response.body().string());
      }
      if (!address.isArchiveHost(target)) {
        throw new IOException(path + ": redirected to " + target.host() + ", which is not GitHub's");
      }
      Request download = new Request.Builder().url(target).header("User-Agent", "loopwarden").build();
      try (Response stream = wire.sendPatiently(download)) {
        if (!stream.isSuccessful()) {
          throw wire.failure(download, stream, "");
        }
        return reading.read(stream.body().byteStream());
      }
    }
  }

  /// Posts without a token: what gives the right stands in the body (a person's login) or the address (a new App's code).
  JsonNode withoutToken(String address, JsonNode asked) throws IOException {
    Request request = new Request.Builder().url(address).header("Accept", "application/json")
        .post(body(asked)).build();
    try (Response response = wire.send(request)) {
      String body = Wire.text(response);
      if (!response.isSuccessful()) {
        throw wire.failure(request, response, body);
      }
      return json(body);
    }
  }

  private static RequestBody body(JsonNode asked) throws JsonProcessingException {
    return asked.isMissingNode() ? new Once(new byte[0], null) : new Once(JSON.writeValueAsBytes(asked), TYPE);
  }

  /// A server that does not know the raw media type gives the file as Base64 in JSON.
  private static byte[] unwrapped(byte[] bytes) throws IOException {
    JsonNode file = JSON.readTree(bytes);
    return file.path("encoding").asText().equals("base64")
        ? Base64.getMimeDecoder().decode(file.path("content").asText())
        : bytes;
  }

  /// The first element of a paged list that fits; all pages are read before the answer is "none".
  Optional<JsonNode> find(String path, String list, Secret token, Predicate<JsonNode> fits) throws IOException {
    return pages(path, list, token).stream().filter(fits).findFirst();
  }

  /// All elements of a paged list.
  ///
  /// @param list name of the array in the answer; empty where the answer is the array
  List<JsonNode> pages(String path, String list, Secret token) throws IOException {
    var all = new ArrayList<JsonNode>();
    for (int page = 1; page <= PAGES_MAX; page++) {
      String separator = path.contains("?") ? "&" : "?";
      JsonNode answer = get(path + separator + "per_page=" + PAGE + "&page=" + page, token);
      JsonNode elements = list.isEmpty() ? answer : answer.path(list);
      if (!elements.isArray()) {
        throw new IOException(path + ": the answer is no list");
      }
      for (JsonNode each : elements) {
        if (!each.isObject()) {
          throw new IOException(path + ": the list has something that is no object");
        }
        all.add(each);
      }
      if (elements.size() < PAGE) {
        return all;
      }
    }
    throw new IOException(path + ": more than " + PAGES_MAX + " pages");
  }

  /// Writes once. Whatever leaves it open whether GitHub did it is an `OutcomeUnknown`.
  ///
  /// @param last when it must have left, in GitHub's time
  JsonNode write(String method, String path, JsonNode body, Secret token, Instant last) throws IOException {
    Request request = request(path, token).header("Accept", ACCEPT).tag(Wire.Last.class, new Wire.Last(last))
        .method(method, body(body)).build();
    try (Response response = wire.send(request)) {
      String text = Wire.text(response);
      if (!response.isSuccessful()) {
        throw wire.failure(request, response, text);
      }
      JsonNode answer = json(text);
      if (!answer.isObject()) {
        throw new IOException("the answer is no object");
      }
      return answer;
    } catch (Limited | Rejected | OutcomeUnknown | TooLate told) {
      throw told;
    } catch (IOException lost) {
      throw new OutcomeUnknown(method + " " + path + ": " + lost.getMessage(), lost);
    }
  }

  /// Asks the GraphQL endpoint. What it says of errors is the caller's to judge, but for a rate limit.
  JsonNode query(String query, Secret token) throws IOException {
    Request request = new Request.Builder().url(address.graphql())
        .header("Authorization", "Bearer " + token.reveal()).header("Accept", "application/json")
        .post(RequestBody.create(JSON.writeValueAsBytes(JSON.createObjectNode().put("query", query)), TYPE)).build();
    try (Response response = wire.send(request)) {
      String body = Wire.text(response);
      if (!response.isSuccessful()) {
        throw wire.failure(request, response, body);
      }
      JsonNode answer = json(body);
      for (JsonNode error : answer.path("errors")) {
        if (error.path("type").asText().equals("RATE_LIMITED")) {
          throw new Limited("GraphQL: rate limit", RateLimit.graphql(response, drift));
        }
      }
      return answer;
    }
  }

  /// An answer as it came, for hub4j.
  ///
  /// @param headers by name, each with all of its values
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Answer(int status, Map<String, List<String>> headers, byte[] body) {}

  /// Sends one request of hub4j's. What is no success is told as to everybody else, redirects included.
  Answer exchange(Request request) throws IOException {
    try (Response response = wire.send(request)) {
      byte[] body = Wire.bytes(response);
      if (!response.isSuccessful()) {
        throw wire.failure(request, response, new String(body, StandardCharsets.UTF_8));
      }
      return new Answer(response.code(), response.headers().toMultimap(), body);
    }
  }

  private Request.Builder request(String path, Secret token) {
    return new Request.Builder().url(address.api() + path)
        .header("Authorization", "Bearer " + token.reveal())
        .header("X-GitHub-Api-Version", VERSION);
  }

  private static JsonNode json(String body) throws IOException {
    return body.isEmpty() ? JSON.createObjectNode() : JSON.readTree(body);
  }
}
