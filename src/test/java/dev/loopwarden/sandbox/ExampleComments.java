package dev.loopwarden.sandbox;

import dev.loopwarden.analysis.Analysis;
import dev.loopwarden.analysis.FactStore;
import dev.loopwarden.analysis.Limits;
import dev.loopwarden.git.LocalChange;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.rule.Confidence;
import dev.loopwarden.rule.Severity;
import dev.loopwarden.rules.Catalogue;

/// How many comments the example's first push gets: told by the analyser, so that tests of what becomes of comments need not change with
/// what is found.
public final class ExampleComments {

  private ExampleComments() {}

  /// One for each sure finding, warning or error.
  public static int of(ExampleRepository example) {
    return of(example, example.first());
  }

  private static int of(ExampleRepository example, CommitId head) {
    var snapshot = LocalChange.snapshot(example.git(), example.base(), head, Limits.DEFAULT, FactStore.inMemory());
    return (int) Analysis.of(snapshot, Catalogue.ALL).findings().stream()
        .filter(each -> each.state().isFresh() && !each.suppressed() && each.finding().confidence() == Confidence.HIGH
            && each.finding().severity().atLeast(Severity.WARNING))
        .count();
  }
}
