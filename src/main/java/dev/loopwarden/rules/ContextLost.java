package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Meaning;
import dev.loopwarden.program.Program;
import dev.loopwarden.python.Expr;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Confidence;
import dev.loopwarden.rule.Hop;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import dev.loopwarden.rule.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// LW1010: a context variable that is read in a thread to which the context does not go.
public final class ContextLost implements Rule {

  /// https://docs.python.org/3/library/asyncio-task.html#asyncio.to_thread: that one copies the context, `run_in_executor` does not.
  private static final String PLAIN = "asyncio.AbstractEventLoop.run_in_executor";
  private static final String OWED = "calls handed to an executor";

  private static final RuleCard CARD =
      new RuleCard(
          "LW1010", "context-lost", "Context variable read where the context is lost", Aspect.TASKS, Severity.HINT, true, List.of(),
          "A function that is handed to `loop.run_in_executor` and reads a `ContextVar`, itself or through helpers.",
          "The thread has a context of its own: the variable has its default there, or `get` raises `LookupError`. A request's id, user or transaction is missing, and nothing says so.",
          "The thread sets the variable itself first.",
          "`asyncio.to_thread`, which takes the context along, or hand `contextvars.copy_context().run` over with the function.",
          """
          import asyncio
          from contextvars import ContextVar

          request_id = ContextVar("request_id", default="-")

          def write(text):
              print(request_id.get(), text)

          async def log(text):
              await asyncio.get_running_loop().run_in_executor(None, write, text)  # LW1010
          """,
          """
          import asyncio
          from contextvars import ContextVar

          request_id = ContextVar("request_id", default="-")

          def write(text):
              print(request_id.get(), text)

          async def log(text):
              await asyncio.to_thread(write, text)
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    for (Expr.Call call : block.calls()) {
      if (isPlain(call, block, program) && call.args().size() > 1) {
        Meaning callable = program.meaning(call.args().get(1), block.module());
        while (callable instanceof Meaning.Partial partial) {
          callable = partial.callee();
        }
        if (callable instanceof Meaning.Function function && Reach.isSync(function.block())) {
          obligations.add(obligation(call, function.block(), block, program));
        }
      }
    }
    return obligations;
  }

  private static boolean isPlain(Expr.Call call, CodeBlock block, Program program) {
    return program.entry(call, block.module()).filter(each -> each.name().equals(PLAIN)).isPresent();
  }

  private static Obligation obligation(Expr.Call call, CodeBlock function, CodeBlock block, Program program) {
    Site site = Sites.of(block, call);
    Optional<List<Hop>> read = Reach.walk(function, Reach.hop(block, call), program, (each, in) -> name(each, in, program).equals("contextvars.ContextVar.get"), Reach::sync).found();
    Optional<List<Hop>> set = Reach.walk(function, Reach.hop(block, call), program, (each, in) -> name(each, in, program).equals("contextvars.ContextVar.set"), Reach::sync).found();
    if (read.isEmpty() || set.isPresent()) {
      return Obligation.met(Aspect.TASKS, CARD.id(), OWED, site, read.isEmpty() ? "it reads no context variable that is seen" : "it sets the variable itself");
    }
    Hop last = read.get().getLast();
    return Obligation.unmet(OWED, Sites.finding(CARD, CARD.severity(), Confidence.MEDIUM, site, new Message(
        "`" + last.what() + "` does not see what the caller has set",
        "`" + function.qualifiedName() + "` runs in a thread of the executor and reads the context variable at `" + last.path() + ":" + last.line() + "`.",
        "`run_in_executor` does not take the context along: the variable has its default there, or `get` raises `LookupError`.",
        "`await asyncio.to_thread(...)`, which does, or `contextvars.copy_context().run`."), read.get()).withFix(Renames.intoThread(call, block)));
  }

  private static String name(Expr.Call call, CodeBlock block, Program program) {
    return program.meaning(call.func(), block.module()).nameInLibrary();
  }
}
