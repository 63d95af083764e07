package dev.loopwarden.rule;

import java.util.List;
import java.util.Optional;

/// What a rule reports at a site whose obligation is not met.
///
/// @param ruleId `LW301`
/// @param hops the way to the cause where it is not on the site's own line, first step first; else empty
/// @param alsoAt further sites with the same cause, told in the same comment
/// @param fix offered only where complete and safe
public record Finding(
    String ruleId,
    Aspect aspect,
    Severity severity,
    Confidence confidence,
    Site site,
    Message message,
    List<Hop> hops,
    List<Site> alsoAt,
    Optional<Fix> fix) {

  public Finding {
    hops = List.copyOf(hops);
    alsoAt = List.copyOf(alsoAt);
  }

  /// The same, with this fix or with none.
  public Finding withFix(Optional<Fix> other) {
    return new Finding(ruleId, aspect, severity, confidence, site, message, hops, alsoAt, other);
  }

  public Finding withConfidence(Confidence other) {
    return new Finding(ruleId, aspect, severity, other, site, message, hops, alsoAt, fix);
  }

  public Finding withAlsoAt(List<Site> other) {
    return new Finding(ruleId, aspect, severity, confidence, site, message, hops, other, fix);
  }

  /// Whether what is wrong is what stands at the end of the way. A lock, a thread or a limit is wrong where it stands.
  public boolean isAtItsEnd() {
    return aspect == Aspect.BLOCKING || aspect == Aspect.CPU;
  }
}
