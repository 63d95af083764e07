package dev.loopwarden.analysis;

import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Verdict;
import java.util.Collection;

/// One aspect's obligations counted. `met / (met + unmet)` is the figure that trends follow.
public record Coverage(Aspect aspect, int met, int unmet, int unknown) {

  public static Coverage of(Aspect aspect, Collection<Obligation> obligations) {
    int met = 0;
    int unmet = 0;
    int unknown = 0;
    for (Obligation obligation : obligations) {
      if (obligation.aspect() != aspect) {
        continue;
      }
      switch (obligation.verdict()) {
        case Verdict.Met _ -> met++;
        case Verdict.Unmet _ -> unmet++;
        case Verdict.Unknown _ -> unknown++;
      }
    }
    return new Coverage(aspect, met, unmet, unknown);
  }

  public int owed() {
    return met + unmet;
  }
}
