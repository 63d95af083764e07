package dev.loopwarden.review;

import dev.loopwarden.analysis.State;
import dev.loopwarden.analysis.Tracked;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.rule.Finding;
import dev.loopwarden.rule.Fix;
import dev.loopwarden.rule.Hop;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import dev.loopwarden.rule.Site;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The text of a line comment: what happens at run time, what is there, why it hurts, what to write instead.
public final class CommentText {

  /// GitHub's limit for the body of a comment, in characters.
  static final int BODY_MAX = 65_536;

  private static final int PLACES_MAX = 10;

  private static final String FIXED = "✅ Fixed in ";
  private static final String IGNORED = "🔇 Ignored by a mark in the code, as of ";

  private CommentText() {}

  /// @param placement where the comment stands: elsewhere than at the site, the text says where the site is
  static String of(Tracked tracked, Optional<RuleCard> card, Placement placement, Links links) {
    Finding finding = tracked.finding();
    Marker marker = placement instanceof Placement.OnFile
        ? Marker.file(tracked.fingerprint(), finding.ruleId())
        : Marker.finding(tracked.fingerprint(), finding.ruleId());
    var parts = new ArrayList<String>();
    parts.add(marker + "\n**" + Markdown.prose(finding.message().title()) + "**");
    parts.add("<sub>" + severity(finding.severity()) + " · " + links.rule(finding.ruleId()) + " · "
        + finding.aspect().title().replace("&", "&amp;") + " · "
        + (tracked.state() == State.RETURNED ? "returned" : "new") + "</sub>");
    where(finding.site(), placement, links).ifPresent(parts::add);
    parts.add(paragraph(finding.message().what(), finding.message().why()));
    parts.add(path(finding.hops(), links));
    parts.add(alsoAt(finding.alsoAt(), links));
    if (!finding.message().instead().isBlank()) {
      parts.add("**Instead:** " + Markdown.prose(finding.message().instead()));
    }
    // A fix whose code turns or hides text is none that somebody should accept by a click.
    finding.fix().filter(fix -> !Markdown.hides(fix.replacement())).ifPresent(fix -> parts.add(suggestion(fix, placement)));
    card.ifPresent(each -> parts.add(otherWays(each, finding)));
    parts.add(ignoring(finding.ruleId()));
    return fit(join(parts), BODY_MAX, "The rest did not fit into a comment.");
  }

  /// The same comment when its finding is gone.
  static String fixed(String oldBody, CommitId head, String fingerprint, String ruleId, boolean file, boolean ignored) {
    Marker marker = file ? Marker.file(fingerprint, ruleId) : Marker.finding(fingerprint, ruleId);
    String said = ignored ? IGNORED : FIXED;
    String top = marker + "\n" + said + "`" + head.brief() + "`.";
    String old = fit(Marker.without(oldBody), BODY_MAX - 1_000, "The rest did not fit.")
        .replace("```suggestion", "```python");
    return top + "\n\n" + Fold.of("What it was", old);
  }

  /// Whether a comment of ours says that its finding is gone.
  public static boolean isFixed(String body) {
    String said = Marker.without(body);
    return said.startsWith(FIXED) || said.startsWith(IGNORED);
  }

  private static Optional<String> where(Site site, Placement placement, Links links) {
    boolean here = placement instanceof Placement.OnLines lines
        && lines.line() >= site.span().line() && lines.startLine().orElse(lines.line()) <= site.span().endLine();
    return here ? Optional.empty()
        : Optional.of("At " + links.place(site.path(), site.span().line()) + ", in " + Markdown.code(site.function())
            + "; that line is not part of this diff.");
  }

  private static String paragraph(String what, String why) {
    return (Markdown.prose(what.strip()) + " " + Markdown.prose(why.strip())).strip();
  }

  private static String path(List<Hop> hops, Links links) {
    if (hops.isEmpty()) {
      return "";
    }
    var out = new StringBuilder("How it gets there:\n");
    int number = 1;
    for (Hop hop : hops) {
      out.append('\n').append(number++).append(". ").append(Markdown.code(hop.what())).append(" in ")
          .append(Markdown.code(hop.function())).append(", ").append(links.place(hop.path(), hop.line()));
    }
    return out.toString();
  }

  private static String alsoAt(List<Site> sites, Links links) {
    if (sites.isEmpty()) {
      return "";
    }
    List<String> places = sites.stream().limit(PLACES_MAX).map(each -> links.place(each.path(), each.span().line())).toList();
    return "Also at " + String.join(", ", places) + (sites.size() > PLACES_MAX ? " and " + (sites.size() - PLACES_MAX) + " more" : "") + ".";
  }

  private static String suggestion(Fix fix, Placement placement) {
    boolean exact = placement instanceof Placement.OnLines lines
        && lines.line() == fix.lastLine() && lines.startLine().orElse(lines.line()) == fix.firstLine();
    return exact
        ? Markdown.fence("suggestion", fix.replacement())
        : "Lines " + fix.firstLine() + " to " + fix.lastLine() + " would become:\n\n" + Markdown.fence("python", fix.replacement());
  }

  private static String otherWays(RuleCard card, Finding finding) {
    var parts = new ArrayList<String>();
    if (saysMore(card.instead(), finding.message().instead())) {
      parts.add(Fold.of("Other ways", Fold.paragraphs(card.instead())));
    }
    if (!card.fine().isBlank()) {
      parts.add(Fold.of("When it is fine", Fold.paragraphs(card.fine())));
    }
    return String.join("\n", parts);
  }

  /// Whether the card's advice is worth a fold of its own: less than half of its words stand in the advice that was given already.
  private static boolean saysMore(String advice, String given) {
    Set<String> said = Set.copyOf(words(given));
    List<String> words = words(advice);
    return 2 * words.stream().filter(said::contains).count() < words.size();
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1)).filter(each -> !each.isEmpty()).toList();
  }

  private static String ignoring(String ruleId) {
    return Fold.of("How to ignore it",
        "Put a mark with a reason at the end of the line:\n\n"
            + Markdown.fence("python", "# loopwarden: ignore[" + ruleId + "] why it is fine here")
            + "\n\nOr switch the rule off in `pyproject.toml`, under `[tool.loopwarden]`: `rules = { "
            + ruleId + " = false }`.");
  }

  static String severity(Severity severity) {
    return switch (severity) {
      case ERROR -> "🔴 error";
      case WARNING -> "🟠 warning";
      case INFO -> "🔵 info";
      case HINT -> "⚪ hint";
    };
  }

  static String join(List<String> parts) {
    return String.join("\n\n", parts.stream().filter(each -> !each.isBlank()).toList());
  }

  /// The text within the limit, cut at the end of a line with a note where it is too long.
  static String fit(String text, int max, String note) {
    if (text.length() <= max) {
      return text;
    }
    String closing = "\n\n" + note;
    String head = Markdown.shorten(text, max - closing.length() - 200);
    int end = head.lastIndexOf('\n');
    String kept = end > 0 ? head.substring(0, end) : head;
    return kept + Fold.closing(kept) + closing;
  }
}
