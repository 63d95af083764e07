package dev.loopwarden.history;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// How long findings stand before they are fixed.
public final class Fixing {

  private Fixing() {}

  /// The median: the middle one, or the mean of the middle two; empty where nothing was fixed.
  public static Optional<Duration> median(Collection<Duration> lives) {
    if (lives.isEmpty()) {
      return Optional.empty();
    }
    List<Duration> sorted = lives.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return Optional.of(sorted.size() % 2 == 1 ? sorted.get(middle) : sorted.get(middle - 1).plus(sorted.get(middle)).dividedBy(2));
  }

  /// A length of time as people say it, in its largest unit: "3 days", "1 hour", "under a minute".
  public static String spoken(Duration time) {
    if (time.toMinutes() < 1) {
      return time.toSeconds() < 1 ? "under a second" : count(time.toSeconds(), "second");
    }
    if (time.toHours() < 1) {
      return count(time.toMinutes(), "minute");
    }
    return time.toDays() < 1 ? count(time.toHours(), "hour") : count(time.toDays(), "day");
  }

  private static String count(long number, String one) {
    return number + " " + one + (number == 1 ? "" : "s");
  }
}
