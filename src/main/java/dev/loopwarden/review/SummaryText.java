package dev.loopwarden.review;

import dev.loopwarden.analysis.NotChecked;
import dev.loopwarden.analysis.Posture;
import dev.loopwarden.analysis.Report;
import dev.loopwarden.analysis.Snapshot;
import dev.loopwarden.analysis.Suppression;
import dev.loopwarden.analysis.Tracked;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.rule.Confidence;
import dev.loopwarden.rule.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The text of the summary comment and of the check: verdict, checklist, reason of the gate, and the rest folded.
final class SummaryText {

  private static final int ITEMS_MAX = 100;
  private static final int CHECK_MAX = 65_535;

  private final Report report;
  private final Standing standing;
  private final Gate gate;
  private final ReviewContext context;
  private final CommitId head;
  private final Links links;

  SummaryText(Snapshot snapshot, Report report, Standing standing, Gate gate, ReviewContext context) {
    this.report = report;
    this.standing = standing;
    this.gate = gate;
    this.context = context;
    this.head = snapshot.change().head();
    this.links = new Links(context.webBase(), head);
  }

  /// The summary comment.
  String comment() {
    String foot = foot();
    String body = CommentText.join(List.of(
        Marker.summary() + "\n### Loopwarden: " + gate.verdict(),
        counts(), table(), gate.reason(), trend(), details()));
    return CommentText.fit(body, CommentText.BODY_MAX - foot.length() - 2, tooLong("The rest did not fit; the check has it.")) + "\n\n" + foot;
  }

  /// The check's summary: the same without what is folded.
  String checkSummary() {
    String body = CommentText.join(List.of(counts(), table(), gate.reason(), trend()));
    return CommentText.fit(body, CHECK_MAX, tooLong("The rest did not fit."));
  }

  /// The check's text: what is folded in the comment.
  String checkText() {
    return CommentText.fit(CommentText.join(List.of(details(), foot())), CHECK_MAX, tooLong("The rest did not fit."));
  }

  private String tooLong(String otherwise) {
    return context.runLink().map(link -> "The rest did not fit: [the whole run](" + link + ").").orElse(otherwise);
  }

  private String counts() {
    Report.Looked looked = report.looked();
    return "**" + standing.fresh().size() + " new · " + standing.gone().size() + " fixed · " + standing.carried().size() + " carried** — "
        + "looked at " + Wording.count(looked.functions(), "changed function") + " (" + looked.asyncFunctions() + " async) in "
        + Wording.count(looked.files(), "file")
        + (looked.modulesFollowed() > 0 ? ", followed helpers into " + Wording.count(looked.modulesFollowed(), "other file") : "")
        + ", at `" + head.brief() + "`";
  }

  private String table() {
    var out = new StringBuilder("| | aspect | this pull request | |\n|---|---|---|---|\n");
    for (Checklist.Row row : Checklist.of(report).rows()) {
      out.append("| ").append(row.mark().emoji())
          .append(" | ").append(row.aspect().title().replace("&", "&amp;"))
          .append(" | ").append(Markdown.cell(row.text()))
          .append(" | ").append(places(row.places())).append(" |\n");
    }
    return out.toString().stripTrailing();
  }

  private String places(List<Site> sites) {
    if (sites.isEmpty()) {
      return "";
    }
    Site first = sites.getFirst();
    return links.briefPlace(first.path(), first.span().line()) + (sites.size() > 1 ? " +" + (sites.size() - 1) : "");
  }

  private String trend() {
    String line = Sparkline.of(context.trend());
    return line.isEmpty() ? "" : "Obligations met on the default branch: " + line;
  }

  private String details() {
    var parts = new ArrayList<String>();
    fold(parts, "New findings", standing.fresh(), this::finding);
    fold(parts, "Fixed", standing.gone(), this::finding);
    fold(parts, "Carried over from the base branch", standing.carried(), this::finding);
    fold(parts, "Silenced by this pull request, still counted", standing.hidden(), this::finding);
    fold(parts, "Dismissed: our comment was deleted", standing.dismissed(), this::finding);
    fold(parts, "The changed async functions, one by one", report.postures(), this::posture);
    List<NotChecked> skipped = report.notChecked();
    fold(parts, "Not checked", skipped, this::notChecked);
    fold(parts, "Settings that were not understood", report.settingsProblems(), problem ->
        Markdown.code(problem.path()) + (problem.line() > 0 ? " line " + problem.line() : "") + ": " + Markdown.prose(problem.problem())
            + (problem.hint().isBlank() ? "" : ". " + Markdown.prose(problem.hint())));
    fold(parts, "Marks that this pull request adds", report.addedSuppressions(), this::suppression);
    fold(parts, "Marks that silence nothing: delete them", report.unusedSuppressions(), this::suppression);
    return String.join("\n", parts);
  }

  private static <T> void fold(List<String> parts, String title, List<T> items, Function<T, String> text) {
    if (items.isEmpty()) {
      return;
    }
    var out = new StringBuilder();
    items.stream().limit(ITEMS_MAX).forEach(each -> out.append("- ").append(text.apply(each)).append('\n'));
    if (items.size() > ITEMS_MAX) {
      out.append("- and ").append(items.size() - ITEMS_MAX).append(" more\n");
    }
    parts.add(Fold.of(title + " (" + items.size() + ")", out.toString()));
  }

  private String finding(Tracked tracked) {
    Site site = tracked.finding().site();
    boolean gone = standing.gone().contains(tracked);
    String place = gone ? Markdown.code(site.path()) : links.place(site.path(), site.span().line());
    return place + " " + Markdown.prose(tracked.finding().message().title()) + " (" + Markdown.code(tracked.finding().ruleId())
        + ", " + tracked.finding().severity().slug()
        + (tracked.finding().confidence() == Confidence.HIGH ? "" : ", " + tracked.finding().confidence().slug() + " confidence")
        + ", in " + Markdown.code(site.function()) + ")";
  }

  private String posture(Posture posture) {
    var facts = new ArrayList<String>();
    facts.add(posture.workload());
    facts.add(posture.shape());
    facts.removeIf(String::isBlank);
    var out = new StringBuilder(Markdown.code(posture.function())).append(", ").append(links.place(posture.path(), posture.line()))
        .append(facts.isEmpty() ? "" : ": " + Markdown.prose(String.join(", ", facts)));
    fact(out, "Recommended", posture.because().isBlank() || posture.pattern().isBlank()
        ? posture.pattern() : posture.pattern() + ", because " + posture.because());
    fact(out, "Bottleneck", posture.bottleneck());
    fact(out, "Sync boundary", posture.boundary());
    fact(out, "On cancel", posture.cancellation());
    fact(out, "Risks", String.join("; ", posture.risks()));
    return out.toString();
  }

  private static void fact(StringBuilder out, String name, String text) {
    if (!text.isBlank()) {
      out.append("\n  - ").append(name).append(": ").append(Markdown.prose(text));
    }
  }

  private String notChecked(NotChecked skipped) {
    return (skipped.line() > 0 ? links.place(skipped.path(), skipped.line()) : Markdown.code(skipped.path())) + ": "
        + Markdown.prose(skipped.reason());
  }

  private String suppression(Suppression mark) {
    return links.place(mark.path(), mark.line()) + " " + Markdown.code(mark.id())
        + (mark.reason().isBlank() ? ", no reason given" : ": " + Markdown.prose(mark.reason()));
  }

  private String foot() {
    return "<sub>Run again: *Re-run* on the check `Loopwarden`. Ignore one: `# loopwarden: ignore[ID] reason` on its line."
        + context.runLink().map(link -> " [This run](" + link + ").").orElse("") + "</sub>";
  }
}
