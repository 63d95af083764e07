package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Knowledge;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.python.WithItem;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// LW603: one database session or connection in several tasks at once.
public final class SharedSession implements Rule {

  /// One conversation with the database at a time. Pools and engines are not among them, nor what has a lock or a thread of its own.
  private static final Set<String> SINGLE =
      Set.of("sqlalchemy.ext.asyncio.AsyncSession", "sqlalchemy.ext.asyncio.AsyncConnection", "asyncpg.Connection", "asyncpg.connection.Connection",
          "aiomysql.Connection", "aiopg.Connection", "sqlmodel.ext.asyncio.session.AsyncSession");

  private static final RuleCard CARD =
      new RuleCard(
          "LW603", "shared-session", "Database session used by several tasks at once", Aspect.BOUNDARY, Severity.ERROR, true, List.of(),
          "One `AsyncSession` or connection in two coroutines of a `gather` or task group, or in each one that a comprehension or loop starts.",
          "A session is one conversation: the second statement raises (`another operation is in progress`), or two tasks commit each other's half-done work.",
          "For pools, engines and session makers: those are made to be shared.",
          "A session for each task: `async with sessions() as session` inside of it.",
          """
          import asyncio
          from sqlalchemy.ext.asyncio import AsyncSession

          async def load(session: AsyncSession, one, two):
              return await asyncio.gather(session.get(one, 1), session.get(two, 1))  # LW603
          """,
          """
          import asyncio
          from sqlalchemy.ext.asyncio import AsyncSession

          async def load(session: AsyncSession, one, two):
              return await session.get(one, 1), await session.get(two, 1)
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
      Optional<Knowledge.Entry> entry = program.entry(call, block.module());
      if (entry.filter(each -> each.is(Role.GATHERS)).isPresent()) {
        shared(call, block, program).ifPresent(name -> obligations.add(finding(call, name, block)));
      } else if (entry.filter(each -> each.is(Role.SPAWNS) || each.is(Role.SPAWNS_OWNED)).isPresent() && !call.args().isEmpty()
          && Flow.loopAround(call, block).isPresent()) {
        sessions(call.args().getFirst(), block, program).stream()
            .filter(name -> isOutside(name, call, block)).findFirst()
            .ifPresent(name -> obligations.add(finding(call, name, block)));
      }
    }
    return obligations;
  }

  private static Obligation finding(Expr.Call call, String name, CodeBlock block) {
    return Obligation.unmet("sessions", Sites.finding(CARD, Sites.of(block, call), message(name), List.of()));
  }

  /// A session in two arguments, or in each element of a starred comprehension.
  private static Optional<String> shared(Expr.Call gather, CodeBlock block, Program program) {
    var seen = new HashSet<String>();
    for (Expr argument : gather.args()) {
      Expr given = argument instanceof Expr.Starred starred ? starred.value() : argument;
      Optional<Expr> element = element(given);
      Set<String> sessions = sessions(element.orElse(given), block, program);
      for (String each : sessions) {
        if (element.isPresent() || !seen.add(each)) {
          return Optional.of(each);
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Expr> element(Expr given) {
    return switch (given) {
      case Expr.ListComp each -> Optional.of(each.elt());
      case Expr.GeneratorExp each -> Optional.of(each.elt());
      case Expr.SetComp each -> Optional.of(each.elt());
      default -> Optional.empty();
    };
  }

  /// The names and attributes in an expression that are one conversation with a database.
  private static Set<String> sessions(Expr expr, CodeBlock block, Program program) {
    var found = new HashSet<String>();
    CodeBlock.ownNodes(List.of(expr)).forEach(each -> {
      boolean named = each instanceof Expr.Name || (each instanceof Expr.Attribute attribute && attribute.value() instanceof Expr.Name);
      if (named && SINGLE.contains(program.meaning((Expr) each, block.module()).typeInLibrary())) {
        found.add(block.module().code(each.span()));
      }
    });
    return found;
  }

  /// Not made anew in each turn of the loop.
  private static boolean isOutside(String name, Expr.Call call, CodeBlock block) {
    return Flow.loopAround(call, block).stream().flatMap(loop -> loop.findAll(Expr.Name.class).stream())
        .filter(each -> each.id().equals(name))
        .noneMatch(each -> block.module().parent(each).filter(up -> up instanceof WithItem || up instanceof Stmt.Assign).isPresent());
  }

  private static Message message(String name) {
    return new Message(
        "`" + name + "` is used by several tasks at once",
        "`" + name + "` is one conversation with the database, and the coroutines that are started here all use it.",
        "As soon as two of them wait for it together, the driver raises `another operation is in progress`, or one commits the other's half-done work.",
        "Open a session inside each task, or run the statements one after the other.");
  }
}
