package dev.loopwarden.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What every request passes: one at a time, who asks and with what right, and what goes wrong on purpose before or after it.
final class Door {

  private final World world;
  private final Account account;
  private final Faults faults;
  private final Clock clock;
  private final RoutesConfig routes;
  private final List<String> served = new ArrayList<>();

  Door(World world, Account account, Faults faults, Clock clock, RoutesConfig routes) {
    this.world = world;
    this.account = account;
    this.faults = faults;
    this.clock = clock;
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
      Optional<Faults.Planned> fault;
      synchronized (world) {
        world.asked(ctx.method() + " " + ctx.path());
        fault = faults.next(ctx.method().toString(), ctx.path());
        if (fault.isEmpty() || fault.get().fault().isAfter()) {
          endpoint.answer(ctx, body(ctx));
        }
      }
      faults.travel();
      if (fault.isPresent()) {
        faults.strike(fault.get(), ctx);
      }
    };
  }

  private static JsonNode body(Context ctx) throws IOException {
    boolean json = !ctx.body().isEmpty() && !String.valueOf(ctx.contentType()).startsWith("application/x-www-form-urlencoded");
    return json ? Hosted.JSON.readTree(ctx.body()) : Hosted.JSON.createObjectNode();
  }
}
