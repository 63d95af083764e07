package dev.loopwarden.rules;

import dev.loopwarden.program.Blocks;
import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Effect;
import dev.loopwarden.program.Program;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.python.WithItem;
import dev.loopwarden.rule.Hop;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What ties a helper to the thread that it runs in: advice to move it to another thread would break it.
final class ThreadTies {

  /// What asks which thread it is, belongs to the main thread, or needs the loop of its own thread: https://docs.python.org/3/library/signal.html#signal.signal,
  /// https://docs.python.org/3/library/asyncio-dev.html#concurrency-and-multithreading
  private static final Set<String> CALLS = Set.of(
      "current_thread", "main_thread", "get_ident", "get_native_id", "add_signal_handler", "create_task", "ensure_future", "get_running_loop", "call_soon", "call_later",
      "add_listener", "register_listener", "add_observer", "add_callback");

  private static final Set<String> TRANSACTIONS = Set.of("atomic", "transaction", "savepoint", "manual_commit");

  private ThreadTies() {}

  /// The first tie that a way through helpers meets, in words; empty where none is seen.
  static Optional<String> of(Effect effect, Program program) {
    if (effect.kind() == Blocks.ORM && !program.mentions("scoped_session").isEmpty()) {
      return Optional.of("its session, which `scoped_session` keeps for each thread");
    }
    if ((effect.kind() == Blocks.ORM || effect.kind() == Blocks.DB) && areConnectionsTied(program)) {
      return Optional.of("its connection, which `check_same_thread` ties to one thread");
    }
    List<Effect.Step> steps = effect.steps();
    if (steps.size() < 2) {
      return Optional.empty();
    }
    CodeBlock helper = steps.get(1).block();
    return Reach.walk(helper, Reach.hop(effect.block(), effect.site()), program, (call, in) -> isTie(call, in, program), Reach::sync).found()
        .map(List::getLast).map(ThreadTies::told);
  }

  /// The transaction of an ORM that keeps its connection for each thread, around the site: `with db.atomic():`. The call alone must not leave it.
  /// https://docs.peewee-orm.com/en/latest/peewee/database.html#thread-safety
  static Optional<String> transaction(Effect effect) {
    CodeBlock block = effect.block();
    return Flow.around(effect.site(), block).filter(Stmt.With.class::isInstance).flatMap(each -> ((Stmt.With) each).items().stream())
        .map(WithItem::contextExpr).filter(each -> TRANSACTIONS.contains(CodeBlock.lastName(each instanceof Expr.Call call ? call.func() : each)))
        .map(each -> block.module().code(each.span())).findFirst();
  }

  /// `create_engine(url, connect_args={"check_same_thread": True})`: https://docs.python.org/3/library/sqlite3.html#sqlite3.connect
  static boolean areConnectionsTied(Program program) {
    return program.mentions("create_engine").stream().anyMatch(each -> each.module().tree().findAll(Expr.Dict.class).stream().anyMatch(ThreadTies::isTied));
  }

  private static boolean isTied(Expr.Dict arguments) {
    for (int i = 0; i < arguments.values().size(); i++) {
      boolean key = arguments.keys().get(i).filter(each -> Flow.isConstant(each, "check_same_thread")).isPresent();
      if (key && Flow.isConstant(arguments.values().get(i), "True")) {
        return true;
      }
    }
    return false;
  }

  private static boolean isTie(Expr.Call call, CodeBlock block, Program program) {
    return CALLS.contains(CodeBlock.lastName(call.func())) || program.meaning(call.func(), block.module()).nameInLibrary().equals("signal.signal");
  }

  private static String told(Hop tie) {
    return "`" + tie.what() + "` at `" + tie.path() + ":" + tie.line() + "`";
  }
}
