package dev.loopwarden.rules;

import dev.loopwarden.program.Blocks;
import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Knowledge;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Keyword;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Confidence;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// LW302: a limit that is switched off.
public final class TimeoutOff implements Rule {

  /// Words in the names of what is meant to stay open.
  private static final List<String> OPEN =
      List.of("stream", "sse", "event", "listen", "watch", "subscri", "poll", "websocket", "_ws", "ws_", "tail", "follow", "download", "upload", "proxy");

  private static final RuleCard CARD =
      new RuleCard(
          "LW302", "timeout-off", "Limit switched off", Aspect.TIMEOUTS, Severity.WARNING, true, List.of("S113", "B113"),
          "`timeout=None` or `timeout=0` on a network call or on a client, and limit objects without a limit: `httpx.Timeout(None)`, "
              + "`httpx.Timeout(5, read=None)`, `aiohttp.ClientTimeout(total=None)` with no `sock_read`. Code that streams, listens or polls by its name is left alone.",
          "The library's own limit is taken away: a peer that says nothing keeps the task for ever.",
          "Streams and long polls that are meant to stay open, and calls under `asyncio.timeout`.",
          "Give a number, or a limit for each phase.",
          """
          import httpx

          async def fetch(url):
              async with httpx.AsyncClient(timeout=None) as client:  # LW302
                  return await client.get(url)
          """,
          """
          import httpx

          async def fetch(url):
              async with httpx.AsyncClient(timeout=10) as client:
                  return await client.get(url)
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    for (Expr.Call call : block.calls()) {
      Optional<Knowledge.Entry> entry = program.entry(call, block.module());
      if (entry.flatMap(each -> isOff(call, each)).orElse(false) && !isMeant(call, block)) {
        obligation(call, entry.get(), block, program).ifPresent(obligations::add);
      }
    }
    return obligations;
  }

  /// Nothing where another limit stands around it, which `NoTimeout` counts; less sure where some callers set one.
  private static Optional<Obligation> obligation(Expr.Call call, Knowledge.Entry entry, CodeBlock block, Program program) {
    if (block.isAsync() && Scopes.around(call, block, program).isPresent()) {
      return Optional.empty();
    }
    boolean somewhere = block.isAsync() && CallerLimits.of(block, program).somewhere();
    return Optional.of(Obligation.unmet(NoTimeout.OWED, Sites.finding(
        CARD, CARD.severity(), somewhere ? Confidence.MEDIUM : confidence(call, entry, block, program), Sites.of(block, call), message(entry, call, block), List.of())));
  }

  /// Whether a call switches a limit off; empty where it says nothing of limits.
  private static Optional<Boolean> isOff(Expr.Call call, Knowledge.Entry entry) {
    if (entry.limits().isPresent()) {
      return ofObject(call, entry.limits().get());
    }
    boolean network = entry.waits().isPresent() || entry.is(Role.CLOSES) || !entry.closedBy().isEmpty()
        || entry.blocks().filter(Blocks.HTTP::equals).isPresent();
    return network && call.keyword("timeout").filter(TimeoutOff::isNothing).isPresent() ? Optional.of(true) : Optional.empty();
  }

  /// `Timeout(5, read=None)`: the first that is given decides; `ClientTimeout(total=None, sock_read=10)`: any will do.
  private static Optional<Boolean> ofObject(Expr.Call call, Knowledge.Limits limits) {
    if (Flow.hasHiddenKeywords(call)) {
      return Optional.empty();
    }
    List<Expr> given = limits.names().stream()
        .map(each -> each.equals("0") ? call.args().stream().findFirst() : call.keyword(each)).flatMap(Optional::stream).toList();
    if (given.isEmpty()) {
      return limits.any() ? Optional.of(true) : Optional.empty();
    }
    return Optional.of(limits.any() ? given.stream().allMatch(TimeoutOff::isNothing) : isNothing(given.getFirst()));
  }

  private static boolean isNothing(Expr limit) {
    return Flow.isNone(limit) || Flow.isConstant(limit, "0");
  }

  /// By its name, or by what it does with the answer, the code keeps the connection open on purpose.
  private static boolean isMeant(Expr.Call call, CodeBlock block) {
    Stream<String> names = Stream.concat(
        Stream.of(block.qualifiedName(), block.module().code(call.span())),
        block.calls().stream().map(each -> CodeBlock.lastName(each.func())));
    return block.isGenerator()
        || names.map(each -> each.toLowerCase(Locale.ROOT)).anyMatch(each -> OPEN.stream().anyMatch(each::contains))
        || call.keywords().stream().map(Keyword::arg).flatMap(Optional::stream).anyMatch("stream"::equals);
  }

  /// Less sure where a single call says so that may last long, or that must not be cut off: that is meant; and at a start or an end.
  private static Confidence confidence(Expr.Call call, Knowledge.Entry entry, CodeBlock block, Program program) {
    boolean meant = entry.waits().isPresent() && (Patience.movesMoney(call, block) || Patience.movesMuch(call, block));
    return meant || Alone.isLifespan(block, program) || Alone.is(call, block, program) ? Confidence.MEDIUM : Confidence.HIGH;
  }

  private static Message message(Knowledge.Entry entry, Expr.Call call, CodeBlock block) {
    return new Message(
        "`" + Sites.shortName(entry) + "` has no limit any more",
        "`" + block.module().code(call.span()) + "` takes the limit away.",
        "A peer that accepts and says nothing keeps the task, its connection and whoever waits for it for ever; under load they pile up.",
        Patience.movesMoney(call, block) || Patience.movesMuch(call, block)
            ? "Give a number, longer than the slowest honest answer (which one is yours to choose), or a limit for each phase."
            : "Give a number, such as `timeout=10` (10 is a guess), or a limit for each phase.");
  }
}
