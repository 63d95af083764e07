package dev.loopwarden.review;

import dev.loopwarden.analysis.Report;
import dev.loopwarden.analysis.Snapshot;
import dev.loopwarden.analysis.Tracked;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.pull.Earlier;
import dev.loopwarden.rule.Confidence;
import dev.loopwarden.rule.Finding;
import dev.loopwarden.rule.Severity;
import dev.loopwarden.rule.Site;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// All deciding ends here: what is written to GitHub for one head, in this order.
///
/// @param conclusion how the check ends
public record ReviewPlan(List<Effect> effects, Conclusion conclusion) {

  /// Line and file comments of one review where the settings say nothing, and at most.
  public static final int COMMENTS_DEFAULT = 15;

  public static final int COMMENTS_MAX = 30;

  public ReviewPlan {
    effects = List.copyOf(effects);
  }

  public static ReviewPlan of(Snapshot snapshot, Report report, ReviewContext context) {
    return new Planner(snapshot, report, context).plan();
  }

  private static final class Planner {

    private final Snapshot snapshot;
    private final Report report;
    private final ReviewContext context;
    private final CommitId head;
    private final Links links;
    private final Standing standing;
    private final Map<String, Earlier.Posted> said = new HashMap<>();
    private final List<LineComment> lineComments = new ArrayList<>();
    private final List<Effect> fileComments = new ArrayList<>();
    private final List<Effect> edits = new ArrayList<>();
    private final Set<String> commented = new HashSet<>();

    Planner(Snapshot snapshot, Report report, ReviewContext context) {
      this.snapshot = snapshot;
      this.report = report;
      this.context = context;
      this.head = snapshot.change().head();
      this.links = new Links(context.webBase(), head);
      this.standing = Standing.of(snapshot, report, context.cards());
      snapshot.earlier().comments().forEach(each -> said.put(each.fingerprint(), each));
    }

    ReviewPlan plan() {
      Gate gate = Gate.of(report, standing, snapshot.settings().failOn(), context.acceptance());
      boolean speaks = snapshot.change().pullRequest().map(each -> !each.draft()).orElse(false);
      if (speaks) {
        editGone();
        comment();
      }
      var summary = new SummaryText(snapshot, report, standing, gate, context);
      var effects = new ArrayList<Effect>();
      effects.add(new Effect.StartCheck(head, context.externalId()));
      if (!lineComments.isEmpty()) {
        effects.add(new Effect.PostReview(head, Marker.review(head).toString(), reviewBody(), lineComments));
      }
      effects.addAll(fileComments);
      effects.addAll(edits);
      if (speaks && hasSummary()) {
        effects.add(new Effect.UpsertSummary(head, Marker.summary().toString(), summary.comment()));
      }
      effects.add(new Effect.CompleteCheck(
          head, context.externalId(), gate.conclusion(), Markdown.shorten(title(gate), 255), summary.checkSummary(),
          Optional.of(summary.checkText()).filter(text -> !text.isBlank()), annotations()));
      return new ReviewPlan(effects, gate.conclusion());
    }

    /// A pull request that was clean from the start gets no summary; one that has it keeps it up to date; one where a person deleted it
    /// gets none again.
    private boolean hasSummary() {
      return !snapshot.earlier().unwanted() && (snapshot.earlier().summary().isPresent() || !said.isEmpty()
          || !standing.commentable().isEmpty() || !standing.gating().isEmpty());
    }

    private void editGone() {
      for (Earlier.Posted posted : snapshot.earlier().comments()) {
        if (posted.state() == Earlier.State.OPEN && Standing.isGone(posted, snapshot, report)) {
          boolean file = Marker.in(posted.body()).map(each -> each.kind() == Marker.Kind.FILE).orElse(false);
          boolean ignored = report.findings().stream()
              .anyMatch(each -> each.fingerprint().equals(posted.fingerprint()) && each.suppressed());
          edits.add(new Effect.EditComment(
              head, posted.comment(), posted.fingerprint(), Effect.EditComment.Becomes.FIXED,
              CommentText.fixed(posted.body(), head, posted.fingerprint(), posted.ruleId(), file, ignored)));
        }
      }
    }

    private void comment() {
      int room = Math.min(context.room().most(), Math.max(0, snapshot.settings().commentsMax().orElse(context.room().usual())));
      for (Tracked tracked : standing.commentable()) {
        Earlier.Posted posted = said.get(tracked.fingerprint());
        if (posted != null) {
          commented.add(tracked.fingerprint());
          if (posted.state() == Earlier.State.FIXED) {
            edits.add(returned(tracked, posted));
          }
        } else if (room > 0 && !commented.contains(tracked.fingerprint()) && post(tracked)) {
          commented.add(tracked.fingerprint());
          room--;
        }
      }
    }

    private Effect returned(Tracked tracked, Earlier.Posted posted) {
      boolean file = Marker.in(posted.body()).map(each -> each.kind() == Marker.Kind.FILE).orElse(false);
      Placement placement = file ? new Placement.OnFile() : Placement.of(tracked.finding().site(), Optional.empty(), snapshot);
      return new Effect.EditComment(
          head, posted.comment(), posted.fingerprint(), Effect.EditComment.Becomes.OPEN, text(tracked, file ? placement : new Placement.InCheck()));
    }

    private boolean post(Tracked tracked) {
      Finding finding = tracked.finding();
      Placement placement = Placement.of(finding.site(), finding.fix(), snapshot);
      return switch (placement) {
        case Placement.OnLines lines -> lineComments.add(new LineComment(
            tracked.fingerprint(), finding.ruleId(), finding.site().path(), lines.startLine(), lines.line(), text(tracked, lines)));
        case Placement.OnFile file -> fileComments.add(new Effect.PostFileComment(
            head, tracked.fingerprint(), finding.ruleId(), finding.site().path(), text(tracked, file)));
        case Placement.InCheck _ -> false;
      };
    }

    private String text(Tracked tracked, Placement placement) {
      return CommentText.of(tracked, context.cards().apply(tracked.finding().ruleId()), placement, links);
    }

    private String reviewBody() {
      int left = standing.commentable().size() - commented.size();
      return Marker.review(head) + "\n" + Wording.count(lineComments.size(), "new finding") + " at `" + head.brief()
          + "`; the checklist is in the summary comment."
          + (left > 0 ? " " + left + " more did not fit under the limit of comments: they are in the summary and the check." : "");
    }

    private String title(Gate gate) {
      int fresh = standing.fresh().size();
      return gate.verdict() + (gate.conclusion() == Conclusion.NEUTRAL || fresh == 0
          ? lookedAt(gate)
          : ": " + fresh + " new, " + standing.gone().size() + " fixed, " + standing.carried().size() + " carried");
    }

    private String lookedAt(Gate gate) {
      return gate.conclusion() == Conclusion.NEUTRAL ? ""
          : ": " + Wording.lookedAt(Wording.met(report), report.looked().asyncFunctions(), report.looked().files());
    }

    /// New findings that no comment tells; a draft's are all among them.
    private List<Annotation> annotations() {
      return standing.fresh().stream()
          .filter(each -> each.finding().confidence() == Confidence.HIGH)
          .filter(each -> !commented.contains(each.fingerprint()) && !said.containsKey(each.fingerprint()))
          .map(Planner::annotation)
          .toList();
    }

    private static Annotation annotation(Tracked tracked) {
      Finding finding = tracked.finding();
      Site site = finding.site();
      return new Annotation(
          site.path(), site.span().line(), site.span().endLine(), level(finding.severity()),
          Markdown.shorten(Terminal.escape(finding.ruleId() + " " + finding.message().title()), 255),
          Markdown.shorten(Terminal.escape(JsonReport.sentence(finding.message())), 10_000));
    }

    private static String level(Severity severity) {
      return switch (severity) {
        case ERROR -> "failure";
        case WARNING -> "warning";
        case INFO, HINT -> "notice";
      };
    }
  }

  /// The comments of this plan, on lines and on files.
  public List<LineComment> lineComments() {
    return effects.stream()
        .filter(Effect.PostReview.class::isInstance).map(Effect.PostReview.class::cast)
        .flatMap(each -> each.comments().stream()).toList();
  }

  /// Whether the pull request gets a summary comment.
  public Optional<Effect.UpsertSummary> summary() {
    return effects.stream().filter(Effect.UpsertSummary.class::isInstance).map(Effect.UpsertSummary.class::cast).findFirst();
  }
}
