package dev.loopwarden.rules;

import dev.loopwarden.program.Blocks;
import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Context;
import dev.loopwarden.program.Effect;
import dev.loopwarden.program.Knowledge;
import dev.loopwarden.program.Meaning;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.StandardLibrary;
import dev.loopwarden.program.Where;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.rule.Confidence;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import dev.loopwarden.rule.Site;
import java.util.List;
import java.util.Optional;

/// Plain functions that FastAPI calls for each request, in a thread of its pool.
final class Dependencies {

  /// https://www.starlette.io/threadpool/: one pool for all plain routes, dependencies and background tasks.
  private static final int THREADS = 40;
  private static final String OWED = "sync dependencies";

  private Dependencies() {}

  static List<Obligation> check(CodeBlock block, Program program, RuleCard card) {
    Optional<Context.Running> running = block.isModule() ? Optional.empty()
        : program.context(block).at(Where.THREAD).filter(each -> each.direct() && each.reason().contains(".Depends`"));
    if (running.isEmpty()) {
      return List.of();
    }
    Site site = Sites.ofDefinition(block, "def " + block.name());
    Optional<Effect> waits = program.summary(block).effects().values().stream().filter(each -> each.kind() != Blocks.PATH).findFirst();
    if (waits.isPresent()) {
      return List.of(Obligation.met(card.aspect(), card.id(), OWED, site, "it " + waits.get().kind().words() + " in a thread of the pool, one of " + THREADS));
    }
    if (!isShort(block, program)) {
      return List.of(Obligation.unknown(card.aspect(), card.id(), OWED, site, "what it calls is not known to be short"));
    }
    return List.of(Obligation.unmet(OWED, Sites.finding(card, Severity.HINT, Confidence.MEDIUM, site, message(block.name(), running.get().reason()), List.of())
        .withFix(Colours.async(block, program))));
  }

  /// All that it does is done at once: it looks something up, checks, makes an object.
  private static boolean isShort(CodeBlock block, Program program) {
    boolean loops = !block.own(Stmt.For.class).isEmpty() || !block.own(Stmt.While.class).isEmpty() || !block.own(Stmt.With.class).isEmpty();
    return !loops && !block.isGenerator() && !Flow.isStub(block) && block.calls().stream().allMatch(each -> isShort(each, block, program));
  }

  private static boolean isShort(Expr.Call call, CodeBlock block, Program program) {
    Meaning callee = program.meaning(call.func(), block.module());
    if (callee instanceof Meaning.ClassOf || callee instanceof Meaning.Function) {
      return program.runs(call, block.module()).stream().allMatch(each -> each.calls().isEmpty());
    }
    String name = callee.nameInLibrary();
    boolean quiet = program.entry(call, block.module()).flatMap(Knowledge.Entry::blocks).isEmpty();
    return quiet && !name.isEmpty() && (name.startsWith("builtins.") || name.startsWith("fastapi.") || name.startsWith("starlette.") || StandardLibrary.has(name));
  }

  private static Message message(String name, String reason) {
    return new Message(
        "`" + name + "` takes a thread on every request, for nothing",
        "It is a plain `def` and does nothing that takes time; " + reason + ", and FastAPI runs plain dependencies in a thread.",
        "Each request hands it over to one of " + THREADS + " threads and back, and waits for a free one where blocking routes hold them all.",
        "Make it an `async def`: FastAPI then calls it on the loop.");
  }
}
