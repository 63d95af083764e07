package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.python.Expr;
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
import java.util.Set;

/// LW1011: a cache over an async function.
public final class CachedCoroutine implements Rule {

  private static final Set<String> CACHES =
      Set.of("functools.lru_cache", "functools.cache", "functools.cached_property", "cachetools.cached", "cachetools.cachedmethod",
          "cachetools.func.lru_cache", "cachetools.func.ttl_cache", "cachetools.func.lfu_cache", "django.utils.functional.cached_property");

  private static final RuleCard CARD =
      new RuleCard(
          "LW1011", "cached-coroutine", "Cache over an async function", Aspect.TASKS, Severity.ERROR, true, List.of(),
          "A cache that knows nothing of coroutines on an `async def`: `functools.lru_cache`, `cache`, `cached_property`, and those of `cachetools`.",
          "The cache keeps the coroutine, not its result: the second call gets one that was awaited already, and raises.",
          "Never.",
          "A cache made for coroutines, or cache the result.",
          """
          import functools

          @functools.lru_cache
          async def load(name):  # LW1011
              return name
          """,
          """
          import functools

          @functools.lru_cache
          def path(name):
              return name

          async def load(name):
              return path(name)
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

    for (Expr decorator : block.decorators()) {
      Expr named = decorator instanceof Expr.Call call ? call.func() : decorator;
      String name = program.meaning(named, block.module()).nameInLibrary();
      if (CACHES.contains(name)) {
        Site site = Sites.ofDefinition(block, name);
        boolean used = program.callers(block).stream().anyMatch(each -> Reach.isAwaited(each.call(), each.block()));
        obligations.add(Obligation.unmet("caches", Sites.finding(
            CARD, CARD.severity(), used ? Confidence.HIGH : Confidence.MEDIUM, site, message(block.name()), List.of())));
      }
    }
    return obligations;
  }

  private static Message message(String name) {
    return new Message(
        "The second call of `" + name + "` raises",
        "The cache keeps the coroutine that the first call made, not its result.",
        "A coroutine can be awaited once: the next caller with the same arguments gets `RuntimeError`.",
        "Cache the awaited result, or use a cache that is made for coroutines.");
  }
}
