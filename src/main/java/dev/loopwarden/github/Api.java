package dev.loopwarden.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/// The thin client beside hub4j: one request is one HTTP exchange, never repeated here. Redirects are not followed.
final class Api {

  static final ObjectMapper JSON = new ObjectMapper();

  private static final MediaType TYPE = MediaType.get("application/json; charset=utf-8");
  private static final int PAGE = 100;
  private static final int PAGES_MAX = 100;
  private static final Duration STREAM_TIME_MAX = Duration.ofMinutes(5);
  private static final String VERSION = "2022-11-28";

  private final HttpUrl base;
  private final OkHttpClient client;
  private final Clock clock;

  Api(String base, Clock clock) {
    this.base = HttpUrl.get(base.endsWith("/") ? base : base + "/");
    this.clock = clock;
    this.client = new OkHttpClient.Builder()
        .retryOnConnectionFailure(false)
        .followRedirects(false)
        .followSslRedirects(false)
        .connectTimeout(Duration.ofSeconds(10))
        .readTimeout(Duration.ofSeconds(30))
        .writeTimeout(Duration.ofSeconds(30))
        .callTimeout(Duration.ofSeconds(60))
        .build();
  }

  OkHttpClient client() {
    return client;
  }

  String address() {
    String text = base.toString();
    return text.substring(0, text.length() - 1);
  }

  Instant now() {
    return clock.instant();
  }

  /// Reads one document.
  JsonNode get(String path, Secret token) throws IOException {
    return json(exchange(request(path, token).get().build(), "application/vnd.github+json"));
  }

  /// Reads raw bytes; empty where there is nothing.
  Optional<byte[]> raw(String path, Secret token) throws IOException {
    Request request = request(path, token).get().header("Accept", "application/vnd.github.raw+json").build();
    try (Response response = client.newCall(request).execute()) {
      if (response.code() == 404) {
        return Optional.empty();
      }
      byte[] bytes = response.body().bytes();
      if (!response.isSuccessful()) {
        throw failure(request, response, new String(bytes, StandardCharsets.UTF_8));
      }
      return Optional.of(String.valueOf(response.header("Content-Type")).contains("json") ? unwrapped(bytes) : bytes);
    }
  }

  /// Reads an answer while it comes.
  @FunctionalInterface
  interface Reading<T> {
    T read(InputStream stream) throws IOException;
  }

  /// Reads a long answer as a stream. One redirect is followed, to GitHub's own download host only, and without the token.
  <T> T stream(String path, Secret token, Reading<T> reading) throws IOException {
    OkHttpClient patient = client.newBuilder().callTimeout(STREAM_TIME_MAX).build();
    Request request = request(path, token).get().header("User-Agent", "loopwarden").build();
    try (Response response = patient.newCall(request).execute()) {
      if (response.isSuccessful()) {
        return reading.read(response.body().byteStream());
      }
      HttpUrl target = response.code() == 302 ? response.request().url().resolve(String.valueOf(response.header("Location"))) : null;
      if (target == null) {
        throw failure(request, response, response.body().string());
      }
      if (!isDownloadHost(target)) {
        throw new IOException(path + ": redirected to " + target.host() + ", which is not GitHub's");
      }
      Request download = new Request.Builder().url(target).header("User-Agent", "loopwarden").build();
      try (Response stream = patient.newCall(download).execute()) {
        if (!stream.isSuccessful()) {
          throw failure(download, stream, "");
        }
        return reading.read(stream.body().byteStream());
      }
    }
  }

  /// `codeload.github.com` for `api.github.com`; on an Enterprise Server its own host, or `codeload.` before it.
  private boolean isDownloadHost(HttpUrl target) {
    boolean same = target.host().equals(base.host()) && target.port() == base.port();
    boolean codeload = target.host().equals("codeload." + base.host().replaceFirst("^api\\.", "")) && target.isHttps();
    return (same && target.scheme().equals(base.scheme())) || codeload;
  }

  /// A person's login: client id and secret go in the body, no token is sent.
  JsonNode login(String address, JsonNode body) throws IOException {
    Request request = new Request.Builder().url(address).header("Accept", "application/json")
        .post(RequestBody.create(JSON.writeValueAsBytes(body), TYPE)).build();
    return json(exchange(request, "application/json"));
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
      elements.forEach(all::add);
      if (elements.size() < PAGE) {
        return all;
      }
    }
    throw new IOException(path + ": more than " + PAGES_MAX + " pages");
  }

  /// Writes once. Whatever leaves it open whether GitHub did it is an `OutcomeUnknown`.
  JsonNode write(String method, String path, JsonNode body, Secret token) throws IOException {
    Request request = request(path, token).method(method, RequestBody.create(JSON.writeValueAsBytes(body), TYPE)).build();
    try {
      return json(exchange(request, "application/vnd.github+json"));
    } catch (Limited | Rejected | OutcomeUnknown told) {
      throw told;
    } catch (IOException lost) {
      throw new OutcomeUnknown(method + " " + path + ": " + lost.getMessage(), lost);
    }
  }

  /// Asks the GraphQL endpoint.
  JsonNode query(String query, Secret token) throws IOException {
    JsonNode body = JSON.createObjectNode().put("query", query);
    Request request = new Request.Builder().url(graphql())
        .header("Authorization", "Bearer " + token.reveal())
        .post(RequestBody.create(JSON.writeValueAsBytes(body), TYPE)).build();
    return json(exchange(request, "application/json"));
  }

  /// `https://api.github.com/graphql`; on GitHub Enterprise Server `/api/graphql` beside `/api/v3`.
  private HttpUrl graphql() {
    String text = address();
    return HttpUrl.get(text.endsWith("/api/v3") ? text.substring(0, text.length() - 3) + "graphql" : text + "/graphql");
  }

  private Request.Builder request(String path, Secret token) {
    return new Request.Builder().url(address() + path)
        .header("Authorization", "Bearer " + token.reveal())
        .header("X-GitHub-Api-Version", VERSION);
  }

  private String exchange(Request request, String accept) throws IOException {
    Request.Builder builder = request.newBuilder().header("User-Agent", "loopwarden");
    if (request.header("Accept") == null) {
      builder.header("Accept", accept);
    }
    try (Response response = client.newCall(builder.build()).execute()) {
      String body = response.body().string();
      if (response.isSuccessful()) {
        return body;
      }
      throw failure(request, response, body);
    }
  }

  private IOException failure(Request request, Response response, String body) {
    Optional<Instant> until = RateLimit.until(response, body, now());
    String told = request.method() + " " + request.url().encodedPath() + ": " + response.code() + " " + message(body);
    if (until.isPresent()) {
      return new Limited(told, until.get());
    }
    if (response.code() >= 500) {
      return request.method().equals("GET") ? new IOException(told) : new OutcomeUnknown(told);
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
