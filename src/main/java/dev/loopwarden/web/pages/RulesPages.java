package dev.loopwarden.web.pages;

import dev.loopwarden.history.BranchFinding;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rules.Catalogue;
import dev.loopwarden.store.Visible;
import dev.loopwarden.web.pages.Page.Crumb;
import dev.loopwarden.web.pages.Table.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The rules, and one rule: what it is, and where it stands.
public final class RulesPages {

  private static final int ROWS = 50;

  private RulesPages() {}

  /// All rules, with how often they stand in what the reader may see.
  public static Page all(Stored stored, Visible visible) {
    Map<String, BranchFinding.OfRule> counts = new HashMap<>();
    stored.findings().rules(visible).forEach(each -> counts.put(each.rule(), each));
    var rows = new ArrayList<List<Cell>>();
    for (RuleCard card : Catalogue.ALL.stream().map(Rule::card).sorted(Comparator.comparingInt((RuleCard card) -> card.id().length()).thenComparing(RuleCard::id)).toList()) {
      BranchFinding.OfRule count = counts.getOrDefault(card.id(), new BranchFinding.OfRule(card.id(), 0, 0, 0));
      rows.add(List.of(
          Cell.text(card.id()).to("/rules/" + card.id()), Cell.text(RepositoryPage.plain(card.title())), Cell.text(card.aspect().title()),
          Parts.severity(card.severity()), Cell.number(count.open()), Cell.number(count.ignored()).toned(Tone.QUIET),
          Cell.number(count.repositories()).toned(Tone.QUIET)));
    }
    return new Page("Rules", "What is looked for, and how often it stands on the default branches that you can read.", List.of(), List.of(
        new Block.Listing(Table.of("rules", "All rules", List.of(
            Column.of("rule", "Rule"), Column.of("title", "What it tells"), Column.of("aspect", "Aspect"), Column.of("severity", "Severity"),
            Column.number("open", "Open"), Column.number("ignored", "Ignored"), Column.number("repositories", "Repositories")), rows, "There is no rule."), "")));
  }

  /// One rule.
  public static Page one(Stored stored, Visible visible, RuleCard card, Address address) {
    var rows = stored.findings().where(card.id(), visible, address.isExport() ? Parts.EXPORT_ROWS : ROWS).stream().map(each -> List.of(
        Cell.text(each.fullName()).to("/repositories/" + each.repository() + "?rule=" + card.id() + "#h-findings"), Cell.number(each.open()),
        Cell.number(each.ignored()))).toList();
    var blocks = new ArrayList<Block>();
    blocks.add(new Block.Listing(Table.of("where", "Where it stands", List.of(
        Column.of("repository", "Repository"), Column.number("open", "Open findings"), Column.number("ignored", "Ignored")), rows,
        "Nowhere on the default branches that you can read."), ""));
    blocks.add(new Block.Text(List.of(
        passage("What it looks for", card.what()), passage("Why it hurts", card.why()), passage("When it is fine", card.fine()),
        passage("What to write instead", card.instead()))));
    blocks.add(new Block.Code("Reported", card.flagged()));
    blocks.add(new Block.Code("Put right", card.good()));
    String lead = card.aspect().title() + " · " + card.severity().slug()
        + (card.elsewhere().isEmpty() ? "" : " · elsewhere " + String.join(", ", card.elsewhere())) + (card.onByDefault() ? "" : " · off by default");
    return new Page(card.id() + ": " + RepositoryPage.plain(card.title()), lead, List.of(new Crumb("Rules", "/rules")), blocks);
  }

  private static Block.Passage passage(String heading, String text) {
    return new Block.Passage(heading, List.of(text.split("\n\n", -1)));
  }
}
