package dev.loopwarden.sandbox;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/// What goes wrong at the stand-in on purpose: each planned fault strikes once, at the first request that it names.
public final class Faults {

  private final List<Planned> planned = new ArrayList<>();

  private record Planned(String method, String pathEnd, Fault fault) {}

  /// A way to go wrong.
  public enum Fault {
    /// The request is carried out, and its answer is lost.
    RESET_AFTER,
    /// The request is lost.
    RESET_BEFORE,
    SERVER_ERROR,
    SECONDARY_LIMIT;

    void strike(Context ctx) {
      switch (this) {
        case RESET_AFTER, RESET_BEFORE ->
            ServletContextRequest.getServletContextRequest(ctx.req()).getConnectionMetaData().getConnection().getEndPoint().close();
        case SERVER_ERROR -> ctx.status(502).result("bad gateway");
        case SECONDARY_LIMIT -> ctx.status(403).header("Retry-After", "2")
            .result("{\"message\":\"You have exceeded a secondary rate limit\"}");
      }
    }
  }

  /// The next request of this method whose path ends so goes wrong.
  public synchronized void plan(String method, String pathEnd, Fault fault) {
    planned.add(new Planned(method, pathEnd, fault));
  }

  synchronized Optional<Fault> next(String request) {
    Optional<Planned> found = planned.stream()
        .filter(each -> request.startsWith(each.method() + " ") && request.endsWith(each.pathEnd())).findFirst();
    found.ifPresent(planned::remove);
    return found.map(Planned::fault);
  }
}
