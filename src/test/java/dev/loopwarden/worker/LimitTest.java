package dev.loopwarden.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopwarden.job.Job;
import dev.loopwarden.sandbox.Faults.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// When GitHub asks to wait, it is waited for as long as it says, and no longer.
final class LimitTest extends ProcessTest {

  LimitTest(String kind) {
    super(kind);
  }

  @ParameterizedTest
  @EnumSource(names = {"SECONDARY_LIMIT", "TOO_MANY", "PRIMARY_LIMIT", "ABUSE"})
  void aLimitIsKeptToTheSecond(Fault fault) {
    var at = new ArrayList<Instant>();
    rig.sandbox.faults().planMatching("POST", "/pulls/1/reviews$", fault, () -> at.add(rig.time.instant()));
    Job job = process.deliver("pull_request", rig.push("opened", rig.example.first()));
    process.queue.runDue(rig.time.instant());
    Instant next = process.stores.jobs().in(List.of(Job.State.WAITING), 0, 50).stream().filter(each -> each.job().id().equals(job.id()))
        .findFirst().orElseThrow().nextAt().orElseThrow();
    long named = fault == Fault.PRIMARY_LIMIT ? 90 : fault == Fault.ABUSE ? 60 : 7;
    assertThat(Duration.between(at.getFirst(), next).toSeconds()).isEqualTo(named);

    long asked = reviewPosts();
    rig.time.to(next.minusSeconds(1));
    process.queue.runDue(rig.time.instant());
    assertThat(reviewPosts()).as("nothing before the time").isEqualTo(asked);
    assertThat(process.toItsEnd(job).state()).isEqualTo(Job.State.DONE);
    rig.allOfItIsSaid(rig.example.first(), rig.comments);
  }

  private static long reviewPosts() {
    Pattern mine = Pattern.compile("POST .*/" + rig.name.substring(8) + "/pulls/1/reviews");
    return rig.sandbox.requests().stream().filter(each -> mine.matcher(each).matches()).count();
  }
}
