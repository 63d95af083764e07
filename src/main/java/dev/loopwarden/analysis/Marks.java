package dev.loopwarden.analysis;

import dev.loopwarden.python.Comment;
import dev.loopwarden.rule.Finding;
import dev.loopwarden.rule.RuleCard;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Marks in the code that ask for silence: `# loopwarden: ignore[LW301] reason`, and `# noqa: ASYNC210` where it names a rule
/// by our id or another tool's.
final class Marks {

  private static final Pattern IGNORE = Pattern.compile("#\\s*loopwarden:\\s*ignore\\[([A-Z0-9, ]+)\\]\\s*(\\S.*)");
  private static final Pattern NOQA = Pattern.compile("(?i:#\\s*noqa\\s*:)\\s*([A-Z]+[0-9]+(?:[,\\s]+[A-Z]+[0-9]+)*)");

  private Marks() {}

  /// Whether a comment on one of the site's lines silences the finding.
  static boolean silence(Finding finding, RuleCard card, List<Comment> comments) {
    return comments.stream()
        .filter(comment -> finding.site().span().covers(comment.line()))
        .anyMatch(comment -> names(comment.text(), IGNORE, card) || names(comment.text(), NOQA, card));
  }

  private static boolean names(String comment, Pattern form, RuleCard card) {
    Matcher matcher = form.matcher(comment);
    while (matcher.find()) {
      for (String id : matcher.group(1).trim().split("[,\\s]+", -1)) {
        if (id.equals(card.id()) || card.elsewhere().contains(id)) {
          return true;
        }
      }
    }
    return false;
  }
}
