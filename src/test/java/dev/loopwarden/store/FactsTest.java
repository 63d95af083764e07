package dev.loopwarden.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopwarden.analysis.FactStore;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.pull.RepositoryRef;
import dev.loopwarden.source.BlobId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Facts and indices in the database, on SQLite and on PostgreSQL.
final class FactsTest {

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  static Stream<String> kinds() {
    return Databases.kinds();
  }

  private static BlobId blob(int number) {
    return BlobId.of(Integer.toString(number).getBytes(StandardCharsets.UTF_8));
  }

  private static CommitId commit(int digit) {
    return new CommitId(Integer.toString(digit).repeat(40));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void factsAreFoundByTheirBytesInTheirOwnRepository(String kind) {
    try (Database database = Database.open(Databases.fresh(kind))) {
      FactStore facts = new Facts(database, () -> now).of(7);
      Map<BlobId, byte[]> many = new HashMap<>();
      for (int i = 0; i < 1_200; i++) {
        many.put(blob(i), new byte[] {(byte) i, 0, -1});
      }
      facts.keep(many);
      facts.keep(Map.of(blob(3), new byte[] {9}));
      assertThat(facts.has(many.keySet())).hasSize(1_200);
      Map<BlobId, byte[]> found = facts.facts(Set.of(blob(3), blob(4), blob(5_000)));
      assertThat(found).containsOnlyKeys(blob(3), blob(4));
      assertThat(found.get(blob(3))).containsExactly(9);
      assertThat(found.get(blob(4))).containsExactly(4, 0, -1);
      assertThat(new Facts(database, () -> now).of(8).has(many.keySet())).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void theNewestIndicesAreKept(String kind) {
    try (Database database = Database.open(Databases.fresh(kind))) {
      FactStore facts = new Facts(database, () -> now).of(7);
      for (int i = 0; i < 10; i++) {
        now = now.plusSeconds(1);
        facts.keepIndex(commit(i), "v1", new byte[] {(byte) i});
      }
      facts.keepIndex(commit(9), "v1", new byte[] {99});
      assertThat(facts.index(commit(9), "v1")).hasValueSatisfying(each -> assertThat(each).containsExactly(99));
      assertThat(facts.newestIndex("v1")).hasValueSatisfying(each -> assertThat(each).containsExactly(99));
      assertThat(facts.index(commit(5), "v1")).isPresent();
      assertThat(facts.index(commit(1), "v1")).isEmpty();
      assertThat(facts.newestIndex("v2")).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void whatNobodyAsksForIsForgottenAndARepositoryTakesItsFactsWithIt(String kind) {
    try (Database database = Database.open(Databases.fresh(kind))) {
      FactStore facts = new Facts(database, () -> now).of(7);
      facts.keep(Map.of(blob(1), new byte[] {1}, blob(2), new byte[] {2}));
      now = now.plus(Duration.ofDays(40));
      facts.facts(Set.of(blob(1)));
      now = now.plus(Duration.ofDays(40));
      facts.keepIndex(commit(1), "v1", new byte[] {1});
      assertThat(facts.has(Set.of(blob(1), blob(2)))).containsExactly(blob(1));

      new Repositories(database).remember(new RepositoryRef(7, 70, "o", "r"), now);
      new Repositories(database).forget(7, 70);
      assertThat(facts.has(Set.of(blob(1)))).isEmpty();
      assertThat(facts.newestIndex("v1")).isEmpty();
    }
  }
}
