package dev.loopwarden.review;

import dev.loopwarden.analysis.Report;
import dev.loopwarden.analysis.Snapshot;
import dev.loopwarden.analysis.Tracked;
import dev.loopwarden.rule.Confidence;
import java.util.ArrayList;
import java.util.List;

/// `--format markdown`: the summary comment and each line comment, as they would stand in a pull request.
public final class MarkdownReport {

  private MarkdownReport() {}

  /// A change as its pull request would show it.
  ///
  /// @param least findings less sure than this are left out of the comments
  public static String of(Snapshot snapshot, Report report, ReviewContext context, Confidence least) {
    Standing standing = Standing.of(snapshot, report, context.cards());
    Gate gate = Gate.of(report, standing, snapshot.settings().failOn(), context.acceptance());
    var parts = new ArrayList<String>();
    parts.add(Marker.without(new SummaryText(snapshot, report, standing, gate, context).comment()));
    Links links = new Links(context.webBase(), snapshot.change().head());
    for (Tracked tracked : standing.fresh()) {
      if (tracked.finding().confidence().atLeast(least) && Standing.commentable(tracked)) {
        String body = Marker.without(
            CommentText.of(tracked, context.cards().apply(tracked.finding().ruleId()), new Placement.InCheck(), links));
        parts.add("---\n\n" + body);
      }
    }
    return String.join("\n\n", parts) + "\n";
  }

  /// The same for whole files, without a change: a line for each finding, and the checklist.
  public static String of(List<RootReport> reports, Confidence least) {
    var out = new StringBuilder();
    for (RootReport rooted : reports) {
      out.append("### Loopwarden: ").append(Markdown.code(rooted.root())).append("\n\n| | aspect | | |\n|---|---|---|---|\n");
      for (Checklist.Row row : Checklist.of(rooted.report()).rows()) {
        out.append("| ").append(row.mark().emoji()).append(" | ").append(row.aspect().title().replace("&", "&amp;"))
            .append(" | ").append(Markdown.cell(row.text())).append(" | |\n");
      }
      out.append('\n');
      for (Tracked tracked : rooted.shown(least)) {
        out.append("- ").append(Markdown.code(tracked.finding().site().path() + ":" + tracked.finding().site().span().line()))
            .append(' ').append(tracked.finding().ruleId()).append(": ").append(Markdown.prose(tracked.finding().message().title())).append('\n');
      }
    }
    return out.toString();
  }
}
