package dev.loopwarden.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopwarden.job.Job;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.sandbox.Faults.Fault;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Deliveries come in any order, more than once, and while others are worked at: what is shown is the newest head's, once.
final class OrderTest extends ProcessTest {

  private static final int PUSHES = 4;

  OrderTest(String kind) {
    super(kind);
  }

  @Test
  void aPushInTheMiddleOfAReviewStopsItBeforeItsFirstWord() {
    Job old = process.deliver("pull_request", rig.push("opened", rig.example.first()));
    var newer = new ArrayList<Job>();
    rig.sandbox.faults().planMatching("GET", "/compare/", Fault.SERVER_ERROR, () ->
        newer.add(process.deliver("pull_request", rig.push("synchronize", rig.example.second()))));
    assertThat(process.toItsEnd(old).state()).isEqualTo(Job.State.SUPERSEDED);
    assertThat(process.toItsEnd(newer.getFirst()).state()).isEqualTo(Job.State.DONE);
    rig.nothingIsThereTwice();
    assertThat(rig.sandbox.reviews(rig.name, 1)).extracting(each -> each.path("commit_id").asText()).containsExactly(rig.example.second().sha());
    assertThat(rig.sandbox.checks(rig.name, rig.example.first()).getFirst().path("conclusion").asText()).isEqualTo("neutral");
  }

  @Test
  void copiesInAnyOrderOnTwoProcessesSayItOnce() {
    try (Rig.Replica other = rig.process()) {
      String first = rig.push("opened", rig.example.first());
      String second = rig.push("synchronize", rig.example.second());
      var jobs = new ArrayList<Job>();
      for (String body : List.of(second, first, second, first, first, second)) {
        jobs.add(process.deliver("pull_request", body));
        jobs.add(other.deliver("pull_request", body));
      }
      for (Job job : jobs) {
        (jobs.indexOf(job) % 2 == 0 ? process : other).toItsEnd(job);
      }
      rig.nothingIsThereTwice();
      rig.allOfItIsSaid(rig.example.second(), rig.lineComments().size());
      assertThat(rig.sandbox.reviews(rig.name, 1)).hasSize(1);
      assertThat(rig.sandbox.checks(rig.name, rig.example.first())).as("an older head is not reviewed at all").isEmpty();
    }
  }

  /// Many heads, each delivered ten times, half of the copies under the same id, in any order, on two processes at the same time. More than
  /// the usual few: `-Dheads=1000`, in another order with `-Dseed=N`.
  @Test
  void manyCopiesInAnyOrderOnTwoProcessesAtOnceSayItOnce() throws Exception {
    int heads = Integer.getInteger("heads", 24);
    var random = new Random(Long.getLong("seed", 1L));
    int pulls = Math.max(2, heads / PUSHES);
    List<List<CommitId>> pushed = pushes(pulls);
    var jobs = new ConcurrentHashMap<String, Job>();
    try (Rig.Replica other = rig.process()) {
      for (int push = 0; push < PUSHES; push++) {
        var copies = new ArrayList<Copy>();
        for (int i = 0; i < pulls; i++) {
          rig.sandbox.pullRequest(rig.name, i + 1, rig.example.base(), pushed.get(i).get(push), "Change " + i);
          String body = rig.sandbox.delivery(rig.name, i + 1, push == 0 ? "opened" : "synchronize");
          String id = i + "-" + push;
          for (int copy = 0; copy < 10; copy++) {
            copies.add(new Copy(i + 1, body, copy < 5 ? id : id + "-" + copy));
          }
        }
        Collections.shuffle(copies, random);
        together(
            () -> take(process, copies.subList(0, copies.size() / 2), jobs), () -> take(other, copies.subList(copies.size() / 2, copies.size()), jobs),
            () -> work(process, jobs, false), () -> work(other, jobs, false));
      }
      together(() -> work(process, jobs, true), () -> work(other, jobs, true));
    }
    List<Job> ended = jobs.values().stream().map(each -> process.stores.jobs().find(each.id())).flatMap(Optional::stream).toList();
    assertThat(ended).extracting(Job::state).containsOnly(Job.State.DONE, Job.State.SUPERSEDED);
    for (int i = 0; i < pulls; i++) {
      rig.nothingIsThereTwice(i + 1, pushed.get(i));
      assertThat(rig.summaries(i + 1)).hasSize(1);
      assertThat(rig.summaries(i + 1).getFirst().path("body").asText()).contains(pushed.get(i).getLast().brief());
      assertThat(rig.sandbox.checks(rig.name, pushed.get(i).getLast())).hasSize(1);
    }
  }

  /// A delivery as it arrives.
  private record Copy(int pullRequest, String body, String id) {}

  /// The heads of each pull request, all different.
  private static List<List<CommitId>> pushes(int pulls) {
    Map<String, byte[]> files = new HashMap<>();
    rig.example.git().listing(rig.example.first()).files().forEach((path, blob) -> files.put(path, rig.example.git().read(blob).orElseThrow()));
    var pushed = new ArrayList<List<CommitId>>();
    for (int i = 0; i < pulls; i++) {
      var heads = new ArrayList<CommitId>();
      for (int push = 0; push < PUSHES; push++) {
        files.put("NOTES.md", (rig.name + " " + i + " " + push).getBytes(StandardCharsets.UTF_8));
        heads.add(rig.example.git().commit(Optional.of(push == 0 ? rig.example.base() : heads.getLast()), "change", files));
      }
      pushed.add(heads);
    }
    return pushed;
  }

  private static void together(Runnable... tasks) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(tasks.length)) {
      for (Future<?> each : Stream.of(tasks).map(threads::submit).toList()) {
        each.get();
      }
    }
  }

  private static void take(Rig.Replica replica, List<Copy> copies, Map<String, Job> jobs) {
    for (Copy each : copies) {
      Job job = replica.accept("pull_request", each.body(), each.id());
      jobs.put(job.id(), job);
    }
  }

  /// Runs what is due, until there is nothing, or for a few rounds.
  private static void work(Rig.Replica replica, Map<String, Job> jobs, boolean all) {
    for (int round = 0; round < (all ? 2_000 : 5); round++) {
      replica.queue.runDue(rig.time.instant());
      boolean over = jobs.values().stream().map(each -> replica.stores.jobs().find(each.id())).flatMap(Optional::stream).allMatch(each -> each.state().isOver());
      if (all && over) {
        return;
      }
      rig.time.to(rig.time.instant().plusSeconds(1));
    }
  }
}
