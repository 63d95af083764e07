package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Meaning;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.program.Where;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.rule.Message;
import java.util.List;
import java.util.Optional;

/// Objects of libraries that belong to the thread that made them (`sqlite3.Connection`, `pyudev.Context`), used in one that did not.
final class ThreadBound {

  /// An object of such a type.
  ///
  /// @param made where it is made
  record Use(Expr object, String type, Meaning.Made made) {}

  private ThreadBound() {}

  /// What code that runs in a thread of others uses and did not make itself.
  ///
  /// @param nodes of the function, or of a lambda
  static Optional<Use> in(List<? extends Node> nodes, CodeBlock block, Program program) {
    return nodes.stream().filter(each -> (each instanceof Expr.Attribute || each instanceof Expr.Name) && !isBound((Expr) each, block))
        .flatMap(each -> used((Expr) each, block, program).stream()).findFirst();
  }

  private static Optional<Use> used(Expr expr, CodeBlock block, Program program) {
    return program.meaning(expr, block.module()) instanceof Meaning.LibraryInstance object && program.isKind(object, Role.THREAD_BOUND)
        ? object.made().filter(each -> isElsewhere(each, block, program) && !isFreed(each)).map(each -> new Use(expr, object.type(), each)) : Optional.empty();
  }

  /// Made on the loop, at import or before: not by the function itself, and not by one that a thread runs too.
  private static boolean isElsewhere(Meaning.Made made, CodeBlock block, Program program) {
    CodeBlock maker = made.module().blockOf(made.call());
    return !maker.equals(block) && (maker.isAsync() || maker.isModule() || program.context(maker).at(Where.THREAD).isEmpty());
  }

  /// `check_same_thread=False`: https://docs.python.org/3/library/sqlite3.html#sqlite3.connect
  private static boolean isFreed(Meaning.Made made) {
    return made.call().keyword("check_same_thread").isPresent() || Flow.hasHiddenKeywords(made.call());
  }

  /// Whether it is what an assignment binds.
  private static boolean isBound(Expr expr, CodeBlock block) {
    return block.module().parent(expr).orElse(null) instanceof Stmt.Assign assign && assign.targets().stream().anyMatch(each -> CodeBlock.same(each, expr));
  }

  static Message message(Use use, String code, String runs, CodeBlock block) {
    String object = block.module().code(use.object().span());
    return new Message(
        "`" + code + "` uses `" + object + "` in another thread",
        runs + " uses `" + object + "`, an object of `" + use.type() + "` that is made at `" + use.made().module().path() + ":" + use.made().call().span().line() + "`.",
        "Such an object belongs to the thread that made it: from another one the call raises, or the library's own state is damaged.",
        "Make the object in the thread that uses it, or hand the work back to the loop: `loop.call_soon_threadsafe(...)`.");
  }
}
