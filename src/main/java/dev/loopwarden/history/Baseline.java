package dev.loopwarden.history;

import dev.loopwarden.analysis.Coverage;
import dev.loopwarden.analysis.NotChecked;
import dev.loopwarden.analysis.ProjectFiles;
import dev.loopwarden.analysis.Report;
import dev.loopwarden.analysis.Scan;
import dev.loopwarden.analysis.Tracked;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.pull.Listing;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Confidence;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/// What lasts of one look at the whole default branch.
///
/// @param id the job's
/// @param digest of all that the result depends on: Python files, project files, rules. Another head with the same digest has the
///     same result
/// @param findings of at least medium confidence, the ignored ones among them
public record Baseline(
    String id, long repository, CommitId head, String digest, Report.Looked looked, List<Coverage> coverage, List<Seen> findings,
    List<NotChecked> notChecked, Instant takenAt) {

  public Baseline {
    coverage = List.copyOf(coverage);
    findings = List.copyOf(findings);
    notChecked = List.copyOf(notChecked);
  }

  /// A finding that stands there.
  ///
  /// @param reason why it is ignored, as the mark in the code says; empty where it says nothing, or where it is not ignored
  public record Seen(Tracked tracked, String reason) {}

  public static Baseline of(String id, long repository, CommitId head, String digest, Scan.Whole whole, Instant now) {
    Report report = whole.report();
    List<Coverage> coverage = Arrays.stream(Aspect.values()).map(each -> Coverage.of(each, report.obligations()))
        .filter(each -> each.owed() + each.unknown() > 0).toList();
    List<Seen> seen = report.findings().stream()
        .filter(each -> each.finding().confidence() != Confidence.LOW)
        .map(each -> new Seen(each, whole.reasons().getOrDefault(each.fingerprint(), ""))).toList();
    return new Baseline(id, repository, head, digest, report.looked(), coverage, seen, report.notChecked(), now);
  }

  /// Names all that the result depends on.
  ///
  /// @param rules the ids of all rules
  /// @param analyser version of the analyser
  public static String digest(Listing listing, List<String> rules, String analyser) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((analyser + String.join(",", rules) + "\0").getBytes(StandardCharsets.UTF_8));
      Set<String> project = ProjectFiles.paths(listing.files().keySet());
      listing.files().keySet().stream().filter(each -> each.endsWith(".py") || project.contains(each)).sorted()
          .forEach(each -> digest.update((each + "\0" + listing.blob(each) + "\0").getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }

  public int open() {
    return (int) findings.stream().filter(each -> !each.tracked().suppressed()).count();
  }

  public int ignored() {
    return findings.size() - open();
  }

  /// All aspects together.
  public Level level() {
    return new Level(
        coverage.stream().mapToInt(Coverage::met).sum(), coverage.stream().mapToInt(Coverage::unmet).sum(),
        coverage.stream().mapToInt(Coverage::unknown).sum(), looked.asyncLines(), open());
  }
}
