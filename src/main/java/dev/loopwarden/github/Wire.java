package dev.loopwarden.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.loopwarden.metrics.Meters;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/// Sends requests, each once and in time, and not too many at once; counts them, and tells what an answer is that is no success.
final class Wire {

  /// Requests at once in one process: GitHub takes 100 of an App, whose processes are several.
  static final int AT_ONCE_MAX = 40;

  private static final long ANSWER_MAX = 64L << 20;

  private final GithubAddress address;
  private final OkHttpClient client;
  private final OkHttpClient patient;
  private final Drift drift;
  private final Meters meters;
  private final Semaphore lanes = new Semaphore(AT_ONCE_MAX, true);

  Wire(GithubAddress address, Drift drift, Meters meters) {
    this.address = address;
    this.drift = drift;
    this.client = address.client().newBuilder().addNetworkInterceptor(this::inTime).build();
    this.patient = client.newBuilder().callTimeout(address.patience().archive()).build();
    this.meters = meters;
  }

  /// By when a request must leave, in GitHub's time.
  record Last(Instant moment) {}

  /// The last look before a request goes over its connection: what waited for that until then is not sent.
  private Response inTime(Interceptor.Chain chain) throws IOException {
    Last last = chain.request().tag(Last.class);
    if (last != null && drift.githubs().isAfter(last.moment())) {
      throw new TooLate(chain.request().method() + " " + chain.request().url().encodedPath() + ": not sent, since something held it up too long");
    }
    return chain.proceed(chain.request());
  }

  /// Sends a request whose answer is long.
  Response sendPatiently(Request request) throws IOException {
    return measured(patient, request);
  }

  Response send(Request request) throws IOException {
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
      Response response = inLane(client.newCall(request));
      status = String.valueOf(response.code());
      RateLimit.left(response).ifPresent(left -> meters.left(
          left.resource(), String.valueOf(request.header("Authorization")).hashCode(), left.requests(), left.reset().minus(drift.now())));
      return response;
    } finally {
      meters.asked(request.method(), route, status, Duration.ofNanos(System.nanoTime() - begun));
    }
  }

  /// Waits until there are not too many on their way. A lane is free again when the answer begins.
  private Response inLane(Call call) throws IOException {
    boolean free;
    try {
      free = lanes.tryAcquire(address.patience().call().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
    if (!free) {
      throw new IOException("not sent: " + AT_ONCE_MAX + " other requests have no answer yet");
    }
    try {
      return executed(call);
    } finally {
      lanes.release();
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

  static String text(Response response) throws IOException {
    return new String(bytes(response), StandardCharsets.UTF_8);
  }

  static byte[] bytes(Response response) throws IOException {
    byte[] bytes = response.body().byteStream().readNBytes((int) ANSWER_MAX);
    if (bytes.length == ANSWER_MAX) {
      throw new IOException("the answer is over " + ANSWER_MAX + " bytes");
    }
    return bytes;
  }

  /// What an answer is that is no success: a limit, a refusal, or something that says nothing of what was done.
  IOException failure(Request request, Response response, String body) {
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
      String message = Api.JSON.readTree(body).path("message").asText("");
      return message.length() > 300 ? message.substring(0, 300) : message;
    } catch (JsonProcessingException noJson) {
      return "";
    }
  }
}
