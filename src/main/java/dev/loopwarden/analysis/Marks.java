package dev.loopwarden.analysis;

import dev.loopwarden.program.ParsedModule;
import dev.loopwarden.python.Comment;
import dev.loopwarden.rule.Finding;
import dev.loopwarden.rule.RuleCard;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Marks in the code that ask for silence: `# loopwarden: ignore[LW301] reason`, and `# noqa: ASYNC210` where it names a rule
/// by our id or another tool's.
final class Marks {

  private static final Pattern IGNORE = Pattern.compile("#\\s*loopwarden:\\s*ignore\\[([A-Z0-9, ]+)\\]\\s*(\\S.*)");
  private static final Pattern NOQA = Pattern.compile("(?i:#\\s*noqa\\s*:)\\s*([A-Z]+[0-9]+(?:[,\\s]+[A-Z]+[0-9]+)*)");

  private Marks() {}

  /// The marks on the site's lines that silence the finding.
  static List<Suppression> atSite(Finding finding, RuleCard card, ParsedModule module) {
    return all(module).stream().filter(each -> finding.site().span().covers(each.line()) && names(each, card)).toList();
  }

  /// The marks on a line that name one of the rules.
  static List<Suppression> onLine(int line, List<RuleCard> cards, ParsedModule module) {
    return all(module).stream().filter(each -> each.line() == line && cards.stream().anyMatch(card -> names(each, card))).toList();
  }

  private static boolean names(Suppression mark, RuleCard card) {
    return mark.id().equals(card.id()) || card.elsewhere().contains(mark.id());
  }

  /// All marks of a module, one for each id that they name.
  static List<Suppression> all(ParsedModule module) {
    var marks = new ArrayList<Suppression>();
    for (Comment comment : module.comments()) {
      Matcher ignore = IGNORE.matcher(comment.text());
      while (ignore.find()) {
        add(marks, module.path(), comment.line(), ignore.group(1), ignore.group(2).strip());
      }
      Matcher noqa = NOQA.matcher(comment.text());
      while (noqa.find()) {
        add(marks, module.path(), comment.line(), noqa.group(1), "");
      }
    }
    return marks;
  }

  private static void add(List<Suppression> marks, String path, int line, String ids, String reason) {
    for (String id : ids.trim().split("[,\\s]+", -1)) {
      marks.add(new Suppression(path, line, id, reason));
    }
  }
}
