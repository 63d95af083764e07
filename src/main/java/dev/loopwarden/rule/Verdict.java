package dev.loopwarden.rule;

/// Whether a site gives what it owes.
public sealed interface Verdict {

  /// Discharged; `evidence` says where and how: "`asyncio.timeout(5)` at line 12", "httpx default of 5 s".
  record Met(String evidence) implements Verdict {}

  /// Not discharged.
  record Unmet(Finding finding) implements Verdict {}

  /// Cannot be told from what is visible; `reason` says why: "client is a parameter without annotation". Counted, never reported.
  record Unknown(String reason) implements Verdict {}
}
