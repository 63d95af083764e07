package dev.loopwarden.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopwarden.app.JumpingClock;
import dev.loopwarden.job.Job;
import dev.loopwarden.sandbox.Faults;
import dev.loopwarden.store.Audit;
import dev.loopwarden.store.Badges;
import dev.loopwarden.store.Jobs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who may see and do what, over HTTP, with the stand-in's login.
final class LoginTest {

  private static Served served;

  @BeforeAll
  static void start() {
    served = Served.withLogin();
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  /// Logs a person in, and gives the `Cookie` header of their session.
  private static String login(Served where, String person, Set<String> repositories) {
    where.sandbox.seat().sit(person, repositories);
    HttpResponse<String> begun = where.get("/login/github?to=/rules");
    HttpResponse<String> said = where.get(location(begun));
    HttpResponse<String> back = where.get(location(said), "Cookie", cookie(begun));
    assertThat(back.statusCode()).isEqualTo(302);
    assertThat(location(back)).isEqualTo("/rules");
    return cookie(back);
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElseThrow(() -> new AssertionError(answer.statusCode() + " " + answer.body()));
  }

  /// The cookies that were set and not deleted.
  private static String cookie(HttpResponse<String> answer) {
    List<String> set = answer.headers().allValues("Set-Cookie").stream().map(each -> each.split(";", -1)[0]).filter(each -> !each.endsWith("=")).toList();
    return String.join("; ", set);
  }

  private static String formToken(String cookie) {
    return formToken(served, cookie);
  }

  private static String formToken(Served where, String cookie) {
    Matcher found = Pattern.compile("name=\"form_token\" value=\"([^\"]+)\"").matcher(where.get("/", "Cookie", cookie).body());
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  @Test
  void whoIsNotLoggedInIsSentToTheLoginAndComesBackToWhereTheyWere() {
    HttpResponse<String> answer = served.get("/repositories/1?weeks=52&path=a%26b");
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(location(answer)).isEqualTo("/login?to=%2Frepositories%2F1%3Fweeks%3D52%26path%3Da%2526b");
    assertThat(served.get(location(answer)).body()).contains("/login/github?to=%2Frepositories%2F1%3Fweeks%3D52%26path%3Da%2526b");
    for (String path : List.of("/", "/runs/run-1", "/rules", "/admin", "/repositories/1/export.json", "/repositories/1/pulls/7", "/?table=repositories&format=csv")) {
      assertThat(served.get(path).statusCode()).as(path).isEqualTo(303);
    }
  }

  @Test
  void onlyOwnPathsAreComeBackTo() {
    for (String to : List.of("//evil.example", "/\\evil.example", "https://evil.example", "/login", "", "/a\nb")) {
      assertThat(Login.local(to)).as(to).isEqualTo("/");
    }
    assertThat(Login.local("/rules/LW100?x=1")).isEqualTo("/rules/LW100?x=1");
  }

  @Test
  void aRepositoryThatAPersonCannotReadIsNotThereForThem() {
    String cookie = login(served, "bob", Served.ONLY_ORDERS);
    assertThat(served.get("/", "Cookie", cookie).body()).contains("example/orders").doesNotContain("sealed-vault");
    assertThat(served.get("/repositories/1", "Cookie", cookie).statusCode()).isEqualTo(200);
    String none = served.get("/repositories/99", "Cookie", cookie).body();
    for (String path : List.of(
        "/repositories/2", "/repositories/2/pulls/8", "/runs/run-2", "/repositories/2/export.json", "/repositories/2?table=findings&format=json")) {
      HttpResponse<String> answer = served.get(path, "Cookie", cookie);
      assertThat(answer.statusCode()).as(path).isEqualTo(404);
      assertThat(answer.body()).as("nothing tells that it is there").isEqualTo(none);
    }
    assertThat(served.get("/rules/LW100", "Cookie", cookie).body()).contains("example/orders").doesNotContain("sealed-vault");
    assertThat(served.get("/rules?table=rules&format=csv", "Cookie", cookie).body()).contains("LW301,").contains(",1\r\n").doesNotContain(",2\r\n");
  }

  @Test
  void theCookieIsForThisServerAloneAndScriptsDoNotSeeIt() {
    served.sandbox.seat().sit("bob", Served.ONLY_ORDERS);
    assertThat(served.get("/login/github").headers().firstValue("Set-Cookie").orElseThrow())
        .contains("HttpOnly", "SameSite=Lax").doesNotContain("Secure");
    try (Served https = new Served(Optional.of("https://loopwarden.example.org"), false)) {
      HttpResponse<String> begun = https.get("/login/github");
      assertThat(begun.headers().firstValue("Set-Cookie").orElseThrow()).startsWith("__Host-").contains("HttpOnly", "SameSite=Lax", "Secure", "Path=/");
      assertThat(location(begun)).contains("redirect_uri=https%3A%2F%2Floopwarden.example.org%2Flogin%2Fcallback", "code_challenge_method=S256");
    }
  }

  @Test
  void aLoginThatWasBegunElsewhereIsRefused() {
    served.sandbox.seat().sit("bob", Served.ONLY_ORDERS);
    HttpResponse<String> mine = served.get("/login/github");
    HttpResponse<String> theirs = served.get("/login/github");
    String callback = location(served.get(location(theirs)));
    assertThat(served.get(callback, "Cookie", cookie(mine)).statusCode()).as("another state").isEqualTo(400);
    assertThat(served.get(callback).statusCode()).as("no cookie").isEqualTo(400);
    assertThat(served.get(callback, "Cookie", cookie(theirs).replaceFirst("=..", "=AA")).statusCode()).as("a changed cookie").isEqualTo(400);
    assertThat(served.get(callback, "Cookie", cookie(theirs)).statusCode()).isEqualTo(302);
    assertThat(served.get(callback, "Cookie", cookie(theirs)).statusCode()).as("a code is good once").isEqualTo(400);
    assertThat(served.get("/", "Cookie", "loopwarden=guessed").statusCode()).isEqualTo(303);
  }

  @Test
  void aTokenThatEndsSoonIsRenewedAndOneThatCannotBeLogsOut() {
    try (Served where = Served.withLogin()) {
      where.sandbox.seat().tokenLife(Duration.ofSeconds(30));
      String cookie = login(where, "bob", Served.ONLY_ORDERS);
      assertThat(where.get("/", "Cookie", cookie).statusCode()).isEqualTo(200);
      assertThat(where.sandbox.requests()).filteredOn(each -> each.contains("access_token") && each.contains("/login/")).hasSize(2);
      assertThat(where.get("/", "Cookie", cookie).statusCode()).as("what is visible is remembered for minutes").isEqualTo(200);
      assertThat(where.sandbox.requests()).filteredOn(each -> each.endsWith("/user/installations")).hasSize(1);
    }
  }

  @Test
  void whoTakesTheirPermissionBackIsLoggedOutWithinMinutes() throws Exception {
    var clock = new JumpingClock();
    try (Served where = Served.withLogin(clock)) {
      String cookie = login(where, "bob", Served.ONLY_ORDERS);
      assertThat(where.get("/", "Cookie", cookie).statusCode()).isEqualTo(200);
      where.sandbox.seat().revoke("bob");
      assertThat(where.get("/", "Cookie", cookie).statusCode()).as("what was visible is remembered for three minutes").isEqualTo(200);
      clock.jumpTo(clock.instant().plus(Duration.ofMinutes(3)));
      assertThat(where.get("/", "Cookie", cookie).statusCode()).isEqualTo(303);
      assertThat(sessions(where)).isZero();
    }
  }

  @Test
  void aTokenThatGithubDoesNotRenewLogsOut() throws Exception {
    var clock = new JumpingClock();
    try (Served where = Served.withLogin(clock)) {
      String cookie = login(where, "bob", Served.ONLY_ORDERS);
      assertThat(where.get("/", "Cookie", cookie).statusCode()).isEqualTo(200);
      where.sandbox.seat().revoke("bob");
      clock.jumpTo(clock.instant().plus(Duration.ofHours(9)));
      assertThat(where.get("/", "Cookie", cookie).statusCode()).isEqualTo(303);
      assertThat(where.sandbox.requests()).filteredOn(each -> each.endsWith("/login/oauth/access_token")).as("login, and one try to renew").hasSize(2);
      assertThat(sessions(where)).isZero();
    }
  }

  @Test
  void aGithubThatDoesNotAnswerLogsNobodyOut() {
    var clock = new JumpingClock();
    try (Served where = Served.withLogin(clock)) {
      String cookie = login(where, "bob", Served.ONLY_ORDERS);
      clock.jumpTo(clock.instant().plus(Duration.ofHours(9)));
      where.sandbox.faults().plan("POST", "/login/oauth/access_token", Faults.Fault.SERVER_ERROR);
      HttpResponse<String> away = where.get("/", "Cookie", cookie);
      assertThat(away.statusCode()).isEqualTo(503);
      assertThat(away.body()).contains("GitHub does not answer").doesNotContain("example/orders");
      assertThat(where.get("/", "Cookie", cookie).statusCode()).as("the refresh token is still good").isEqualTo(200);
    }
  }

  @Test
  void aSessionEndsAfterSevenDays() {
    var clock = new JumpingClock();
    try (Served where = Served.withLogin(clock)) {
      String cookie = login(where, "bob", Served.ONLY_ORDERS);
      clock.jumpTo(clock.instant().plus(Duration.ofDays(7)).minusSeconds(60));
      assertThat(where.get("/", "Cookie", cookie).statusCode()).isEqualTo(200);
      clock.jumpTo(clock.instant().plusSeconds(61));
      HttpResponse<String> answer = where.get("/", "Cookie", cookie);
      assertThat(answer.statusCode()).isEqualTo(303);
      assertThat(location(answer)).startsWith("/login");
    }
  }

  private static int sessions(Served where) throws SQLException {
    try (var connection = DriverManager.getConnection(where.databaseAddress); var statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from session")) {
      return rows.getInt(1);
    }
  }

  @Test
  void noTokenOfAPersonStandsInTheDatabase() throws Exception {
    login(served, "bob", Served.ONLY_ORDERS);
    Path file = Path.of(served.databaseAddress.replace("jdbc:sqlite:", ""));
    for (Path each : List.of(file, Path.of(file + "-wal"))) {
      if (Files.exists(each)) {
        assertThat(Files.readString(each, StandardCharsets.ISO_8859_1)).doesNotContain("ghu_", "ghr_");
      }
    }
  }

  @Test
  void logoutNeedsThePagesOwnFormAndEndsTheSession() {
    String cookie = login(served, "bob", Served.ONLY_ORDERS);
    served.post("/logout", "form_token=wrong", "Cookie", cookie);
    assertThat(served.get("/", "Cookie", cookie).statusCode()).isEqualTo(200);
    served.post("/logout", "form_token=" + formToken(cookie), "Cookie", cookie);
    assertThat(served.get("/", "Cookie", cookie).statusCode()).isEqualTo(303);
  }

  @Test
  void onlyAnAdminWithTheirOwnFormActsAndTenTimesIsOnce() {
    String bob = login(served, "bob", Served.ONLY_ORDERS);
    assertThat(served.get("/admin", "Cookie", bob).statusCode()).isEqualTo(404);
    assertThat(served.post("/admin/discard", "job=job-0&form_token=" + formToken(bob), "Cookie", bob).statusCode()).isEqualTo(403);
    assertThat(served.post("/admin/discard", "job=job-0").statusCode()).isEqualTo(403);

    String ann = login(served, "ann", Served.ONLY_ORDERS);
    assertThat(served.get("/admin", "Cookie", ann).body()).contains("Retry all");
    assertThat(served.post("/admin/discard", "job=job-0", "Cookie", ann).statusCode()).as("no token").isEqualTo(403);
    assertThat(served.post("/admin/discard", "job=job-0&form_token=" + formToken(bob), "Cookie", ann).statusCode()).as("another's token").isEqualTo(403);
    assertThat(new Jobs(served.database).find("job-0").orElseThrow().state()).isEqualTo(Job.State.DEAD);
    String form = "job=job-0&form_token=" + formToken(ann);
    assertThat(location(served.post("/admin/discard", form, "Cookie", ann))).isEqualTo("/admin?note=discarded");
    for (int i = 0; i < 9; i++) {
      assertThat(location(served.post("/admin/discard", form, "Cookie", ann))).isEqualTo("/admin?note=already");
    }
    assertThat(new Jobs(served.database).find("job-0").orElseThrow().state()).isEqualTo(Job.State.DISCARDED);
    assertThat(new Audit(served.database).latest(50)).filteredOn(each -> each.subject().equals("job-0")).hasSize(1)
        .allMatch(each -> each.who().equals("ann"));
  }

  @Test
  void aDeliveryIsReplayedByItsButtonAndSaysNothingTwiceHoweverOftenItIsPressed() throws Exception {
    try (Served where = Served.withLogin()) {
      String delivery = where.deliverPullRequest(3);
      assertThat(where.ended(delivery)).isEqualTo(Job.State.DONE);
      List<String> said = where.said(3);
      assertThat(said).hasSizeGreaterThan(1);
      String ann = login(where, "ann", Served.ONLY_ORDERS);
      assertThat(where.get("/admin", "Cookie", ann).body()).contains("Replay delivery " + delivery);
      String form = "delivery=" + delivery + "&form_token=" + formToken(where, ann);

      int asked = where.sandbox.requests().size();
      assertThat(location(where.post("/admin/replay", form, "Cookie", ann))).isEqualTo("/admin?note=queued");
      assertThat(where.ended(delivery)).isEqualTo(Job.State.DONE);
      List<String> again = where.sandbox.requests().subList(asked, where.sandbox.requests().size());
      assertThat(again).as("it is done again").anyMatch(each -> each.startsWith("PATCH ") && each.contains("/check-runs/"));
      assertThat(again).as("and says nothing again").noneMatch(each -> each.startsWith("POST") && (each.endsWith("/reviews") || each.endsWith("/comments")));

      int queued = 1;
      for (int i = 0; i < 9; i++) {
        String note = location(where.post("/admin/replay", form, "Cookie", ann));
        assertThat(note).isIn("/admin?note=queued", "/admin?note=already");
        queued += note.endsWith("queued") ? 1 : 0;
      }
      assertThat(where.ended(delivery)).isEqualTo(Job.State.DONE);
      assertThat(where.said(3)).isEqualTo(said);
      assertThat(where.sandbox.reviews(Served.ORDERS, 3)).hasSize(1);
      assertThat(where.sandbox.checks(Served.ORDERS, where.example.first())).hasSize(1);
      assertThat(new Audit(where.database).latest(50)).filteredOn(each -> each.action().equals("replay")).hasSize(queued)
          .allMatch(each -> each.who().equals("ann") && each.subject().equals(delivery));
    }
  }

  @Test
  void everyPageForbidsWhatItDoesNotUse() {
    String cookie = login(served, "ann", Served.ONLY_ORDERS);
    for (String path : List.of("/login", "/", "/repositories/1", "/repositories/1/pulls/7", "/runs/run-1", "/rules", "/rules/LW301", "/admin", "/nothing-here")) {
      HttpResponse<String> page = served.get(path, "Cookie", cookie);
      String policy = page.headers().firstValue("Content-Security-Policy").orElse("none");
      assertThat(policy).as(path).contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'")
          .doesNotContain("unsafe-", "http:", "https:", "*", "data:");
      assertThat(page.headers().firstValue("X-Content-Type-Options")).as(path).contains("nosniff");
      assertThat(page.headers().firstValue("Referrer-Policy")).as(path).isPresent();
    }
  }

  @Test
  void aBadgeIsForWhoeverHasItsAddressAndIsNotSentTwice() {
    String path = "/badges/" + new Badges(served.database).token(1) + ".svg";
    HttpResponse<String> badge = served.get(path);
    assertThat(badge.statusCode()).isEqualTo(200);
    assertThat(badge.body()).contains("<svg", "async obligations met", " %");
    assertThat(served.get(path, "If-None-Match", badge.headers().firstValue("ETag").orElseThrow()).statusCode()).isEqualTo(304);
    assertThat(served.get("/badges/" + "A".repeat(24) + ".svg").statusCode()).isEqualTo(404);
  }

  @Test
  void everyTableIsThereAsCsvAndJson() {
    String cookie = login(served, "bob", Served.ONLY_ORDERS);
    assertThat(served.get("/repositories/1?table=coverage&format=csv", "Cookie", cookie).body()).startsWith("day,timeouts,blocking,tasks\r\n");
    String json = served.get("/repositories/1?table=ignored&format=json", "Cookie", cookie).body();
    assertThat(json).contains("\"rule\" : \"LW301\"").contains("because <img");
    assertThat(served.get("/repositories/1/pulls/7?table=checklist&format=csv", "Cookie", cookie).body())
        .startsWith("aspect,state,text,where,places\r\ntimeouts,new,");
    HttpResponse<String> unknown = served.get("/repositories/1?table=nope&format=csv", "Cookie", cookie);
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).contains("hot-spots");
    assertThat(served.get("/repositories/1?table=findings&format=xml", "Cookie", cookie).statusCode()).isEqualTo(400);
    assertThat(served.get("/repositories/1/export.json", "Cookie", cookie).body()).contains("loopwarden-export-1", "branch_findings");
  }

  @Test
  void openPagesAreForThisMachineAloneAndChangeNothing() {
    try (Served open = new Served(Optional.empty(), true)) {
      assertThat(open.get("/").body()).contains("No login", "example/sealed-vault");
      assertThat(open.get("/admin").body()).contains("Dead jobs").doesNotContain("<button>Retry", "Retry all</button>");
      assertThat(open.post("/admin/discard", "job=job-0&form_token=").statusCode()).isEqualTo(403);
      assertThat(new Jobs(open.database).find("job-0").orElseThrow().state()).isEqualTo(Job.State.DEAD);
    }
  }

  /// Another site's script reaches this machine through a name that leads here; the name stands in the request.
  @ParameterizedTest
  @CsvSource({"localhost, 200", "127.0.0.1, 200", "127.9.9.9:PORT, 200", "[::1]:PORT, 200", "evil.example, 421", "127.0.0.1.evil.example, 421",
    "localhost.evil.example:PORT, 421", "evil.example:80@localhost, 421"})
  void openPagesAnswerToTheNamesOfThisMachineOnly(String host, int status) throws IOException {
    try (Served open = new Served(Optional.empty(), true); var socket = new Socket(InetAddress.getLoopbackAddress(), open.service.port())) {
      String named = host.replace("PORT", String.valueOf(open.service.port()));
      socket.getOutputStream().write(("GET / HTTP/1.1\r\nHost: " + named + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer.lines().findFirst().orElseThrow()).matches("HTTP/1.1 (" + status + "|" + (status == 200 ? status : 400) + ") .*");
      assertThat(answer.contains("sealed-vault")).isEqualTo(status == 200);
    }
  }
}
