package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Keyword;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.python.WithItem;
import java.util.Optional;

/// Where the awaitable that a call gives is awaited.
enum Awaiting {
  /// By `await`, `async with`, or by a call that it is given to and that is awaited or makes a task of it.
  HERE,
  /// It is kept or handed out.
  ELSEWHERE,
  /// By nobody.
  NOT;

  static Awaiting of(Expr.Call call, CodeBlock block) {
    boolean given = false;
    Node below = call;
    for (Node above : Flow.around(call, block).toList()) {
      switch (above) {
        case Expr.Await _ -> {
          return HERE;
        }
        case WithItem item -> {
          return isAsync(item, block) ? HERE : NOT;
        }
        case Expr.Call outer -> given = given || !CodeBlock.same(outer.func(), below);
        case Expr.Starred _, Expr.ListComp _, Expr.GeneratorExp _, Expr.SetComp _, Expr.List _, Expr.Tuple _, Expr.Set _, Expr.IfExp _, Expr.BoolOp _,
            Expr.NamedExpr _, Keyword _ -> {}
        case Stmt.Assign _, Stmt.AnnAssign _, Stmt.Return _ -> {
          return ELSEWHERE;
        }
        case Expr.Attribute _ -> {
          return ELSEWHERE;
        }
        case Stmt.ExprStmt _ -> {
          return given ? HERE : NOT;
        }
        default -> {
          return ELSEWHERE;
        }
      }
      below = above;
    }
    return NOT;
  }

  private static boolean isAsync(WithItem item, CodeBlock block) {
    Optional<Node> with = block.module().parent(item);
    return with.filter(Stmt.AsyncWith.class::isInstance).isPresent();
  }
}
