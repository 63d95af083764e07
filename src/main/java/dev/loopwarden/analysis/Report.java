package dev.loopwarden.analysis;

import dev.loopwarden.rule.Obligation;
import java.util.List;

/// What the analysis of one snapshot found: pure, and all that comments, pages, JSON and trends are made from.
///
/// @param obligations of the changed functions, in source order, suppressed findings left out
/// @param findings each with its state; `FIXED` and `RESOLVED` ones stand in code that is gone
/// @param notChecked what was not looked at, and why
/// @param postures of the changed async functions that have a risk or run things side by side
/// @param looked how much was looked at
/// @param unusedSuppressions marks in changed files that silence nothing
/// @param addedSuppressions marks that this change adds
/// @param settingsProblems what is wrong in the repository's settings; the rest of them still works
public record Report(
    List<Obligation> obligations,
    List<Tracked> findings,
    List<NotChecked> notChecked,
    List<Posture> postures,
    Looked looked,
    List<Suppression> unusedSuppressions,
    List<Suppression> addedSuppressions,
    List<Settings.Problem> settingsProblems) {

  public Report {
    obligations = List.copyOf(obligations);
    findings = List.copyOf(findings);
    notChecked = List.copyOf(notChecked);
    postures = List.copyOf(postures);
    unusedSuppressions = List.copyOf(unusedSuppressions);
    addedSuppressions = List.copyOf(addedSuppressions);
    settingsProblems = List.copyOf(settingsProblems);
  }

  /// How much was looked at.
  ///
  /// @param files changed Python files that were analysed
  /// @param functions changed functions, async and sync
  /// @param asyncFunctions those of them that are `async def`
  /// @param modulesFollowed unchanged modules that were read for the helpers in them
  /// @param asyncLines lines of the changed async functions
  public record Looked(int files, int functions, int asyncFunctions, int modulesFollowed, int asyncLines) {}

  public List<Tracked> in(State state) {
    return findings.stream().filter(each -> each.state() == state && !each.suppressed()).toList();
  }
}
