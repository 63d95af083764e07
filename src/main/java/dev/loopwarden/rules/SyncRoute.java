package dev.loopwarden.rules;

import dev.loopwarden.program.Blocks;
import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Knowledge;
import dev.loopwarden.program.Program;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Confidence;
import dev.loopwarden.rule.Hop;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// LW607: an async route that does only sync work.
public final class SyncRoute implements Rule {

  private static final Set<String> VERBS = Set.of("get", "post", "put", "patch", "delete", "head", "options", "route", "api_route", "trace");

  private static final RuleCard CARD =
      new RuleCard(
          "LW607", "sync-route", "Async route that does only sync work", Aspect.BOUNDARY, Severity.INFO, true, List.of(),
          "A FastAPI route that is an `async def`, awaits nothing and makes blocking calls; a plain dependency (`Depends`) that does nothing which takes time.",
          "FastAPI runs an `async def` on the event loop and a plain `def` in a thread: so the route stops all others on each request, and the dependency takes one of the pool's 40 threads "
              + "on each request, and waits for one where blocking routes hold them all.",
          "Where the blocking call is known to be short and the route needs the loop's context.",
          "Drop `async` from the route: FastAPI then runs it in its thread pool. Make the dependency an `async def`.",
          """
          import requests
          from fastapi import FastAPI

          app = FastAPI()

          @app.get("/price")
          async def price():  # LW607
              return requests.get("https://example.org", timeout=5).json()
          """,
          """
          import requests
          from fastapi import FastAPI

          app = FastAPI()

          @app.get("/price")
          def price():
              return requests.get("https://example.org", timeout=5).json()
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    if (!block.isAsync()) {
      return Dependencies.check(block, program, CARD);
    }
    if (block.isGenerator() || !isRoute(block)) {
      return List.of();
    }
    var site = Sites.ofDefinition(block, "async def " + block.name());
    if (Flow.waits(block.body())) {
      return List.of(Obligation.met(CARD.aspect(), CARD.id(), "async routes", site, "it awaits"));
    }
    return blocking(block, program)
        .map(hops -> List.of(Obligation.unmet("async routes", Sites.finding(
            CARD, CARD.severity(), Confidence.MEDIUM, site, message(block.name(), hops), hops.size() > 1 ? hops : List.of())
                .withFix(OnLoop.isMended(block, program) ? Optional.empty() : Colours.plain(block, program)))))
        .orElse(List.of());
  }

  /// A route that is an `async def` and awaits nothing.
  static boolean isPlainInside(CodeBlock block) {
    return block.isAsync() && !block.isGenerator() && isRoute(block) && !Flow.waits(block.body());
  }

  private static boolean isRoute(CodeBlock block) {
    boolean fastapi = block.module().body().own(Stmt.ImportFrom.class).stream().anyMatch(each -> each.module().filter(name -> name.startsWith("fastapi")).isPresent())
        || block.module().body().own(Stmt.Import.class).stream().anyMatch(each -> each.names().stream().anyMatch(name -> name.name().startsWith("fastapi")));
    return fastapi && block.decorators().stream().anyMatch(each -> each instanceof Expr.Call call && call.func() instanceof Expr.Attribute attribute
        && VERBS.contains(attribute.attr()));
  }

  private static Optional<List<Hop>> blocking(CodeBlock block, Program program) {
    for (Expr.Call call : block.calls()) {
      Hop first = Reach.hop(block, call);
      if (OnLoop.blocking(call, block, program).filter(SyncRoute::waits).isPresent()) {
        return Optional.of(List.of(first));
      }
      for (CodeBlock helper : program.runs(call, block.module())) {
        Optional<List<Hop>> hops = Reach.isSync(helper) ? Reach.entry(helper, first, program, SyncRoute::waits) : Optional.empty();
        if (hops.isPresent()) {
          return Optional.of(new ArrayList<>(hops.get()));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean waits(Knowledge.Entry entry) {
    return entry.blocks().filter(each -> !each.isLocal() && each != Blocks.LOOP).isPresent();
  }

  private static Message message(String name, List<Hop> hops) {
    return new Message(
        "`" + name + "` runs on the event loop and never gives way",
        "The route is an `async def` without `await`, and it waits in `" + hops.getLast().what() + "`.",
        "FastAPI runs it on the event loop: while one request is served, all others stand still.",
        "Drop `async` from the route: FastAPI then runs it in its thread pool.");
  }
}
