package dev.loopwarden.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loopwarden.git.GitProblem;
import dev.loopwarden.git.LocalRepository;
import dev.loopwarden.pull.CommitId;
import io.javalin.Javalin;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A stand-in for GitHub over local Git repositories, with state, permissions and faults. It answers as GitHub's description
/// says; what it assumes beyond that stands in `docs/github-facts.md`. Its state is guarded by one lock.
public final class Sandbox implements AutoCloseable {

  private final Clock clock;
  private final Javalin server;
  private final World world;
  private final Account account;
  private final Seat seat;
  private final Registration registration;
  private final AppEndpoints apps;
  private final Faults faults;
  private final Crowd crowd = new Crowd();
  private List<String> served = List.of();

  private Sandbox(Clock clock) {
    this.clock = clock;
    this.world = new World(clock);
    this.faults = new Faults(clock);
    this.account = new Account(clock);
    var people = new People(clock);
    this.seat = new Seat(world, people);
    this.registration = new Registration(clock);
    this.apps = new AppEndpoints(world, account, registration);
    this.server = Javalin.create(config -> {
      config.startup.showJavalinBanner = false;
      config.http.maxRequestSize = 10L << 20;
      var door = new Door(world, account, faults, clock, crowd, config.routes);
      apps.register(door);
      new PeopleEndpoints(world, people, registration).register(door);
      new ContentEndpoints(world).register(door);
      new CheckEndpoints(world, registration).register(door);
      new PullEndpoints(world).register(door);
      served = door.served();
      config.routes.exception(Door.Refusal.class, (refusal, ctx) -> Answers.message(ctx, refusal.status(), String.valueOf(refusal.getMessage())));
      config.routes.exception(GitProblem.class, (problem, ctx) -> Answers.message(ctx, 404, "Not Found: " + problem.getMessage()));
    });
  }

  /// Starts on a free port of loopback.
  public static Sandbox start(Clock clock) {
    var sandbox = new Sandbox(clock);
    sandbox.server.start("127.0.0.1", 0);
    return sandbox;
  }

  /// Every endpoint that it answers: `GET /repos/{owner}/{repo}`.
  public List<String> served() {
    return served;
  }

  /// Notes a delivery that the App did not take, as GitHub does.
  ///
  /// @return the attempt's id
  public long failedDelivery(String guid) {
    synchronized (world) {
      return apps.fail(guid);
    }
  }

  /// Which attempts it was asked to make again.
  public List<Long> redelivered() {
    synchronized (world) {
      return apps.redelivered();
    }
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
  public void host(LocalRepository git, long id, String owner, String name) {
    host(git, id, Account.INSTALLATION, owner, name);
  }

  /// The same where the App was installed another time.
  public void host(LocalRepository git, long id, long installation, String owner, String name) {
    synchronized (world) {
      world.host(new Hosted(git, id, installation, owner, name));
    }
  }

  /// Opens a pull request, or moves its head.
  public void pullRequest(String fullName, int number, CommitId base, CommitId head, String title) {
    synchronized (world) {
      world.known(fullName).set(new Hosted.Pull(number, base, head, title, true, false, false, clock.instant()));
    }
  }

  /// Closes a pull request.
  public void closePullRequest(String fullName, int number) {
    synchronized (world) {
      Hosted.Pull pull = world.known(fullName).pull(number).orElseThrow();
      world.known(fullName).set(new Hosted.Pull(number, pull.base(), pull.head(), pull.title(), false, pull.draft(), pull.fork(), clock.instant()));
    }
  }

  /// Says that a pull request is a draft, or comes from a fork.
  public void kind(String fullName, int number, boolean draft, boolean fork) {
    synchronized (world) {
      Hosted.Pull pull = world.known(fullName).pull(number).orElseThrow();
      world.known(fullName).set(new Hosted.Pull(number, pull.base(), pull.head(), pull.title(), pull.open(), draft, fork, clock.instant()));
    }
  }

  /// Gives a repository another name; the old one is not found any more.
  public void rename(String fullName, String name) {
    synchronized (world) {
      world.rename(fullName, name);
    }
  }

  /// Gives a repository to another owner, where the App is installed too.
  public void transfer(String fullName, String owner, long installation) {
    synchronized (world) {
      world.transfer(fullName, owner, installation);
    }
  }

  /// Moves the tip of the default branch.
  public void tip(String fullName, CommitId tip) {
    synchronized (world) {
      world.known(fullName).setTip(tip);
    }
  }

  /// The body of a `pull_request` delivery.
  public String delivery(String fullName, int number, String action) {
    synchronized (world) {
      return DeliveryBodies.pullRequest(world.known(fullName), number, action);
    }
  }

  /// The body of a `push` delivery to the default branch.
  public String pushDelivery(String fullName) {
    synchronized (world) {
      return DeliveryBodies.push(world.known(fullName));
    }
  }

  /// The body of a `check_run` delivery: *Re-run*, or one of our buttons.
  ///
  /// @param button identifier of the button; empty for *Re-run*
  public String checkDelivery(String fullName, int number, CommitId head, String button) {
    synchronized (world) {
      return DeliveryBodies.checkRun(world.known(fullName), number, head, button);
    }
  }

  /// The body of a `check_suite` delivery: *Re-run all checks*.
  public String suiteDelivery(String fullName, int number, CommitId head) {
    synchronized (world) {
      return DeliveryBodies.checkSuite(world.known(fullName), number, head);
    }
  }

  /// The body of a `merge_group` delivery: the merge queue asks for the checks of a commit that it made for a pull request.
  public String mergeGroupDelivery(String fullName, int number, CommitId base, CommitId head) {
    synchronized (world) {
      return DeliveryBodies.mergeGroup(world.known(fullName), number, base, head);
    }
  }

  /// The body of a `repository` delivery.
  public String repositoryDelivery(String fullName, String action) {
    synchronized (world) {
      return DeliveryBodies.repository(world.known(fullName), action);
    }
  }

  /// A person says something.
  ///
  /// @param to the comment on a line that it answers; 0 under the pull request
  /// @return the new comment's id
  public long say(String fullName, int number, String login, String body, long to) {
    synchronized (world) {
      Hosted hosted = world.known(fullName);
      ObjectNode comment = Hosted.JSON.createObjectNode().put("id", world.nextId()).put("body", body);
      hosted.comment(to, true).ifPresent(answered -> {
        comment.put("in_reply_to_id", to);
        comment.set("path", answered.path("path"));
        comment.set("line", answered.path("line"));
      });
      Described.comment(comment, fullName, number, world.now().toString()).set("user", Described.user(login, 3, "User"));
      (to > 0 ? hosted.reviewComments(number) : hosted.issueComments(number)).add(comment);
      return comment.path("id").asLong();
    }
  }

  /// What stands in a pull request: all review comments and issue comments, as GitHub would give them.
  public List<JsonNode> comments(String fullName, int number) {
    synchronized (world) {
      var all = new ArrayList<ObjectNode>(world.known(fullName).reviewComments(number));
      all.addAll(world.known(fullName).issueComments(number));
      return all.stream().<JsonNode>map(ObjectNode::deepCopy).toList();
    }
  }

  /// The reviews of a pull request.
  public List<JsonNode> reviews(String fullName, int number) {
    synchronized (world) {
      return world.known(fullName).reviews(number).stream().<JsonNode>map(ObjectNode::deepCopy).toList();
    }
  }

  /// The check runs on a commit.
  public List<JsonNode> checks(String fullName, CommitId head) {
    synchronized (world) {
      return world.known(fullName).checkRuns().stream().filter(each -> each.path("head_sha").asText().equals(head.sha()))
          .<JsonNode>map(ObjectNode::deepCopy).toList();
    }
  }

  /// Deletes a comment, as a person does.
  public void delete(String fullName, int number, long comment) {
    synchronized (world) {
      world.known(fullName).reviewComments(number).removeIf(each -> each.path("id").asLong() == comment);
      world.known(fullName).issueComments(number).removeIf(each -> each.path("id").asLong() == comment);
    }
  }

  /// How many requests were answered at once at most.
  public int mostAtOnce() {
    return crowd.most();
  }

  /// Every request so far: `GET /repos/...`.
  public List<String> requests() {
    synchronized (world) {
      return world.requests();
    }
  }

  /// What the App is granted and told of from now on.
  public void grant(Map<String, String> permissions, Set<String> events) {
    synchronized (world) {
      registration.grant(permissions, events);
    }
  }

  /// The App's owner gives it another name.
  public void renameApp(String slug) {
    synchronized (world) {
      registration.rename(slug);
      world.repositories().forEach(each -> each.renameApp(slug));
    }
  }

  /// Who sits before the browser.
  public Seat seat() {
    return seat;
  }

  @Override
  public void close() {
    server.stop();
  }
}
