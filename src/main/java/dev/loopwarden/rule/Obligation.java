package dev.loopwarden.rule;

/// What one site owes in one aspect, and whether it is given.
///
/// @param ruleId the rule that asked
/// @param owed what kind of thing owes, as a plural noun for the checklist: "network waits", "fan-outs", "handlers"
public record Obligation(Aspect aspect, String ruleId, String owed, Site site, Verdict verdict) {

  public static Obligation met(Aspect aspect, String ruleId, String owed, Site site, String evidence) {
    return new Obligation(aspect, ruleId, owed, site, new Verdict.Met(evidence));
  }

  public static Obligation unknown(Aspect aspect, String ruleId, String owed, Site site, String reason) {
    return new Obligation(aspect, ruleId, owed, site, new Verdict.Unknown(reason));
  }

  public static Obligation unmet(String owed, Finding finding) {
    return new Obligation(
        finding.aspect(), finding.ruleId(), owed, finding.site(), new Verdict.Unmet(finding));
  }
}
