package dev.loopwarden.web;

import dev.loopwarden.github.AppCreation;
import dev.loopwarden.github.AppManifest;
import dev.loopwarden.github.Rejected;
import dev.loopwarden.metrics.Meters;
import dev.loopwarden.web.pages.Pages;
import dev.loopwarden.web.pages.SetUpForm;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The two ports of a service that has no App yet. The management port has the page that makes one; it lets in whoever has the token of
/// the log. The public port has the page to which GitHub sends the browser back, and asks webhooks to come later.
public final class SetUpServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SetUpServer.class);
  private static final SecureRandom RANDOM = new SecureRandom();

  /// GitHub's code is good for an hour, so the way there need not be longer.
  private static final Duration ATTEMPT = Duration.ofHours(1);

  private static final String CREATED = "/setup/created";
  private static final String AGAIN = "Delete the App on GitHub if it is there, and open the address of the log again.";

  private final Terms terms;
  private final Clock clock;
  private final Assets assets = new Assets();
  private final String token = random();
  private final AtomicReference<@Nullable Attempt> attempt = new AtomicReference<>();
  private final AtomicBoolean done = new AtomicBoolean();
  private final Javalin open;
  private final Javalin management;

  /// What the page works with.
  ///
  /// @param publicUrl of the service, without a slash at its end
  /// @param keep takes the credentials; without it they are shown once
  public record Terms(WebServer.Listening listening, AppCreation creation, Optional<String> publicUrl, Optional<Consumer<AppCreation.Created>> keep) {}

  /// A browser on its way to GitHub and back.
  private record Attempt(String state, Instant until) {}

  private SetUpServer(Terms terms, Clock clock) {
    this.terms = terms;
    this.clock = clock;
    String host = terms.listening().host();
    var meters = new Meters(clock);
    this.open = Javalin.create(config -> {
      WebServer.common(config, host);
      config.routes.post("/webhook", ctx -> ctx.status(503).header("Retry-After", "60").result("waiting for set-up\n"));
      config.routes.get(CREATED, this::created);
      assets.serve(config);
    });
    this.management = Javalin.create(config -> {
      WebServer.common(config, host);
      config.routes.get("/livez", ctx -> ctx.result("ok\n"));
      config.routes.get("/readyz", ctx -> ctx.result("waiting for set-up\n"));
      config.routes.get("/metrics", ctx -> WebServer.metrics(ctx, meters.scrape(Meters.Standing.UNKNOWN)));
      config.routes.get("/setup", this::form);
      config.routes.get(CREATED, this::created);
      assets.serve(config);
    });
  }

  public static SetUpServer start(Terms terms, Clock clock) {
    var page = new SetUpServer(terms, clock);
    page.open.start(terms.listening().host(), terms.listening().port());
    page.management.start(terms.listening().host(), terms.listening().managementPort());
    return page;
  }

  /// Of webhooks, and of the way back from GitHub.
  public int port() {
    return open.port();
  }

  /// Of the page.
  public int managementPort() {
    return management.port();
  }

  /// Path and token of the page.
  public String path() {
    return "/setup?token=" + token;
  }

  private void form(Context ctx) {
    String organization = Optional.ofNullable(ctx.queryParam("organization")).orElse("").strip();
    String host = String.valueOf(ctx.host());
    if (!Login.same(String.valueOf(ctx.queryParam("token")), token)) {
      say(ctx, 403, "Not let in", "The address with the token of this set-up stands in the service's log.");
    } else if (done.get()) {
      say(ctx, 410, "Done already", "The App was made. Start the service again for another set-up.");
    } else if (terms.publicUrl().isEmpty()) {
      say(ctx, 409, "The service's address is missing",
          "GitHub must know where to send webhooks: set `public-url` (`LOOPWARDEN_PUBLIC_URL`) and start the service again.");
    } else if (!organization.matches("[A-Za-z0-9-]{0,39}") || !host.matches("[A-Za-z0-9.:\\[\\]-]{1,255}")) {
      say(ctx, 400, "No organisation's name", "A name on GitHub has letters, digits and hyphens only.");
    } else {
      var next = new Attempt(random(), clock.instant().plus(ATTEMPT));
      attempt.set(next);
      String back = isThisMachine(host) ? ctx.scheme() + "://" + host : terms.publicUrl().get();
      String manifest = AppManifest.read().filled(terms.publicUrl().get(), back + CREATED);
      Answers.html(ctx, Pages.setUp(new SetUpForm(
          terms.creation().address(organization, next.state()), manifest, terms.publicUrl().get() + "/webhook", organization, token,
          terms.keep().isPresent() ? "Its credentials are then stored, sealed under secret-key, and the service starts with them."
              : "Its credentials are then shown once and stored nowhere, because no secret-key is set."), assets.version()), terms.creation().origin());
    }
  }

  /// Whether the browser came to this machine by a name that only this machine has: a tunnel's end. Any other name is the browser's word
  /// alone, and nobody is sent there.
  private static boolean isThisMachine(String host) {
    return host.matches("(?:localhost|127\\.[0-9.]+|\\[::1])(?::[0-9]+)?");
  }

  /// The browser is back from GitHub. The state lets it in, once.
  private void created(Context ctx) {
    String state = String.valueOf(ctx.queryParam("state"));
    String code = String.valueOf(ctx.queryParam("code"));
    Attempt begun = attempt.get();
    boolean mine = begun != null && Login.same(state, begun.state()) && begun.until().isAfter(clock.instant());
    if (!mine || !attempt.compareAndSet(begun, null)) {
      say(ctx, 403, "Not begun here", "This set-up was not begun here, was used already, or took over an hour. Open the address of the log again.");
      return;
    }
    AppCreation.Created app;
    try {
      app = terms.creation().convert(code);
    } catch (Rejected refused) {
      LOG.warn("set-up: {}", refused.getMessage());
      say(ctx, 502, "GitHub did not take the code", "It is good for an hour and once; GitHub said " + refused.status() + ". " + AGAIN);
      return;
    } catch (IOException away) {
      LOG.warn("set-up: {}", away.getMessage());
      say(ctx, 502, "GitHub gave no credentials", "It did not answer, or not in full; the log says more. " + AGAIN);
      return;
    }
    done.set(true);
    if (terms.keep().isEmpty()) {
      show(ctx, app, "there is no secret-key");
      return;
    }
    try {
      terms.keep().get().accept(app);
    } catch (RuntimeException notStored) {
      LOG.error("set-up: {}", notStored.toString());
      show(ctx, app, "the database did not take them");
      return;
    }
    Answers.html(ctx, Pages.plain(
        "The App is there", "Its credentials are stored, and the service starts with them. Now install it on your repositories.",
        app.page() + "/installations/new", "Install it", assets.version()));
  }

  /// GitHub gives them once, so they are never dropped.
  private void show(Context ctx, AppCreation.Created app, String why) {
    Answers.html(ctx, Pages.credentials(app.page(), why, CredentialsText.variables(app), CredentialsText.secret(app), assets.version()));
  }

  private void say(Context ctx, int status, String title, String text) {
    Answers.html(ctx.status(status), Pages.plain(title, text, "", "", assets.version()));
  }

  private static String random() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public void close() {
    open.stop();
    management.stop();
  }
}
