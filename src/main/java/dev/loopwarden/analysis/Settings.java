package dev.loopwarden.analysis;

import dev.loopwarden.program.Additions;
import dev.loopwarden.rule.Severity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// A repository's own settings, from `[tool.loopwarden]` in its `pyproject.toml` or from `.github/loopwarden.yml`, as they
/// stand on the base branch.
///
/// @param rules on or off, by rule id or aspect slug
/// @param severities by rule id
/// @param exclude path patterns that are not looked at
/// @param perPath path pattern to the rule ids (or aspect slugs) that are off there
/// @param tests whether test files are looked at
/// @param failOn which findings make the check fail
/// @param commentsMax line comments in one review
/// @param python minor version of Python 3 that the code must run on (9 for 3.9); from `requires-python` where absent
/// @param blocking qualified names that block, as rule LW113 reports them
/// @param safe qualified names that do not block, whatever we think of them
/// @param offloads qualified names of functions that run their callable off the loop
/// @param timeouts qualified names of calls that have a limit of their own
/// @param keepSync libraries that stay sync: the advice is containment
/// @param outboundLimit the number to give in advice about bounds
/// @param problems what was wrong in the file
public record Settings(
    Map<String, Boolean> rules,
    Map<String, Severity> severities,
    List<String> exclude,
    Map<String, List<String>> perPath,
    boolean tests,
    FailOn failOn,
    OptionalInt commentsMax,
    OptionalInt python,
    List<String> blocking,
    List<String> safe,
    List<String> offloads,
    List<String> timeouts,
    List<String> keepSync,
    OptionalInt outboundLimit,
    List<Problem> problems) {

  public static final Settings DEFAULT =
      new Settings(
          Map.of(), Map.of(), List.of(), Map.of(), false, FailOn.ERROR, OptionalInt.empty(), OptionalInt.empty(),
          List.of(), List.of(), List.of(), List.of(), List.of(), OptionalInt.empty(), List.of());

  public Settings {
    rules = Map.copyOf(rules);
    severities = Map.copyOf(severities);
    exclude = List.copyOf(exclude);
    perPath = Map.copyOf(perPath);
    blocking = List.copyOf(blocking);
    safe = List.copyOf(safe);
    offloads = List.copyOf(offloads);
    timeouts = List.copyOf(timeouts);
    keepSync = List.copyOf(keepSync);
    problems = List.copyOf(problems);
  }

  /// What they add to the knowledge of libraries.
  public Additions additions() {
    return new Additions(blocking, safe, offloads, timeouts);
  }

  /// Whether a file is looked at, and not only read for what others take from it.
  public boolean looksAt(String path) {
    return (tests || !PathNames.isTest(path)) && !PathNames.isOfOthers(path) && exclude.stream().noneMatch(each -> PathNames.matches(each, path));
  }

  /// The same, with test files looked at or not.
  public Settings withTests(boolean looked) {
    return new Settings(
        rules, severities, exclude, perPath, looked, failOn, commentsMax, python, blocking, safe, offloads, timeouts, keepSync,
        outboundLimit, problems);
  }

  public enum FailOn {
    ERROR,
    WARNING,
    NEVER;

    /// The severity at and over which a new finding fails the check; empty for `NEVER`.
    public Optional<Severity> threshold() {
      return switch (this) {
        case ERROR -> Optional.of(Severity.ERROR);
        case WARNING -> Optional.of(Severity.WARNING);
        case NEVER -> Optional.empty();
      };
    }
  }

  /// Something in the settings that was not understood.
  ///
  /// @param line counted from 1; 0 where it is not known
  /// @param hint how to mend it
  public record Problem(String path, int line, String problem, String hint) {}
}
