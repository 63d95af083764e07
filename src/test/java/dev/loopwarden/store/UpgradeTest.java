package dev.loopwarden.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopwarden.job.Job;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.pull.Earlier;
import dev.loopwarden.pull.RepositoryRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A database of each earlier schema opens under this version with all that is in it; one that cannot be opened is told why.
final class UpgradeTest {

  private static final String HEAD = "a".repeat(40);

  /// Each schema but the newest, on each kind of database.
  static Stream<Arguments> schemas() throws IOException {
    int newest;
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/dev/loopwarden/store/migrations/sqlite"))) {
      newest = (int) files.count();
    }
    return Databases.kinds().flatMap(kind -> IntStream.range(1, newest).mapToObj(version -> Arguments.of(kind, version)));
  }

  @ParameterizedTest(name = "{0}, from schema {1}")
  @MethodSource("schemas")
  void whatAnEarlierVersionStoredIsThereAfterTheUpgrade(String kind, int version) throws Exception {
    String address = Databases.fresh(kind);
    Flyway.configure().dataSource(address, null, null).locations("classpath:dev/loopwarden/store/migrations/" + kind)
        .target(String.valueOf(version)).load().migrate();
    try (var connection = DriverManager.getConnection(address); var statement = connection.createStatement()) {
      statement.execute("insert into repository (id, installation, owner, name, seen_at) values (7, 70, 'o', 'r', 5)");
      statement.execute("insert into delivery (id, event, body, received_at) values ('d1', 'pull_request', '{\"a\": \"ü\"}', 6)");
      statement.execute("insert into job (id, delivery_id, kind, repository_id, pull_request, head, state, attempt, reason, created_at, ended_at) "
          + "values ('j1', 'd1', 'Review', 7, 3, '" + HEAD + "', 'DEAD', 8, 'no answer', 6, 9)");
      statement.execute("insert into run (id, repository_id, pull_request, head, base, conclusion, functions, async_functions, "
          + "async_lines, not_checked, report, finished_at) values ('j1', 7, 3, '" + HEAD + "', '" + HEAD + "', 'failure', 4, 2, 30, 1, '| table |', 9)");
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
      assertThat(new Runs(database).findings("j1")).as("it is from before they were kept").isEmpty();
      assertThat(new PullRequests(database).of(7, 0, 9).getFirst().took()).isEmpty();
      assertThat(new PullRequests(database).of(7, 0, 9).getFirst().told()).isEqualTo(1);
      Earlier earlier = new Effects(database).earlier(new Effects.Target(7, 3));
      assertThat(earlier.comments()).hasSize(1);
      assertThat(earlier.head()).contains(new CommitId(HEAD));
      assertThat(new Deliveries(database).find("d1").orElseThrow().body()).contains("ü");
      assertThat(new DeadJobs(database).revive("j1", "ann", Instant.ofEpochMilli(10))).isTrue();
      assertThat(new Jobs(database).find("j1").orElseThrow().state()).isEqualTo(Job.State.QUEUED);
      assertThat(new Snapshots(database).stale(Instant.now().minus(Duration.ofDays(1)), 5)).containsExactly(7L);
    }
    try (Database again = Database.open(address)) {
      assertThat(new Repositories(again).all()).hasSize(1);
    }
  }

  @Test
  void aDatabaseThatCannotBeOpenedIsToldWithWhatMayBeWrong() {
    assertThatThrownBy(() -> Database.open("jdbc:sqlite:/no/such/folder/x.db")).isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("database: it cannot be opened: ").hasMessageEndingWith("Is the folder there, and may this user write to it?");
    assertThatThrownBy(() -> Database.open("jdbc:postgresql://127.0.0.1:1/x?user=a&password=sesame")).isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("127.0.0.1:1").hasMessageEndingWith("does the server answer?").hasMessageNotContaining("sesame");
    assertThatThrownBy(() -> Database.open("jdbc:mysql://x")).hasMessageContaining("jdbc:sqlite:");
  }
}
