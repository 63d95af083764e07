package dev.loopwarden.analysis;

import dev.loopwarden.rule.Finding;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/// Names for findings that survive moved lines: of rule, path, function and the site's source, with an ordinal among equals.
final class Fingerprints {

  private final Map<String, Integer> equals = new HashMap<>();

  /// The next finding's name; findings are given in source order.
  String next(Finding finding) {
    String subject = subject(finding, finding.site().path());
    return of(subject, equals.merge(subject, 1, Integer::sum));
  }

  /// What a finding has in common with its equals, as if its file stood at a path.
  static String subject(Finding finding, String path) {
    return String.join("\0", finding.ruleId(), path, finding.site().function(), finding.site().code());
  }

  /// The name of one of several equals.
  ///
  /// @param ordinal from 1
  static String of(String subject, int ordinal) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest((subject + "\0" + ordinal).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }
}
