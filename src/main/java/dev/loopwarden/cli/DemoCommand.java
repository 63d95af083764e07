package dev.loopwarden.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopwarden.app.OperatorSettings;
import dev.loopwarden.app.Service;
import dev.loopwarden.app.Setting;
import dev.loopwarden.git.GitProblem;
import dev.loopwarden.git.LocalRepository;
import dev.loopwarden.github.Secret;
import dev.loopwarden.github.Signature;
import dev.loopwarden.job.Job;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.pull.RepositoryRef;
import dev.loopwarden.review.Terminal;
import dev.loopwarden.sandbox.ExampleRepository;
import dev.loopwarden.sandbox.Sandbox;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `loopwarden demo`: the service and a stand-in for GitHub on loopback, a pull request, and what was said about it.
@Command(
    name = "demo",
    description = "Shows a whole review on this machine, with a stand-in for GitHub.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

  private static final String NAME = "example/orders";
  private static final int NUMBER = 1;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @Option(names = "--once", description = "Ends when the reviews are complete: 0 if all is well.")
  private boolean once;

  @Option(names = "--repo", paramLabel = "PATH", description = "A local Git repository instead of the bundled example.")
  private @Nullable Path repo;

  @Option(names = "--base", paramLabel = "REF", description = "With --repo: where the change starts from.")
  private @Nullable String base;

  @Option(names = "--head", paramLabel = "REF", description = "With --repo: where it ends (default: HEAD).")
  private @Nullable String head;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills the field
  DemoCommand() {}

  /// A repository and the heads that are pushed one after the other.
  private record Story(LocalRepository git, CommitId base, List<CommitId> heads) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Story story = story();
    Path data = Files.createTempDirectory("loopwarden-demo");
    var secret = new Secret(UUID.randomUUID().toString());
    try (Sandbox sandbox = Sandbox.start(Clock.systemUTC())) {
      sandbox.host(story.git(), 1, "example", "orders");
      String database = "jdbc:sqlite:" + data.resolve("demo.db");
      if (repo == null) {
        var repository = new RepositoryRef(1, sandbox.installation(), "example", "orders");
        sandbox.tip(NAME, DemoPast.store(database, repository, story.git(), story.base(), Clock.systemUTC().instant()));
      }
      OperatorSettings settings = OperatorSettings.read(Map.of(
          Setting.HOST.variable(), "127.0.0.1", Setting.PORT.variable(), "0", Setting.MANAGEMENT_PORT.variable(), "0",
          Setting.DATABASE.variable(), database, Setting.GITHUB_API.variable(), sandbox.address(),
          Setting.APP_ID.variable(), sandbox.appId(), Setting.PRIVATE_KEY.variable(), sandbox.privateKey(),
          Setting.WEBHOOK_SECRETS.variable(), secret.reveal(), Setting.WORKERS.variable(), "2", Setting.OPEN_PAGES.variable(), "true"));
      try (Service service = Service.start(settings, Service.Times.real())) {
        out.println("A pull request at the stand-in for GitHub, reviewed by the real service. Nothing leaves this machine; no login is needed.");
        int code = pushes(story, sandbox, service, secret, out);
        String past = repo == null ? ", with half a year of the example's default branch" : "";
        if (once) {
          out.println("Without --once the service stays and shows its pages" + past + ".");
        } else if (code == ExitCode.CLEAN) {
          out.println("The pages" + past + ": http://127.0.0.1:" + service.port() + "/");
          out.println("Stop with Ctrl-C.");
          out.flush();
          var never = new CountDownLatch(1);
          Stopping.onSignal(never::countDown);
          never.await();
        }
        out.flush();
        return code;
      }
    } finally {
      story.git().close();
      delete(data);
    }
  }

  private Story story() {
    if (repo == null) {
      if (base != null || head != null) {
        throw new ParameterException(spec.commandLine(), "--base and --head need --repo");
      }
      ExampleRepository example = ExampleRepository.make();
      return new Story(example.git(), example.base(), List.of(example.first(), example.second()));
    }
    try {
      LocalRepository git = LocalRepository.open(repo);
      CommitId from = git.resolve(base == null ? git.defaultBase() : base);
      CommitId to = git.resolve(head == null ? "HEAD" : head);
      CommitId before = git.resolve(to + "~1");
      boolean twoPushes = !before.equals(git.mergeBase(from, to)) && git.mergeBase(before, to).equals(before) && !git.mergeBase(before, from).equals(before);
      return new Story(git, from, twoPushes ? List.of(before, to) : List.of(to));
    } catch (GitProblem problem) {
      throw new ParameterException(spec.commandLine(), problem.getMessage(), problem);
    }
  }

  private static int pushes(Story story, Sandbox sandbox, Service service, Secret secret, PrintWriter out)
      throws IOException, InterruptedException {
    String action = "opened";
    for (CommitId each : story.heads()) {
      sandbox.pullRequest(NAME, NUMBER, story.base(), each, "A change");
      int status = deliver(service.port(), sandbox.delivery(NAME, NUMBER, action), secret);
      if (status != 202) {
        out.println("the webhook was answered with " + status);
        return ExitCode.INTERNAL;
      }
      Job job = await(service, each);
      if (job.state() != Job.State.DONE) {
        out.println("the review of " + each.brief() + " did not complete: " + job.state() + " " + job.reason());
        return ExitCode.INTERNAL;
      }
      out.println();
      out.println("==== " + (action.equals("opened") ? "first push, " : "second push, ") + each.brief() + " ====");
      show(sandbox, each, out);
      action = "synchronize";
    }
    return ExitCode.CLEAN;
  }

  private static int deliver(int port, String body, Secret secret) throws IOException, InterruptedException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/webhook"))
          .header("Content-Type", "application/json")
          .header("X-GitHub-Event", "pull_request")
          .header("X-GitHub-Delivery", UUID.randomUUID().toString())
          .header("X-Hub-Signature-256", Signature.of(bytes, secret))
          .POST(HttpRequest.BodyPublishers.ofByteArray(bytes)).build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  private static Job await(Service service, CommitId head) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Optional<Job> job = service.jobs().latest(10).stream().filter(each -> each.head().equals(head.sha())).findFirst();
      boolean late = System.nanoTime() > end;
      if (job.isPresent() && (job.get().state().isOver() || late)) {
        return job.get();
      }
      if (late) {
        throw new IllegalStateException("no job for " + head);
      }
      Thread.sleep(100);
    }
  }

  private static void show(Sandbox sandbox, CommitId head, PrintWriter out) {
    Terminal terminal = Colours.ofStandardOutput();
    for (JsonNode check : sandbox.checks(NAME, head)) {
      out.println("check " + check.path("name").asText() + ": " + check.path("conclusion").asText() + " (" + check.at("/output/title").asText() + ")");
    }
    for (JsonNode comment : sandbox.comments(NAME, NUMBER)) {
      String body = comment.path("body").asText();
      String place = comment.has("path") ? comment.path("path").asText() + (comment.has("line") ? ":" + comment.path("line").asInt() : "") : "summary comment";
      out.println();
      out.println(terminal.bold("---- " + Terminal.escape(place) + ruleOf(body)));
      MarkdownOnTerminal.lines(body, terminal).forEach(line -> out.println(("  " + line).stripTrailing()));
    }
    out.println();
  }

  private static String ruleOf(String body) {
    return body.lines().findFirst().filter(each -> each.contains(" LW"))
        .map(each -> "  [" + each.replaceFirst(".*(LW\\d+).*", "$1") + "]").orElse("");
  }

  /// Deletes a folder with all that is in it.
  static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}
