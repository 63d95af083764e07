package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Knowledge;
import dev.loopwarden.program.Meaning;
import dev.loopwarden.program.Program;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.python.WithItem;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Confidence;
import dev.loopwarden.rule.Hop;
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

  static final String OWED = "network waits";

  /// A connection is made in a moment, or not at all: 10 s are no risk for it, as they are for an answer.
  private static final String CONNECTION = "a connection";

  private static final RuleCard CARD =
      new RuleCard(
          "LW301", "no-timeout", "Network wait without a limit", Aspect.TIMEOUTS, Severity.WARNING, true, List.of("S113", "B113", "W3101"),
          "An awaited network call for which no limit is in reach: none given, none on the client or on what it came from, no `asyncio.timeout` or "
              + "`wait_for` around it or around every caller that is seen, no default of the library. A default over 60 s is told where a request waits for it. "
              + "For a message that the peer sends when it likes, only clients are looked at, and only where an answer is expected.",
          "A peer that accepts and then says nothing keeps the task, its connection and whoever waits for it for ever.",
          "A wait that is meant to be open-ended, such as a server's or a worker's read loop.",
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

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    if (!block.isAsync()) {
      return obligations;
    }
    for (Expr.Call call : block.calls()) {
      Optional<Knowledge.Entry> entry = program.entry(call, block.module()).or(() -> Messages.entry(call, block, program));
      Optional<Knowledge.Wait> wait = entry.flatMap(Knowledge.Entry::waits);
      if (wait.isPresent()) {
        obligation(call, entry.get(), wait.get(), block, program).ifPresent(obligations::add);
      } else if (entry.isEmpty()) {
        unresolved(call, block, program).ifPresent(obligations::add);
      }
    }
    return obligations;
  }

  private static Optional<Obligation> obligation(
      Expr.Call call, Knowledge.Entry entry, Knowledge.Wait wait, CodeBlock block, Program program) {
    Site site = Sites.of(block, call);
    return switch (Awaiting.of(call, block)) {
      case NOT -> Optional.empty();
      case ELSEWHERE -> Optional.of(unknown(site, "it is awaited elsewhere"));
      case HERE -> switch (Limit.of(call, entry, wait, block, program)) {
        case Limit.Met(String evidence) -> Optional.of(Obligation.met(Aspect.TIMEOUTS, CARD.id(), OWED, site, evidence));
        case Limit.Unknown(String reason) -> Optional.of(unknown(site, reason));
        case Limit.LongDefault(double seconds) -> Optional.of(longDefault(seconds, call, entry, wait, site, block, program));
        case Limit.Off off -> off(off, call, entry, wait, site, block, program);
        case Limit.None none -> unlimited(none.client(), call, entry, wait, site, block, program);
      };
    };
  }

  /// LW302 tells of what was switched off, unless a keepalive was, and the wait was never limited by it.
  private static Optional<Obligation> off(
      Limit.Off off, Expr.Call call, Knowledge.Entry entry, Knowledge.Wait wait, Site site, CodeBlock block, Program program) {
    return wait.watched().isPresent() && !CodeBlock.same(off.argument(), call) && wait.peer() == Knowledge.Peer.SENDS
        ? unlimited(Optional.empty(), call, entry, wait, site, block, program) : Optional.empty();
  }

  private static Obligation longDefault(
      double seconds, Expr.Call call, Knowledge.Entry entry, Knowledge.Wait wait, Site site, CodeBlock block, Program program) {
    long whole = Math.round(seconds);
    if (!Handlers.serves(block, program)) {
      return Obligation.met(Aspect.TIMEOUTS, CARD.id(), OWED, site, "the library's long default of " + whole + " s");
    }
    return Obligation.unmet(OWED, Sites.finding(CARD, Severity.INFO, Confidence.MEDIUM, site, new Message(
        "`" + Sites.shortName(entry) + "` may keep a request for " + whole + " s",
        "`" + block.qualifiedName() + "` serves requests and waits for " + wait.what() + "; only the library's default of " + whole + " s limits it.",
        "When the peer is slow, requests pile up for that long, with their memory and connections.",
        wait.arguments().isEmpty() ? Advice.limit(call, block, program) : "Give `" + wait.arguments().getFirst() + "=`, here or to the client, of what a caller is ready to wait."), List.of()));
  }

  private static Optional<Obligation> unlimited(
      Optional<Meaning.Made> client, Expr.Call call, Knowledge.Entry entry, Knowledge.Wait wait, Site site, CodeBlock block, Program program) {
    return switch (wait.peer()) {
      case ANSWERS -> Optional.of(Obligation.unmet(OWED, Sites.finding(
          CARD, CARD.severity(), confidence(call, wait, block, program), site, message(call, entry, wait, block, program),
          client.filter(_ -> !wait.sure()).map(made -> hops(call, made, block)).orElse(List.of()))
              .withFix(wait.what().equals(CONNECTION) && entry.name().startsWith("asyncio.") ? Renames.limited(call, block, program) : Optional.empty())));
      case SENDS -> message(call, entry, wait, site, block, program);
      case FREES -> Optional.of(unknown(site, "it waits for " + wait.what() + ", which is short as a rule"));
    };
  }

  /// Less sure where some callers set a limit, and others are not seen to; where something starts or ends, or runs by itself: nobody waits behind it then; and where it may rightly last long.
  private static Confidence confidence(Expr.Call call, Knowledge.Wait wait, CodeBlock block, Program program) {
    if (wait.system().isPresent() && !Handlers.serves(block, program)) {
      return Confidence.MEDIUM;
    }
    boolean felt = !Alone.isLifespan(block, program) && !Alone.is(call, block, program) && !Patience.movesMuch(call, block);
    return wait.sure() && felt && !CallerLimits.of(block, program).somewhere() ? Confidence.HIGH : Confidence.MEDIUM;
  }

  /// A message that the peer sends when it likes.
  private static Optional<Obligation> message(
      Expr.Call call, Knowledge.Entry entry, Knowledge.Wait wait, Site site, CodeBlock block, Program program) {
    return switch (Messages.expected(call, entry, block, program)) {
      case ANSWER -> Optional.of(Obligation.unmet(OWED, Sites.finding(
          CARD, CARD.severity(), confidence(call, wait, block, program), site, message(call, entry, wait, block, program), List.of())));
      case MAYBE -> Optional.of(Obligation.unmet(OWED, Sites.finding(
          CARD, CARD.severity(), Confidence.MEDIUM, site, message(call, entry, wait, block, program), List.of())));
      case UNSEEN -> Optional.of(unknown(site, "whose connection it is cannot be seen"));
      case NO -> Optional.empty();
    };
  }

  private static List<Hop> hops(Expr.Call call, Meaning.Made made, CodeBlock block) {
    return List.of(
        new Hop(block.module().path(), call.span().line(), block.qualifiedName(), block.module().code(call.span())),
        new Hop(made.module().path(), made.call().span().line(), made.module().blockOf(made.call()).qualifiedName(), made.module().code(made.call().span())));
  }

  /// An awaited call of what goes by the name of a client, and is not known.
  private static Optional<Obligation> unresolved(Expr.Call call, CodeBlock block, Program program) {
    boolean isAwaited = block.module().parent(call).filter(each -> each instanceof Expr.Await || each instanceof WithItem).isPresent();
    if (isAwaited && call.func() instanceof Expr.Attribute attribute
        && Limit.RECEIVERS.contains(CodeBlock.lastName(attribute.value()).replaceFirst("^_+", ""))
        && program.meaning(call.func(), block.module()) instanceof Meaning.Unknown unknown) {
      Site site = Sites.of(block, call);
      return Optional.of(Scopes.around(call, block, program)
          .map(each -> Obligation.met(Aspect.TIMEOUTS, CARD.id(), OWED, site, each))
          .orElseGet(() -> unknown(site, unknown.reason())));
    }
    return Optional.empty();
  }

  private static Obligation unknown(Site site, String reason) {
    return Obligation.unknown(Aspect.TIMEOUTS, CARD.id(), OWED, site, reason);
  }

  private static Message message(Expr.Call call, Knowledge.Entry entry, Knowledge.Wait wait, CodeBlock block, Program program) {
    boolean loops = block.own(Stmt.While.class).stream().anyMatch(each -> each.test() instanceof Expr.Constant);
    String instead = wait.arguments().isEmpty() ? Advice.limit(call, block, program) : Advice.argument(wait.arguments().getFirst(), call, block, program);
    if (wait.system().isPresent()) {
      return new Message(
          "`" + Sites.shortName(entry) + "` may wait for minutes",
          "`" + block.qualifiedName() + "` waits for " + wait.what() + " and sets no limit: " + wait.system().get() + ".",
          "A peer that does not answer keeps this task and whoever waits for it that long; under load they pile up.",
          instead);
    }
    return new Message(
        "`" + Sites.shortName(entry) + "` may wait for ever",
        "`" + block.qualifiedName() + "` waits for " + wait.what() + " and nothing limits how long.",
        "A peer that accepts and says nothing keeps this task, its connection and whoever waits for it"
            + (loops ? ", and the loop does not go round again." : "; under load they pile up."),
        instead);
  }
}
