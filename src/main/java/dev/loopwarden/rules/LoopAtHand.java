package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Context;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Where;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.rule.Confidence;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Severity;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What `asyncio.get_event_loop()` gives where it stands: the running loop, one that is made on the way, or an error.
/// Source: https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.get_event_loop, and "What's New In Python 3.14".
final class LoopAtHand {

  private static final int WARNS = 10;
  private static final int RAISES = 14;

  private LoopAtHand() {}

  record Fault(Message message, Confidence confidence, Severity severity) {}

  /// What is wrong there; empty where a loop is at hand, or where that cannot be told.
  static Optional<Fault> fault(Expr.Call call, CodeBlock block, Program program) {
    if (block.isAsync()) {
      return Optional.of(new Fault(new Message(
          "`get_event_loop` in a coroutine", "A loop runs here, and it is what the call gives.",
          "The name promises more: outside of a coroutine it makes loops or raises, so that a reader must look where it stands.",
          "`asyncio.get_running_loop()` says what is meant, and raises where none runs."), Confidence.LOW, Severity.HINT));
    }
    if (isCaught(call, block) || setsLoop(block, program) || setsLoop(block.module().body(), program)) {
      return Optional.empty();
    }
    Context context = program.context(block);
    Optional<Context.Running> thread = context.at(Where.THREAD);
    if (thread.filter(Context.Running::direct).isPresent() && !context.has(Where.LOOP)) {
      return Optional.of(new Fault(new Message(
          "`get_event_loop` raises in a thread", "`" + block.qualifiedName() + "` runs in a thread: " + thread.get().reason() + ".",
          "Only the main thread gets a loop this way; in any other it is `RuntimeError`, on every call.",
          "Hand the loop over (`asyncio.get_running_loop()` in the coroutine that starts the thread), or `asyncio.run` in the thread."), Confidence.HIGH, Severity.ERROR));
    }
    boolean noLoop = (context.has(Where.IMPORT) || context.has(Where.BEFORE_LOOP)) && !context.has(Where.LOOP) && !context.has(Where.THREAD);
    return noLoop ? byVersion(program.projectOf(block.module()).python()) : Optional.empty();
  }

  /// @param python the oldest that the project must run on; newer ones are used as well
  private static Optional<Fault> byVersion(OptionalInt python) {
    boolean raises = python.isPresent() && python.getAsInt() >= RAISES;
    return Optional.of(new Fault(new Message(
        raises ? "`get_event_loop` raises where no loop runs" : "`get_event_loop` where no loop runs raises from Python 3.14 on",
        "No loop runs when this line does.",
        raises ? "The project needs Python 3." + RAISES + " or newer, where that is `RuntimeError`."
            : "Until Python 3." + (RAISES - 1) + " a loop is made on the way (with a warning since 3." + WARNS + "), in 3." + RAISES + " it is `RuntimeError`; and the loop that is made is not the one that `asyncio.run` runs.",
        "`asyncio.run(main())` to start, and `asyncio.get_running_loop()` inside."),
        raises ? Confidence.HIGH : Confidence.MEDIUM, raises ? Severity.ERROR : Severity.INFO));
  }

  /// Under a handler that is there for it: `except RuntimeError`.
  private static boolean isCaught(Expr.Call call, CodeBlock block) {
    return Flow.around(call, block).anyMatch(up -> up instanceof Stmt.Try tried && tried.handlers().stream()
        .anyMatch(each -> each.type().map(type -> List.of("RuntimeError", "Exception", "BaseException").contains(CodeBlock.lastName(type)) || type instanceof Expr.Tuple).orElse(true)));
  }

  private static boolean setsLoop(CodeBlock block, Program program) {
    return block.calls().stream().anyMatch(each -> program.meaning(each.func(), block.module()).nameInLibrary().equals("asyncio.set_event_loop"));
  }
}
