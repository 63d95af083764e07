package dev.loopwarden.rules;

import dev.loopwarden.program.Blocks;
import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Effect;
import dev.loopwarden.program.Program;
import dev.loopwarden.python.Node;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Finding;
import dev.loopwarden.rule.Hop;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/// LW112: code on the event loop calls a sync function that blocks, itself or through others, in this file or another.
public final class BlockingCallPath implements Rule {

  /// Functions that are followed from one call on.
  private static final int HOPS_MAX = 8;

  /// Waits that are reported wherever they are reached; local ones weigh less. CPU work and loops have rules of their own.
  private static final Set<Blocks> KINDS = EnumSet.complementOf(EnumSet.of(Blocks.CPU, Blocks.LOOP));

  private static final RuleCard CARD =
      new RuleCard(
          "LW112", "blocking-call-path", "Blocking call reached through a sync helper", Aspect.BLOCKING, Severity.ERROR, true,
          List.of(),
          "Calls in an `async def` of a sync function of the program that blocks, itself or through further functions; up to 8 steps are followed.",
          "It stops the event loop as if the blocking call stood there, but nobody sees it in the `async def`.",
          "Where the helper runs in a thread.",
          "Run the helper off the loop (`await asyncio.to_thread(helper, ...)`), or make it async.",
          "import time\n\ndef settle():\n    time.sleep(1)\n\nasync def save():\n    settle()  # LW112\n",
          "import asyncio\nimport time\n\ndef settle():\n    time.sleep(1)\n\nasync def save():\n    await asyncio.to_thread(settle)\n");

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    if (!program.isOnLoop(block)) {
      return obligations;
    }
    var sites = new IdentityHashMap<Node, List<Effect>>();
    var order = new ArrayList<Node>();
    for (Effect each : program.reached(block)) {
      if (KINDS.contains(each.kind()) && each.length() <= HOPS_MAX) {
        sites.computeIfAbsent(each.site(), site -> {
          order.add(site);
          return new ArrayList<>();
        }).add(each);
      }
    }
    for (Node site : order) {
      Effect worst = sites.getOrDefault(site, List.of()).stream()
          .min(Comparator.comparing((Effect each) -> each.kind().isLocal()).thenComparingInt(Effect::length)).orElseThrow();
      obligations.add(Obligation.unmet("helper calls", finding(block, worst)));
    }
    return obligations;
  }

  private static Finding finding(CodeBlock block, Effect effect) {
    boolean local = effect.kind().isLocal();
    List<Hop> hops = effect.steps().stream().map(each -> hop(each.block(), each.site())).toList();
    CodeBlock helper = effect.next().orElse(effect).block();
    return Sites.finding(
        CARD, local ? Severity.INFO : CARD.severity(), Sites.of(block, effect.site()), message(helper, hops, local), hops);
  }

  private static Hop hop(CodeBlock block, Node site) {
    return new Hop(block.module().path(), site.span().line(), block.qualifiedName(), block.module().code(site.span()));
  }

  private static Message message(CodeBlock helper, List<Hop> hops, boolean local) {
    Hop last = hops.getLast();
    return new Message(
        "`" + helper.name() + (local ? "` holds the event loop up" : "` blocks the event loop"),
        "`" + helper.qualifiedName() + "` is a plain function and reaches `" + last.what() + "` at `" + last.path() + ":" + last.line() + "`.",
        local
            ? "On a local disk that is short; on a slow, busy or network disk every other task waits for it."
            : "While that waits, no other task of the process runs: the more requests there are, the more of them stand still with it.",
        "Run it off the loop: `await asyncio.to_thread(" + helper.name() + ", ...)`, or make the helper async.");
  }
}
