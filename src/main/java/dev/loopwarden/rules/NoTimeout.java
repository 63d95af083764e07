package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Knowledge;
import dev.loopwarden.program.Meaning;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.python.WithItem;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Confidence;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import dev.loopwarden.rule.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// LW301: an awaited network call that nothing limits.
public final class NoTimeout implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW301", "no-timeout", "Network wait without a limit", Aspect.TIMEOUTS, Severity.WARNING, true, List.of("S113", "B113", "W3101"),
          "An awaited network call for which no limit is in reach: none given, none on the client, no `asyncio.timeout` around it, no default of the library.",
          "A peer that accepts and then says nothing keeps the task, its connection and whoever waits for it for ever.",
          "A wait that is meant to be open-ended, such as a server's read loop.",
          "`async with asyncio.timeout(10):` around the wait, or the client's own limit.",
          """
          import asyncio

          async def ask(host):
              return await asyncio.open_connection(host, 80)  # LW301
          """,
          """
          import asyncio

          async def ask(host):
              async with asyncio.timeout(10):
                  return await asyncio.open_connection(host, 80)
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  private static final double LONG_SECONDS = 60;

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    for (Expr.Call call : block.calls()) {
      Optional<Knowledge.Entry> entry = program.entry(call, block.module());
      if (entry.isPresent() && entry.get().waits().isPresent()) {
        obligation(call, entry.get(), entry.get().waits().get(), block, program).ifPresent(obligations::add);
      }
    }
    return obligations;
  }

  private static Optional<Obligation> obligation(
      Expr.Call call, Knowledge.Entry entry, Knowledge.Wait wait, CodeBlock block, Program program) {
    Site site = Sites.of(block, call);
    Optional<Expr> given = wait.arguments().stream().map(each -> Flow.keyword(call, each)).flatMap(Optional::stream).findFirst();
    if (given.isPresent()) {
      return Flow.isNone(given.get()) ? Optional.empty() : Optional.of(met(site, "`" + block.module().code(given.get().span()) + "` is given"));
    }
    Optional<String> scope = scope(call, block, program);
    if (scope.isPresent()) {
      return Optional.of(met(site, scope.get()));
    }
    Optional<Expr> client = client(call, wait, block, program);
    if (client.isPresent()) {
      return Flow.isNone(client.get()) ? Optional.empty() : Optional.of(met(site, "the client is made with `" + block.module().code(client.get().span()) + "`"));
    }
    if (wait.seconds().isPresent()) {
      double seconds = wait.seconds().get();
      return Optional.of(met(site, (seconds > LONG_SECONDS ? "the library's long default of " : "the library's default of ") + Math.round(seconds) + " s"));
    }
    if (Flow.hasHiddenKeywords(call)) {
      return Optional.of(Obligation.unknown(Aspect.TIMEOUTS, CARD.id(), "network waits", site, "its keywords are handed over unseen"));
    }
    return Optional.of(Obligation.unmet("network waits", Sites.finding(
        CARD, CARD.severity(), wait.sure() ? Confidence.HIGH : Confidence.MEDIUM, site, message(entry, wait, block), List.of())));
  }

  /// `asyncio.timeout` around it, or `wait_for` that is given it.
  private static Optional<String> scope(Expr.Call call, CodeBlock block, Program program) {
    for (Node above : block.module().ancestors(call)) {
      if (CodeBlock.same(above, block.node())) {
        break;
      }
      if (above instanceof Stmt.AsyncWith with) {
        for (WithItem item : with.items()) {
          if (program.isKind(program.meaning(item.contextExpr() instanceof Expr.Call made ? made.func() : item.contextExpr(), block.module()), Role.TIMEOUT_SCOPE)
              || CodeBlock.lastName(item.contextExpr() instanceof Expr.Call made ? made.func() : item.contextExpr()).contains("timeout")) {
            return Optional.of("`" + block.module().code(item.contextExpr().span()) + "` at line " + item.contextExpr().span().line());
          }
        }
      }
      if (above instanceof Expr.Call outer && program.entry(outer, block.module()).filter(each -> each.is(Role.TIMEOUT_CALL)).isPresent()) {
        return Optional.of("`wait_for` at line " + outer.span().line());
      }
    }
    return Optional.empty();
  }

  /// The limit that the object was made with.
  private static Optional<Expr> client(Expr.Call call, Knowledge.Wait wait, CodeBlock block, Program program) {
    if (call.func() instanceof Expr.Attribute attribute
        && program.meaning(attribute.value(), block.module()) instanceof Meaning.LibraryInstance instance && instance.made().isPresent()) {
      Expr.Call made = instance.made().get().call();
      return wait.madeWith().stream().map(each -> Flow.keyword(made, each)).flatMap(Optional::stream).findFirst();
    }
    return Optional.empty();
  }

  private static Obligation met(Site site, String evidence) {
    return Obligation.met(Aspect.TIMEOUTS, CARD.id(), "network waits", site, evidence);
  }

  private static Message message(Knowledge.Entry entry, Knowledge.Wait wait, CodeBlock block) {
    return new Message(
        "`" + entry.name() + "` may wait for ever",
        "`" + block.qualifiedName() + "` waits for " + wait.what() + " and nothing limits how long.",
        "A peer that accepts and says nothing keeps this task, its connection and whoever waits for it.",
        "Put `async with asyncio.timeout(10):` around it (10 is a guess).");
  }
}
