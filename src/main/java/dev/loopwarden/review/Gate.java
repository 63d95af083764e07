package dev.loopwarden.review;

import dev.loopwarden.analysis.Report;
import dev.loopwarden.analysis.Settings;
import dev.loopwarden.analysis.Tracked;
import dev.loopwarden.rule.Finding;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Whether the check passes, and why: `verdict` for a headline, `reason` as a sentence.
record Gate(Conclusion conclusion, String verdict, String reason) {

  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("d MMMM uuuu HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  static Gate of(Report report, Standing standing, Settings.FailOn failOn, Optional<ReviewContext.Acceptance> acceptance) {
    List<Tracked> gating = standing.gating();
    Optional<ReviewContext.Acceptance> holds = acceptance.filter(each ->
        gating.stream().allMatch(tracked -> each.fingerprints().contains(tracked.fingerprint())));
    if (!gating.isEmpty() && holds.isEmpty()) {
      return new Gate(Conclusion.FAILURE, verdict(standing), failing(gating, failOn, standing, acceptance));
    }
    if (!gating.isEmpty()) {
      ReviewContext.Acceptance accepted = holds.orElseThrow();
      return new Gate(Conclusion.SUCCESS, "accepted as it is",
          "The check passes: " + Markdown.code(accepted.who()) + " accepted " + Wording.count(gating.size(), "finding")
              + (gating.size() == 1 ? " as it is, on " : " as they are, on ") + WHEN.format(accepted.when()) + ". Another new finding undoes that.");
    }
    boolean nothing = report.obligations().isEmpty() && report.findings().stream().allMatch(Tracked::suppressed)
        && report.looked().asyncFunctions() == 0;
    if (nothing) {
      return new Gate(Conclusion.NEUTRAL, "nothing async was touched",
          report.notChecked().isEmpty()
              ? "The check is neutral: no changed code waits, or runs on an event loop."
              : "The check is neutral: in what could be read, no changed code waits or runs on an event loop; "
                  + Wording.count(report.notChecked().size(), "place") + " could not be checked.");
    }
    return new Gate(Conclusion.SUCCESS, verdict(standing), passing(standing, failOn));
  }

  private static String verdict(Standing standing) {
    int sure = standing.commentable().size();
    if (sure > 0) {
      return Wording.count(sure, "thing") + " to look at";
    }
    if (!standing.fresh().isEmpty()) {
      return "nothing certain, " + Wording.count(standing.fresh().size(), "thing") + " to consider";
    }
    return standing.hidden().isEmpty() ? "nothing new to mend" : Wording.count(standing.hidden().size(), "silenced finding") + " to look at";
  }

  private static String failing(
      List<Tracked> gating, Settings.FailOn failOn, Standing standing, Optional<ReviewContext.Acceptance> acceptance) {
    Finding worst = gating.getFirst().finding();
    String more = gating.size() == 1 ? "" : " and " + (gating.size() - 1) + " more";
    return "**The check fails** because of " + Markdown.code(worst.ruleId()) + " in " + Markdown.code(worst.site().function())
        + more + ": `fail-on` is `" + failOn.name().toLowerCase(Locale.ROOT) + "`."
        + (standing.hidden().isEmpty() ? "" : " Marks that a fork's pull request adds do not change that.")
        + acceptance.map(each -> " " + Markdown.code(each.who()) + " accepted an earlier state; a new finding undid that.").orElse("");
  }

  private static String passing(Standing standing, Settings.FailOn failOn) {
    if (standing.fresh().isEmpty()) {
      return "The check passes: nothing new was found.";
    }
    return switch (failOn) {
      case NEVER -> "The check passes whatever is found: `fail-on` is `never`.";
      case ERROR -> "The check passes: `fail-on` is `error`, and no new error of high confidence was found.";
      case WARNING -> "The check passes: `fail-on` is `warning`, and nothing new at or over it is certain.";
    };
  }
}
