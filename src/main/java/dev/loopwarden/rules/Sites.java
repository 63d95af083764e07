package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.python.Node;
import dev.loopwarden.rule.Confidence;
import dev.loopwarden.rule.Finding;
import dev.loopwarden.rule.Hop;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import dev.loopwarden.rule.Site;
import java.util.List;
import java.util.Optional;

/// Sites and findings of a block.
final class Sites {

  private Sites() {}

  static Site of(CodeBlock block, Node node) {
    return new Site(block.module().path(), block.qualifiedName(), node.span(), block.module().code(node.span()));
  }

  static Finding finding(RuleCard card, Site site, Message message, List<Hop> hops) {
    return finding(card, card.severity(), site, message, hops);
  }

  static Finding finding(RuleCard card, Severity severity, Site site, Message message, List<Hop> hops) {
    return new Finding(
        card.id(), card.aspect(), severity, Confidence.HIGH, site, message, hops, List.of(), Optional.empty());
  }
}
