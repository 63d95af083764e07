package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Keyword;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import java.util.List;
import java.util.Set;

/// What becomes of a task, or of another awaitable, right where it is made.
sealed interface Fate {

  /// Thrown away.
  ///
  /// @param sure false where a callback was hung on it first
  record Dropped(boolean sure) implements Fate {}

  /// Only a local name has it: a variable, or a collection that is local.
  record Local(String name, boolean collection) implements Fate {}

  /// Somebody has it; `evidence` says who.
  record Kept(String evidence) implements Fate {}

  Set<String> ADDS = Set.of("append", "add", "extend", "update", "appendleft", "insert", "put_nowait", "put", "setdefault");

  static Fate of(Expr.Call made, CodeBlock block, Program program) {
    List<Node> above = block.module().ancestors(made);
    boolean sure = true;
    for (int i = 0; i < above.size(); i++) {
      Node up = above.get(i);
      Node below = i == 0 ? made : above.get(i - 1);
      switch (up) {
        case Stmt.ExprStmt _ -> {
          return new Dropped(sure);
        }
        case Expr.Await await -> {
          return new Kept("awaited at line " + await.span().line());
        }
        case Stmt.Return _, Expr.Yield _, Expr.YieldFrom _ -> {
          return new Kept("given to the caller at line " + up.span().line());
        }
        case Stmt.Assign assign -> {
          return assigned(assign.targets(), !CodeBlock.same(assign.value(), made), block);
        }
        case Stmt.AnnAssign assign -> {
          return assigned(List.of(assign.target()), !assign.value().filter(each -> CodeBlock.same(each, made)).isPresent(), block);
        }
        case Stmt.AugAssign assign -> {
          return assigned(List.of(assign.target()), true, block);
        }
        case Expr.NamedExpr named when !(below instanceof Expr.Name) -> {
          return assigned(List.of(named.target()), false, block);
        }
        case Expr.Attribute attribute when attribute.attr().equals("add_done_callback") -> sure = false;
        case Expr.Attribute attribute -> {
          return new Kept("its `" + attribute.attr() + "` is used at line " + attribute.span().line());
        }
        case Expr.Call call when CodeBlock.same(call.func(), below) -> {}
        case Expr.Call call -> {
          boolean passes = program.entry(call, block.module())
              .filter(each -> each.is(Role.SHIELDS) || each.is(Role.TIMEOUT_CALL) || each.is(Role.GATHERS)).isPresent();
          if (!passes) {
            return handed(call, block);
          }
        }
        case Stmt _ -> {
          return new Kept("used at line " + up.span().line());
        }
        case Expr.List _, Expr.Tuple _, Expr.Set _, Expr.Dict _, Expr.ListComp _, Expr.SetComp _, Expr.DictComp _, Expr.GeneratorExp _,
            Expr.Starred _, Expr.IfExp _, Expr.BoolOp _, Keyword _ -> {}
        default -> {
          return new Kept("used at line " + up.span().line());
        }
      }
    }
    return new Kept("used");
  }

  private static Fate assigned(List<Expr> targets, boolean within, CodeBlock block) {
    Expr target = targets.getFirst();
    if (targets.size() > 1) {
      return new Kept("kept in `" + block.module().code(target.span()) + "`");
    }
    if (target instanceof Expr.Name name) {
      return name.id().equals("_") && !within ? new Dropped(true) : block.isModule() ? new Kept("kept in the module's `" + name.id() + "`") : new Local(name.id(), within);
    }
    if (target instanceof Expr.Subscript subscript && subscript.value() instanceof Expr.Name name && isLocal(name.id(), block)) {
      return new Local(name.id(), true);
    }
    return new Kept("kept in `" + block.module().code(target.span()) + "`");
  }

  private static Fate handed(Expr.Call call, CodeBlock block) {
    if (call.func() instanceof Expr.Attribute attribute && ADDS.contains(attribute.attr())) {
      return attribute.value() instanceof Expr.Name name && isLocal(name.id(), block)
          ? new Local(name.id(), true)
          : new Kept("kept in `" + block.module().code(attribute.value().span()) + "`");
    }
    return new Kept("handed to `" + block.module().code(call.func().span()) + "` at line " + call.span().line());
  }

  /// Whether a name is bound in the block itself, and no parameter and no `global` of it.
  static boolean isLocal(String name, CodeBlock block) {
    if (block.isModule() || block.parameters().contains(name)
        || block.own(Stmt.Global.class).stream().anyMatch(each -> each.names().contains(name))
        || block.own(Stmt.Nonlocal.class).stream().anyMatch(each -> each.names().contains(name))) {
      return false;
    }
    return block.own(Node.class).stream().anyMatch(each -> switch (each) {
      case Stmt.Assign assign -> assign.targets().stream().anyMatch(target -> target instanceof Expr.Name bound && bound.id().equals(name))
          && isFresh(assign.value());
      case Stmt.AnnAssign assign -> assign.target() instanceof Expr.Name bound && bound.id().equals(name) && assign.value().filter(Fate::isFresh).isPresent();
      default -> false;
    });
  }

  /// A value that nobody else has: a display, a comprehension, or a call.
  private static boolean isFresh(Expr value) {
    return switch (value) {
      case Expr.List _, Expr.Set _, Expr.Dict _, Expr.ListComp _, Expr.SetComp _, Expr.DictComp _, Expr.Tuple _ -> true;
      case Expr.Call call -> Set.of("set", "list", "dict", "deque", "defaultdict", "WeakSet").contains(CodeBlock.lastName(call.func()));
      default -> false;
    };
  }
}
