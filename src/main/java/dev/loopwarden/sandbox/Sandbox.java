package dev.loopwarden.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loopwarden.git.GitProblem;
import dev.loopwarden.git.LocalRepository;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.pull.FileDiff;
import dev.loopwarden.pull.Patch;
import dev.loopwarden.source.LineSet;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A stand-in for GitHub over local Git repositories, with state, permissions and faults. It answers as GitHub's description
/// says; what it assumes beyond that stands in `docs/github-facts.md`. Its state is guarded by one lock.
public final class Sandbox implements AutoCloseable {

  private static final Pattern OBJECT = Pattern.compile("(f\\d+): object\\(expression: \"([0-9a-f]{40}):((?:[^\"\\\\]|\\\\.)*)\"\\)");
  private static final int BODY_MAX = 65_536;
  private static final int PAGE_DEFAULT = 30;

  private final Javalin server;
  private final Account account;
  private final People people;
  private final Registration registration;
  private final Faults faults;
  private final Clock clock;
  private final List<Failed> failed = new ArrayList<>();
  private final List<Long> redelivered = new ArrayList<>();
  private final Map<String, Hosted> repositories = new HashMap<>();
  private final List<String> requests = new ArrayList<>();
  private long lastId = 5000;

  private Sandbox(Clock clock) {
    this.clock = clock;
    this.faults = new Faults(clock);
    this.account = new Account(clock);
    this.people = new People(clock);
    this.registration = new Registration(clock);
    this.server = Javalin.create(config -> {
      config.startup.showJavalinBanner = false;
      config.http.maxRequestSize = 10L << 20;
      var routes = config.routes;
      routes.get("/app", app((ctx, _) -> answer(ctx, 200, registration.app())));
      routes.post("/settings/apps/new", this::create);
      routes.post("/organizations/{organization}/settings/apps/new", this::create);
      routes.post("/app-manifests/{code}/conversions", guarded((ctx, _) -> answer(ctx, 201, registration
          .convert(ctx.pathParam("code"), account.pem()).orElseThrow(() -> new Refusal(404, "Not Found")))));
      routes.get("/app/installations/{id}", app((ctx, _) -> answer(ctx, 200, installation(ctx))));
      routes.post("/app/installations/{id}/access_tokens", app(this::token));
      routes.get("/app/hook/deliveries", app((ctx, _) -> deliveries(ctx)));
      routes.post("/app/hook/deliveries/{id}/attempts", app((ctx, _) -> attempt(ctx)));
      routes.get("/installation/repositories", installed("metadata", "read", (ctx, _) -> page(
          ctx, repositories.values().stream().map(Hosted::json).toList(), "repositories")));
      routes.post("/graphql", installed("contents", "read", (ctx, body) -> graphql(ctx, body)));
      routes.get("/login/oauth/authorize", guarded((ctx, _) -> authorize(ctx)));
      routes.post("/login/oauth/access_token", guarded((ctx, body) -> answer(ctx, 200, people.tokens(body))));
      routes.get("/user", guarded((ctx, _) -> answer(ctx, 200, user(person(ctx)))));
      routes.get("/user/installations", guarded((ctx, _) -> userInstallations(ctx)));
      routes.get("/user/installations/{id}/repositories", guarded((ctx, _) -> userRepositories(ctx)));
      String repo = "/repos/{owner}/{repo}";
      routes.get(repo, installed("metadata", "read", (ctx, _) -> answer(ctx, 200, hosted(ctx).json())));
      routes.get(repo + "/compare/{range}", installed("contents", "read", (ctx, _) -> compare(ctx)));
      routes.get(repo + "/tarball/{ref}", installed("contents", "read", (ctx, _) -> tarball(ctx)));
      routes.get("/codeload/{owner}/{repo}/{ref}", guarded((ctx, _) -> download(ctx)));
      routes.get(repo + "/git/trees/{sha}", installed("contents", "read", (ctx, _) -> tree(ctx)));
      routes.get(repo + "/contents/<path>", installed("contents", "read", (ctx, _) -> contents(ctx)));
      routes.get(repo + "/commits/{sha}/pulls", installed("pull_requests", "read", (ctx, _) -> pullsOf(ctx)));
      routes.get(repo + "/commits/{sha}/check-runs", installed("checks", "read", (ctx, _) -> checkRuns(ctx)));
      routes.post(repo + "/check-runs", installed("checks", "write", this::startCheck));
      routes.get(repo + "/check-runs/{id}", installed("checks", "read", (ctx, _) -> answer(ctx, 200, checkRun(ctx))));
      routes.patch(repo + "/check-runs/{id}", installed("checks", "write", this::updateCheck));
      routes.get(repo + "/pulls", installed("pull_requests", "read", (ctx, _) -> page(
          ctx, hosted(ctx).pulls().stream().filter(Hosted.Pull::open).map(hosted(ctx)::json).toList(), "")));
      routes.get(repo + "/pulls/{number}", installed("pull_requests", "read", (ctx, _) -> answer(ctx, 200, hosted(ctx).json(pull(ctx)))));
      routes.get(repo + "/pulls/{number}/files", installed("pull_requests", "read", (ctx, _) -> files(ctx)));
      routes.get(repo + "/pulls/{number}/reviews", installed("pull_requests", "read", (ctx, _) -> page(ctx, hosted(ctx).reviews(number(ctx)), "")));
      routes.post(repo + "/pulls/{number}/reviews", installed("pull_requests", "write", this::review));
      routes.get(repo + "/pulls/{number}/comments", installed("pull_requests", "read", (ctx, _) -> page(ctx, hosted(ctx).reviewComments(number(ctx)), "")));
      routes.post(repo + "/pulls/{number}/comments", installed("pull_requests", "write", this::fileComment));
      routes.patch(repo + "/pulls/comments/{id}", installed("pull_requests", "write", (ctx, body) -> edit(ctx, body, true)));
      routes.get(repo + "/issues/{number}/comments", installed("pull_requests", "read", (ctx, _) -> page(ctx, hosted(ctx).issueComments(number(ctx)), "")));
      routes.post(repo + "/issues/{number}/comments", installed("pull_requests", "write", this::issueComment));
      routes.patch(repo + "/issues/comments/{id}", installed("pull_requests", "write", (ctx, body) -> edit(ctx, body, false)));
      routes.exception(Refusal.class, (refusal, ctx) -> answer(ctx, refusal.status, Hosted.JSON.createObjectNode().put("message", refusal.getMessage())));
      routes.exception(GitProblem.class, (problem, ctx) -> answer(ctx, 404, Hosted.JSON.createObjectNode().put("message", "Not Found: " + problem.getMessage())));
    });
  }

  /// Starts on a free port of loopback.
  public static Sandbox start(Clock clock) {
    var sandbox = new Sandbox(clock);
    sandbox.server.start("127.0.0.1", 0);
    return sandbox;
  }

  private static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;

    Refusal(int status, String message) {
      super(message);
      this.status = status;
    }
  }

  /// A delivery that did not arrive.
  private record Failed(long id, String guid, Instant at) {}

  /// Notes a delivery that the App did not take, as GitHub does.
  public synchronized void failedDelivery(String guid) {
    failed.addFirst(new Failed(++lastId, guid, clock.instant()));
  }

  /// Which attempts it was asked to make again.
  public synchronized List<Long> redelivered() {
    return List.copyOf(redelivered);
  }

  private void deliveries(Context ctx) {
    ArrayNode list = Hosted.JSON.createArrayNode();
    failed.forEach(each -> list.addObject().put("id", each.id()).put("guid", each.guid()).put("delivered_at", each.at().toString())
        .put("redelivery", false).put("duration", 0.3).put("status", "failed to connect to host").put("status_code", 502)
        .put("event", "pull_request").put("action", "opened").put("installation_id", Account.INSTALLATION).put("repository_id", 1)
        .putNull("throttled_at"));
    answer(ctx, 200, list);
  }

  private void attempt(Context ctx) {
    redelivered.add(Long.parseLong(ctx.pathParam("id")));
    answer(ctx, 202, Hosted.JSON.createObjectNode());
  }

  @FunctionalInterface
  private interface Endpoint {
    void answer(Context ctx, JsonNode body) throws IOException;
  }

  /// Address of its API.
  public String address() {
    return "http://127.0.0.1:" + server.port();
  }

  public String appId() {
    return Account.APP_ID;
  }

  /// The App's private key in PEM.
  public String privateKey() {
    return account.pem();
  }

  public long installation() {
    return Account.INSTALLATION;
  }

  /// What goes wrong on purpose.
  public Faults faults() {
    return faults;
  }

  /// Puts a repository under an owner and a name.
  public synchronized void host(LocalRepository git, long id, String owner, String name) {
    repositories.put(owner + "/" + name, new Hosted(git, id, owner, name));
  }

  /// Opens a pull request, or moves its head.
  public synchronized void pullRequest(String fullName, int number, CommitId base, CommitId head, String title) {
    known(fullName).set(new Hosted.Pull(number, base, head, title, true, false, false, clock.instant()));
  }

  /// Closes a pull request.
  public synchronized void closePullRequest(String fullName, int number) {
    Hosted.Pull pull = known(fullName).pull(number).orElseThrow();
    known(fullName).set(new Hosted.Pull(number, pull.base(), pull.head(), pull.title(), false, pull.draft(), pull.fork(), clock.instant()));
  }

  /// Says that a pull request is a draft, or comes from a fork.
  public synchronized void kind(String fullName, int number, boolean draft, boolean fork) {
    Hosted.Pull pull = known(fullName).pull(number).orElseThrow();
    known(fullName).set(new Hosted.Pull(number, pull.base(), pull.head(), pull.title(), pull.open(), draft, fork, clock.instant()));
  }

  /// Gives a repository another name; the old one is not found any more.
  public synchronized void rename(String fullName, String name) {
    Hosted hosted = known(fullName);
    repositories.remove(fullName);
    hosted.rename(name);
    repositories.put(hosted.fullName(), hosted);
  }

  /// The body of a `pull_request` delivery.
  public synchronized String delivery(String fullName, int number, String action) {
    Hosted hosted = known(fullName);
    ObjectNode body = Hosted.JSON.createObjectNode();
    body.put("action", action).put("number", number);
    body.set("pull_request", hosted.json(hosted.pull(number).orElseThrow()));
    body.set("repository", hosted.json());
    body.putObject("installation").put("id", Account.INSTALLATION);
    body.putObject("sender").put("login", "a-developer").put("id", 2);
    return body.toString();
  }

  /// Moves the tip of the default branch.
  public synchronized void tip(String fullName, CommitId tip) {
    known(fullName).setTip(tip);
  }

  /// The body of a `push` delivery to the default branch.
  public synchronized String pushDelivery(String fullName) {
    Hosted hosted = known(fullName);
    ObjectNode body = Hosted.JSON.createObjectNode().put("ref", "refs/heads/main").put("after", hosted.tip().sha()).put("deleted", false);
    body.set("repository", hosted.json());
    body.putObject("installation").put("id", Account.INSTALLATION);
    return body.toString();
  }

  /// The body of a `check_run` delivery: *Re-run*, or one of our buttons.
  ///
  /// @param button identifier of the button; empty for *Re-run*
  public synchronized String checkDelivery(String fullName, int number, CommitId head, String button) {
    Hosted hosted = known(fullName);
    ObjectNode body = Hosted.JSON.createObjectNode().put("action", button.isEmpty() ? "rerequested" : "requested_action");
    ObjectNode run = hosted.checkRuns().stream().filter(each -> each.path("head_sha").asText().equals(head.sha())).findFirst().orElseThrow().deepCopy();
    run.putArray("pull_requests").addObject().put("number", number);
    body.set("check_run", run);
    body.putObject("requested_action").put("identifier", button);
    body.set("repository", hosted.json());
    body.putObject("installation").put("id", Account.INSTALLATION);
    body.putObject("sender").put("login", "a-developer").put("id", 2);
    return body.toString();
  }

  /// What stands in a pull request: all review comments and issue comments, as GitHub would give them.
  public synchronized List<JsonNode> comments(String fullName, int number) {
    var all = new ArrayList<ObjectNode>(known(fullName).reviewComments(number));
    all.addAll(known(fullName).issueComments(number));
    return all.stream().<JsonNode>map(ObjectNode::deepCopy).toList();
  }

  /// The reviews of a pull request.
  public synchronized List<JsonNode> reviews(String fullName, int number) {
    return known(fullName).reviews(number).stream().<JsonNode>map(ObjectNode::deepCopy).toList();
  }

  /// The check runs on a commit.
  public synchronized List<JsonNode> checks(String fullName, CommitId head) {
    return known(fullName).checkRuns().stream().filter(each -> each.path("head_sha").asText().equals(head.sha()))
        .<JsonNode>map(ObjectNode::deepCopy).toList();
  }

  /// Deletes a comment, as a person does.
  public synchronized void delete(String fullName, int number, long comment) {
    known(fullName).reviewComments(number).removeIf(each -> each.path("id").asLong() == comment);
    known(fullName).issueComments(number).removeIf(each -> each.path("id").asLong() == comment);
  }

  /// Every request so far: `GET /repos/...`.
  public synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  private Handler app(Endpoint endpoint) {
    return guarded((ctx, body) -> {
      if (!account.isApp(ctx.header("Authorization"))) {
        throw new Refusal(401, "A JSON web token could not be decoded");
      }
      endpoint.answer(ctx, body);
    });
  }

  private Handler installed(String permission, String level, Endpoint endpoint) {
    return guarded((ctx, body) -> {
      Account.Token token = account.token(ctx.header("Authorization")).orElseThrow(() -> new Refusal(401, "Bad credentials"));
      String granted = token.permissions().getOrDefault(permission, "");
      if (!granted.equals("write") && !granted.equals(level)) {
        throw new Refusal(403, "Resource not accessible by integration");
      }
      endpoint.answer(ctx, body);
    });
  }

  /// One request at a time; a fault may come before or after it.
  private Handler guarded(Endpoint endpoint) {
    return ctx -> {
      ctx.header("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC)));
      Optional<Faults.Planned> fault;
      synchronized (this) {
        requests.add(ctx.method() + " " + ctx.path());
        fault = faults.next(ctx.method().toString(), ctx.path());
        if (fault.isEmpty() || fault.get().fault().isAfter()) {
          JsonNode body = ctx.body().isEmpty() ? Hosted.JSON.createObjectNode() : Hosted.JSON.readTree(ctx.body());
          endpoint.answer(ctx, body);
        }
      }
      if (fault.isPresent()) {
        faults.strike(fault.get(), ctx);
      }
    };
  }

  /// What the App is granted and told of from now on.
  public synchronized void grant(Map<String, String> permissions, Set<String> events) {
    registration.grant(permissions, events);
  }

  /// The form with a manifest, and a person who says yes at once.
  private synchronized void create(Context ctx) throws IOException {
    requests.add(ctx.method() + " " + ctx.path());
    ctx.redirect(registration.create(String.valueOf(ctx.formParam("manifest")), String.valueOf(ctx.queryParam("state")))
        .orElseThrow(() -> new Refusal(422, "the manifest is not valid")));
  }

  /// The App's client id, for people's login.
  public String clientId() {
    return People.CLIENT_ID;
  }

  public String clientSecret() {
    return People.CLIENT_SECRET;
  }

  /// Lets a person sit before the browser, who can read these repositories and says yes to whatever is asked.
  public synchronized void sit(String login, Set<String> fullNames) {
    people.sit(login, Set.copyOf(fullNames));
  }

  /// How long people's tokens are good from now on.
  public synchronized void userTokenLife(Duration life) {
    people.setTokenLife(life);
  }

  /// Lets a person take back what they allowed the App.
  public synchronized void revokeUser(String login) {
    people.revoke(login);
  }

  private void authorize(Context ctx) {
    Map<String, String> asked = new HashMap<>();
    ctx.queryParamMap().forEach((name, values) -> asked.put(name, values.getFirst()));
    ctx.redirect(people.authorize(asked).orElseThrow(() -> new Refusal(404, "Not Found")));
  }

  private People.Person person(Context ctx) {
    return people.person(ctx.header("Authorization")).orElseThrow(() -> new Refusal(401, "Bad credentials"));
  }

  private static ObjectNode user(People.Person person) {
    return Hosted.JSON.createObjectNode().put("login", person.login()).put("id", person.id()).put("type", "User");
  }

  private void userInstallations(Context ctx) {
    List<ObjectNode> visible = person(ctx).repositories().isEmpty() ? List.of()
        : List.of(Hosted.JSON.createObjectNode().put("id", Account.INSTALLATION).put("app_id", Long.parseLong(Account.APP_ID)));
    page(ctx, visible, "installations");
  }

  private void userRepositories(Context ctx) {
    People.Person person = person(ctx);
    page(ctx, repositories.values().stream().filter(each -> person.repositories().contains(each.fullName())).map(Hosted::json).toList(), "repositories");
  }

  private static ObjectNode installation(Context ctx) {
    if (!ctx.pathParam("id").equals(String.valueOf(Account.INSTALLATION))) {
      throw new Refusal(404, "Not Found");
    }
    return Described.installation();
  }

  private void token(Context ctx, JsonNode body) {
    Account.Token token = account.issue(body);
    ObjectNode answer = Hosted.JSON.createObjectNode().put("token", token.text()).put("expires_at", token.expires().toString());
    answer.set("permissions", body.path("permissions"));
    answer(ctx, 201, answer);
  }

  private void graphql(Context ctx, JsonNode body) throws IOException {
    String query = body.path("query").asText();
    Matcher named = Pattern.compile("repository\\(owner: \"([^\"]*)\", name: \"([^\"]*)\"\\)").matcher(query);
    if (!named.find()) {
      throw new Refusal(400, "A query attribute must be specified and must be a string.");
    }
    Hosted hosted = known(named.group(1) + "/" + named.group(2));
    ObjectNode answer = Hosted.JSON.createObjectNode();
    ObjectNode found = answer.putObject("data").putObject("repository");
    Matcher objects = OBJECT.matcher(query);
    while (objects.find()) {
      String path = Hosted.JSON.readValue("\"" + objects.group(3) + "\"", String.class);
      var blob = hosted.listing(new CommitId(objects.group(2))).blob(path);
      if (blob.isEmpty()) {
        found.putNull(objects.group(1));
        continue;
      }
      byte[] bytes = hosted.git().read(blob.get()).orElseThrow(() -> new Refusal(404, "Not Found"));
      found.putObject(objects.group(1)).put("oid", blob.get().hex()).put("byteSize", bytes.length).put("isTruncated", false)
          .put("isBinary", false).put("text", new String(bytes, StandardCharsets.UTF_8));
    }
    answer(ctx, 200, answer);
  }

  private void compare(Context ctx) {
    Hosted hosted = hosted(ctx);
    String[] ends = ctx.pathParam("range").split("\\.\\.\\.", -1);
    CommitId from = hosted.resolve(ends[0]);
    CommitId to = hosted.resolve(ends[ends.length - 1]);
    CommitId mergeBase = hosted.git().mergeBase(from, to);
    ObjectNode answer = Hosted.JSON.createObjectNode().put("status", "ahead").put("ahead_by", 1).put("behind_by", 0).put("total_commits", 1);
    answer.putObject("base_commit").put("sha", from.sha());
    answer.putObject("merge_base_commit").put("sha", mergeBase.sha());
    answer.putArray("commits");
    answer.set("files", hosted.files(hosted.git().diff(mergeBase, to), to));
    answer(ctx, 200, answer);
  }

  private void tree(Context ctx) {
    Hosted hosted = hosted(ctx);
    CommitId commit = hosted.git().resolve(ctx.pathParam("sha"));
    ObjectNode answer = Hosted.JSON.createObjectNode().put("sha", commit.sha()).put("truncated", false);
    ArrayNode entries = answer.putArray("tree");
    hosted.listing(commit).files().forEach((path, blob) ->
        entries.addObject().put("path", path).put("mode", "100644").put("type", "blob").put("sha", blob.hex()));
    answer(ctx, 200, answer);
  }

  private void tarball(Context ctx) {
    hosted(ctx).git().resolve(ctx.pathParam("ref"));
    ctx.status(302).header("Location", address() + "/codeload/" + hosted(ctx).fullName() + "/" + ctx.pathParam("ref"));
  }

  /// A link that lets in whoever has it: who sends a token along gives it away.
  private void download(Context ctx) throws IOException {
    if (ctx.header("Authorization") != null) {
      throw new Refusal(400, "no token is to be sent here");
    }
    Hosted hosted = hosted(ctx);
    ctx.status(200).contentType("application/x-gzip").result(Tarball.of(hosted, hosted.git().resolve(ctx.pathParam("ref"))));
  }

  private void contents(Context ctx) {
    Hosted hosted = hosted(ctx);
    CommitId commit = hosted.git().resolve(Optional.ofNullable(ctx.queryParam("ref")).orElse("main"));
    byte[] bytes = hosted.listing(commit).blob(ctx.pathParam("path")).flatMap(hosted.git()::read).orElseThrow(() -> new Refusal(404, "Not Found"));
    ctx.status(200).contentType("application/vnd.github.raw+json").result(bytes);
  }

  private void pullsOf(Context ctx) {
    Hosted hosted = hosted(ctx);
    page(ctx, hosted.pulls().stream().filter(each -> each.head().sha().equals(ctx.pathParam("sha"))).map(hosted::json).toList(), "");
  }

  private void files(Context ctx) {
    Hosted hosted = hosted(ctx);
    var files = new ArrayList<ObjectNode>();
    hosted.files(diffs(ctx), pull(ctx).head()).forEach(each -> files.add((ObjectNode) each));
    page(ctx, files, "");
  }

  private List<FileDiff> diffs(Context ctx) {
    Hosted hosted = hosted(ctx);
    Hosted.Pull pull = pull(ctx);
    return hosted.git().diff(hosted.git().mergeBase(pull.base(), pull.head()), pull.head());
  }

  private void checkRuns(Context ctx) {
    page(ctx, hosted(ctx).checkRuns().stream()
        .filter(each -> each.path("head_sha").asText().equals(ctx.pathParam("sha")))
        .filter(each -> ctx.queryParam("check_name") == null || each.path("name").asText().equals(ctx.queryParam("check_name")))
        .toList(), "check_runs");
  }

  private void startCheck(Context ctx, JsonNode body) {
    if (!body.path("name").isTextual() || !body.path("head_sha").isTextual()) {
      throw new Refusal(422, "Invalid request: name and head_sha are required");
    }
    hosted(ctx).git().resolve(body.path("head_sha").asText());
    ObjectNode run = Hosted.JSON.createObjectNode().put("id", ++lastId);
    run.setAll((ObjectNode) body);
    run.putObject("app").put("id", Long.parseLong(Account.APP_ID)).put("slug", Account.SLUG);
    hosted(ctx).checkRuns().add(run);
    answer(ctx, 201, run);
  }

  private void updateCheck(Context ctx, JsonNode body) {
    ObjectNode run = checkRun(ctx);
    JsonNode output = body.path("output");
    if (body.path("status").asText().equals("completed") && !body.path("conclusion").isTextual()) {
      throw new Refusal(422, "conclusion is required when status is completed");
    }
    if (output.path("annotations").size() > 50 || output.path("summary").asText().length() > 65_535 || output.path("text").asText().length() > 65_535) {
      throw new Refusal(422, "output is too large");
    }
    ArrayNode annotations = Hosted.JSON.createArrayNode();
    run.at("/output/annotations").forEach(annotations::add);
    output.path("annotations").forEach(annotations::add);
    run.setAll((ObjectNode) body);
    if (run.path("output") instanceof ObjectNode stored) {
      stored.set("annotations", annotations);
      stored.put("annotations_count", annotations.size());
    }
    answer(ctx, 200, run);
  }

  private ObjectNode checkRun(Context ctx) {
    return hosted(ctx).checkRuns().stream().filter(each -> each.path("id").asText().equals(ctx.pathParam("id"))).findFirst()
        .orElseThrow(() -> new Refusal(404, "Not Found"));
  }

  private void review(Context ctx, JsonNode body) {
    Hosted hosted = hosted(ctx);
    int number = number(ctx);
    pull(ctx);
    if (body.path("event").asText().equals("COMMENT") && body.path("body").asText().isBlank()) {
      throw new Refusal(422, "Unprocessable Entity: body is required for COMMENT");
    }
    List<FileDiff> diffs = diffs(ctx);
    for (JsonNode comment : body.path("comments")) {
      checkHunk(comment, diffs);
      checkBody(comment);
    }
    ObjectNode review = Hosted.JSON.createObjectNode().put("id", ++lastId).put("body", body.path("body").asText())
        .put("state", "COMMENTED").put("commit_id", body.path("commit_id").asText());
    review.set("user", bot());
    hosted.reviews(number).add(review);
    for (JsonNode comment : body.path("comments")) {
      ObjectNode stored = ((ObjectNode) comment).deepCopy().put("id", ++lastId).put("pull_request_review_id", review.path("id").asLong())
          .put("commit_id", body.path("commit_id").asText());
      stored.set("user", bot());
      hosted.reviewComments(number).add(stored);
    }
    answer(ctx, 200, review);
  }

  /// All or nothing, and GitHub does not say which comment it was.
  private static void checkHunk(JsonNode comment, List<FileDiff> diffs) {
    FileDiff diff = diffs.stream().filter(each -> each.path().equals(comment.path("path").asText())).findFirst()
        .orElseThrow(() -> new Refusal(422, "Unprocessable Entity: path could not be resolved"));
    int line = comment.path("line").asInt();
    int start = comment.path("start_line").asInt(line);
    boolean inOne = diff.hunks().stream().anyMatch(hunk -> {
      LineSet lines = Patch.commentable(List.of(hunk));
      return lines.contains(line) && lines.contains(start);
    });
    if (!inOne || (comment.has("start_line") && start >= line) || !comment.path("side").asText().equals("RIGHT")) {
      throw new Refusal(422, "Unprocessable Entity: line must be part of the diff");
    }
  }

  private static void checkBody(JsonNode body) {
    String text = body.path("body").asText();
    if (text.isBlank() || text.length() > BODY_MAX) {
      throw new Refusal(422, "Validation Failed: body is missing or too long");
    }
  }

  private void fileComment(Context ctx, JsonNode body) {
    checkBody(body);
    if (!body.path("subject_type").asText().equals("file") || diffs(ctx).stream().noneMatch(each -> each.path().equals(body.path("path").asText()))) {
      throw new Refusal(422, "Validation Failed");
    }
    ObjectNode stored = ((ObjectNode) body).deepCopy().put("id", ++lastId);
    stored.set("user", bot());
    hosted(ctx).reviewComments(number(ctx)).add(stored);
    answer(ctx, 201, stored);
  }

  private void issueComment(Context ctx, JsonNode body) {
    checkBody(body);
    pull(ctx);
    ObjectNode stored = Hosted.JSON.createObjectNode().put("id", ++lastId).put("body", body.path("body").asText());
    stored.set("user", bot());
    hosted(ctx).issueComments(number(ctx)).add(stored);
    answer(ctx, 201, stored);
  }

  private void edit(Context ctx, JsonNode body, boolean ofReview) {
    checkBody(body);
    ObjectNode comment = hosted(ctx).comment(Long.parseLong(ctx.pathParam("id")), ofReview).orElseThrow(() -> new Refusal(404, "Not Found"));
    comment.put("body", body.path("body").asText());
    answer(ctx, 200, comment);
  }

  private static ObjectNode bot() {
    return Hosted.JSON.createObjectNode().put("login", Account.SLUG + "[bot]").put("id", 3).put("type", "Bot");
  }

  private void page(Context ctx, List<ObjectNode> all, String list) {
    int size = Integer.parseInt(Optional.ofNullable(ctx.queryParam("per_page")).orElse(String.valueOf(PAGE_DEFAULT)));
    int page = Integer.parseInt(Optional.ofNullable(ctx.queryParam("page")).orElse("1"));
    ArrayNode elements = Hosted.JSON.createArrayNode();
    all.stream().skip((long) (page - 1) * size).limit(size).forEach(elements::add);
    if ((long) page * size < all.size()) {
      ctx.header("Link", "<" + address() + ctx.path() + "?per_page=" + size + "&page=" + (page + 1) + ">; rel=\"next\"");
    }
    if (list.isEmpty()) {
      answer(ctx, 200, elements);
    } else {
      ObjectNode answer = Hosted.JSON.createObjectNode().put("total_count", all.size());
      answer.set(list, elements);
      answer(ctx, 200, answer);
    }
  }

  private Hosted hosted(Context ctx) {
    return known(ctx.pathParam("owner") + "/" + ctx.pathParam("repo"));
  }

  private Hosted known(String fullName) {
    return Optional.ofNullable(repositories.get(fullName)).orElseThrow(() -> new Refusal(404, "Not Found"));
  }

  private Hosted.Pull pull(Context ctx) {
    return hosted(ctx).pull(number(ctx)).orElseThrow(() -> new Refusal(404, "Not Found"));
  }

  private static int number(Context ctx) {
    return Integer.parseInt(ctx.pathParam("number"));
  }

  private static void answer(Context ctx, int status, JsonNode body) {
    ctx.header("x-ratelimit-remaining", "4999").header("x-ratelimit-resource", ctx.path().equals("/graphql") ? "graphql" : "core")
        .header("x-ratelimit-reset", String.valueOf(Instant.now().getEpochSecond() + 3600));
    ctx.status(HttpStatus.forStatus(status)).contentType("application/json; charset=utf-8").result(body.toString());
  }

  @Override
  public void close() {
    server.stop();
  }
}
