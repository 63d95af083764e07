package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Knowledge;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Project;
import dev.loopwarden.program.Role;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Stmt;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/// What to write instead, in the terms of the project: its library, its Python, the drivers that it has.
final class Advice {

  private static final int MANY = 10;

  private Advice() {}

  /// A limit around a wait.
  static String limit(Expr.Call call, CodeBlock block, Program program) {
    boolean money = Patience.movesMoney(call, block);
    if (money || Patience.movesMuch(call, block)) {
      return limit("LIMIT", "", block, program) + (money
          ? " `LIMIT` is yours to choose, longer than the slowest honest answer: what is cut off may be done all the same, so ask for its state afterwards."
          : " `LIMIT` is yours to choose: this may rightly last long, minutes perhaps, but not for ever.");
    }
    return limit(block, program);
  }

  /// A limit by an argument of the call itself.
  static String argument(String name, Expr.Call call, CodeBlock block, Program program) {
    return Patience.movesMoney(call, block) || Patience.movesMuch(call, block)
        ? "Give the call `" + name + "=`. " + limit(call, block, program)
        : "Give the call `" + name + "=10` (10 is a guess), or put a limit around it.";
  }

  /// A limit around a wait of which no more is known.
  static String limit(CodeBlock block, Program program) {
    return limit("10", "10 is a guess", block, program);
  }

  private static String limit(String seconds, String said, CodeBlock block, Program program) {
    String told = said.isEmpty() ? "." : " (" + said + ").";
    return switch (library(block)) {
      case "trio" -> "Put `with trio.fail_after(" + seconds + "):` around it" + told;
      case "anyio" -> "Put `with anyio.fail_after(" + seconds + "):` around it" + told;
      default -> {
        OptionalInt python = program.projectOf(block.module()).python();
        yield python.isPresent() && python.getAsInt() < 11
            ? "Wrap it: `await asyncio.wait_for(..., " + seconds + ")`" + told
            : python.isPresent() ? "Put `async with asyncio.timeout(" + seconds + "):` around it" + told
            : "Put `async with asyncio.timeout(" + seconds + "):` around it (" + (said.isEmpty() ? "" : said + "; ") + "before Python 3.11 `asyncio.wait_for(..., " + seconds + ")`).";
      }
    };
  }

  /// What replaces a blocking call: an async twin where one is at hand, else containment.
  static String instead(Knowledge.Entry entry, CodeBlock block, Program program) {
    return SyncRoute.isPlainInside(block) && !entry.is(Role.DEBUGGER)
        ? "Nothing in this route waits: make it a plain `def`, and FastAPI runs it in its thread pool. Or keep it async: " + lowered(replaced(entry, block, program))
        : replaced(entry, block, program);
  }

  private static String lowered(String sentence) {
    return sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
  }

  private static String replaced(Knowledge.Entry entry, CodeBlock block, Program program) {
    Project project = program.projectOf(block.module());
    String thread = thread(block, program);
    String library = entry.name().contains(".") ? entry.name().substring(0, entry.name().indexOf('.')) : entry.name();
    if (project.keepsSync(library)) {
      return "The settings keep `" + library + "` sync: run the call off the loop, " + thread + ".";
    }
    boolean missing = project.tells() && !entry.drivers().isEmpty() && entry.drivers().stream().noneMatch(project::dependsOn);
    if (missing) {
      return "No async driver for it is among the dependencies: run the call off the loop, " + thread + ".";
    }
    return replacement(entry, project).map(each -> "Use " + each.replace("`await asyncio.to_thread(...)`", thread) + ".").orElse("Move it off the loop: " + thread + ".");
  }

  /// What the project's version has; both ways where it tells no version.
  private static Optional<String> replacement(Knowledge.Entry entry, Project project) {
    if (entry.newer().isEmpty()) {
      return entry.instead();
    }
    Knowledge.Newer newer = entry.newer().get();
    Optional<Boolean> has = project.hasAtLeast(newer.of(), newer.since());
    String both = " (" + newer.of() + " " + newer.since() + " and newer; before that " + newer.before() + ")";
    return entry.instead().map(each -> has.isEmpty() && !newer.settled() ? each + both : has.orElse(true) ? each : newer.before());
  }

  /// How many at once: the number of the repository's `outbound-limit`, else a guess that is said to be one.
  record Many(int number, String words) {}

  static Many many(CodeBlock block, Program program) {
    OptionalInt given = program.projectOf(block.module()).outboundLimit();
    return given.isPresent() ? new Many(given.getAsInt(), "the repository's `outbound-limit`") : new Many(MANY, MANY + " is a guess");
  }

  /// One text where the project's Python has `asyncio.TaskGroup` and `asyncio.timeout` (3.11) or tells no version, another where it must run on an older one.
  static String since311(String newer, String older, CodeBlock block, Program program) {
    OptionalInt python = program.projectOf(block.module()).python();
    return python.isPresent() && python.getAsInt() < 11 ? older : newer;
  }

  /// How this code moves a call to a thread: "`await asyncio.to_thread(...)`".
  static String thread(CodeBlock block, Program program) {
    return switch (library(block)) {
      case "trio" -> "`await trio.to_thread.run_sync(...)`";
      case "anyio" -> "`await anyio.to_thread.run_sync(...)`";
      default -> {
        OptionalInt python = program.projectOf(block.module()).python();
        yield imports(block, "django") ? "`await sync_to_async(...)(...)`" : python.isPresent() && python.getAsInt() < 9 ? "`await loop.run_in_executor(None, ...)`" : "`await asyncio.to_thread(...)`";
      }
    };
  }

  /// Who keeps a task, beside the code itself, in the words of the framework that the module speaks; empty text where there is nobody.
  static String keeper(CodeBlock block) {
    return imports(block, "fastapi") || imports(block, "starlette") ? " In a route, `BackgroundTasks` runs what may come after the answer."
        : imports(block, "sanic") ? " Sanic keeps it, and ends it with the server: `app.add_task(...)`."
        : imports(block, "quart") ? " Quart keeps it, and waits for it at the end: `app.add_background_task(...)`."
        : imports(block, "aiohttp.web") || importsName(block, "aiohttp", "web") ? " What lives as long as the server is started and ended in `app.cleanup_ctx`."
        : imports(block, "discord") || imports(block, "nextcord") || imports(block, "disnake") ? " What repeats is a `tasks.loop` of its cog, ended in `cog_unload`."
        : imports(block, "arq") || imports(block, "celery") ? " What may run later is a job of its own: the queue keeps it, and tries again."
        : imports(block, "django") ? " Django ends no tasks with its requests: what may run later belongs into a task queue."
        : "";
  }

  private static boolean importsName(CodeBlock block, String library, String name) {
    return block.module().tree().body().stream().anyMatch(each -> each instanceof Stmt.ImportFrom from && from.module().filter(library::equals).isPresent()
        && from.names().stream().anyMatch(alias -> alias.name().equals(name)));
  }

  /// The async library that a module speaks: what it imports; `asyncio` where it imports several, or none.
  private static String library(CodeBlock block) {
    boolean asyncio = imports(block, "asyncio");
    return !asyncio && imports(block, "trio") ? "trio" : !asyncio && imports(block, "anyio") ? "anyio" : "asyncio";
  }

  private static boolean imports(CodeBlock block, String library) {
    return block.module().tree().body().stream().anyMatch(each -> switch (each) {
      case Stmt.Import one -> one.names().stream().anyMatch(alias -> isOf(alias.name(), library));
      case Stmt.ImportFrom from -> from.level() == 0 && isOf(from.module().orElse(""), library);
      default -> false;
    });
  }

  private static boolean isOf(String module, String library) {
    return module.toLowerCase(Locale.ROOT).equals(library) || module.startsWith(library + ".");
  }
}
