package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.python.Alias;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Confidence;
import dev.loopwarden.rule.Fix;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// LW904: habits that work and have a better form.
public final class Idioms implements Rule {

  /// Libraries that nobody maintains any more, and what took their place.
  ///
  /// @param python minor version of Python 3 from which on the standard library has it; 0 where that does not matter
  private record Successor(String name, int python, String source) {}

  private static final Map<String, Successor> GONE = Map.of(
      "aioredis", new Successor("redis.asyncio", 0, "https://github.com/aio-libs-abandoned/aioredis-py"),
      "async_generator", new Successor("contextlib", 7, "https://docs.python.org/3/library/contextlib.html#contextlib.asynccontextmanager"),
      "asynctest", new Successor("unittest.IsolatedAsyncioTestCase", 8, "https://docs.python.org/3/library/unittest.html#unittest.IsolatedAsyncioTestCase"),
      "aiocontextvars", new Successor("contextvars", 7, "https://docs.python.org/3/library/contextvars.html"),
      "async_timeout", new Successor("asyncio.timeout", 11, "https://github.com/aio-libs/async-timeout"));

  private static final RuleCard CARD =
      new RuleCard(
          "LW904", "idioms", "Habit that has a better form", Aspect.DESIGN, Severity.HINT, false, List.of("ASYNC106", "ASYNC115", "ASYNC127", "S7491"),
          "`trio.sleep(0)` and `anyio.sleep(0)` in place of a checkpoint, `from trio import ...`, and libraries whose work has gone elsewhere (`aioredis`, `async_generator`, `asynctest`, "
              + "`async_timeout` from Python 3.11 on). Off by default: none of it is wrong.",
          "Readers look twice: a sleep that does not sleep, a `sleep` that may be anybody's, a library that gets no repairs any more.",
          "The project's style says otherwise.",
          "`trio.lowlevel.checkpoint()`, `import trio`, the library's successor.",
          """
          import trio

          async def give_way():
              await trio.sleep(0)  # LW904
          """,
          """
          import trio

          async def give_way():
              await trio.lowlevel.checkpoint()
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    for (Expr.Call call : block.calls()) {
      String name = program.meaning(call.func(), block.module()).nameInLibrary();
      boolean none = call.args().size() == 1 && Flow.isConstant(call.args().getFirst(), "0");
      if (none && (name.equals("trio.sleep") || name.equals("anyio.sleep"))) {
        String family = name.substring(0, name.indexOf('.'));
        obligations.add(told(block, call, new Message(
            "`" + name + "(0)` is a checkpoint", "It sleeps for no time, so that others get their turn.",
            "A reader looks for the time that it sleeps.", "Say what is meant: `await " + family + ".lowlevel.checkpoint()`."), Renames.checkpoint(call, family, block)));
      }
    }
    block.own(Stmt.ImportFrom.class).stream().filter(each -> each.level() == 0).forEach(each -> {
      String module = each.module().orElse("");
      boolean direct = module.equals("trio") && each.names().stream().noneMatch(name -> isModule(name.name()));
      if (direct) {
        obligations.add(told(block, each, new Message(
            "Names of `trio` without their `trio.`", "`" + block.module().code(each.span()) + "` takes them out of it.",
            "At its use nothing says whose `sleep` or `Event` it is.", "`import trio`, and `trio.` before each."), Optional.empty()));
      }
      gone(module, each, block, program).ifPresent(obligations::add);
    });
    block.own(Stmt.Import.class).forEach(each -> each.names().stream().map(Alias::name).flatMap(name -> gone(name, each, block, program).stream()).forEach(obligations::add));
    return obligations;
  }

  private static boolean isModule(String name) {
    return List.of("lowlevel", "socket", "abc", "from_thread", "to_thread", "testing").contains(name);
  }

  private static Optional<Obligation> gone(String module, Node at, CodeBlock block, Program program) {
    String root = module.contains(".") ? module.substring(0, module.indexOf('.')) : module;
    int python = program.projectOf(block.module()).python().orElse(0);
    return Optional.ofNullable(GONE.get(root)).filter(each -> each.python() < 11 || python >= each.python()).map(successor -> told(block, at, new Message(
        "`" + root + "` has a successor", "`" + root + "` gets no new versions any more, or says itself that it is not needed (" + successor.source() + ").",
        "Nobody mends it when a new Python breaks it.", "Use `" + successor.name() + "`."), Optional.empty()));
  }

  private static Obligation told(CodeBlock block, Node at, Message message, Optional<Fix> fix) {
    return Obligation.unmet("habits", Sites.finding(CARD, CARD.severity(), Confidence.MEDIUM, Sites.of(block, at), message, List.of()).withFix(fix));
  }
}
