package dev.loopwarden.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopwarden.metrics.Meters;
import dev.loopwarden.pull.RepositoryRef;
import dev.loopwarden.review.Effect;
import dev.loopwarden.sandbox.ExampleRepository;
import dev.loopwarden.sandbox.Faults.Fault;
import dev.loopwarden.sandbox.Sandbox;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How requests leave: not too many at once, and a write once, whatever the answer tells OkHttp to do.
final class WireTest {

  private static final Secret NOBODY = new Secret("nobody");

  private final ExampleRepository example = ExampleRepository.make();
  private final Sandbox sandbox = Sandbox.start(Clock.systemUTC());
  private final GithubAddress address = GithubAddress.of(sandbox.address());
  private final GithubApp app = new GithubApp(
      address, AppKey.of(sandbox.appId(), new Secret(sandbox.privateKey())), Clock.systemUTC(), new Meters(Clock.systemUTC()));

  @AfterEach
  void stop() {
    sandbox.close();
    example.git().close();
  }

  @Test
  void requestsOfJobsAndOfPeopleTogetherStayFarBelowWhatGithubTakesAtOnce() throws Exception {
    sandbox.faults().distance(Duration.ofMillis(100));
    UserLogin login = app.login(sandbox.seat().clientId(), new Secret(sandbox.seat().clientSecret()));
    var asking = new ArrayList<Callable<String>>();
    for (int i = 0; i < 120; i++) {
      boolean person = i % 2 == 0;
      asking.add(() -> {
        try {
          return person ? login.user(NOBODY).login() : app.registration().slug();
        } catch (Rejected refused) {
          return refused.getMessage() + "";
        }
      });
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> answers = threads.invokeAll(asking);
      for (Future<String> each : answers) {
        assertThat(each.get()).doesNotContain("rate limit");
      }
    }
    assertThat(sandbox.mostAtOnce()).isBetween(20, Wire.AT_ONCE_MAX);
  }

  /// OkHttp would send it once more of itself.
  @Test
  void aWriteThatIsAnswered503WithComeAgainAtOnceLeavesOnce() throws Exception {
    sandbox.host(example.git(), 1, "example", "orders");
    sandbox.pullRequest("example/orders", 1, example.base(), example.first(), "A change");
    var repository = new RepositoryRef(1, sandbox.installation(), "example", "orders");
    sandbox.faults().plan("POST", "/issues/1/comments", Fault.COME_AGAIN);
    var summary = new Effect.UpsertSummary(example.first(), "<!-- loopwarden summary -->", "<!-- loopwarden summary -->\ntext");
    IOException told = null;
    try {
      app.writer(repository).by(Instant.MAX).apply(summary, 1, Optional.empty());
    } catch (IOException unknown) {
      told = unknown;
    }
    assertThat(told).isInstanceOf(OutcomeUnknown.class);
    assertThat(sandbox.comments("example/orders", 1)).hasSize(1);
    assertThat(sandbox.requests()).filteredOn(each -> each.startsWith("POST /repos")).hasSize(1);
  }
}
