package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What a function says of how long a collection can be.
final class Lengths {

  private static final Set<String> LIMITS = Set.of("limit", "fetchmany", "top", "head", "nlargest", "most_common");

  private Lengths() {}

  /// `assert len(ids) <= 100`, `if len(ids) > MAX: raise ...`, `rows = rows[:limit]`, `rows = session.execute(query.limit(20))`.
  ///
  /// @param name of the collection
  static Optional<String> of(String name, CodeBlock block) {
    return Stream.concat(
        block.own(Stmt.class).stream().filter(each -> isCheck(each, name)).map(Stmt.class::cast),
        values(name, block).filter(Lengths::isCut).map(each -> (Node) each))
        .findFirst().map(each -> "its length has a limit at line " + each.span().line());
  }

  private static boolean isCheck(Stmt statement, String name) {
    return switch (statement) {
      case Stmt.Assert check -> asksForLength(check.test(), name);
      case Stmt.If branch -> asksForLength(branch.test(), name) && leaves(branch.body());
      default -> false;
    };
  }

  private static boolean leaves(List<Stmt> body) {
    return body.getLast() instanceof Stmt.Raise || body.getLast() instanceof Stmt.Return;
  }

  /// A comparison by size; `len(ids) == 0` says nothing of the most.
  private static boolean asksForLength(Expr test, String name) {
    return test.findAll(Expr.Compare.class).stream().anyMatch(compare -> compare.ops().stream().anyMatch(Set.of("Lt", "LtE", "Gt", "GtE")::contains)
        && !isSmall(compare) && compare.findAll(Expr.Call.class).stream().anyMatch(call -> CodeBlock.lastName(call.func()).equals("len")
            && call.args().size() == 1 && Width.root(call.args().getFirst()).equals(name)));
  }

  /// `len(ids) > 0`, `len(ids) < 2`: asks if there are any.
  private static boolean isSmall(Expr.Compare compare) {
    return compare.findAll(Expr.Constant.class).stream().anyMatch(each -> Set.of("0", "1", "2").contains(each.value()));
  }

  private static Stream<Expr> values(String name, CodeBlock block) {
    return block.own(Stmt.Assign.class).stream()
        .filter(each -> each.targets().getFirst() instanceof Expr.Name target && target.id().equals(name)).map(Stmt.Assign::value);
  }

  private static boolean isCut(Expr value) {
    boolean sliced = value instanceof Expr.Subscript subscript && subscript.slice() instanceof Expr.Slice slice && slice.upper().isPresent();
    return sliced || value.findAll(Expr.Call.class).stream().anyMatch(each -> LIMITS.contains(CodeBlock.lastName(each.func())));
  }
}
