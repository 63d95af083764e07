package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Knowledge;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.python.WithItem;
import dev.loopwarden.rule.Hop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// What a task waits for while it holds something.
final class Held {

  /// Libraries of databases and caches: waiting for these is what a session is held for.
  static final Set<String> DATABASES =
      Set.of("sqlalchemy", "asyncpg", "psycopg", "psycopg_pool", "aiomysql", "aiopg", "aiosqlite", "tortoise", "sqlmodel", "databases", "redis",
          "motor", "pymongo", "django", "oracledb", "asyncmy");

  private Held() {}

  /// A wait for a network peer, or for a thread, with the way to it.
  ///
  /// @param hops the awaited call first; one where the wait stands there itself
  record Wait(Expr.Call call, String name, List<Hop> hops) {}

  /// The waits of that kind in the body of a `with`, in source order; async functions of the program are followed.
  static List<Wait> waits(List<Stmt> body, CodeBlock block, Program program, Predicate<String> libraries) {
    var found = new ArrayList<Wait>();
    for (var node : CodeBlock.ownNodes(body)) {
      if (node instanceof Expr.Call call && waitsThere(call, block)) {
        wait(call, block, program, libraries).ifPresent(found::add);
      }
    }
    return found;
  }

  private static Optional<Wait> wait(Expr.Call call, CodeBlock block, Program program, Predicate<String> libraries) {
    Hop first = Reach.hop(block, call);
    Optional<Knowledge.Entry> direct = network(call, block, program, libraries);
    if (direct.isPresent()) {
      return Optional.of(new Wait(call, direct.get().name(), List.of(first)));
    }
    return program.runs(call, block.module()).stream().filter(each -> !each.isGenerator())
        .flatMap(each -> Reach.walk(each, first, program, (made, in) -> network(made, in, program, libraries).isPresent(), Reach::awaited).found().stream())
        .findFirst().map(hops -> new Wait(call, hops.getLast().what(), hops));
  }

  /// An awaited call that waits for a peer, whatever it is called with, or for a thread that blocks.
  private static Optional<Knowledge.Entry> network(Expr.Call call, CodeBlock block, Program program, Predicate<String> libraries) {
    if (!waitsThere(call, block)) {
      return Optional.empty();
    }
    return program.entry(call, block.module())
        .filter(each -> each.waits().filter(Knowledge.Wait::sure).isPresent() || each.is(Role.OFFLOADS_THREAD))
        .filter(each -> libraries.test(root(each.name())));
  }

  /// `await call()`, and `async with call()`.
  private static boolean waitsThere(Expr.Call call, CodeBlock block) {
    return Reach.isAwaited(call, block) || block.module().parent(call).filter(WithItem.class::isInstance)
        .flatMap(block.module()::parent).filter(Stmt.AsyncWith.class::isInstance).isPresent();
  }

  static String root(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }
}
