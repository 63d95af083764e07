package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.ParsedModule;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Who puts items into a queue of a module, found by the queue's name in it.
sealed interface Feed {

  /// A loop.
  ///
  /// @param waits it is another function than the one that takes, and waits in `put`
  record Loop(int line, boolean waits) implements Feed {}

  /// Whoever calls a method or a callback.
  record Others(int line) implements Feed {}

  /// So few that no bound is needed; `evidence` says why.
  record Few(String evidence) implements Feed {}

  record Unseen() implements Feed {}

  /// Who fills the queue of a name.
  ///
  /// @param made where the queue is made; a local name is known in it, in functions inside of it, and to those that are handed it
  static Feed of(Expr target, CodeBlock made, Program program) {
    String name = CodeBlock.lastName(target);
    ParsedModule module = made.module();
    boolean local = target instanceof Expr.Name && !made.isModule();
    boolean handed = local && made.calls().stream().anyMatch(call -> call.args().stream().anyMatch(each -> each instanceof Expr.Name given && given.id().equals(name))
        || call.keywords().stream().anyMatch(each -> each.value() instanceof Expr.Name given && given.id().equals(name)));
    Feed found = new Unseen();
    boolean constants = false;
    boolean answered = false;
    for (CodeBlock block : module.blocks()) {
      if (local && !isInside(block, made) && !(handed && block.parameters().contains(name))) {
        continue;
      }
      for (Expr.Attribute put : block.own(Expr.Attribute.class)) {
        if (!Set.of("put", "put_nowait").contains(put.attr()) || !CodeBlock.lastName(put.value()).equals(name)) {
          continue;
        }
        Optional<Expr.Call> call = module.parent(put).filter(up -> up instanceof Expr.Call called && CodeBlock.same(called.func(), put)).map(Expr.Call.class::cast);
        int line = put.span().line();
        if (call.isEmpty()) {
          found = found instanceof Loop ? found : new Others(line); // `send = queue.put`: given away
          continue;
        }
        List<Expr> items = call.get().args();
        boolean constant = items.isEmpty() || isWritten(items.getFirst());
        if (constant) {
          constants = true;
        } else if (Flow.loopAround(call.get(), block).filter(loop -> !isCounted(loop)).isPresent()) {
          return new Loop(line, put.attr().equals("put") && !CodeBlock.same(block.node(), made.node()));
        } else if (isAnswered(items.getFirst(), block, program)) {
          answered = true;
        } else if (comesFromOutside(items.getFirst(), block)) {
          found = found instanceof Loop ? found : new Others(line);
        }
      }
    }
    if (found instanceof Unseen && answered) {
      return new Few("each caller waits for its own answer, so there are no more items than callers");
    }
    return found instanceof Unseen && constants ? new Few("only single items that are written out are put into it") : found;
  }

  private static boolean isInside(CodeBlock block, CodeBlock made) {
    Optional<CodeBlock> at = Optional.of(block);
    while (at.isPresent() && !CodeBlock.same(at.get().node(), made.node())) {
      at = at.get().outer();
    }
    return at.isPresent();
  }

  /// A constant, or a display of constants: `None`, `{"type": "startup"}`.
  private static boolean isWritten(Expr item) {
    return switch (item) {
      case Expr.Constant _ -> true;
      case Expr.Dict dict -> dict.values().stream().allMatch(Feed::isWritten);
      case Expr.Tuple tuple -> tuple.elts().stream().allMatch(Feed::isWritten);
      case Expr.Name name -> name.id().equals(name.id().toUpperCase(java.util.Locale.ROOT)) && name.id().length() > 1;
      default -> false;
    };
  }

  /// `for _ in range(workers): queue.put(...)`, or over what is written out.
  private static boolean isCounted(Node loop) {
    return loop instanceof Stmt.For each && (Width.written(each.iter()).isPresent()
        || (each.iter() instanceof Expr.Call call && CodeBlock.lastName(call.func()).equals("range")));
  }

  /// Who puts it waits for the answer to it: a future goes in with the item and is awaited or given back.
  private static boolean isAnswered(Expr item, CodeBlock block, Program program) {
    boolean makesFuture = block.calls().stream().anyMatch(each -> CodeBlock.lastName(each.func()).equals("create_future")
        || program.meaning(each, block.module()).typeInLibrary().equals("asyncio.Future"));
    boolean waits = block.own(Expr.Await.class).stream().anyMatch(each -> each.span().line() >= item.span().line() && each.value() instanceof Expr.Name)
        || block.own(Stmt.Return.class).stream().anyMatch(each -> each.value().filter(value -> value instanceof Expr.Name || value instanceof Expr.Await).isPresent());
    boolean joins = block.calls().stream().anyMatch(each -> Flow.entry(each, block, program, Role.OPEN_ENDED).isPresent() && CodeBlock.lastName(each.func()).equals("join"));
    return (makesFuture && waits) || joins;
  }

  /// The item, or a part of it, is a parameter: whoever calls decides how often.
  private static boolean comesFromOutside(Expr item, CodeBlock block) {
    return CodeBlock.ownNodes(List.of(item)).stream().anyMatch(each -> each instanceof Expr.Name name && !name.id().equals("self")
        && block.parameters().contains(name.id()));
  }
}
