package dev.loopwarden.review;

import dev.loopwarden.analysis.Tracked;
import dev.loopwarden.rule.Confidence;
import dev.loopwarden.rule.Severity;
import java.util.List;

/// `--format github`: workflow commands, one a finding, that GitHub Actions shows beside the code.
public final class GithubReport {

  private GithubReport() {}

  public static String of(List<RootReport> reports, Confidence least) {
    var out = new StringBuilder();
    for (RootReport rooted : reports) {
      String prefix = rooted.root().equals(".") || rooted.root().isEmpty() ? "" : rooted.root() + "/";
      for (Tracked tracked : rooted.shown(least)) {
        if (!tracked.state().isFresh()) {
          continue;
        }
        var finding = tracked.finding();
        out.append("::").append(level(finding.severity()))
            .append(" file=").append(property(prefix + finding.site().path()))
            .append(",line=").append(finding.site().span().line())
            .append(",endLine=").append(finding.site().span().endLine())
            .append(",title=").append(property(finding.ruleId() + " " + finding.message().title()))
            .append("::").append(data(JsonReport.sentence(finding.message()))).append('\n');
      }
    }
    return out.toString();
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFO, HINT -> "notice";
    };
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
