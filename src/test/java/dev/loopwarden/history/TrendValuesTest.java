package dev.loopwarden.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopwarden.pull.Listing;
import dev.loopwarden.source.BlobId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TrendValuesTest {

  private static final Instant MONDAY = Instant.parse("2025-10-06T00:00:00Z");
  private static final Duration WEEK = Duration.ofDays(7);

  @Test
  void aWeekBeginsOnMondayInUtc() {
    assertThat(Week.mondayOf(MONDAY)).isEqualTo(MONDAY);
    assertThat(Week.mondayOf(MONDAY.minusMillis(1))).isEqualTo(MONDAY.minus(WEEK));
    assertThat(Week.mondayOf(Instant.parse("2025-10-12T23:59:59Z"))).isEqualTo(MONDAY);
  }

  @Test
  void aWeekInWhichNobodyLookedStandsWhereTheOneBeforeStood() {
    var level = new Level(8, 2, 0, 100, 2);
    var known = List.of(new Week(MONDAY.minus(WEEK.multipliedBy(9)), 5, 5, level), new Week(MONDAY.minus(WEEK), 1, 0, new Level(9, 1, 0, 100, 1)));
    List<Week> filled = Week.filled(known, 4, MONDAY.plusSeconds(5));
    assertThat(filled).extracting(Week::monday).containsExactly(
        MONDAY.minus(WEEK.multipliedBy(3)), MONDAY.minus(WEEK.multipliedBy(2)), MONDAY.minus(WEEK), MONDAY);
    assertThat(filled).extracting(each -> each.level().met()).containsExactly(8, 8, 9, 9);
    assertThat(filled).extracting(Week::appeared).containsExactly(0, 0, 1, 0);
  }

  @Test
  void beforeTheFirstLookThereIsNoWeek() {
    assertThat(Week.filled(List.of(), 4, MONDAY)).isEmpty();
    assertThat(Week.filled(List.of(new Week(MONDAY, 0, 0, Level.NONE)), 4, MONDAY)).hasSize(1);
  }

  @Test
  void percentAndDensityAreEmptyWhereThereIsNothingToDivideBy() {
    assertThat(Level.NONE.percent()).isEmpty();
    assertThat(Level.NONE.density()).isEmpty();
    assertThat(new Level(999, 1, 5, 500, 3).percent()).as("100 means all").hasValue(99);
    assertThat(new Level(1, 0, 0, 500, 3).density()).hasValue(6.0);
  }

  @Test
  void theMedianIsTheMiddleOne() {
    assertThat(Fixing.median(List.of())).isEmpty();
    assertThat(Fixing.median(List.of(Duration.ofDays(9), Duration.ofDays(1), Duration.ofDays(2)))).contains(Duration.ofDays(2));
    assertThat(Fixing.median(List.of(Duration.ofDays(4), Duration.ofDays(2)))).contains(Duration.ofDays(3));
    assertThat(List.of(Duration.ofMillis(3), Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofHours(30), Duration.ofDays(12)))
        .extracting(Fixing::spoken).containsExactly("under a second", "1 second", "5 minutes", "1 day", "12 days");
  }

  @Test
  void onlyWhatTheResultDependsOnChangesTheDigest() {
    String before = digest(Map.of("a.py", blob('1'), "README.md", blob('2')), "1");
    assertThat(digest(Map.of("a.py", blob('1'), "README.md", blob('3')), "1")).isEqualTo(before);
    assertThat(digest(Map.of("a.py", blob('4'), "README.md", blob('2')), "1")).isNotEqualTo(before);
    assertThat(digest(Map.of("b.py", blob('1'), "README.md", blob('2')), "1")).isNotEqualTo(before);
    assertThat(digest(Map.of("a.py", blob('1'), "pyproject.toml", blob('2')), "1")).isNotEqualTo(before);
    assertThat(digest(Map.of("a.py", blob('1'), "README.md", blob('2')), "2")).isNotEqualTo(before);
  }

  private static String digest(Map<String, BlobId> files, String analyser) {
    return Baseline.digest(new Listing(files, false), List.of("LW100"), analyser);
  }

  private static BlobId blob(char digit) {
    return new BlobId(String.valueOf(digit).repeat(40));
  }
}
