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
    String subject = String.join("\0", finding.ruleId(), finding.site().path(), finding.site().function(), finding.site().code());
    int ordinal = equals.merge(subject, 1, Integer::sum);
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest((subject + "\0" + ordinal).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }
}
