package dev.loopwarden.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopwarden.job.Job;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.pull.Earlier;
import dev.loopwarden.pull.RepositoryRef;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A database of each released version opens under this one with all that is in it.
final class UpgradeTest {

  private static final String HEAD = "a".repeat(40);

  static Stream<String> kinds() {
    return Databases.kinds();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void theFirstReleasesDataIsThereAfterTheUpgrade(String kind) throws Exception {
    String address = Databases.fresh(kind);
    Flyway.configure().dataSource(address, null, null).locations("classpath:dev/loopwarden/store/migrations/" + kind).target("1").load().migrate();
    try (var connection = DriverManager.getConnection(address); var statement = connection.createStatement()) {
      statement.execute("insert into repository values (7, 70, 'o', 'r', 5)");
      statement.execute("insert into delivery values ('d1', 'pull_request', '{\"a\": \"ü\"}', 6)");
      statement.execute("insert into job values ('j1', 'd1', 'Review', 7, 3, '" + HEAD + "', 'DEAD', 8, 'no answer', 6, 9)");
      statement.execute("insert into run values ('j1', 7, 3, '" + HEAD + "', '" + HEAD + "', 'failure', 4, 2, 30, 1, '| table |', 9)");
      statement.execute("insert into run_aspect values ('j1', 'timeouts', 3, 1, 0)");
      statement.execute("insert into finding values (7, 3, 'f1', 'LW301', 'timeouts', 'error', 'high', 'new', 'a.py', 4, 'f', 'waits', 9, null)");
      statement.execute("insert into comment values (7, 3, 'f1', 'LW301', 55, 'a.py', 4, 'OPEN', 'text')");
      statement.execute("insert into summary values (7, 3, 56, '" + HEAD + "')");
    }
    try (Database database = Database.open(address)) {
      assertThat(new Repositories(database).all()).containsExactly(new RepositoryRef(7, 70, "o", "r"));
      assertThat(new Repositories(database).lines(Visible.ALL, "", Repositories.Order.NAME, 0, 9)).hasSize(1);
      assertThat(new Runs(database).find("j1").orElseThrow().coverage().getFirst().met()).isEqualTo(3);
      assertThat(new Runs(database).checklist("j1")).isEmpty();
      assertThat(new PullRequests(database).of(7, 0, 9).getFirst().took()).isEmpty();
      assertThat(new PullRequests(database).of(7, 0, 9).getFirst().told()).isEqualTo(1);
      Earlier earlier = new Effects(database).earlier(new Effects.Target(7, 3));
      assertThat(earlier.comments()).hasSize(1);
      assertThat(earlier.head()).contains(new CommitId(HEAD));
      assertThat(new Deliveries(database).find("d1").orElseThrow().body()).contains("ü");
      assertThat(new Jobs(database).revive("j1", "ann", Instant.ofEpochMilli(10))).isTrue();
      assertThat(new Jobs(database).find("j1").orElseThrow().state()).isEqualTo(Job.State.QUEUED);
      assertThat(new Snapshots(database).stale(Instant.now().minus(Duration.ofDays(1)), 5)).containsExactly(7L);
    }
    try (Database again = Database.open(address)) {
      assertThat(new Repositories(again).all()).hasSize(1);
    }
  }
}
