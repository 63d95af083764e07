package dev.loopwarden.analysis;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The oldest Python 3 that a project says it runs on, in the spellings of its files: `>=3.10,<4`, `^3.9 || ^3.11`, `==3.12.*`, `3.11`.
final class PythonAsked {

  /// One bound. The upper ones (`<4`, `<=3.13`) and those that leave one out (`!=3.9.7`) tell nothing of the oldest.
  private static final Pattern BOUND = Pattern.compile("^(>=|\\^|~=|={1,3}|~|>|)\\s*v?3\\.([0-9]{1,2})(?![0-9])(.*)$");

  private PythonAsked() {}

  /// Its minor version (10 for 3.10); empty where the text does not tell.
  static OptionalInt oldest(String asked) {
    OptionalInt oldest = OptionalInt.empty();
    for (String way : asked.split("\\|\\|?", -1)) {
      OptionalInt here = ofAll(way);
      if (here.isEmpty()) {
        return OptionalInt.empty();
      }
      oldest = OptionalInt.of(Math.min(here.getAsInt(), oldest.orElse(Integer.MAX_VALUE)));
    }
    return oldest;
  }

  private static OptionalInt ofAll(String bounds) {
    OptionalInt oldest = OptionalInt.empty();
    for (String each : bounds.split(",|\\s+(?=[<>=!~^])", -1)) {
      Matcher bound = BOUND.matcher(each.strip());
      if (bound.matches()) {
        boolean after = bound.group(1).equals(">") && !bound.group(3).startsWith(".");
        int minor = Integer.parseInt(bound.group(2)) + (after ? 1 : 0);
        oldest = OptionalInt.of(Math.max(minor, oldest.orElse(0)));
      }
    }
    return oldest;
  }
}
