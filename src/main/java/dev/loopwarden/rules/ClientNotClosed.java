package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Knowledge;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.python.WithItem;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Confidence;
import dev.loopwarden.rule.Fix;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import dev.loopwarden.rule.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// LW801: a client that nobody closes.
public final class ClientNotClosed implements Rule {

  private static final Set<String> CLOSING = Set.of("close", "aclose", "disconnect", "stop", "quit", "shutdown", "wait_closed", "dispose", "__aexit__");

  private static final RuleCard CARD =
      new RuleCard(
          "LW801", "client-not-closed", "Client that is not closed", Aspect.CLEANUP, Severity.WARNING, true, List.of(),
          "An async client, session or connection that is neither entered with `async with`, nor closed on every path, nor handed on; one that an object keeps and no method of the module closes.",
          "Its connections stay open until the collector finds it; under load the process runs out of sockets.",
          "One client for the life of the process.",
          "`async with`, or `await client.aclose()` in a `finally`.",
          """
          import httpx

          async def fetch(url):
              client = httpx.AsyncClient()  # LW801
              return await client.get(url)
          """,
          """
          import httpx

          async def fetch(url):
              async with httpx.AsyncClient() as client:
                  return await client.get(url)
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
      program.entry(call, block.module()).flatMap(entry -> obligation(call, entry, block)).ifPresent(obligations::add);
    }
    return obligations;
  }

  /// Of a client, what its maker owes; of a connection that the call opens, where the call is awaited.
  private static Optional<Obligation> obligation(Expr.Call call, Knowledge.Entry entry, CodeBlock block) {
    Site site = Sites.of(block, call);
    Node above = block.module().parent(call).orElseThrow();
    boolean opens = entry.waits().isPresent() && !entry.closedBy().isEmpty() && above instanceof Expr.Await;
    if (!opens && !entry.is(Role.CLOSES)) {
      return Optional.empty();
    }
    Node up = opens ? block.module().parent(above).orElseThrow() : above;
    return switch (up) {
      case WithItem item -> Optional.of(met(site, "`with` at line " + item.span().line()));
      case Stmt.Assign assign when assign.targets().size() == 1 && assign.targets().getFirst() instanceof Expr.Name name -> Optional.of(local(call, name.id(), entry, block));
      case Stmt.Assign assign when assign.targets().getFirst() instanceof Expr.Attribute attribute -> Optional.of(kept(site, attribute, block));
      case Expr.Attribute chained -> Optional.of(Obligation.unmet("clients", Sites.finding(
          CARD, CARD.severity(), Confidence.HIGH, site, message("the client of `." + chained.attr() + "`"), List.of())));
      default -> Optional.empty();
    };
  }

  /// A client of a local name: closed in a `finally` or a `with`, closed on some paths, handed on, or left.
  private static Obligation local(Expr.Call call, String name, Knowledge.Entry entry, CodeBlock block) {
    Site site = Sites.of(block, call);
    List<Expr.Name> uses = Flow.uses(name, block);
    for (Expr.Name use : uses) {
      boolean read = block.module().parent(use).filter(Expr.Attribute.class::isInstance).isPresent();
      boolean entered = block.module().parent(use).filter(WithItem.class::isInstance).isPresent();
      if (entered) {
        return met(site, "`with` at line " + use.span().line());
      }
      if (!read && !isTested(use, block) && !isIterated(use, block)) {
        return met(site, "handed on at line " + use.span().line());
      }
    }
    List<Expr.Name> closed = uses.stream().filter(each -> Flow.methodOn(each, block).filter(method -> CLOSING.contains(method) || entry.closedBy().contains(method)).isPresent()).toList();
    Optional<Expr.Name> sure = closed.stream().filter(each -> isSure(each, block)).findFirst();
    if (sure.isPresent()) {
      return met(site, "closed in a `finally` at line " + sure.get().span().line());
    }
    if (closed.isEmpty()) {
      return Obligation.unmet("clients", Sites.finding(CARD, site, message("`" + name + "`"), List.of()).withFix(enclosed(call, name, entry, block)));
    }
    int line = closed.getLast().span().line();
    boolean waits = block.own(Node.class).stream().filter(each -> each instanceof Expr.Await || each instanceof Stmt.AsyncFor || each instanceof Stmt.AsyncWith)
        .anyMatch(each -> each.span().line() > call.span().endLine() && each.span().line() < line);
    return waits
        ? Obligation.unmet("clients", Sites.finding(CARD, CARD.severity(), Confidence.MEDIUM, site, onSomePaths(name, line), List.of())
            .withFix(enclosed(call, name, entry, block)))
        : met(site, "closed at line " + line);
  }

  private static Optional<Fix> enclosed(Expr.Call call, String name, Knowledge.Entry entry, CodeBlock block) {
    return entry.is(Role.ASYNC_MANAGER) ? Enclosing.with(call, name, block) : Optional.empty();
  }

  /// `if client:`, `client is None`.
  private static boolean isTested(Expr.Name use, CodeBlock block) {
    return block.module().parent(use).filter(up -> up instanceof Expr.Compare || up instanceof Stmt.If || up instanceof Expr.BoolOp || up instanceof Expr.UnaryOp).isPresent();
  }

  /// `async for message in consumer`: it is used there, and kept.
  private static boolean isIterated(Expr.Name use, CodeBlock block) {
    return block.module().parent(use).filter(up -> up instanceof Stmt.AsyncFor loop && CodeBlock.same(loop.iter(), use)).isPresent();
  }

  /// In a `finally`, or in a handler for everything.
  private static boolean isSure(Expr.Name close, CodeBlock block) {
    return Flow.around(close, block).anyMatch(up -> up instanceof Stmt.Try tried && tried.finalbody().stream().anyMatch(each -> each.span().contains(close.span())));
  }

  /// A client that an object keeps: some method of its class must close it.
  private static Obligation kept(Site site, Expr.Attribute attribute, CodeBlock block) {
    Optional<Expr.Attribute> closed = block.module().blocks().stream().flatMap(each -> each.own(Expr.Attribute.class).stream()
        .filter(use -> use.attr().equals(attribute.attr()) && !CodeBlock.same(use, attribute))
        .filter(use -> Flow.methodOn(use, each).filter(CLOSING::contains).isPresent()
            || each.module().parent(use).filter(up -> !(up instanceof Expr.Attribute) && !(up instanceof Stmt.If) && !(up instanceof Expr.Compare)
                && !(up instanceof Expr.BoolOp) && !(up instanceof Expr.UnaryOp) && !isTarget(up, use)).isPresent())).findFirst();
    return closed.isPresent()
        ? met(site, "`" + attribute.attr() + "` is closed or handed on at line " + closed.get().span().line())
        : Obligation.unmet("clients", Sites.finding(
            CARD, CARD.severity(), Confidence.MEDIUM, site, message("`" + block.module().code(attribute.span()) + "`"), List.of()));
  }

  private static boolean isTarget(Node up, Expr.Attribute use) {
    return up instanceof Stmt.Assign assign && assign.targets().stream().anyMatch(each -> CodeBlock.same(each, use));
  }

  private static Obligation met(Site site, String evidence) {
    return Obligation.met(Aspect.CLEANUP, CARD.id(), "clients", site, evidence);
  }

  private static Message message(String name) {
    return new Message(
        name + " is never closed",
        "The client is made here, and nothing that is seen closes it on any path.",
        "Its connections stay open until the collector finds it; a busy service runs out of sockets.",
        "Make it in an `async with`, or close it in a `finally`.");
  }

  private static Message onSomePaths(String name, int line) {
    return new Message(
        "`" + name + "` stays open when something fails",
        "It is closed at line " + line + ", but an error or a cancel in the waits before that line skips it.",
        "Each failure leaves its connections open; a busy service with a failing peer runs out of sockets.",
        "Make it in an `async with`, or close it in a `finally`.");
  }
}
