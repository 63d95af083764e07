package dev.loopwarden.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopwarden.job.Job;
import dev.loopwarden.store.Jobs;
import dev.loopwarden.store.Leases;
import dev.loopwarden.store.Samples;
import dev.loopwarden.store.Snapshots;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A default branch is looked at where nobody pushed to it, too.
final class DailyLookTest {

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql"})
  void aRepositoryThatNobodyPushedToIsLookedAtOnceADay(String kind) {
    try (Rig rig = new Rig(kind); Rig.Replica process = rig.process()) {
      rig.fresh();
      Instant begin = rig.time.instant();
      var snapshots = new Snapshots(process.database);
      var baselines = new Baselines(
          process.app, snapshots, process.stores.repositories(), process.stores.jobs(), process.stores.facts(), rig.time);
      baselines.sweep();
      assertThat(looks(process)).as("nothing is known yet").isEmpty();

      process.stores.repositories().remember(rig.repository(), begin);
      baselines.sweep();
      baselines.sweep();
      assertThat(looks(process)).as("never looked at, and asked for once").hasSize(1);
      snapshots.store(Samples.baseline(rig.repository().id(), 0, begin, "pricing"));
      Leases.end(process.database, looks(process).getFirst().id(), Job.State.DONE, "", begin);

      rig.time.to(begin.plus(Duration.ofHours(23)));
      baselines.sweep();
      assertThat(looks(process)).as("the last look is less than a day old").hasSize(1);
      rig.time.to(begin.plus(Duration.ofHours(25)));
      baselines.sweep();
      assertThat(looks(process)).hasSize(2);
      assertThat(looks(process)).filteredOn(each -> each.state() == Job.State.QUEUED).hasSize(1).allMatch(Job::isBackground);
    }
  }

  private static List<Job> looks(Rig.Replica process) {
    return Stream.of(Job.State.values()).flatMap(each -> process.stores.jobs().in(List.of(each), 0, 50).stream())
        .map(Jobs.Line::job).filter(Job::isBackground).toList();
  }
}
