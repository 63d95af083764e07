package dev.loopwarden.github;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHException;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.GitHubAbuseLimitHandler;
import org.kohsuke.github.GitHubBuilder;
import org.kohsuke.github.GitHubRateLimitHandler;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/// hub4j over the thin client's connections: what is asked of the App and its installations. A read that was cut off it repeats of
/// itself; a write leaves once, since whatever cuts it off comes as an `OutcomeUnknown`, which hub4j does not take for a lost connection.
/// It never waits for a limit.
final class Hub {

  /// It tells of its repetitions past our log, each in two lines that nobody reads; what comes of them is told by us.
  private static final Logger ITS_LOG = Logger.getLogger("org.kohsuke.github");

  static {
    ITS_LOG.setLevel(Level.OFF);
  }

  private Hub() {}

  /// hub4j with a token of its own for each request.
  static GitHub open(Api api, Supplier<Secret> token) throws IOException {
    return new GitHubBuilder()
        .withEndpoint(api.address())
        .withAuthorizationProvider(() -> "Bearer " + token.get().reveal())
        .withConnector((GitHubConnector) request -> send(api, request))
        // The connector tells a limit before hub4j sees it; what hub4j would do of itself is sleep.
        .withRateLimitHandler(GitHubRateLimitHandler.FAIL)
        .withAbuseLimitHandler(GitHubAbuseLimitHandler.FAIL)
        .build();
  }

  /// What is asked through hub4j.
  @FunctionalInterface
  interface Asking<T> {
    T ask() throws IOException;
  }

  /// Asks, and gives what went wrong as the thin client gives it: hub4j wraps what its connector throws.
  static <T> T told(Asking<T> asking) throws IOException {
    try {
      return asking.ask();
    } catch (IOException | GHException failed) {
      for (Throwable each = failed; each != null; each = each.getCause()) {
        if (each instanceof Limited || each instanceof Rejected || each instanceof OutcomeUnknown) {
          throw (IOException) each;
        }
      }
      throw new IOException(Redaction.of(reason(failed)), failed);
    }
  }

  /// What went wrong at the bottom: hub4j says of a connection that was not made no more than "response code -1".
  private static String reason(Throwable failed) {
    String reason = String.valueOf(failed.getMessage());
    for (Throwable each = failed.getCause(); each != null; each = each.getCause()) {
      if (each instanceof IOException && each.getMessage() != null) {
        reason = each.getMessage();
      }
    }
    return reason;
  }

  private static GitHubConnectorResponse send(Api api, GitHubConnectorRequest asked) throws IOException {
    var builder = new Request.Builder().url(asked.url()).method(asked.method(), body(asked));
    asked.allHeaders().forEach((name, values) -> values.forEach(value -> builder.addHeader(name, value)));
    Request request = builder.build();
    try {
      return new Whole(asked, api.exchange(request));
    } catch (Limited | Rejected | OutcomeUnknown told) {
      throw told;
    } catch (IOException lost) {
      if (request.method().equals("GET")) {
        throw lost;
      }
      throw new OutcomeUnknown(request.method() + " " + request.url().encodedPath() + ": " + lost.getMessage(), lost);
    }
  }

  private static @Nullable RequestBody body(GitHubConnectorRequest asked) throws IOException {
    if (!asked.hasBody()) {
      return asked.method().equals("GET") ? null : new Once(new byte[0], null);
    }
    String type = asked.contentType();
    return new Once(asked.body().readAllBytes(), type == null ? null : MediaType.parse(type));
  }

  /// An answer that was read to its end.
  private static final class Whole extends GitHubConnectorResponse.ByteArrayResponse {

    private final byte[] body;

    Whole(GitHubConnectorRequest request, Api.Answer answer) {
      super(request, answer.status(), Map.<String, List<String>>copyOf(answer.headers()));
      this.body = answer.body();
    }

    @Override
    protected InputStream rawBodyStream() {
      return new ByteArrayInputStream(body);
    }
  }
}
