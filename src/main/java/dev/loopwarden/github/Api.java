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
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
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
  private static final long ANSWER_MAX = 64L << 20;
  private static final long KNOWN_MAX = 16L << 20;
  private static final int KNOWN_ANSWER_MAX = 1 << 20;

  private final GithubAddress address;
  private final OkHttpClient client;
  private final Drift drift;
  private final Meters meters;

  /// Answers with their ETag, for each token by itself: one that is still good costs nothing of the rate limit.
  private final Cache<String, Known> known = Caffeine.newBuilder()
      .maximumWeight(KNOWN_MAX).<String, Known>weigher((path, answer) -> path.length() + answer.body().length()).build();

  Api(GithubAddress address, Clock clock, Meters meters) {
    this.address = address;
    this.drift = new Drift(clock);
    this.client = address.client().newBuilder().addNetworkInterceptor(this::inTime).build();
    this.meters = meters;
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
    try (Response response = send(request)) {
      if (cached != null && response.code() == 304) {
        return json(cached.body());
      }
      String body = text(response);
      if (!response.isSuccessful()) {
        throw failure(request, response, body);
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
    try (Response response = send(request)) {
      if (response.code() == 404) {
        return Optional.empty();
      }
      byte[] bytes = bytes(response);
      if (!response.isSuccessful()) {
        throw failure(request, response, new String(bytes, StandardCharsets.UTF_8));
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
    OkHttpClient patient = client.newBuilder().callTimeout(address.patience().archive()).build();
    Request request = request(path, token).get().header("User-Agent", "loopwarden").build();
    try (Response response = measured(patient, request)) {
      if (response.isSuccessful()) {
        return reading.read(response.body().byteStream());
      }
      HttpUrl target = response.code() == 302 ? response.request().url().resolve(String.valueOf(response.header("Location"))) : null;
      if (target == null) {
        throw failure(request, response, response.body().string());
      }
      if (!address.isArchiveHost(target)) {
        throw new IOException(path + ": redirected to " + target.host() + ", which is not GitHub's");
      }
      Request download = new Request.Builder().url(target).header("User-Agent", "loopwarden").build();
      try (Response stream = measured(patient, download)) {
        if (!stream.isSuccessful()) {
          throw failure(download, stream, "");
        }
        return reading.read(stream.body().byteStream());
      }
    }
  }

  /// Posts without a token: what gives the right stands in the body (a person's login) or the address (a new App's code).
  JsonNode withoutToken(String address, JsonNode asked) throws IOException {
    Request request = new Request.Builder().url(address).header("Accept", "application/json")
        .post(body(asked)).build();
    try (Response response = send(request)) {
      String body = text(response);
      if (!response.isSuccessful()) {
        throw failure(request, response, body);
      }
      return json(body);
    }
  }

  private static RequestBody body(JsonNode asked) throws JsonProcessingException {
    return asked.isMissingNode() ? RequestBody.create(new byte[0]) : RequestBody.create(JSON.writeValueAsBytes(asked), TYPE);
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

  /// By when a request must leave.
  private record Last(Instant moment) {}

  /// The last look before a request goes over its connection: what waited for that until then is not sent.
  private Response inTime(Interceptor.Chain chain) throws IOException {
    Last last = chain.request().tag(Last.class);
    if (last != null && drift.ours().isAfter(last.moment())) {
      throw new TooLate(chain.request().method() + " " + chain.request().url().encodedPath() + ": not sent, since something held it up too long");
    }
    return chain.proceed(chain.request());
  }

  /// Writes once. Whatever leaves it open whether GitHub did it is an `OutcomeUnknown`.
  ///
  /// @param last when it must have left, in our time
  JsonNode write(String method, String path, JsonNode body, Secret token, Instant last) throws IOException {
    Request request = request(path, token).header("Accept", ACCEPT).tag(Last.class, new Last(last))
        .method(method, body(body)).build();
    try (Response response = send(request)) {
      String text = text(response);
      if (!response.isSuccessful()) {
        throw failure(request, response, text);
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
    try (Response response = send(request)) {
      String body = text(response);
      if (!response.isSuccessful()) {
        throw failure(request, response, body);
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
    try (Response response = send(request)) {
      byte[] body = bytes(response);
      if (!response.isSuccessful()) {
        throw failure(request, response, new String(body, StandardCharsets.UTF_8));
      }
      return new Answer(response.code(), response.headers().toMultimap(), body);
    }
  }

  private Request.Builder request(String path, Secret token) {
    return new Request.Builder().url(address.api() + path)
        .header("Authorization", "Bearer " + token.reveal())
        .header("X-GitHub-Api-Version", VERSION);
  }

  private Response send(Request request) throws IOException {
    Response response = measured(client, request.newBuilder().header("User-Agent", "loopwarden").build());
    drift.learn(response.header("Date"));
    return response;
  }

  /// Counts the request, and what GitHub says is left. The time is until the answer begins.
  private Response measured(OkHttpClient client, Request request) throws IOException {
    String route = Route.of(request.url());
    long begun = System.nanoTime();
    String status = "none";
    try {
      Response response = executed(client.newCall(request));
      status = String.valueOf(response.code());
      RateLimit.left(response).ifPresent(left -> meters.left(
          left.resource(), String.valueOf(request.header("Authorization")).hashCode(), left.requests(), left.reset().minus(drift.now())));
      return response;
    } finally {
      meters.asked(request.method(), route, status, Duration.ofNanos(System.nanoTime() - begun));
    }
  }

  /// Sends it. A thread that is told to stop while it waits for a connection gets an `InterruptedException` that OkHttp's signature does not
  /// name; it is made what an interrupted read gives.
  private static Response executed(Call call) throws IOException {
    try {
      return call.execute();
    } catch (IOException | RuntimeException told) {
      throw told;
    } catch (Exception interrupted) {
      Thread.currentThread().interrupt();
      var stopped = new InterruptedIOException("interrupted");
      stopped.initCause(interrupted);
      throw stopped;
    }
  }

  private static String text(Response response) throws IOException {
    return new String(bytes(response), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(Response response) throws IOException {
    byte[] bytes = response.body().byteStream().readNBytes((int) ANSWER_MAX);
    if (bytes.length == ANSWER_MAX) {
      throw new IOException("the answer is over " + ANSWER_MAX + " bytes");
    }
    return bytes;
  }

  private IOException failure(Request request, Response response, String body) {
    Optional<Instant> until = RateLimit.until(response, body, drift);
    String told = Redaction.of(request.method() + " " + request.url().encodedPath() + ": " + response.code() + " " + message(body));
    if (until.isPresent()) {
      return new Limited(told, until.get());
    }
    if (response.code() >= 500) {
      return request.method().equals("GET") || request.url().equals(address.graphql()) ? new IOException(told) : new OutcomeUnknown(told);
    }
    return new Rejected(response.code(), told);
  }

  private static String message(String body) {
    try {
      String message = JSON.readTree(body).path("message").asText("");
      return message.length() > 300 ? message.substring(0, 300) : message;
    } catch (JsonProcessingException noJson) {
      return "";
    }
  }

  private static JsonNode json(String body) throws IOException {
    return body.isEmpty() ? JSON.createObjectNode() : JSON.readTree(body);
  }
}
