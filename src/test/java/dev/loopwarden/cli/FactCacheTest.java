package dev.loopwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopwarden.program.ModuleFacts;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.source.BlobId;
import dev.loopwarden.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Facts in the user's cache folder.
final class FactCacheTest {

  private static final CommitId COMMIT = new CommitId("c".repeat(40));

  @TempDir private Path folder;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  private FactCache cache(long most) {
    return FactCache.at(folder.resolve("cache"), folder, most, () -> now);
  }

  private static BlobId blob(int number) {
    return BlobId.of(("x = " + number + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  @Test
  void givesBackWhatAnEarlierRunKept() {
    try (FactCache first = cache(1 << 20)) {
      first.keep(Map.of(blob(1), new byte[] {1}));
      first.keepIndex(COMMIT, "v1", new byte[] {7});
    }
    try (FactCache second = cache(1 << 20)) {
      assertThat(second.has(Set.of(blob(1), blob(2)))).containsExactly(blob(1));
      assertThat(second.facts(Set.of(blob(1), blob(2)))).containsOnlyKeys(blob(1));
      assertThat(second.index(COMMIT, "v1")).hasValueSatisfying(each -> assertThat(each).containsExactly(7));
      assertThat(second.index(COMMIT, "v2")).isEmpty();
      assertThat(second.newestIndex("v1")).isPresent();
    }
  }

  @Test
  void theNewestIndexIsTheOneThatWasKeptLast() {
    try (FactCache cache = cache(1 << 20)) {
      for (int i = 0; i < 9; i++) {
        now = now.plusSeconds(1);
        cache.keepIndex(new CommitId(Integer.toString(i).repeat(40)), "v1", new byte[] {(byte) i});
      }
      assertThat(cache.newestIndex("v1")).hasValueSatisfying(each -> assertThat(each).containsExactly(8));
      assertThat(cache.index(new CommitId("0".repeat(40)), "v1")).isEmpty();
      assertThat(cache.index(new CommitId("7".repeat(40)), "v1")).isPresent();
    }
  }

  @Test
  void whatWasUsedLongestAgoGoesFirstWhenItIsFull() {
    try (FactCache cache = cache(1_000_000)) {
      for (int i = 0; i < 10; i++) {
        now = now.plus(Duration.ofDays(2));
        cache.keep(Map.of(blob(i), new byte[100_000]));
      }
      cache.facts(Set.of(blob(0)));
      now = now.plusSeconds(1);
      cache.keep(Map.of(blob(99), new byte[100_000]));
    }
    assertThat(cache(1).has(Set.of(blob(0), blob(1), blob(2), blob(3), blob(9), blob(99))))
        .containsExactlyInAnyOrder(blob(0), blob(9), blob(99));
  }

  @Test
  void manyRunsAtOnceSeeWholeEntriesOnly() throws Exception {
    SourceFile file = SourceFile.of("a.py", "def f():\n    return 1\n");
    byte[] facts = ModuleFacts.of(file).stored();
    try (var threads = Executors.newFixedThreadPool(8)) {
      List<Callable<Boolean>> runs = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        runs.add(() -> {
          for (int round = 0; round < 50; round++) {
            try (FactCache cache = cache(1_000)) {
              cache.keep(Map.of(file.blobId(), facts, blob(round), facts));
              byte[] found = new HashMap<>(cache.facts(Set.of(file.blobId()))).get(file.blobId());
              if (found != null && ModuleFacts.of(file.blobId(), found).isEmpty()) {
                return false;
              }
            }
          }
          return true;
        });
      }
      for (var each : threads.invokeAll(runs)) {
        assertThat(each.get()).isTrue();
      }
    }
    assertThat(files()).noneMatch(each -> each.getFileName().toString().endsWith(".tmp"));
  }

  @Test
  void aFolderThatCannotBeUsedCostsOnlyTime() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    try (FactCache cache = FactCache.at(file, folder, 1 << 20, InstantSource.system())) {
      cache.keep(Map.of(blob(1), new byte[] {1}));
      cache.keepIndex(COMMIT, "v1", new byte[] {7});
      assertThat(cache.facts(Set.of(blob(1)))).isEmpty();
      assertThat(cache.newestIndex("v1")).isEmpty();
    }
  }

  @Test
  void theFolderIsMovedByTheEnvironment() {
    assertThat(FactCache.folder(Map.of("LOOPWARDEN_CACHE", "/own", "XDG_CACHE_HOME", "/xdg"))).isEqualTo(Path.of("/own"));
    assertThat(FactCache.folder(Map.of("XDG_CACHE_HOME", "/xdg"))).isEqualTo(Path.of("/xdg/loopwarden"));
    assertThat(FactCache.folder(Map.of()).endsWith(Path.of(".cache", "loopwarden"))).isTrue();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
