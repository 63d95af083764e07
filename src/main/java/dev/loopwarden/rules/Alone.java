package dev.loopwarden.rules;

import dev.loopwarden.program.CallSite;
import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Knowledge;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Whether anybody else is there to wait: not while a program starts or ends, and not in a command that does one thing.
final class Alone {

  /// Steps back from a function to the entry of the program.
  private static final int STEPS = 3;

  /// What a function is called by that runs when something starts or ends.
  private static final Set<String> ONCE = Set.of(
      "start", "startup", "stop", "init", "initialize", "initialise", "setup", "shutdown", "teardown", "bootstrap", "boot", "migrate", "install", "uninstall",
      "prestart", "aenter", "aexit", "lifespan", "ainit", "warm", "warmup", "prewarm", "preload");

  private static final Set<String> HOOKS =
      Set.of("on_event", "before_server_start", "after_server_start", "before_server_stop", "after_server_stop", "main_process_start", "main_process_stop",
          "on_startup", "on_shutdown", "before_serving", "after_serving", "on_ready");

  /// What a call is called by after which others may be at work.
  private static final Set<String> STARTS = Set.of("start", "serve", "run", "listen", "connect", "launch", "spawn", "submit", "subscribe", "schedule");

  private static final Set<String> OPERATORS = Set.of("is_owner", "is_admin", "admin_required", "superuser", "staff_member", "admin_or_");

  private Alone() {}

  /// Whether a function runs when the application starts or ends, by its name and decorators.
  private static boolean isLifespan(CodeBlock block) {
    List<String> words = words(block.name());
    boolean manager = block.isDecoratedWith("asynccontextmanager") && words.contains("lifespan");
    return manager || words.contains("startup") || words.contains("shutdown") || words.equals(List.of("lifespan"))
        || block.decorators().stream().anyMatch(Alone::isHook);
  }

  /// Whether a function runs only then: of itself, or because nobody else calls it.
  static boolean isLifespan(CodeBlock block, Program program) {
    return isLifespan(block, program, 0);
  }

  private static boolean isLifespan(CodeBlock block, Program program, int step) {
    if (isLifespan(block) || block.isModule() || step > STEPS || !block.decorators().isEmpty()) {
      return isLifespan(block);
    }
    List<CallSite> callers = program.callers(block);
    return !callers.isEmpty() && callers.stream().allMatch(each -> !each.block().equals(block) && isLifespan(each.block(), program, step + 1));
  }

  /// Whether a function runs when something of it starts or ends.
  static boolean isOnce(CodeBlock block, Program program) {
    return isOnce(block) || isLifespan(block, program);
  }

  private static boolean isOnce(CodeBlock block) {
    List<String> words = words(block.name());
    return isLifespan(block) || (!words.isEmpty() && ONCE.contains(words.getFirst()))
        || List.of("setup_hook", "on_ready", "on_stop", "on_start", "cog_load", "cog_unload", "async_setup_entry", "async_unload_entry", "post_init").contains(block.name());
  }

  /// Whether only who runs the service gets there: by its decorators, its class, or its file.
  static boolean isForOperators(CodeBlock block) {
    boolean guarded = block.decorators().stream().map(each -> CodeBlock.lastName(each instanceof Expr.Call call ? call.func() : each))
        .anyMatch(each -> OPERATORS.stream().anyMatch(each::contains));
    return guarded || block.module().path().contains("/admin/") || block.owner().filter(each -> each.name().startsWith("Admin")).isPresent();
  }

  private static boolean isHook(Expr decorator) {
    return HOOKS.contains(CodeBlock.lastName(decorator instanceof Expr.Call call ? call.func() : decorator));
  }

  /// Whether a program does nothing else when it gets there: the place is in its outermost function, or in what that calls, and
  /// nothing that runs beside it was started before.
  static boolean is(Node site, CodeBlock block, Program program) {
    return is(site, block, program, 0);
  }

  private static boolean is(Node site, CodeBlock block, Program program, int step) {
    if (block.isModule() || step > STEPS) {
      return false;
    }
    List<CallSite> callers = block.decorators().isEmpty() ? program.callers(block) : List.of();
    boolean leads = isEntry(block, program)
        || (!callers.isEmpty() && callers.stream().allMatch(each -> !each.block().equals(block) && is(each.call(), each.block(), program, step + 1)));
    return leads && !startedBefore(site, block, program); // looked at last: it goes through all that stands before
  }

  /// What `asyncio.run` gets, and a function that is called `main`.
  private static boolean isEntry(CodeBlock block, Program program) {
    boolean named = block.owner().isEmpty() && block.outer().filter(outer -> !outer.isModule()).isEmpty()
        && Set.of("main", "_main", "amain", "async_main", "main_async").contains(block.name());
    return named || (block.isAsync() && program.callers(block).stream().anyMatch(Alone::isRun));
  }

  private static boolean isRun(CallSite site) {
    return site.block().module().parent(site.call()).filter(up -> up instanceof Expr.Call call
        && Set.of("run", "run_until_complete").contains(CodeBlock.lastName(call.func())) && call.args().stream().anyMatch(each -> CodeBlock.same(each, site.call()))).isPresent();
  }

  private static boolean startedBefore(Node site, CodeBlock block, Program program) {
    boolean grouped = Flow.around(site, block).anyMatch(each -> each instanceof Stmt.AsyncWith with && with.items().stream()
        .anyMatch(item -> words(block.module().code(item.contextExpr().span()).replaceAll("[^A-Za-z0-9_]", "_")).stream()
            .anyMatch(word -> Set.of("group", "nursery", "server", "app", "lifespan").contains(word))));
    return grouped || block.calls().stream().filter(each -> each.span().compareTo(site.span()) < 0).anyMatch(each -> starts(each, block, program));
  }

  private static boolean starts(Expr.Call call, CodeBlock block, Program program) {
    Optional<Knowledge.Entry> known = program.entry(call, block.module());
    boolean spawns = Spawn.is(call, block, program) || Spawn.isOwned(call, block, program)
        || known.filter(each -> each.is(Role.GATHERS) || each.is(Role.WAITS_MANY)).isPresent();
    boolean pool = program.meaning(call.func(), block.module()).nameInLibrary().startsWith("concurrent.futures."); // its work is not on the loop
    return spawns || (!pool && known.flatMap(Knowledge.Entry::blocks).isEmpty() && words(CodeBlock.lastName(call.func())).stream().anyMatch(STARTS::contains));
  }

  private static List<String> words(String name) {
    return Limiters.words(name).stream().filter(each -> !each.isEmpty()).toList();
  }
}
