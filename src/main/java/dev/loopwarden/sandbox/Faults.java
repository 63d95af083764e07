package dev.loopwarden.sandbox;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/// What goes wrong at the stand-in on purpose: each planned fault strikes once, at the first request that it names.
public final class Faults {

  private final Clock clock;
  private final List<Planned> planned = new ArrayList<>();
  private volatile Duration slowness = Duration.ofSeconds(30);
  private volatile Duration distance = Duration.ZERO;

  Faults(Clock clock) {
    this.clock = clock;
  }

  /// One that has not struck yet.
  ///
  /// @param first done before the fault strikes, and after the request was carried out if it is
  record Planned(String method, Pattern path, Fault fault, Runnable first) {}

  /// A way to go wrong.
  public enum Fault {
    /// The request is carried out, and its answer is lost.
    RESET_AFTER,
    /// The request is lost.
    RESET_BEFORE,
    /// The request is carried out, and the answer says that it failed.
    ERROR_AFTER,
    /// The request is carried out, and the answer breaks off in the middle.
    TRUNCATED,
    /// The request is carried out, and nothing comes back for as long as `slowness` says.
    STALLED,
    /// The request is carried out, its answer is lost, and what it made stands in no list for half a minute.
    UNSEEN,
    /// The request is carried out and answered, but of what it made only the first stands in any list for half a minute.
    PARTLY_UNSEEN,
    /// The request is carried out, and the answer says to come again at once.
    COME_AGAIN,
    /// The request is on its way for long: whatever is done at that moment is done before it is carried out.
    HELD_UP,
    /// The request is carried out, and its answer comes byte by byte, for as long as `slowness` says.
    DRIPPING,
    /// A refusal that tells what was sent as the right to ask.
    ECHO,
    INTERNAL_ERROR,
    SERVER_ERROR,
    UNAVAILABLE,
    /// As with a token that ended.
    UNAUTHORIZED,
    NOT_FOUND,
    SECONDARY_LIMIT,
    SECONDARY_LIMIT_WITHOUT_HEADER,
    TOO_MANY,
    TOO_MANY_WITHOUT_HEADER,
    PRIMARY_LIMIT,
    /// A secondary limit that comes as a 422.
    ABUSE,
    /// A real 422: GitHub does not take what was sent.
    UNPROCESSABLE,
    EMPTY,
    GARBAGE,
    WRONG_TYPE,
    /// A redirect to a host that is not GitHub's.
    FOREIGN_REDIRECT;

    /// Whether the request is carried out all the same.
    boolean isAfter() {
      return this == RESET_AFTER || this == ERROR_AFTER || this == TRUNCATED || this == STALLED || this == DRIPPING || this == UNSEEN
          || this == PARTLY_UNSEEN || this == COME_AGAIN;
    }

    private void strike(Context ctx, Clock clock, Duration slowness) {
      switch (this) {
        case RESET_AFTER, RESET_BEFORE, UNSEEN ->
            ServletContextRequest.getServletContextRequest(ctx.req()).getConnectionMetaData().getConnection().getEndPoint().close();
        case ERROR_AFTER, INTERNAL_ERROR -> ctx.status(500).result("{\"message\":\"Server Error\"}");
        case COME_AGAIN -> ctx.status(503).header("Retry-After", "0").result("");
        case HELD_UP, PARTLY_UNSEEN -> {
          // whoever asks for faults carries it out
        }
        case SERVER_ERROR -> ctx.status(502).result("bad gateway");
        case UNAVAILABLE -> ctx.status(503).result("");
        case UNAUTHORIZED -> ctx.status(401).result("{\"message\":\"Bad credentials\"}");
        case NOT_FOUND -> ctx.status(404).result("{\"message\":\"Not Found\"}");
        case SECONDARY_LIMIT -> ctx.status(403).header("Retry-After", "7")
            .result("{\"message\":\"You have exceeded a secondary rate limit\"}");
        case SECONDARY_LIMIT_WITHOUT_HEADER -> ctx.status(403).result("{\"message\":\"You have exceeded a secondary rate limit\"}");
        case TOO_MANY -> ctx.status(429).header("Retry-After", "7").result("{\"message\":\"too many requests\"}");
        case TOO_MANY_WITHOUT_HEADER -> ctx.status(429).result("");
        case PRIMARY_LIMIT -> ctx.status(403).header("x-ratelimit-remaining", "0")
            .header("x-ratelimit-reset", String.valueOf(clock.instant().getEpochSecond() + 90)).result("{\"message\":\"API rate limit exceeded\"}");
        case ABUSE -> ctx.status(422).result("{\"message\":\"was submitted too quickly\"}");
        case UNPROCESSABLE -> ctx.status(422).result("{\"message\":\"Unprocessable Entity\"}");
        case EMPTY -> ctx.status(200).result("");
        case GARBAGE -> ctx.status(200).result("<html>\u0000\u0001 oops");
        case WRONG_TYPE -> ctx.status(200).contentType("application/json").result("[[\"unexpected\"]]");
        case FOREIGN_REDIRECT -> ctx.status(302).header("Location", "http://169.254.169.254/latest/meta-data").result("");
        case TRUNCATED -> {
          String whole = String.valueOf(ctx.result());
          ctx.result(whole.substring(0, whole.length() / 2));
        }
        case STALLED -> sleep(slowness);
        case DRIPPING -> drip(ctx, slowness);
        case ECHO -> ctx.status(500).result("{\"message\":\"cannot read " + ctx.header("Authorization") + "\"}");
      }
    }
  }

  /// How long every answer is on its way from now on.
  public void distance(Duration way) {
    distance = way;
  }

  void travel() {
    if (distance.isPositive()) {
      sleep(distance);
    }
  }

  /// How long the slow ones take, half a minute where nothing is said.
  public synchronized void slowness(Duration longest) {
    slowness = longest;
  }

  /// As a slow line does: the head of the answer, then a byte now and then.
  private static void drip(Context ctx, Duration slowness) {
    byte[] whole = String.valueOf(ctx.result()).getBytes(StandardCharsets.UTF_8);
    try {
      var response = ctx.res();
      response.setContentLength(whole.length);
      for (int i = 0; i < whole.length; i++) {
        response.getOutputStream().write(whole[i]);
        response.flushBuffer();
        sleep(slowness.dividedBy(whole.length));
      }
    } catch (IOException gone) {
      // whoever asked has given up
    }
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /// The next request of this method whose path ends so goes wrong.
  public void plan(String method, String pathEnd, Fault fault) {
    planMatching(method, Pattern.quote(pathEnd) + "$", fault, () -> {});
  }

  /// The next request of this method in whose path the expression is found goes wrong.
  ///
  /// @param first done at that moment, before the answer: whatever else happens then
  public synchronized void planMatching(String method, String path, Fault fault, Runnable first) {
    planned.add(new Planned(method, Pattern.compile(path), fault, first));
  }

  /// How many have not struck yet.
  public synchronized int left() {
    return planned.size();
  }

  /// Forgets those that have not struck.
  public synchronized void clear() {
    planned.clear();
  }

  synchronized Optional<Planned> next(String method, String path) {
    Optional<Planned> found = planned.stream()
        .filter(each -> method.equals(each.method()) && each.path().matcher(path).find()).findFirst();
    found.ifPresent(planned::remove);
    return found;
  }

  void strike(Planned planned, Context ctx) {
    planned.first().run();
    planned.fault().strike(ctx, clock, slowness);
  }
}
