package dev.loopwarden.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopwarden.analysis.Limits;
import dev.loopwarden.analysis.NotChecked;
import dev.loopwarden.analysis.Posture;
import dev.loopwarden.analysis.Report;
import dev.loopwarden.analysis.Settings;
import dev.loopwarden.analysis.Snapshot;
import dev.loopwarden.analysis.State;
import dev.loopwarden.analysis.Suppression;
import dev.loopwarden.analysis.Tracked;
import dev.loopwarden.pull.Change;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.pull.Earlier;
import dev.loopwarden.pull.FileDiff;
import dev.loopwarden.pull.Listing;
import dev.loopwarden.pull.Patch;
import dev.loopwarden.pull.PullRequest;
import dev.loopwarden.pull.RepositoryRef;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Confidence;
import dev.loopwarden.rule.Finding;
import dev.loopwarden.rule.Fix;
import dev.loopwarden.rule.Hop;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Severity;
import dev.loopwarden.rule.Site;
import dev.loopwarden.rules.Catalogue;
import dev.loopwarden.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.junit.jupiter.api.Test;

/// Whole reviews made of hostile names: every body that goes to GitHub has the same headings, links, fences and HTML as with a harmless
/// name of the same length, and nothing of the name's own.
final class PlanInjectionTest {

  private static final String BASE = "https://github.example/o/r";
  private static final CommitId HEAD = new CommitId("a".repeat(40));

  /// A longer name is shortened, lest bodies are cut: where they are is no matter of names.
  private static final int LONG = 1_000;

  private final Map<Integer, List<List<String>>> harmless = new HashMap<>();

  @Test
  void noNameAddsAnythingToAWholeReview() {
    var wrong = new ArrayList<String>();
    for (String name : InjectionTest.names().map(each -> Markdown.shorten(each, LONG)).toList()) {
      List<String> bodies = bodies(name);
      // A fix that turns or hides text is not offered at all.
      boolean fixed = !Markdown.hides(name);
      List<List<String>> expected = harmless.computeIfAbsent(fixed ? name.length() : -name.length(), length ->
          bodies("x".repeat(Math.abs(length)), fixed).stream().map(PlanInjectionTest::shape).toList());
      assertThat(bodies).hasSameSizeAs(expected);
      for (int i = 0; i < bodies.size(); i++) {
        if (!shape(bodies.get(i)).equals(expected.get(i))) {
          wrong.add(name + " in body " + i + ": " + shape(bodies.get(i)) + " and not " + expected.get(i) + "\n" + bodies.get(i));
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void nothingTurnsOrHidesText() {
    for (String hostile : List.of("\u202Egnp.exe", "\u2066x\u2069", "a\u200Bb", "\uFEFFx", "\u00ADx", "\u2028y", "x\u0007y", "\uDB40\uDC41")) {
      for (String body : bodies("n" + hostile + "m")) {
        assertThat(body.replace("\u200B", "").codePoints().filter(each -> Character.getType(each) == Character.FORMAT || each == 7 || each == 0x2028).toArray())
            .as(body).isEmpty();
        assertThat(body).doesNotContain("a\u200Bb");
      }
    }
  }

  /// What a reader would see of a body beside text: each thing that Markdown makes, in order.
  private static List<String> shape(String body) {
    var shape = new ArrayList<String>();
    InjectionTest.PARSER.parse(body).accept(new AbstractVisitor() {
      @Override
      public void visit(Link link) {
        shape.add(link.getDestination().startsWith(BASE + "/blob/" + HEAD + "/") ? "a link to the code" : "a link to " + link.getDestination());
        visitChildren(link);
      }

      @Override
      public void visit(Image image) {
        shape.add("an image");
      }

      @Override
      public void visit(HtmlInline html) {
        shape.add(html.getLiteral());
      }

      @Override
      public void visit(HtmlBlock html) {
        shape.add(html.getLiteral().replaceAll("finding [0-9a-f]+", "finding"));
      }

      @Override
      public void visit(Heading heading) {
        shape.add("a heading");
        visitChildren(heading);
      }

      @Override
      public void visit(FencedCodeBlock code) {
        shape.add("code in " + code.getInfo());
      }

      @Override
      public void visit(BlockQuote quote) {
        shape.add("a quotation");
      }

      @Override
      public void visit(ThematicBreak line) {
        shape.add("a line across");
      }

      @Override
      public void visit(Text text) {
        InjectionTest.beyond(text).ifPresent(shape::add);
      }
    });
    return shape;
  }

  /// All that is written to GitHub of a review in which everything has this name.
  private static List<String> bodies(String name) {
    return bodies(name, true);
  }

  /// @param fixed whether findings come with a fix
  private static List<String> bodies(String name, boolean fixed) {
    ReviewPlan plan = ReviewPlan.of(snapshot(name), report(name, fixed), new ReviewContext(
        "job", Catalogue::card, Optional.of(BASE), Optional.empty(), List.of(), Optional.empty(), ReviewContext.Room.USUAL));
    var bodies = new ArrayList<String>();
    for (Effect effect : plan.effects()) {
      switch (effect) {
        case Effect.StartCheck _ -> {}
        case Effect.PostReview review -> {
          bodies.add(review.body());
          review.comments().forEach(each -> {
            bodies.add(each.body());
            bodies.add(CommentText.fixed(each.body(), HEAD, "f".repeat(32), "LW101", false, false));
          });
        }
        case Effect.PostFileComment file -> bodies.add(file.body());
        case Effect.EditComment edit -> bodies.add(edit.body());
        case Effect.UpsertSummary summary -> bodies.add(summary.body());
        case Effect.CompleteCheck check -> {
          bodies.add(check.summary());
          bodies.add(check.text().orElseThrow());
        }
      }
    }
    assertThat(bodies).hasSize(7);
    return bodies;
  }

  private static Snapshot snapshot(String name) {
    var change = new Change(new RepositoryRef(1, 1, "o", "r"), HEAD, HEAD, Optional.of(new PullRequest(1, name, false, false, true)));
    List<FileDiff> diffs = List.of(
        new FileDiff(name + ".py", Optional.empty(), FileDiff.Status.ADDED, Patch.parse("@@ -0,0 +1,3 @@\n+a\n+b\n+c\n")),
        new FileDiff("no-lines/" + name + ".py", Optional.empty(), FileDiff.Status.MODIFIED, Optional.empty()));
    return new Snapshot(
        change, HEAD, diffs, Map.of(), Map.of(), Map.of(), Set.of(), Map.of(), new Listing(Map.of(), false), Map.of(), Earlier.NOTHING,
        Settings.DEFAULT, Limits.DEFAULT, List.of());
  }

  private static Report report(String name, boolean fixed) {
    Finding inDiff = finding(name, name + ".py", fixed);
    return new Report(
        List.of(Obligation.met(Aspect.TIMEOUTS, "LW301", "network waits", site(name, "a.py"), name), Obligation.unmet("calls", inDiff)),
        List.of(
            new Tracked(inDiff, State.NEW, "1".repeat(32), true, false),
            new Tracked(finding(name, "no-lines/" + name + ".py", fixed), State.NEW, "2".repeat(32), true, false),
            new Tracked(finding(name, name, fixed), State.CARRIED, "3".repeat(32), true, false),
            new Tracked(finding(name, name, fixed), State.FIXED, "4".repeat(32), true, false)),
        List.of(new NotChecked(name, 3, name), new NotChecked(name, 0, name)),
        List.of(new Posture(name, name, 3, name, name, name, name, name, List.of(name, name), name, name)),
        new Report.Looked(1, 1, 1, 1, 1), List.of(new Suppression(name, 3, name, name)), List.of(new Suppression(name, 4, name, name)),
        List.of(new Settings.Problem(name, 2, name, name)));
  }

  private static Finding finding(String name, String path, boolean fixed) {
    String quoted = "`" + name + "` stops " + name;
    return new Finding(
        "LW101", Aspect.BLOCKING, Severity.ERROR, Confidence.HIGH, site(name, path), new Message(quoted, quoted, quoted, quoted),
        List.of(new Hop(name, 4, name, name), new Hop(name, 5, name, name)), List.of(site(name, name)), fixed ? Optional.of(new Fix(1, 1, name, name)) : Optional.empty());
  }

  private static Site site(String name, String path) {
    return new Site(path, name, new Span(1, 0, 1, 1), name);
  }
}
