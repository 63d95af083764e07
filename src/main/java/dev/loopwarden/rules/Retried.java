package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.python.Expr;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Confidence;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import dev.loopwarden.rule.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Retries that a library makes: a decorator of the function, or an object that is looped over. Unless told otherwise
/// tenacity tries again at once and for ever.
final class Retried {

  private Retried() {}

  static List<Obligation> check(CodeBlock block, Program program, RuleCard card) {
    var obligations = new ArrayList<Obligation>();
    if (!block.isAsync()) {
      return obligations;
    }
    for (Expr decorator : block.decorators()) {
      Expr named = decorator instanceof Expr.Call call ? call.func() : decorator;
      if (program.entryOf(program.meaning(named, block.module()).nameInLibrary()).filter(each -> each.is(Role.RETRIES)).isPresent()) {
        obligation(decorator, block, card).ifPresent(obligations::add);
      }
    }
    for (Expr.Call call : block.calls()) {
      if (Flow.entry(call, block, program, Role.RETRIES).isPresent()) {
        obligation(call, block, card).ifPresent(obligations::add);
      }
    }
    return obligations;
  }

  /// Empty where its arguments cannot be seen.
  private static Optional<Obligation> obligation(Expr retry, CodeBlock block, RuleCard card) {
    Site site = Sites.of(block, retry);
    if (!(retry instanceof Expr.Call call)) {
      return Optional.of(Obligation.unmet("retries", Sites.finding(card, card.severity(), Confidence.HIGH, site, atOnce(block, site), List.of())));
    }
    Optional<Expr> stop = call.keyword("stop");
    if (stop.isPresent()) {
      return Optional.of(Obligation.met(Aspect.BOUNDS, card.id(), "retries", site, "`stop=" + block.module().code(stop.get().span()) + "`"));
    }
    if (Flow.hasHiddenKeywords(call) || !call.args().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(call.keyword("wait").isPresent()
        ? Obligation.unmet("retries", Sites.finding(card, Severity.INFO, Confidence.MEDIUM, site, forEver(block, site), List.of()))
        : Obligation.unmet("retries", Sites.finding(card, card.severity(), Confidence.HIGH, site, atOnce(block, site), List.of())));
  }

  private static Message atOnce(CodeBlock block, Site site) {
    return new Message(
        "`" + block.qualifiedName() + "` is tried again at once, for ever",
        "`" + site.code() + "` names neither `stop` nor `wait`: its defaults are no end and no pause.",
        "While the cause lasts, it asks as fast as it can, from every client at once, and the caller never hears of it.",
        "`stop=stop_after_attempt(5), wait=wait_random_exponential(max=30)` (the numbers are guesses).");
  }

  private static Message forEver(CodeBlock block, Site site) {
    return new Message(
        "`" + block.qualifiedName() + "` is tried again for ever",
        "`" + site.code() + "` names no `stop`: its default is no end.",
        "A cause that lasts is never told to the caller, who waits as long.",
        "`stop=stop_after_attempt(5)` or `stop=stop_after_delay(60)` (the numbers are guesses).");
  }
}
