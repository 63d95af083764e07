package dev.loopwarden.history;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A week of one repository, or of many: what came, what went, and where things stood at its end.
///
/// @param monday its first moment, UTC
/// @param appeared findings that were not there before
/// @param fixed findings that were gone
public record Week(Instant monday, int appeared, int fixed, Level level) {

  private static final Duration LENGTH = Duration.ofDays(7);

  /// The first moment of the week that a moment is in.
  public static Instant mondayOf(Instant moment) {
    return moment.atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).toInstant();
  }

  public Week plus(Week other) {
    return new Week(monday, appeared + other.appeared, fixed + other.fixed, level.plus(other.level));
  }

  /// The last `count` weeks up to now without a gap: a week in which nobody looked stands where the one before stood.
  ///
  /// @param known of one repository, oldest first
  public static List<Week> filled(List<Week> known, int count, Instant now) {
    Map<Instant, Week> byMonday = new TreeMap<>();
    known.forEach(each -> byMonday.put(each.monday(), each));
    Instant monday = mondayOf(now).minus(LENGTH.multipliedBy(count - 1L));
    Instant first = monday;
    Optional<Level> level = known.stream().filter(each -> each.monday().isBefore(first)).reduce((_, last) -> last).map(Week::level);
    var weeks = new ArrayList<Week>();
    for (int i = 0; i < count; i++, monday = monday.plus(LENGTH)) {
      Week week = byMonday.get(monday);
      if (week != null) {
        level = Optional.of(week.level());
        weeks.add(week);
      } else if (level.isPresent()) {
        weeks.add(new Week(monday, 0, 0, level.get()));
      }
    }
    return weeks;
  }
}
