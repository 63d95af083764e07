package dev.loopwarden.history;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/// Where one or more repositories stand at a moment.
///
/// @param met obligations that are met
/// @param unmet those that are not
/// @param unknown those that cannot be told
/// @param asyncLines lines of `async def`
/// @param open findings that stand there and are not ignored
public record Level(int met, int unmet, int unknown, int asyncLines, int open) {

  public static final Level NONE = new Level(0, 0, 0, 0, 0);

  public Level plus(Level other) {
    return new Level(met + other.met, unmet + other.unmet, unknown + other.unknown, asyncLines + other.asyncLines, open + other.open);
  }

  public int owed() {
    return met + unmet;
  }

  /// Obligations met, in percent, rounded down so that 100 means all; empty where none is owed.
  public OptionalInt percent() {
    return owed() == 0 ? OptionalInt.empty() : OptionalInt.of((int) (100L * met / owed()));
  }

  /// Open findings for a thousand lines of async code; empty where there is none.
  public OptionalDouble density() {
    return asyncLines == 0 ? OptionalDouble.empty() : OptionalDouble.of(1000.0 * open / asyncLines);
  }
}
