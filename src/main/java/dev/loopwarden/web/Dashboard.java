package dev.loopwarden.web;

import dev.loopwarden.history.PullRequestLine;
import dev.loopwarden.pull.RepositoryRef;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rules.Catalogue;
import dev.loopwarden.store.Deliveries;
import dev.loopwarden.store.Export;
import dev.loopwarden.store.Runs;
import dev.loopwarden.web.pages.Address;
import dev.loopwarden.web.pages.AdminPage;
import dev.loopwarden.web.pages.Frame;
import dev.loopwarden.web.pages.OverviewPage;
import dev.loopwarden.web.pages.Page;
import dev.loopwarden.web.pages.Pages;
import dev.loopwarden.web.pages.PullRequestPage;
import dev.loopwarden.web.pages.RepositoryPage;
import dev.loopwarden.web.pages.RulesPages;
import dev.loopwarden.web.pages.RunPage;
import dev.loopwarden.web.pages.Sheets;
import dev.loopwarden.web.pages.Stored;
import dev.loopwarden.web.pages.Table;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The pages: each reader sees the repositories that they can read on GitHub, and of all others not even that they exist.
final class Dashboard {

  private static final Logger LOG = LoggerFactory.getLogger(Dashboard.class);

  private final Access access;
  private final Stored stored;
  private final Export export;
  private final Places places;
  private final Runnable wake;
  private final Clock clock;
  private final String version;

  /// @param wake called when a job was queued again
  Dashboard(Access access, Stored stored, Export export, Places places, Runnable wake, Clock clock, String version) {
    this.access = access;
    this.stored = stored;
    this.export = export;
    this.places = places;
    this.wake = wake;
    this.clock = clock;
    this.version = version;
  }

  /// Where people find things.
  ///
  /// @param github address of GitHub's pages; empty where it is not known
  /// @param own address of these pages; empty where the operator did not say
  record Places(Optional<String> github, Optional<String> own) {}

  void serve(JavalinConfig config) {
    var routes = config.routes;
    routes.get("/", ctx -> show(ctx, "overview", (reader, address) ->
        Optional.of(OverviewPage.of(address, stored, reader.visible(), clock.instant()))));
    routes.get("/repositories/{id}", ctx -> show(ctx, "overview", (reader, address) -> repository(ctx, reader)
        .map(each -> RepositoryPage.of(address, stored, each, places.github(), badge(each), clock.instant()))));
    routes.get("/repositories/{id}/export.json", this::export);
    routes.get("/repositories/{id}/pulls/{number}", ctx -> show(ctx, "overview", (reader, _) -> repository(ctx, reader)
        .flatMap(each -> pull(ctx, each).map(line -> PullRequestPage.of(stored, each, line, places.github())))));
    routes.get("/runs/{id}", ctx -> show(ctx, "overview", (reader, _) -> run(ctx, reader)));
    routes.get("/rules", ctx -> show(ctx, "rules", (reader, _) -> Optional.of(RulesPages.all(stored, reader.visible()))));
    routes.get("/rules/{id}", ctx -> show(ctx, "rules", (reader, address) ->
        Catalogue.card(ctx.pathParam("id")).map((RuleCard card) -> RulesPages.one(stored, reader.visible(), card, address))));
    routes.get("/admin", ctx -> show(ctx, "admin", (reader, address) ->
        reader.admin() ? Optional.of(AdminPage.of(address, stored, reader.acts(), clock.instant())) : Optional.empty()));
    routes.post("/admin/retry", ctx -> act(ctx, reader ->
        stored.deadJobs().revive(field(ctx, "job"), reader.login(), clock.instant()) ? "queued" : "already"));
    routes.post("/admin/retry-reason", ctx -> act(ctx, reader ->
        stored.deadJobs().reviveAll(field(ctx, "reason"), reader.login(), clock.instant()) > 0 ? "queued" : "already"));
    routes.post("/admin/discard", ctx -> act(ctx, reader ->
        stored.deadJobs().discard(field(ctx, "job"), reader.login(), clock.instant()) ? "discarded" : "already"));
    routes.post("/admin/replay", ctx -> act(ctx, reader -> switch (stored.deliveries().replay(field(ctx, "delivery"), reader.login(), clock.instant())) {
      case Deliveries.Replayed.QUEUED -> "queued";
      case Deliveries.Replayed.WAITING_ALREADY -> "already";
      case Deliveries.Replayed.NOTHING_THERE -> "nothing";
    }));
  }

  @FunctionalInterface
  private interface Maker {
    /// The page; empty where there is none for this reader.
    Optional<Page> page(Reader reader, Address address);
  }

  private void show(Context ctx, String section, Maker maker) throws IOException {
    Optional<Reader> reader = reader(ctx);
    if (reader.isEmpty()) {
      return;
    }
    Address address = address(ctx);
    Optional<Page> page = maker.page(reader.get(), address);
    if (page.isEmpty()) {
      notFound(ctx);
    } else if (address.isExport()) {
      sheet(ctx, page.get(), address);
    } else {
      Answers.html(ctx, Pages.html(page.get(), new Frame(
          reader.get().login(), reader.get().admin(), reader.get().formToken(), address.toString(), section, version)));
    }
  }

  private static void sheet(Context ctx, Page page, Address address) {
    Optional<Table> table = page.table(address.get("table"));
    if (table.isEmpty()) {
      Answers.guard(ctx.status(404)).result("no such table; this page has " + String.join(", ", page.tables().map(Table::id).toList()) + "\n");
    } else if (address.get("format").equals("csv")) {
      Answers.guard(ctx).contentType("text/csv; charset=utf-8")
          .header("Content-Disposition", "attachment; filename=\"" + table.get().id() + ".csv\"").result(Sheets.csv(table.get()));
    } else if (address.get("format").equals("json")) {
      Answers.guard(ctx).contentType("application/json; charset=utf-8").result(Sheets.json(table.get()));
    } else {
      Answers.guard(ctx.status(400)).result("format is csv or json\n");
    }
  }

  /// The reader; who is nobody yet was sent to the login.
  private Optional<Reader> reader(Context ctx) throws IOException {
    try {
      Optional<Reader> reader = access.reader(ctx);
      if (reader.isEmpty()) {
        String query = ctx.queryString() == null ? "" : "?" + ctx.queryString();
        ctx.header("Cache-Control", "no-store").redirect("/login?to=" + Answers.encoded(Login.local(ctx.path() + query)), HttpStatus.SEE_OTHER);
      }
      return reader;
    } catch (IOException away) {
      LOG.warn("who reads could not be found out: {}", away.toString());
      Answers.html(ctx.status(503), Pages.plain(
          "GitHub does not answer", "Which repositories you can read is asked of GitHub, and it does not answer now.", "", "", version));
      return Optional.empty();
    }
  }

  private void notFound(Context ctx) {
    Answers.html(ctx.status(404), Pages.plain("Not here", "There is no such page, or it is not for you.", "/", "To the repositories", version));
  }

  private Optional<RepositoryRef> repository(Context ctx, Reader reader) {
    return number(ctx.pathParam("id")).filter(reader.visible()::has).flatMap(stored.repositories()::find);
  }

  private Optional<PullRequestLine> pull(Context ctx, RepositoryRef repository) {
    return number(ctx.pathParam("number")).filter(each -> each <= Integer.MAX_VALUE)
        .flatMap(each -> stored.pullRequests().find(repository.id(), (int) (long) each));
  }

  private Optional<Page> run(Context ctx, Reader reader) {
    Optional<Runs.Listed> run = stored.runs().find(ctx.pathParam("id")).filter(each -> reader.visible().has(each.repository()));
    return run.flatMap(each -> stored.repositories().find(each.repository()).map(where -> RunPage.of(stored, where, each, places.github())));
  }

  private static Optional<Long> number(String text) {
    return text.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }

  private String badge(RepositoryRef repository) {
    return places.own().orElse("") + "/badges/" + stored.badges().token(repository.id()) + ".svg";
  }

  private void export(Context ctx) throws IOException {
    Optional<Reader> reader = reader(ctx);
    if (reader.isEmpty()) {
      return;
    }
    Optional<RepositoryRef> repository = repository(ctx, reader.get());
    if (repository.isEmpty()) {
      notFound(ctx);
      return;
    }
    Answers.guard(ctx).contentType("application/json; charset=utf-8")
        .header("Content-Disposition", "attachment; filename=\"loopwarden-" + repository.get().id() + ".json\"");
    export.write(repository.get().id(), ctx.outputStream());
  }

  @FunctionalInterface
  private interface Act {
    /// Does it, and says what came of it: a word that the admin page knows.
    String by(Reader reader);
  }

  /// Only an admin's own form may do something: the token in it is the session's.
  private void act(Context ctx, Act act) throws IOException {
    Optional<Reader> reader = access.reader(ctx).filter(Reader::acts);
    boolean own = reader.isPresent() && Login.same(field(ctx, "form_token"), reader.get().formToken());
    if (!own) {
      Answers.guard(ctx.status(403)).result("this needs the form of an admin's own page\n");
      return;
    }
    String note = act.by(reader.get());
    if (note.equals("queued")) {
      wake.run();
    }
    ctx.redirect("/admin?note=" + note, HttpStatus.SEE_OTHER);
  }

  private static String field(Context ctx, String name) {
    String value = ctx.formParam(name);
    return value == null ? "" : value;
  }

  private static Address address(Context ctx) {
    Map<String, String> values = new LinkedHashMap<>();
    ctx.queryParamMap().forEach((name, all) -> {
      if (!all.isEmpty() && name.length() <= 40 && all.getFirst().length() <= 500) {
        values.put(name, all.getFirst());
      }
    });
    return new Address(ctx.path(), values);
  }
}
