package dev.loopwarden.review;

import dev.loopwarden.analysis.NotChecked;
import dev.loopwarden.analysis.Report;
import dev.loopwarden.analysis.State;
import dev.loopwarden.analysis.Suppression;
import dev.loopwarden.analysis.Tracked;
import dev.loopwarden.rule.Confidence;
import dev.loopwarden.rule.Finding;
import dev.loopwarden.rule.Hop;
import dev.loopwarden.rule.Severity;
import dev.loopwarden.rule.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// `--format text`: new findings in full, carried and fixed ones in a line each, the checklist, and what was looked at.
public final class TextReport {

  private final Terminal terminal;
  private final StringBuilder out = new StringBuilder();

  private TextReport(Terminal terminal) {
    this.terminal = terminal;
  }

  /// All of it as one text.
  ///
  /// @param least findings less sure than this are left out
  public static String of(List<RootReport> reports, Confidence least, Terminal terminal) {
    var text = new TextReport(terminal);
    reports.forEach(each -> text.report(each, least));
    text.closing(reports, least);
    return text.out.toString();
  }

  private void report(RootReport rooted, Confidence least) {
    List<Tracked> shown = rooted.shown(least);
    String prefix = rooted.root().isEmpty() || rooted.root().equals(".") ? "" : rooted.root() + "/";
    shown.stream().filter(each -> each.state().isFresh()).sorted(RootReport.WORST_FIRST).forEach(each -> full(prefix, each));
    shown.stream().filter(each -> !each.state().isFresh()).forEach(each -> brief(prefix, each));
    Report report = rooted.report();
    if (!shown.isEmpty()) {
      line("");
    }
    checklist(report);
    for (NotChecked skipped : report.notChecked()) {
      line(terminal.paint(Terminal.YELLOW, "not checked: ") + Terminal.escape(prefix + skipped.path())
          + (skipped.line() > 0 ? ":" + skipped.line() : "") + ": " + Terminal.escape(skipped.reason()));
    }
    report.settingsProblems().forEach(problem ->
        line(terminal.paint(Terminal.YELLOW, "settings: ") + Terminal.escape(problem.path())
            + (problem.line() > 0 ? ":" + problem.line() : "") + ": "
            + Terminal.escape(problem.problem() + (problem.hint().isEmpty() ? "" : " (" + problem.hint() + ")"))));
    for (Suppression unused : report.unusedSuppressions()) {
      line(terminal.paint(Terminal.YELLOW, "unused: ") + Terminal.escape(prefix + unused.path()) + ":" + unused.line()
          + ": the mark for " + Terminal.escape(unused.id()) + " silences nothing; delete it");
    }
  }

  private void full(String prefix, Tracked tracked) {
    Finding finding = tracked.finding();
    Site site = finding.site();
    line(terminal.bold(Terminal.escape(prefix + site.path()) + ":" + site.span().line() + ":" + (site.span().column() + 1))
        + " " + severity(finding.severity()) + " " + terminal.paint(Terminal.CYAN, finding.ruleId()) + " "
        + Terminal.escape(finding.message().title())
        + (tracked.state() == State.RETURNED ? " (returned)" : "")
        + (finding.confidence() == Confidence.HIGH ? "" : terminal.dim(" (" + finding.confidence().slug() + " confidence)")));
    Stream.of(finding.message().what(), finding.message().why(), finding.message().instead())
        .filter(part -> !part.isBlank())
        .forEach(part -> line("    " + Terminal.escape(part)));
    for (Hop hop : finding.hops()) {
      line(terminal.dim("    -> " + Terminal.escape(hop.path()) + ":" + hop.line() + " " + Terminal.escape(hop.function()) + ": "
          + Terminal.escape(hop.what())));
    }
    for (Site also : finding.alsoAt()) {
      line(terminal.dim("    also at " + Terminal.escape(also.path()) + ":" + also.span().line()));
    }
  }

  private void brief(String prefix, Tracked tracked) {
    Site site = tracked.finding().site();
    line(terminal.dim(Terminal.escape(prefix + site.path()) + ":" + site.span().line() + ":" + (site.span().column() + 1) + " "
        + tracked.state().slug() + " " + tracked.finding().ruleId() + " "
        + Terminal.escape(tracked.finding().message().title())));
  }

  private void checklist(Report report) {
    for (Checklist.Row row : Checklist.of(report).rows()) {
      if (row.mark() == Checklist.Mark.NOTHING) {
        continue;
      }
      String mark = "[" + row.mark().plain() + "]";
      line(terminal.paint(colour(row.mark()), mark) + " " + "%-20s".formatted(row.aspect().title()) + " " + Terminal.escape(row.text()));
    }
  }

  /// "0 findings: 31 obligations met in 12 async functions, 5 files".
  private void closing(List<RootReport> reports, Confidence least) {
    List<Tracked> all = reports.stream().flatMap(each -> each.shown(least).stream()).toList();
    List<Tracked> fresh = all.stream().filter(each -> each.state().isFresh()).toList();
    var parts = new ArrayList<String>();
    for (Severity severity : Severity.values()) {
      int count = (int) fresh.stream().filter(each -> each.finding().severity() == severity).count();
      if (count > 0) {
        parts.add(severity == Severity.INFO ? count + " info" : Wording.count(count, severity.slug()));
      }
    }
    int carried = (int) all.stream().filter(each -> each.state() == State.CARRIED).count();
    int fixed = all.size() - fresh.size() - carried;
    String counts = Wording.count(fresh.size(), "finding")
        + (parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")")
        + (carried == 0 ? "" : ", " + carried + " carried")
        + (fixed == 0 ? "" : ", " + fixed + " fixed");
    List<Report> bare = reports.stream().map(RootReport::report).toList();
    int asyncs = bare.stream().mapToInt(each -> each.looked().asyncFunctions()).sum();
    int files = bare.stream().mapToInt(each -> each.looked().files()).sum();
    int skipped = bare.stream().mapToInt(each -> each.notChecked().size()).sum();
    line(terminal.paint(fresh.isEmpty() ? Terminal.GREEN : Terminal.RED, counts) + ": "
        + Wording.lookedAt(Wording.met(bare), asyncs, files)
        + (skipped == 0 ? "" : "; " + skipped + " not checked"));
  }

  private String severity(Severity severity) {
    return switch (severity) {
      case ERROR -> terminal.paint(Terminal.RED, "error");
      case WARNING -> terminal.paint(Terminal.YELLOW, "warning");
      case INFO -> "info";
      case HINT -> "hint";
    };
  }

  private static String colour(Checklist.Mark mark) {
    return switch (mark) {
      case NEW -> Terminal.RED;
      case DOUBT -> Terminal.YELLOW;
      case MET -> Terminal.GREEN;
      case NOTHING -> Terminal.DIM;
    };
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
