package dev.loopwarden.review;

import dev.loopwarden.analysis.Report;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Verdict;
import java.util.List;

/// Numbers and nouns in sentences.
final class Wording {

  private Wording() {}

  /// `1 file`, `2 files`.
  static String count(int number, String one) {
    return number + " " + (number == 1 ? one : plural(one));
  }

  private static String plural(String one) {
    return one.endsWith("y") ? one.substring(0, one.length() - 1) + "ies" : one + "s";
  }

  /// `fan-outs` to `fan-out`.
  static String singular(String many) {
    if (many.contains(" ") && !many.endsWith("s")) {
      int blank = many.indexOf(' ');
      return singular(many.substring(0, blank)) + many.substring(blank);
    }
    if (many.endsWith("ies")) {
      return many.substring(0, many.length() - 3) + "y";
    }
    if (many.endsWith("ches") || many.endsWith("shes") || many.endsWith("xes") || many.endsWith("sses")) {
      return many.substring(0, many.length() - 2);
    }
    return many.endsWith("s") ? many.substring(0, many.length() - 1) : many;
  }

  /// "31 obligations met in 12 async functions, 5 files".
  static String lookedAt(int met, int asyncFunctions, int files) {
    return count(met, "obligation") + " met in " + count(asyncFunctions, "async function") + ", " + count(files, "file");
  }

  static int met(List<Report> reports) {
    return reports.stream().mapToInt(Wording::met).sum();
  }

  static int met(Report report) {
    return (int) report.obligations().stream().filter(Wording::isMet).count();
  }

  static boolean isMet(Obligation obligation) {
    return obligation.verdict() instanceof Verdict.Met;
  }

  /// What "met" means in an aspect, after a number of things: "have a limit", "has a limit".
  static String met(Aspect aspect, boolean one) {
    return switch (aspect) {
      case TIMEOUTS -> one ? "has a limit" : "have a limit";
      case BOUNDS -> one ? "is bounded" : "are bounded";
      case CANCELLATION -> one ? "lets it through" : "let it through";
      case BLOCKING -> one ? "does not block" : "do not block";
      case TASKS -> one ? "is looked after" : "are looked after";
      case CLEANUP -> one ? "is closed" : "are closed";
      case BOUNDARY -> one ? "is sound" : "are sound";
      case CPU -> one ? "stays short" : "stay short";
      case DESIGN -> one ? "is in order" : "are in order";
    };
  }
}
