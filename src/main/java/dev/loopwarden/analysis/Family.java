package dev.loopwarden.analysis;

import dev.loopwarden.program.ParsedModule;
import dev.loopwarden.python.Stmt;
import java.util.stream.Stream;

/// The library whose words a module speaks: no advice names another one's.
enum Family {
  ASYNCIO("`TaskGroup`", "semaphore", "asyncio.to_thread"),
  ANYIO("task group", "capacity limiter", "anyio.to_thread.run_sync"),
  TRIO("nursery", "capacity limiter", "trio.to_thread.run_sync");

  private final String group;
  private final String limiter;
  private final String thread;

  Family(String group, String limiter, String thread) {
    this.group = group;
    this.limiter = limiter;
    this.thread = thread;
  }

  String group() {
    return group;
  }

  String limiter() {
    return limiter;
  }

  String thread() {
    return thread;
  }

  /// By the module's imports; asyncio where it imports asyncio too, or none of them.
  static Family of(ParsedModule module) {
    if (imports(module, "asyncio")) {
      return ASYNCIO;
    }
    return imports(module, "trio") ? TRIO : imports(module, "anyio") ? ANYIO : ASYNCIO;
  }

  /// Whether a module imports a package, or something of it, at its top level.
  static boolean imports(ParsedModule module, String name) {
    Stream<String> plain = module.body().own(Stmt.Import.class).stream().flatMap(each -> each.names().stream()).map(each -> each.name());
    Stream<String> from = module.body().own(Stmt.ImportFrom.class).stream().filter(each -> each.level() == 0).flatMap(each -> each.module().stream());
    return Stream.concat(plain, from).anyMatch(each -> each.equals(name) || each.startsWith(name + "."));
  }
}
