package dev.loopwarden.analysis;

import dev.loopwarden.source.SourceFile;
import dev.loopwarden.source.Span;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What stands around a site: two lines before it and two behind it, blank ones left out, each as a number made from its text. Tells equal
/// findings of one function apart, at another head too.
public final class Surroundings {

  /// What it is where the file's text is not at hand.
  public static final String UNKNOWN = "";

  private static final int LINES = 2;

  private Surroundings() {}

  /// The lines around a span: nearest before, second before, nearest behind, second behind.
  public static String of(SourceFile file, Span span) {
    List<String> lines = new String(file.content(), StandardCharsets.UTF_8).lines().toList();
    var around = new ArrayList<String>();
    take(lines, span.line() - 2, -1, around);
    take(lines, span.endLine(), 1, around);
    return String.join(" ", around);
  }

  /// Those of all findings that stand at the head, by fingerprint.
  public static Map<String, String> of(Report report, Snapshot snapshot) {
    Map<String, String> around = new HashMap<>();
    for (Tracked each : report.findings()) {
      SourceFile file = snapshot.head().get(each.finding().site().path());
      if (file != null && each.state() != State.FIXED && each.state() != State.RESOLVED) {
        around.put(each.fingerprint(), of(file, each.finding().site().span()));
      }
    }
    return around;
  }

  private static void take(List<String> lines, int from, int step, List<String> into) {
    int taken = 0;
    for (int i = from; i >= 0 && i < lines.size() && taken < LINES; i += step) {
      if (!lines.get(i).isBlank()) {
        into.add(Integer.toHexString(lines.get(i).strip().hashCode()));
        taken++;
      }
    }
    for (; taken < LINES; taken++) {
      into.add("-");
    }
  }

  /// How much two surroundings have in common: 0 for nothing; the nearest lines count twice.
  static int alike(String one, String other) {
    String[] ours = one.split(" ", -1);
    String[] theirs = other.split(" ", -1);
    int alike = 0;
    for (int i = 0; i < ours.length && ours.length == theirs.length; i++) {
      alike += ours[i].equals(theirs[i]) && !ours[i].isEmpty() ? LINES - i % LINES : 0;
    }
    return alike;
  }
}
