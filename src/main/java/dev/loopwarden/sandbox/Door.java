package dev.loopwarden.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What every request passes: one at a time, who asks and with what right, and what goes wrong on purpose before or after it.
final class Door {

  /// Attribute of a request: with what right it came.
  static final String TOKEN = "token";

  private static final Duration UNSEEN = Duration.ofSeconds(30);

  private final World world;
  private final Account account;
  private final Faults faults;
  private final Clock clock;
  private final Crowd crowd;
  private final RoutesConfig routes;
  private final List<String> served = new ArrayList<>();

  Door(World world, Account account, Faults faults, Clock clock, Crowd crowd, RoutesConfig routes) {
    this.world = world;
    this.account = account;
    this.faults = faults;
    this.clock = clock;
    this.crowd = crowd;
    this.routes = routes;
  }

  /// Answers a request whose body, if it has one, is JSON.
  @FunctionalInterface
  interface Endpoint {
    void answer(Context ctx, JsonNode body) throws IOException;
  }

  /// GitHub says no.
  static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;

    Refusal(int status, String message) {
      super(message);
      this.status = status;
    }

    int status() {
      return status;
    }
  }

  static Refusal notFound() {
    return new Refusal(404, "Not Found");
  }

  /// Every endpoint: `GET /repos/{owner}/{repo}`.
  List<String> served() {
    return List.copyOf(served);
  }

  /// For everybody.
  void open(HandlerType method, String path, Endpoint endpoint) {
    add(method, path, guarded(endpoint));
  }

  /// For the App itself, by its key.
  void app(HandlerType method, String path, Endpoint endpoint) {
    add(method, path, guarded((ctx, body) -> {
      if (!account.isApp(ctx.header("Authorization"))) {
        throw new Refusal(401, "A JSON web token could not be decoded");
      }
      endpoint.answer(ctx, body);
    }));
  }

  /// For an installation's token that has a permission.
  ///
  /// @param right `checks:write`
  void installed(HandlerType method, String path, String right, Endpoint endpoint) {
    String permission = right.substring(0, right.indexOf(':'));
    String level = right.substring(right.indexOf(':') + 1);
    add(method, path, guarded((ctx, body) -> {
      Account.Token token = account.token(ctx.header("Authorization")).orElseThrow(() -> new Refusal(401, "Bad credentials"));
      String granted = token.permissions().getOrDefault(permission, "");
      if (!granted.equals("write") && !granted.equals(level)) {
        throw new Refusal(403, "Resource not accessible by integration");
      }
      if (ctx.pathParamMap().containsKey("owner") && !token.lets(world.hosted(ctx))) {
        throw notFound();
      }
      ctx.attribute(TOKEN, token);
      endpoint.answer(ctx, body);
    }));
  }

  private void add(HandlerType method, String path, Handler handler) {
    served.add(method + " " + path.replace("<path>", "{path}"));
    routes.addHttpHandler(method, path, handler);
  }

  private Handler guarded(Endpoint endpoint) {
    return ctx -> {
      ctx.header("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC)));
      try (Crowd.Guest guest = crowd.enter()) {
        if (guest.isTooMany()) {
          throw new Refusal(403, "You have exceeded a secondary rate limit");
        }
        pass(endpoint, ctx);
      }
    };
  }

  private void pass(Endpoint endpoint, Context ctx) throws IOException {
    Optional<Faults.Planned> fault;
    synchronized (world) {
      world.asked(ctx.method() + " " + ctx.path());
      fault = faults.next(ctx.method().toString(), ctx.path());
      if (fault.isEmpty() || fault.get().fault().isAfter()) {
        carryOut(endpoint, ctx, fault.map(Faults.Planned::fault));
      }
    }
    faults.travel();
    if (fault.isPresent()) {
      faults.strike(fault.get(), ctx);
      if (fault.get().fault() == Faults.Fault.HELD_UP) {
        synchronized (world) {
          carryOut(endpoint, ctx, Optional.empty());
        }
      }
    }
  }

  private void carryOut(Endpoint endpoint, Context ctx, Optional<Faults.Fault> fault) throws IOException {
    long before = world.lastId();
    Answers.seen(ctx, world::isSeen);
    endpoint.answer(ctx, body(ctx));
    boolean partly = fault.equals(Optional.of(Faults.Fault.PARTLY_UNSEEN));
    if (partly || fault.equals(Optional.of(Faults.Fault.UNSEEN))) {
      world.hide(partly ? before + 2 : before, clock.instant().plus(UNSEEN));
    }
  }

  private static JsonNode body(Context ctx) throws IOException {
    boolean json = !ctx.body().isEmpty() && !String.valueOf(ctx.contentType()).startsWith("application/x-www-form-urlencoded");
    return json ? Hosted.JSON.readTree(ctx.body()) : Hosted.JSON.createObjectNode();
  }
}
